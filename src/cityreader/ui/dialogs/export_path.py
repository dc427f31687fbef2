"""Writing what the list shows into a file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.content import Content

from cityreader.errors import CityReaderError
from cityreader.ui.dialogs.dialog import LEAVE, DraftingDialog, KeyHint
from cityreader.ui.dialogs.fields import TextField
from cityreader.ui.errands import is_open
from cityreader.ui.key_order import KeptKeys
from cityreader.ui.safety import plain
from cityreader.ui.theme import palette_of
from cityreader.ui.typed_path import typed_path
from cityreader.ui.widgets.words import Words

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import ExportSummary

GUIDE = (
    "The ending says the format: .json (everything), .jsonl (the same), .csv (a sheet), .md"
    " (a report), .ics (a calendar), .geojson (a map), .gexf (a network), .tmx and .tsv (rows of"
    " pairs), .jsonld (Web Annotations)."
)

ASKED_AT_ONCE = 500
"""Lines fetched at a time to find the counterparts folded into them."""


class ExportDialog(DraftingDialog[Path | None, str]):
    """Asks for a file name and writes the export; an existing file is never written over.

    Gives back the path that was written, None when it was left.
    """

    TAKES_ENTER = True
    KEYS = (KeyHint("↵", "export", "accept"), LEAVE)

    def __init__(self, ids: Sequence[int] | None, count: int) -> None:
        """``ids`` are the lines to export with what is folded into them, None for everything."""
        lines = "1 article and its" if count == 1 else f"{count:,} articles and their"
        super().__init__(f"Export {lines} counterparts", "", "export")
        self._ids = ids
        self._is_writing = False
        self._kept = KeptKeys()

    def compose_body(self) -> ComposeResult:
        """The file name, and what to know about it."""
        yield Words(plain(f"Into {Path.cwd()}, or wherever its name says."), id="export-where")
        yield TextField(self.shown or _free_name(), id="export-path")
        yield Words(Content(GUIDE), id="export-said", classes="guide")

    def begin(self) -> None:
        """Typing goes into the name."""
        field = self.query_one(TextField)
        self.set_focus(field)
        field.cursor_position = len(field.value)

    def typed(self) -> str:
        """The name."""
        return self.query_one(TextField).text

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed while the file is written; escape leaves at once.

        An enter right behind the one that began it was meant for that, and is no key of its own.
        """
        if self._is_writing and self.focused is None:
            event.stop()
            event.prevent_default()
            if event.key == "escape":
                self.action_leave()
            elif event.key != "enter" or self._kept:
                self._kept.keep(event)

    def on_paste(self, event: events.Paste) -> None:
        """Keep what is pasted meanwhile."""
        if self._is_writing and self.focused is None:
            self._kept.keep(event)

    def dismiss(self, result: Path | None = None) -> AwaitComplete:
        """Close; what was typed while the file was written is meant for what comes after."""
        closing = super().dismiss(result)
        self.room.key_order.resume(self._kept.give_back)
        return closing

    def action_accept(self) -> None:
        """Write the file once, and close when it is written; until then keys are kept."""
        if self._is_writing:
            return
        path = typed_path(self.typed())
        if path is None:
            self._say("Type a name for the file.", wrong=True)
            return
        room = self.room
        ids = self._ids

        def question(library: "Library") -> "ExportSummary":
            wanted = None if ids is None else _with_counterparts(library, ids)
            return library.transfer.export(path, None, ids=wanted)

        def written(summary: "ExportSummary") -> None:
            left_out = f" · left out: {summary.left_out}" if summary.left_out else ""
            room.tell(f"{summary.held} written to {path}{left_out}")
            if is_open(self):
                self.accept(path)

        def failed(error: CityReaderError) -> None:
            self._is_writing = False
            if is_open(self):
                self._say(f"{error.message} Type another name.", wrong=True)
                self.begin()
                room.key_order.resume(self._kept.give_back)
            else:
                room.report(error)

        self._is_writing = True
        self.set_focus(None)
        self._say("Writing …")
        room.errands.ask("export", question, written, failed)

    def _say(self, text: str, *, wrong: bool = False) -> None:
        style = palette_of(self).error if wrong else palette_of(self).dim
        self.query_one("#export-said", Words).update(plain(text).stylize(style))


def _with_counterparts(library: "Library", ids: Sequence[int]) -> list[int]:
    """The articles of these lines, those folded into them included."""
    found: list[int] = []
    for start in range(0, len(ids), ASKED_AT_ONCE):
        for line in library.search.lines(ids[start : start + ASKED_AT_ONCE]):
            found += (line.id, *line.counterparts)
    return found


def _free_name() -> str:
    """A name that is not taken in the current folder."""
    stem = f"cityreader-{date.today().isoformat()}"
    names = [f"{stem}.json", *(f"{stem}-{number}.json" for number in range(2, 100))]
    return next((name for name in names if not Path(name).exists()), names[0])
