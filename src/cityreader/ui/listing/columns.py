"""Where the columns of the list stand."""

from dataclasses import dataclass
from functools import lru_cache

GAP = 2
"""Cells between two columns."""

PADDING = 2
"""Cells left and right of everything that is not a list."""

SCROLLBAR = 1
"""Cells of the list's scroll bar, which the lines around it have not."""

MARKS = 5
"""Cells before the date: cursor bar, selection, state, flag and a space."""

DATE = 10
LETTERS = 4
"""At most so many letters of event types are shown."""

LAST = 7
"""The last column: paired rows such as ``185/190``, or languages."""

BOTH_TITLES_FROM = 98
"""Cells from which the counterpart's title has a column of its own; a screen of 100 has them."""

LEFT_SHARE = 0.58
"""An English headline needs about so much of the cells that it and its translation need."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells; a column of width 0 is not shown.

    ``left`` and ``right`` are the two titles; an article without counterpart takes both.
    """

    width: int
    date: int
    letters: int
    left: int
    right: int
    source: int
    last: int

    @property
    def titles(self) -> int:
        """The cells of both titles and the gap between them."""
        return self.left + (GAP + self.right if self.right else 0)

    @property
    def titles_at(self) -> int:
        """The cell at which the titles begin."""
        return MARKS + sum(cells + GAP for cells in (self.date, self.letters) if cells)


@lru_cache(maxsize=64)
def columns_for(width: int) -> Columns:
    """The columns of a list ``width`` cells wide; what matters least goes first."""
    date = DATE if width >= 44 else 0
    letters = LETTERS if width >= 64 else 0
    source = _source_width(width)
    last = LAST if width >= 30 else 0
    taken = sum(cells + GAP for cells in (date, letters, source, last) if cells)
    titles = max(1, width - MARKS - taken - 1)
    if width < BOTH_TITLES_FROM:
        return Columns(width, date, letters, titles, 0, source, last)
    left = round((titles - GAP) * LEFT_SHARE)
    return Columns(width, date, letters, left, titles - GAP - left, source, last)


def _source_width(width: int) -> int:
    for least, cells in ((156, 26), (118, 16), (98, 10), (76, 10)):
        if width >= least:
            return cells
    return 0
