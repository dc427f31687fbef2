"""Looking at an import: how far it is, what it did, and what could not be read."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from cityreader.ui.dialogs.dialog import Dialog, KeyHint
from cityreader.ui.imports import FileImport
from cityreader.ui.listing.import_words import FailureGroups, progress_lines, summary_lines
from cityreader.ui.messages import ImportAdvanced, ImportEnded
from cityreader.ui.safety import plain
from cityreader.ui.sight import short_path
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.plain_lines import PlainLines
from cityreader.ui.widgets.words import Words, entitle

OTHER_LINES = 12
"""Lines of the screen that the files which failed leave to everything else."""


class ImportWatch(Dialog[bool | None]):
    """Shows an import that is running or has ended; leaving it changes nothing.

    Gives back True where something else is to be imported next.
    """

    BINDINGS = [
        Binding("enter", "accept", show=False),
        Binding("x", "stop", show=False),
        Binding("I", "again", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "scroll(8)", show=False),
        Binding("b,pageup", "scroll(-8)", show=False),
    ]

    def __init__(self, file_import: FileImport) -> None:
        super().__init__("Import")
        self._import = file_import
        self._groups = FailureGroups(file_import.path)

    def compose_body(self) -> ComposeResult:
        """What is imported, how far it is, and what gave no article."""
        yield Words(plain(short_path(self._import.path)), id="import-path")
        yield Words(id="import-said")
        yield PlainLines(id="import-failed")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys that matter now."""
        if self._import.stopping and self._import.running:
            return (KeyHint("esc", "back to the list", "leave"),)
        if self._import.running:
            return (
                KeyHint("x", "stop", "stop"),
                KeyHint("esc", "back to the list, it goes on", "leave"),
            )
        again = KeyHint("I", "import more", "again")
        if self._import.elsewhere is not None:
            return (
                KeyHint("↵", "open that library", "accept"),
                again,
                KeyHint("esc", "leave", "leave"),
            )
        return (KeyHint("↵", "back to the list", "accept"), again)

    def on_mount(self) -> None:
        """Show how far it is."""
        self.query_one(PlainLines).focus()
        # The width is known when the first frame is laid out.
        self.call_after_refresh(self._show)

    def on_import_advanced(self, event: ImportAdvanced) -> None:
        """Show how far it is now."""
        self._show()

    def on_import_ended(self, event: ImportEnded) -> None:
        """Show what became of it."""
        self._show()

    def action_stop(self) -> None:
        """Stop between two files."""
        if self._import.running:
            self._import.stop()
            self._show()

    def action_accept(self) -> None:
        """Go back to the list, or into the library the articles went to."""
        own = self._import.elsewhere
        if not self._import.running and own is not None:
            self.room.open_library(own)
        self.action_leave()

    def action_leave(self) -> None:
        """Go back; what is running goes on, what has ended was seen."""
        self.room.imports.forget()
        self.dismiss(None)

    def action_again(self) -> None:
        """Import something else; while this one runs there is only the way back."""
        ended = not self._import.running
        self.room.imports.forget()
        self.dismiss(ended or None)

    def action_scroll(self, lines: int) -> None:
        """Scroll through what could not be read."""
        self.query_one(PlainLines).scroll_relative(y=lines, animate=False)

    def _show(self) -> None:
        said = self.query_one("#import-said", Words)
        width = max(10, said.content_size.width)
        said.update(Content("\n").join(self._said(width)))
        entitle(self.query_one(".dialog"), below=self._key_line())
        if self._groups.taken < len(self._import.failed):
            self._groups.take(self._import.failed[self._groups.taken :])
            lines = self.query_one(PlainLines)
            shown = self._groups.lines(max(20, width - 2))
            lines.display = True
            lines.styles.height = min(len(shown), max(3, self.size.height - OTHER_LINES))
            lines.renew(shown)

    def _said(self, width: int) -> list[Content]:
        file_import, palette = self._import, palette_of(self)
        if file_import.summary is not None:
            return summary_lines(file_import.summary, palette, elsewhere=file_import.elsewhere)
        if file_import.error is not None:
            return [
                plain(str(file_import.error)).stylize(palette.error),
                Content.styled("Importing the same again goes on from here.", palette.dim),
            ]
        if file_import.progress is None:
            lines = [Content.styled("Counting the files …", palette.dim)]
        else:
            failed = len(file_import.failed)
            lines = progress_lines(file_import.progress, failed, width, palette)
        if file_import.stopping:
            lines.append(Content.styled("Stopping between two files …", palette.warning))
        return lines
