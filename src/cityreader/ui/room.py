"""The room the screens stand in: the open library, the work on it, and what is told the person.

Every screen has it as ``room``. It holds what outlives a screen; what a screen shows is its own.
"""

import asyncio
import gc
import sys
from collections.abc import MutableMapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events

from cityreader.config import Config, Folders
from cityreader.errors import CityReaderError
from cityreader.ui import theme
from cityreader.ui.command_screen import CommandScreen, HasStatus
from cityreader.ui.key_order import OrderedKeysApp
from cityreader.ui.keymap import keymap_of

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.ui.errands import Errands
    from cityreader.ui.imports import Imports
    from cityreader.ui.pairing import Pairing
    from cityreader.ui.undo import Undoing

_THREAD_TURN = 0.0005
"""Seconds a thread may go on while the screen waits to be painted; Python's own 5 ms are felt."""


class ReadingRoom(OrderedKeysApp[int]):
    """Opens the library behind the first frame, and holds what all screens share.

    ``library`` is None until it is open; ``refused`` says why it could not be. ``left_undated`` are
    the UUIDs of articles whose date was not given when it was asked for; ``unfolded`` is whether
    readers show all lines. ``article`` names the one to open at first. ``started`` is when the
    program was, in UTC.
    """

    def __init__(
        self, path: Path, config: Config, folders: Folders, article: str | None = None
    ) -> None:
        super().__init__()
        self.path = path
        self.config = config
        self.folders = folders
        self.article = article
        self.library: Library | None = None
        self.refused: CityReaderError | None = None
        self.left_undated: set[str] = set()
        self._drafts: dict[str, object] = {}
        self.unfolded = False
        self.leaving = False
        self.started = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self.register_theme(theme.theme_of(theme.DARK_NAME, theme.DARK))
        self.register_theme(theme.theme_of(theme.LIGHT_NAME, theme.LIGHT))
        self.theme = theme.known_name(config, self.available_themes)
        self.own_keys = keymap_of(config)
        self.set_keymap(self.own_keys)

    @property
    def drafts(self) -> MutableMapping[str, object]:
        """What was typed into dialogs and not saved, by dialog; on the disk once the library is
        open."""
        return self._drafts if self.library is None else self.library.unsaved

    @cached_property
    def errands(self) -> "Errands":
        """Work on the library away from the event loop."""
        from cityreader.ui.errands import Errands

        return Errands(self)

    @cached_property
    def imports(self) -> "Imports":
        """The import that goes on while everything else does."""
        from cityreader.ui.imports import Imports

        return Imports(self)

    @cached_property
    def pairing(self) -> "Pairing":
        """The pairs that are being aligned."""
        from cityreader.ui.pairing import Pairing

        return Pairing(self)

    @cached_property
    def undoing(self) -> "Undoing":
        """Undo and redo, shared by the screens, so that a second press is known as one."""
        from cityreader.ui.undo import Undoing

        return Undoing(
            self.errands, self.tell, self.started, lambda: self.imports.running is not None
        )

    async def on_event(self, event: events.Event) -> None:
        """Take an enter for one that was typed before the terminal was the program's own."""
        if isinstance(event, events.Key) and event.key == "ctrl+j" and self.library is None:
            event = events.Key("enter", "\r")
        await super().on_event(event)

    def on_mount(self) -> None:
        """Open the library when the first frame is on the screen, not before."""
        self.call_after_refresh(self._open_library)

    def _open_library(self) -> None:
        sys.setswitchinterval(_THREAD_TURN)
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self.run_worker(self._opened_library(), group="open", exclusive=True)
        if not self.is_headless:
            from cityreader.ui.hangup import watch_terminal

            watch_terminal(lambda: self.call_later(self.run_action, "app.quit"))

    async def _opened_library(self) -> None:
        from cityreader.ui.messages import LibraryOpened, LibraryRefused

        try:
            self.library = await asyncio.to_thread(self.library_at, self.path)
        except CityReaderError as error:
            from cityreader.ui.recovering import offer_backup

            self.refused = error
            self.screen_stack[0].post_message(LibraryRefused(error))
            offer_backup(self, error)
        else:
            self.library.backups.warn = self._backup_failed
            self.screen_stack[0].post_message(LibraryOpened(self.library))

    def library_at(self, path: Path) -> "Library":
        """Open a library of this person, made if it is missing. Raises LibraryError."""
        from cityreader.library.library import Library

        library = Library.open(path, config=self.config, folders=self.folders, create=True)
        library.viewpoint.recall()
        return library

    def open_library(self, path: Path) -> None:
        """Change to another library."""

        async def change() -> None:
            self.pairing.stop()
            self.undoing.stop()
            await self.imports.finish()
            await self.errands.finish()
            left, self.library, self.path = self.library, None, path
            await self._opened_library()
            if left is not None:
                await asyncio.to_thread(left.close)

        self.run_worker(change(), group="open", exclusive=True)

    def _backup_failed(self, message: str) -> None:
        """Hear from a thread that a backup failed; the work goes on."""
        from cityreader.ui.messages import BackupFailed

        self.screen_stack[0].post_message(BackupFailed(message))

    def report(self, error: CityReaderError) -> None:
        """Tell the person what went wrong, in plain text."""
        self.notify(str(error), title=error.title, severity="error", timeout=8, markup=False)

    def tell(self, message: str) -> None:
        """Tell the person something in plain text: in the status line of a screen that has one."""
        if isinstance(self.screen, HasStatus) and self.screen.is_mounted:
            self.screen.say(message)
        else:
            self.notify(message, timeout=4, markup=False)

    def reread_screens(self) -> None:
        """Let every open screen show the library as it is now."""
        for screen in self.screen_stack:
            if isinstance(screen, CommandScreen) and screen.is_mounted:
                screen.reread()

    def push_over(self, screen: CommandScreen) -> None:
        """Open a screen that may change anything; the one below is then read again."""
        below = self.screen

        def left(changed: int | None) -> None:
            if changed and isinstance(below, CommandScreen):
                below.reread()

        if self.library is not None:
            self.push_screen(screen, left)

    async def leave(self) -> None:
        """Close the program when every change is on the disk."""
        self.leaving = True
        self.pairing.stop()
        self.undoing.stop()
        await self.imports.finish()
        await self.errands.finish()
        self.exit(0)
