"""Folding lines that a source repeats in many articles: for display only, offsets never change."""

from collections.abc import Iterable, Mapping, Sequence

from cityreader.models import Span
from cityreader.models.pair import Side
from cityreader.text.phrases import counted
from cityreader.ui.reading.layout import NO_RUNS
from cityreader.ui.reading.marks import Marks
from cityreader.ui.reading.page import Page

FOLDED = "···"
"""Begins the line that stands for folded ones."""


class Folding:
    """Decides what of a page is folded, and where the cursor can stand meanwhile.

    Clutter without a mark and without a hit is folded, unless all is ``shown`` or a person went
    into it. ``runs`` are the folded blocks, each with all those that are folded into one line with
    it; the cursor stands on that line by standing on the first unit of the run.
    """

    def __init__(self, page: Page, *, shown: bool = False) -> None:
        self.page = page
        self.shown = shown
        self.runs: Mapping[int, range] = NO_RUNS
        self._clutter = [number for number, block in enumerate(page.blocks) if block.clutter]
        self._opened: set[int] = set()

    @property
    def possible(self) -> bool:
        """Whether the page has clutter at all."""
        return bool(self._clutter)

    @property
    def first(self) -> int:
        """The first unit that is not folded; 0 if all are."""
        return next((n for n in range(len(self.page.units)) if not self.is_folded(n)), 0)

    def settle(self, marks: Marks | None, hits: Iterable[tuple[Side, Span]]) -> bool:
        """Decide anew what is folded; returns whether anything changed."""
        folded: list[int] = []
        if self._clutter and not self.shown:
            open_blocks = self._opened | (marks.blocks() if marks else set())
            for side, span in hits:
                open_blocks |= self._blocks(side, span)
            folded = [number for number in self._clutter if number not in open_blocks]
        runs = _runs(folded)
        if runs == self.runs:
            return False
        self.runs = runs
        blocks = self.page.blocks
        self.page.hidden = frozenset(unit for number in folded for unit in blocks[number].units)
        return True

    def toggle(self) -> None:
        """Show everything; if everything is shown, fold again what can be."""
        self.shown = bool(self.runs)
        self._opened.clear()

    def open_at(self, unit: int) -> bool:
        """Unfold the run that a unit is folded into, and keep it open; False if it is in none."""
        run = self.runs.get(self.page.units[unit].block)
        self._opened.update(run or ())
        return run is not None

    def open_span(self, side: Side, span: Span) -> bool:
        """Unfold what a span reaches into, and keep it open; False if nothing of it is folded.

        What only a hit holds open now stays open when the hit is gone.
        """
        touched = self._blocks(side, span)
        self._opened |= touched
        return not touched.isdisjoint(self.runs)

    def is_folded(self, unit: int) -> bool:
        """Whether a unit is folded."""
        return self.page.units[unit].block in self.runs

    def stop(self, unit: int) -> int:
        """The unit the cursor stands on to stand on this one: in a run, the first."""
        run = self.runs.get(self.page.units[unit].block)
        return unit if run is None else self.page.blocks[run.start].units.start

    def last(self, unit: int) -> int:
        """The last unit of what is painted where this one is: in a run, its last."""
        run = self.runs.get(self.page.units[unit].block)
        return unit if run is None else self.page.blocks[run[-1]].units[-1]

    def step(self, unit: int, steps: int) -> int:
        """The unit so many stops away (negative: before), or the first or the last stop."""
        end = len(self.page.units) - 1
        if not self.runs:
            return min(end, max(0, unit + steps))
        for _ in range(abs(steps)):
            beyond = self.last(unit) + 1 if steps > 0 else self.stop(unit) - 1
            unit = self.stop(min(end, max(0, beyond)))
        return unit

    def next_text(self, unit: int) -> int:
        """This unit or the next that is not folded; if none is, where the cursor then stops."""
        later = range(unit, len(self.page.units))
        return next((n for n in later if not self.is_folded(n)), self.stop(unit))

    def _blocks(self, side: Side, span: Span) -> set[int]:
        first = self.page.unit_at(side, span.start)
        last = self.page.unit_at(side, max(span.start, span.end - 1))
        return {self.page.units[unit].block for unit in range(first, last + 1)}


def fold_text(page: Page, run: range, key: str, *, here: bool) -> str:
    """The line that stands for a run of blocks; ``here`` says that the cursor is on it."""
    if page.alone:
        count, noun, repeats = _lines(page, run), "line", "this source repeats"
    else:
        count, noun, repeats = len(run), "row", "the sources repeat"
    shows = f"↵ shows, {key} shows all" if here else f"{key} shows"
    return f"{FOLDED} {counted(count, noun)} {repeats} · {shows}"


def _lines(page: Page, run: range) -> int:
    body = page.body("left")
    starts = [page.units[n].left for number in run for n in page.blocks[number].units]
    return max(1, sum(span is not None and _begins_line(body, span.start) for span in starts))


def _begins_line(body: str, offset: int) -> bool:
    return offset == 0 or body[offset - 1] == "\n"


def _runs(blocks: Sequence[int]) -> dict[int, range]:
    runs: dict[int, range] = {}
    at = 0
    while at < len(blocks):
        end = at + 1
        while end < len(blocks) and blocks[end] == blocks[end - 1] + 1:
            end += 1
        run = range(blocks[at], blocks[end - 1] + 1)
        runs.update(dict.fromkeys(run, run))
        at = end
    return runs
