"""The line above the list: the names of its columns, or a word about the filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from cityreader.ui.listing.columns import GAP, MARKS, PADDING, SCROLLBAR, Columns, columns_for
from cityreader.ui.safety import fitted
from cityreader.ui.theme import palette_of

if TYPE_CHECKING:
    from cityreader.models.query import SortKey


LAST_HEADS = ("rows", "lang")


class ColumnHeads(Widget):
    """Names the columns and shows which one sorts; a click on one sorts by it."""

    DEFAULT_CSS = """
    ColumnHeads { height: 1; background: $background; color: $text-muted; }
    """

    @dataclass
    class Clicked(Message):
        """The head of a column that can sort was clicked."""

        sort: SortKey

    def __init__(self) -> None:
        super().__init__()
        self._sort: SortKey = "date"
        self._reverse = False
        self._notice = ""

    def show_sort(self, sort: SortKey, *, reverse: bool) -> None:
        """Mark the column that sorts."""
        if (sort, reverse) != (self._sort, self._reverse):
            self._sort, self._reverse = sort, reverse
            self.refresh()

    @property
    def notice(self) -> str:
        """The sentence that stands in place of the names, or nothing."""
        return self._notice

    @notice.setter
    def notice(self, text: str) -> None:
        if text != self._notice:
            self._notice = text
            self.refresh()

    def render(self) -> Content:
        """The names, or the sentence."""
        palette = palette_of(self)
        columns = columns_for(max(1, self.size.width - SCROLLBAR))
        if self._notice:
            shown = fitted(self._notice, max(1, columns.width - MARKS))
            return Content.styled(" " * PADDING + shown, f"italic {palette.warning}")
        parts: list[Content] = [Content(" " * MARKS)]
        for name, width, sort in _heads(columns):
            shown, style = name, palette.faint
            if sort is not None and sort == self._sort:
                shown, style = f"{name} {self._arrow}", palette.dim
            # Every letter of a head takes one cell; the last column is set to the right.
            shown = shown[:width].rjust(width) if name in LAST_HEADS else shown[:width].ljust(width)
            parts.append(Content.styled(shown + " " * GAP, style))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Sort by the column that was clicked."""
        if self._notice:
            return
        at = MARKS
        for _, width, sort in _heads(columns_for(max(1, self.size.width - SCROLLBAR))):
            if sort is not None and at <= event.x < at + width + GAP:
                self.post_message(self.Clicked(sort))
            at += width + GAP

    @property
    def _arrow(self) -> str:
        downwards = (self._sort == "date") != self._reverse
        return "↓" if downwards else "↑"


def _heads(columns: Columns) -> list[tuple[str, int, SortKey | None]]:
    """Name, width and sort key of each column that is shown."""
    heads: list[tuple[str, int, SortKey | None]] = [
        ("date", columns.date, "date"),
        ("tags", columns.letters, None),
        ("title", columns.left, "title"),
        ("counterpart", columns.right, None),
        ("source", columns.source, "source"),
        (LAST_HEADS[0 if columns.right else 1], columns.last, None),
    ]
    return [head for head in heads if head[1]]
