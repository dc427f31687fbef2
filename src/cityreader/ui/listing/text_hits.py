"""The part of the list below the titles: articles whose text holds what was looked for."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from cityreader.text.safety import visible
from cityreader.ui import theme
from cityreader.ui.safety import fitted

if TYPE_CHECKING:
    from cityreader.text.snippets import Snippet
    from cityreader.ui.listing.columns import Columns
    from cityreader.ui.listing.line import Look

ROWS = 2
"""Rows of the screen that such an article takes: its line, and the piece of its text."""


class TextHits:
    """Articles by id with the piece of text that was found, from position ``first`` of the list on.

    Positions count articles; rows count lines of the screen from the top of the list.
    """

    def __init__(self, first: int, snippets: Mapping[int, Snippet], rule: str) -> None:
        self.first = first
        self.snippets = snippets
        self.rule = rule

    @property
    def rows(self) -> int:
        """Rows of the rule and all hits."""
        return 1 + ROWS * len(self.snippets) if self.snippets else 0

    def row_of(self, position: int) -> int:
        """The first row of an article."""
        below = position - self.first
        return position if below < 0 else self.first + 1 + ROWS * below

    def position_at(self, row: int) -> int | None:
        """The article at a row; None for the rule."""
        below = row - self.first
        if below < 0:
            return row
        return None if below == 0 else self.first + (below - 1) // ROWS

    def is_text(self, row: int) -> bool:
        """Whether a row shows a piece of text."""
        return row > self.first and (row - self.first) % ROWS == 0


NO_HITS = TextHits(0, {}, "")


@dataclass(frozen=True, slots=True)
class RowsWithTexts:
    """The rows of a list of ``count`` articles, the last of which are ``hits``."""

    count: int
    hits: TextHits
    least = 1

    @property
    def rows(self) -> int:
        """How many rows all of them take, with the rule above the hits."""
        return self.count - len(self.hits.snippets) + self.hits.rows

    def first(self, position: int) -> int:
        """The first row of an article."""
        return self.hits.row_of(position)

    def last(self, position: int) -> int:
        """The last row of an article."""
        first = self.hits.row_of(position)
        return first if position < self.hits.first else first + ROWS - 1

    def at(self, row: int) -> int | None:
        """The article at a row; None for the rule."""
        return self.hits.position_at(row)


def with_texts(ids: Sequence[int], hits: TextHits) -> tuple[Sequence[int], TextHits]:
    """The articles of a list with those of ``hits`` behind them that are not among them."""
    if not hits.snippets:
        return ids, NO_HITS
    above = set(ids)
    left = {key: found for key, found in hits.snippets.items() if key not in above}
    return array("q", [*ids, *left]), TextHits(len(ids), left, hits.rule) if left else NO_HITS


def paint_rule(text: str, columns: Columns, look: Look) -> Strip:
    """The line between titles and texts."""
    palette, width = look.palette, columns.width
    shown = fitted(f" {text} ", max(1, width - 6)).rstrip()
    line = f"──{shown} "
    style = theme.style(palette.faint, palette.ground)
    return Strip(
        [Segment(line + "─" * max(0, width - cell_len(line) - 2), style)]
    ).adjust_cell_length(width, theme.style(None, palette.ground))


def paint_snippet(snippet: Snippet, columns: Columns, look: Look, *, current: bool) -> Strip:
    """A piece of text under the title, with what was found marked as in titles."""
    palette = look.palette
    ground = palette.current if current else palette.ground
    ink = palette.dim
    indent = columns.titles_at + 2
    room = max(8, columns.width - indent - 2)
    segments = [Segment(" " * indent, theme.style(ink, ground))]
    at = _beginning(snippet, room)
    if at:
        segments.append(Segment("…", theme.style(ink, ground)))
        room -= 1
    for span in (*snippet.hits, None):
        start, end = (span.start, span.end) if span else (len(snippet.text), len(snippet.text))
        plain, found = visible(snippet.text[at:start]), visible(snippet.text[start:end])
        for text, style in (
            (plain, theme.style(ink, ground)),
            (found, theme.style(palette.ink, palette.found, "underline")),
        ):
            if not text or room <= 0:
                continue
            shown = text if cell_len(text) <= room else _cut(text, room)
            segments.append(Segment(shown, style))
            # What was cut ends the line.
            room = room - cell_len(shown) if shown == text else 0
        at = end
        if room <= 1:
            break
    return Strip(segments).adjust_cell_length(columns.width, theme.style(ink, ground))


def _beginning(snippet: Snippet, room: int) -> int:
    """Where to begin so that the first hit is in view: at the start, if it is near enough."""
    if not snippet.hits or cell_len(visible(snippet.text[: snippet.hits[0].end])) < room:
        return 0
    at = first = snippet.hits[0].start
    while at > 0 and cell_len(visible(snippet.text[at - 1 : first])) < room // 3:
        at -= 1
    return at


def _cut(text: str, room: int) -> str:
    """As much of a text as there is room for, with one ``…`` at its end."""
    return f"{fitted(text, room).rstrip().rstrip('…')}…"
