"""The application: opens the library behind the first frame and holds what all screens share."""

import asyncio
import gc
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen

from cityreader.config import Config, Folders
from cityreader.errors import CityReaderError
from cityreader.text.safety import visible
from cityreader.ui import theme
from cityreader.ui.command_screen import CommandScreen, HasStatus
from cityreader.ui.commands import APP_COMMANDS
from cityreader.ui.keymap import bindings_of, keymap_of
from cityreader.ui.safety import SafetyFilter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.command import Provider

    from cityreader.library.library import Library
    from cityreader.ui.errands import Errands
    from cityreader.ui.importing import Imports
    from cityreader.ui.linking import Linking
    from cityreader.ui.undo import Undoing


_THREAD_TURN = 0.0005
"""Seconds a thread may go on while the screen waits to be painted; Python's own 5 ms are felt."""


def _command_provider() -> "type[Provider]":
    from cityreader.ui.palette import CommandProvider

    return CommandProvider


class CityReaderApp(App[int]):
    """The reading room."""

    CSS_PATH = Path(__file__).with_name("cityreader.tcss")
    TITLE = "cityreader"
    BINDINGS = [*bindings_of(APP_COMMANDS)]
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {_command_provider}

    THEMES: ClassVar[dict[str, str]] = {"dark": theme.DARK_NAME, "light": theme.LIGHT_NAME}

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
        self.drafts: dict[str, object] = {}
        self.unfolded = False
        self.leaving = False
        self.started = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._safety = SafetyFilter()
        self.register_theme(theme.theme_of(theme.DARK_NAME, theme.DARK))
        self.register_theme(theme.theme_of(theme.LIGHT_NAME, theme.LIGHT))
        wanted = self.THEMES.get(config.theme, config.theme)
        self.theme = wanted if wanted in self.available_themes else theme.DARK_NAME
        self.own_keys = keymap_of(config.keys)
        self.set_keymap(self.own_keys)

    @property
    def palette(self) -> theme.Palette:
        """The colours widgets paint with."""
        return theme.palette_of(self.current_theme)

    @cached_property
    def errands(self) -> "Errands":
        """Work on the library away from the event loop."""
        from cityreader.ui.errands import Errands

        return Errands(self)

    @cached_property
    def imports(self) -> "Imports":
        """The import that goes on while everything else does."""
        from cityreader.ui.importing import Imports

        return Imports(self)

    @cached_property
    def linking(self) -> "Linking":
        """The pairs that are being aligned."""
        from cityreader.ui.linking import Linking

        return Linking(self)

    @cached_property
    def undoing(self) -> "Undoing":
        """Undo and redo, shared by the screens, so that a second press is known as one."""
        from cityreader.ui.undo import Undoing

        return Undoing(
            self.errands, self.tell, self.started, lambda: self.imports.running is not None
        )

    def get_line_filters(self) -> list[LineFilter]:
        """Every line that is painted passes the safety filter first."""
        return [self._safety, *super().get_line_filters()]

    def get_default_screen(self) -> Screen[Any]:
        """The list is the first screen."""
        from cityreader.ui.screens.list import ListScreen

        return ListScreen()

    def on_mount(self) -> None:
        """Open the library when the first frame is on the screen, not before."""
        self.call_after_refresh(self._open_library)

    def _open_library(self) -> None:
        sys.setswitchinterval(_THREAD_TURN)
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self.run_worker(self._opened_library(), group="open", exclusive=True)

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
            self.linking.stop()
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
        if isinstance(self.screen, HasStatus):
            self.screen.say(message)
        else:
            self.notify(message, timeout=4, markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette holds every command of the screen and of the program."""
        own = screen if isinstance(screen, CommandScreen) else None
        for command in (*(own.command_table if own else ()), *APP_COMMANDS):
            if not command.palette or command.action == "command_palette":
                continue
            target = self if command in APP_COMMANDS else screen
            yield SystemCommand(
                command.help,
                f"{command.group} · {command.display}",
                partial(self.run_action, command.action, target),
            )
        for entry in own.palette_entries() if own else ():
            yield SystemCommand(*entry)

    def action_command_palette(self) -> None:
        """Show every command by name."""
        from cityreader.ui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_show_help(self) -> None:
        """Show the keys of the screen."""
        from cityreader.ui.screens.help import HelpScreen

        screen = self.screen
        if isinstance(screen, CommandScreen):
            self.push_screen(HelpScreen(screen.help_title, (*screen.command_table, *APP_COMMANDS)))

    def action_show_glossary(self) -> None:
        """Open the glossary, with what the articles in view propose for it."""
        from cityreader.ui.dialogs.glossary import GlossaryDialog

        below = self.screen
        if self.library is not None and isinstance(below, CommandScreen):
            self.push_screen(GlossaryDialog(below.article_ids), lambda _: below.glossary_changed())

    def action_show_events(self) -> None:
        """Open the table of events."""
        from cityreader.ui.screens.events import EventsScreen

        if not isinstance(self.screen, EventsScreen):
            self.push_over(EventsScreen())

    def action_show_history(self) -> None:
        """Open the history."""
        from cityreader.ui.screens.history import HistoryScreen

        if not isinstance(self.screen, HistoryScreen):
            self.push_over(HistoryScreen())

    def action_choose_viewpoint(self) -> None:
        """Choose whose marks are shown."""
        from cityreader.ui.coders import choose_viewpoint

        choose_viewpoint(self)

    def action_compare_coders(self) -> None:
        """Compare two coders."""
        from cityreader.ui.coders import compare_coders

        compare_coders(self)

    def action_edit_codebook(self) -> None:
        """Lend the terminal to the editor of the person, with the codebook."""
        from cityreader.ui.codebook_editing import CodebookEditing

        if self.library is not None:
            CodebookEditing(self).begin()

    def push_over(self, screen: CommandScreen) -> None:
        """Open a screen that may change anything; the one below is then read again."""
        below = self.screen

        def left(changed: int | None) -> None:
            if changed and isinstance(below, CommandScreen):
                below.reread()

        if self.library is not None:
            self.push_screen(screen, left)

    def action_toggle_theme(self) -> None:
        """Change between dark and light."""
        self.theme = theme.LIGHT_NAME if self.current_theme.dark else theme.DARK_NAME

    def action_save_picture(self) -> None:
        """Save a picture of the screen, and say where it lies."""
        from cityreader.ui.sight import short_path

        folder = self.folders.pictures
        try:
            folder.mkdir(parents=True, exist_ok=True)
            saved = short_path(Path(self.save_screenshot(path=str(folder))))
            self.notify(saved, title="Picture saved", timeout=8, markup=False)
        except OSError as error:
            self.tell(f"The picture could not be saved in {short_path(folder)}: {error.strerror}.")

    async def action_quit(self) -> None:
        """Leave when every change is on the disk; an import stops between two files."""
        if self.imports.running is not None:
            # The screen goes on living until the file at hand is read.
            self.imports.running.stop()
            self.run_worker(self._leave(), group="leave", exclusive=True)
        else:
            await self._leave()

    async def _leave(self) -> None:
        self.leaving = True
        self.linking.stop()
        await self.imports.finish()
        await self.errands.finish()
        self.exit(0)

    def action_help_quit(self) -> None:
        """Copy with ctrl+c: it never quits here."""
        copy = getattr(self.screen, "action_copy", None)
        if copy is not None:
            copy()


def run_app(path: Path, config: Config, folders: Folders, article: str | None) -> int:
    """Run the screens on a library, at an article if one is named; returns the exit code.

    A library that cannot be opened is shown on the screen with what to do, and gives 2.
    """
    app = CityReaderApp(path, config, folders, article)
    result = app.run()
    if app.library is not None:
        app.library.backups.warn = app.library.backups.tell = _say_below
        app.library.close()
    if app.refused is not None:
        return 2
    return result or 0


def _say_below(message: str) -> None:
    """Say something when the screen is gone."""
    sys.stderr.write(f"{visible(message)}\n")
