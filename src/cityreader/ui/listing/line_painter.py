"""Painting one line of a table: pieces of text side by side on one ground."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from cityreader.ui.listing.columns import GAP
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette, style

CURSOR_BAR = "▎"
"""What begins the line of the cursor."""

MARGIN = 2
"""Cells before the first column, for the bar of the cursor."""


WAITING = "·"
"""Stands for a line that is not here yet."""

GONE = "no longer in the library"
"""Stands for a line that was taken out meanwhile."""


class LinePainter:
    """Puts pieces of text side by side, on the ground that the line of the cursor has, or others.

    ``quiet`` is the ink of what only informs: it is read more easily on the line of the cursor.
    """

    def __init__(self, palette: Palette, *, current: bool) -> None:
        self.palette = palette
        self.current = current
        self.ground = palette.current if current else palette.ground
        self.quiet = palette.dim if current else palette.faint
        self._segments: list[Segment] = []

    def bar(self) -> None:
        """Add the bar of the cursor, or air."""
        self.text((CURSOR_BAR if self.current else " ").ljust(MARGIN), self.palette.accent)

    def text(
        self, text: str, ink: str | None, attributes: str = "", *, ground: str | None = None
    ) -> None:
        """Add a piece of text, on another ground if one is given."""
        if text:
            self._segments.append(Segment(text, self._style(ink, attributes, ground)))

    def cell(self, text: str, cells: int, ink: str, attributes: str = "") -> None:
        """Add a column of so many cells and the gap behind it; none if it has no cells."""
        if cells:
            self.text(fitted(text, cells) + " " * GAP, ink, attributes)

    def strip(self, width: int) -> Strip:
        """The whole line in exactly ``width`` cells."""
        under = self._style(None)
        return Strip(self._segments).adjust_cell_length(width, under).simplify()

    def _style(self, ink: str | None, attributes: str = "", ground: str | None = None) -> Style:
        return style(ink, ground or self.ground, attributes)


def paint_waiting(
    width: int, palette: Palette, *, at: int = MARGIN, current: bool, gone: bool
) -> Strip:
    """A line whose words are not here yet, or are gone from the library.

    ``at`` is the cell at which they begin.
    """
    painter = LinePainter(palette, current=current)
    painter.bar()
    painter.text(" " * (at - MARGIN), palette.faint)
    painter.text(fitted(GONE if gone else WAITING, width - at), palette.faint)
    return painter.strip(width)
