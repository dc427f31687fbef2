"""Bringing files into the library."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, Static

from cityreader.errors import CityReaderError
from cityreader.models import ImportedFile, ImportProgress, ImportSummary
from cityreader.ui.dialogs.dialog import LEAVE, DraftingDialog, KeyHint
from cityreader.ui.dialogs.fields import TextField
from cityreader.ui.listing.import_words import progress_lines, reason_line, summary_lines
from cityreader.ui.safety import plain
from cityreader.ui.typed_path import typed_path
from cityreader.ui.widgets.plain_lines import PlainLines

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.ui.app import CityReaderApp

GUIDE = (
    "Text, Markdown and HTML; of a folder everything in it."
    " The files stay as they are; bringing them in again updates what changed."
)
SHOWN_SECONDS = 0.1
"""How often the progress is painted; the import itself does not wait for it."""


class ImportScreen(DraftingDialog[ImportSummary | None, str]):
    """Asks for a path, imports it and shows what became of every file.

    Gives back the summary, None when nothing was imported. Leaving in the middle stops the import;
    what was stored by then stays.
    """

    BINDINGS = [
        Binding("enter", "accept", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__("Import", "", "import")
        self._stage = "asking"
        self._stopped = False
        self._progress: ImportProgress | None = None
        self._failed: list[ImportedFile] = []
        self._summary: ImportSummary | None = None
        self._elsewhere: Path | None = None
        self._path = Path()

    def compose_body(self) -> ComposeResult:
        """The path; later the progress; last the summary with what could not be read."""
        yield TextField(self.shown, hint="a file or a folder, such as ~/news", id="import-path")
        yield Static(Content(GUIDE), id="import-said", classes="guide")
        yield PlainLines(id="import-failed")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the stage."""
        if self._stage == "running":
            return (KeyHint("esc", "stop", "leave"),)
        if self._stage == "done":
            word = "open that library" if self._elsewhere else "back to the list"
            return (KeyHint("↵", word, "accept"), *([LEAVE] if self._elsewhere else []))
        return (KeyHint("↵", "import", "accept"), LEAVE)

    def on_mount(self) -> None:
        """Say where the articles go, if not into the library on the screen."""
        super().on_mount()
        config, folders = self._room.config, self._room.folders
        own = config.library or folders.library
        self._room.errands.ask(
            "import",
            lambda library: own if library.care.starter and library.path != own else None,
            self._told_where,
        )

    def begin(self) -> None:
        """Typing goes into the path."""
        self.query_one(TextField).focus()

    def typed(self) -> str:
        """The path."""
        return self.query_one(TextField).text

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter begins."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Begin the import; at its end, go back."""
        if self._stage == "asking":
            self._begin_import()
        elif self._stage == "done":
            self.accept(self._summary)
            if self._elsewhere is not None:
                self._room.open_library(self._elsewhere)

    def action_leave(self) -> None:
        """Stop a running import, else close."""
        if self._stage == "running":
            self._stopped = True
        elif self._stage == "done":
            self.accept(self._summary if self._elsewhere is None else None)
        else:
            super().action_leave()

    def action_scroll(self, lines: int) -> None:
        """Scroll through what could not be read."""
        self.query_one(PlainLines).scroll_relative(y=lines, animate=False)

    def on_unmount(self) -> None:
        """Nobody watches any more: stop between two files."""
        self._stopped = True

    @property
    def _room(self) -> "CityReaderApp":
        return cast("CityReaderApp", self.app)

    def _told_where(self, elsewhere: Path | None) -> None:
        self._elsewhere = elsewhere
        if elsewhere is not None and self._stage == "asking":
            self._say(plain(f"These are the samples. Your files go into {elsewhere}."))

    def _begin_import(self) -> None:
        path = typed_path(self.typed())
        if path is None:
            self._say_wrong("Type the path of a file or a folder.")
        elif not path.exists():
            self._say_wrong(f"There is no file or folder {path}.")
        elif self._room.library is not None:
            self._path = path
            self._enter("running")
            self._say(Content("Counting the files …"))
            self.query_one(TextField).display = False
            self.set_interval(SHOWN_SECONDS, self._show_progress)
            work = _importing(
                self._elsewhere,
                self._room.library_at,
                path,
                self._heard,
                self._moved,
                lambda: self._stopped,
            )
            self.run_worker(self._import(work), group="import")

    async def _import(self, work: "Callable[[Library], ImportSummary]") -> None:
        library = self._room.library
        if library is None:
            return
        try:
            self._summary = await asyncio.to_thread(work, library)
        except CityReaderError as error:
            self.query_one(TextField).display = True
            self._enter("asking")
            self.begin()
            self._say_wrong(str(error))
        else:
            self._enter("done")
            lines = summary_lines(self._summary, self.palette, elsewhere=self._elsewhere)
            self._say(Content("\n").join(lines))
            self._show_failed()

    def _heard(self, outcome: ImportedFile) -> None:
        if outcome.outcome in ("failed", "skipped"):
            self._failed.append(outcome)

    def _moved(self, progress: ImportProgress) -> None:
        self._progress = progress

    def _show_progress(self) -> None:
        if self._stage == "running" and self._progress is not None:
            width = max(10, self.query_one("#import-said").content_size.width)
            lines = progress_lines(self._progress, len(self._failed), width, self.palette)
            if self._stopped:
                lines.append(Content.styled("Stopping …", self.palette.warning))
            self._say(Content("\n").join(lines))

    def _show_failed(self) -> None:
        lines = self.query_one(PlainLines)
        lines.styles.height = min(len(self._failed), max(3, self.size.height // 2))
        lines.display = bool(self._failed)
        lines.show([reason_line(outcome, self._path) for outcome in self._failed])
        lines.focus()

    def _enter(self, stage: str) -> None:
        self._stage = stage
        self.query_one(".dialog").border_subtitle = self._key_line()

    def _say(self, text: Content) -> None:
        self.query_one("#import-said", Static).update(text)

    def _say_wrong(self, text: str) -> None:
        self._say(plain(text).stylize(self.palette.error))


def _importing(
    elsewhere: Path | None,
    open_library: "Callable[[Path], Library]",
    path: Path,
    heard: Callable[[ImportedFile], None],
    moved: Callable[[ImportProgress], None],
    stopped: Callable[[], bool],
) -> "Callable[[Library], ImportSummary]":
    """The import of one path, into the open library or the person's own."""

    def work(library: "Library") -> ImportSummary:
        if elsewhere is None:
            return library.importing.run([path], report=heard, progress=moved, cancelled=stopped)
        with open_library(elsewhere) as own:
            return own.importing.run([path], report=heard, progress=moved, cancelled=stopped)

    return work
