"""Where the columns stand, in cells."""

from dataclasses import dataclass

from cityreader.models.pair import Side
from cityreader.ui.reading.page import Page

SIDE_BY_SIDE_FROM = 95
"""Narrower than this, two columns take more lines than one above the other (55 against 47)."""

GUTTER = 7
"""The cursor bar, four cells for the number or the letters of tags, and two of air."""

MIDDLE = 3
"""The rule between the columns with a space on each side."""

MARGIN = 2

LEFT_SHARE = (0.40, 0.62)
"""Bounds of the left column's share, which otherwise follows the share of its text."""

VIEWS = ("auto", "left", "right", "stacked", "reveal")


@dataclass(frozen=True, slots=True)
class Geometry:
    """The columns of a reader of ``width`` cells.

    ``sides`` are those shown, in order; ``stacked`` puts them above each other. ``pad`` is the air
    left of everything, ``left`` and ``right`` are the widths of the text columns.
    """

    width: int
    sides: tuple[Side, ...]
    stacked: bool
    pad: int
    left: int
    right: int

    def column(self, side: Side) -> int:
        """The width of a text column."""
        return self.left if side == "left" else self.right

    def start(self, side: Side) -> int:
        """The first cell of a text column."""
        first = self.pad + GUTTER
        if side == "right" and len(self.sides) == 2 and not self.stacked:
            return first + self.left + MIDDLE
        return first


def geometry(width: int, view: str, page: Page, left_share: float, widest: int) -> Geometry:
    """Place the columns: ``view`` is one of ``VIEWS``, ``widest`` the most cells of one column."""
    sides = _shown(view, page)
    available = max(8, width - GUTTER - MARGIN)
    if len(sides) == 1 or view == "stacked" or width < SIDE_BY_SIDE_FROM:
        column = min(available, widest)
        pad = max(0, (width - GUTTER - MARGIN - column) // 2)
        return Geometry(width, sides, True, pad, column, column)
    available -= MIDDLE
    share = min(max(left_share, LEFT_SHARE[0]), LEFT_SHARE[1])
    left = min(widest, int(available * share))
    right = min(widest, available - left, max(24, round(left / share * (1 - share)) + 2))
    pad = max(0, (width - GUTTER - MIDDLE - MARGIN - left - right) // 2)
    return Geometry(width, sides, False, pad, left, right)


def _shown(view: str, page: Page) -> tuple[Side, ...]:
    if page.alone or view == "left":
        return ("left",)
    return ("right",) if view == "right" else ("left", "right")
