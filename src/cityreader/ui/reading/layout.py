"""The lines of a page at one width: where each begins, and what stands at a point."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from cityreader.models import Span
from cityreader.models.pair import SIDES, Side
from cityreader.text.cells import reach
from cityreader.text.lines import line_breaks
from cityreader.ui.reading.geometry import Geometry
from cityreader.ui.reading.page import Page

GAP = 1
"""Blank lines under a block."""

TOP = 1
"""Blank lines above the first block."""

SHARE_SAMPLE = 200
"""Rows looked at to share the width between the languages."""

NO_RUNS: Mapping[int, range] = MappingProxyType({})
"""Nothing is folded."""

_NO_LINES: list[int] = []


class Line(NamedTuple):
    """A line of a block: its text on a side as a span of the body."""

    side: Side
    span: Span


class Layout:
    """Every line of a page; opening 5,000 rows takes about 0.1 CPU seconds.

    ``measure`` gives the cells of a string and is the one that paints; ``convert`` changes the
    script for display and keeps lengths, so that offsets hold. ``runs`` are the folded blocks, each
    with all those it is folded with: the first of them stands for them as one line, the others
    have none.
    """

    def __init__(
        self,
        page: Page,
        geometry: Geometry,
        measure: Callable[[str], int],
        convert: Callable[[Side, str], str],
        runs: Mapping[int, range] = NO_RUNS,
    ) -> None:
        self.page = page
        self.geometry = geometry
        self._measure = measure
        self._convert = convert
        self._texts: dict[tuple[int, Side], str] = {}
        count = len(page.blocks)
        self._starts: dict[Side, list[list[int]]] = {side: [_NO_LINES] * count for side in SIDES}
        self._heights = array("l", bytes(count * array("l").itemsize))
        self.fold(runs)

    def fold(self, runs: Mapping[int, range]) -> None:
        """Fold these blocks and no others; only blocks never shown before are broken into lines."""
        self.runs = runs
        self.tops = array("l", [TOP])
        top = TOP
        for number, height in enumerate(self._heights):
            run = runs.get(number)
            if run is None:
                top += (height or self._wrap(number)) + GAP
            elif run.start == number:
                top += 1 + GAP
            self.tops.append(top)

    @property
    def height(self) -> int:
        """All lines."""
        return self.tops[-1]

    def text(self, block: int, side: Side) -> str:
        """The text of a block on a side as it is shown; as long as the span it stands for."""
        key = (block, side)
        if key not in self._texts:
            span = self.page.blocks[block].on(side)
            raw = self.page.body(side)[span.start : span.end] if span else ""
            self._texts[key] = self._convert(side, raw.replace("\n", " "))
        return self._texts[key]

    def lines(self, block: int, side: Side) -> int:
        """How many lines a block has on a side; 1 for a hole, which is shown as one."""
        return max(1, len(self._starts[side][block]))

    def block_height(self, block: int) -> int:
        """The lines of a block without the gap under it."""
        return max(0, self.tops[block + 1] - self.tops[block] - GAP)

    def locate(self, y: int) -> tuple[int, int] | None:
        """The block at a line and the line within it, which may lie in the gap under the block."""
        block = bisect_right(self.tops, y) - 1
        if block < 0 or block >= len(self.page.blocks):
            return None
        return block, y - self.tops[block]

    def line(self, block: int, side: Side, line: int) -> Span | None:
        """The span of the body on this line of a column (not of the block), or None if none is."""
        starts = self._starts[side][block]
        span = self.page.blocks[block].on(side)
        if span is None or block in self.runs or not 0 <= line < len(starts):
            return None
        end = starts[line + 1] if line + 1 < len(starts) else span.end - span.start
        return Span(span.start + starts[line], span.start + end)

    def first_line(self, block: int, side: Side) -> int:
        """The line of the block on which a column begins; not 0 only where sides are stacked."""
        shown = self.geometry.sides
        if self.geometry.stacked and len(shown) == 2 and side == "right":
            return self.lines(block, "left")
        return 0

    def y_of(self, side: Side, offset: int) -> int:
        """The line on which a code point of a body stands."""
        block = self.page.units[self.page.unit_at(side, offset)].block
        if block in self.runs:
            return self.tops[self.runs[block].start]
        span = self.page.blocks[block].on(side)
        inside = bisect_right(self._starts[side][block], offset - span.start) - 1 if span else 0
        return self.tops[block] + self.first_line(block, side) + max(0, inside)

    def offset_at(self, x: int, y: int) -> tuple[Side, int] | None:
        """The code point painted at a cell: its side and its offset in the body."""
        found = self.locate(y)
        if found is None:
            return None
        block, line = found
        for side in self.geometry.sides:
            start = self.geometry.start(side)
            span = self.line(block, side, line - self.first_line(block, side))
            if span is None or not start <= x < start + self.geometry.column(side):
                continue
            whole = self.page.blocks[block].on(side)
            base = whole.start if whole else 0
            shown = self.text(block, side)[span.start - base : span.end - base]
            cells = reach(shown, self._measure).cells
            position = min(max(0, bisect_right(cells, x - start) - 1), max(0, len(shown) - 1))
            return side, span.start + position
        return None

    def _wrap(self, block: int) -> int:
        """Break a block into lines; returns its height."""
        heights = []
        for side in self.geometry.sides:
            if self.page.blocks[block].on(side) is not None:
                width = self.geometry.column(side)
                self._starts[side][block] = line_breaks(
                    self.text(block, side), width, self._measure
                )
            heights.append(self.lines(block, side))
        self._heights[block] = sum(heights) if self.geometry.stacked else max(heights)
        return self._heights[block]


def left_share(page: Page, measure: Callable[[str], int]) -> float:
    """The left text's share of all cells, by the first rows that have both sides.

    A page keeps its share, so that the columns stand still while its rows are corrected.
    """
    if page.share is not None:
        return page.share
    left = right = 0
    for block in page.blocks[:SHARE_SAMPLE]:
        if block.left and block.right:
            left += measure(page.body("left")[block.left.start : block.left.end])
            right += measure(page.body("right")[block.right.start : block.right.end])
    page.share = left / (left + right) if left and right else 0.5
    return page.share
