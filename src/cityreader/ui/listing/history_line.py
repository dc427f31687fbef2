"""Painting one step of the history as one line of cells."""

from textual.strip import Strip

from cityreader.models.history import HistoryLine
from cityreader.text.phrases import local_time
from cityreader.ui.listing.columns import GAP
from cityreader.ui.listing.line_painter import MARGIN, LinePainter
from cityreader.ui.theme import Palette

TIME = 16
SIGN = 2
"""Cells of the sign before the words of a step that is undone."""

UNDONE = "↶"


def history_columns(width: int) -> tuple[int, int, int, int]:
    """Cells of time, coder, what was done and article; a column of width 0 is not shown."""
    time = TIME if width >= 40 else 0
    coder = 14 if width >= 100 else 10 if width >= 60 else 0
    taken = MARGIN + SIGN + sum(cells + GAP for cells in (time, coder) if cells)
    room = max(1, width - taken)
    article = (room - GAP) * 2 // 5 if width >= 70 else 0
    return time, coder, room - (article + GAP if article else 0), article


def paint_step(line: HistoryLine, width: int, palette: Palette, *, current: bool) -> Strip:
    """One step in exactly ``width`` cells; an undone one is faint and carries a sign."""
    time, coder, what, article = history_columns(width)
    painter = LinePainter(palette, current=current)
    undone = line.step.undone
    quiet = palette.faint if undone else painter.quiet
    shape = "italic" if undone else "bold" if current else ""
    painter.bar()
    painter.cell(local_time(line.step.at), time, quiet)
    painter.cell(line.coder, coder, quiet)
    painter.text(f"{UNDONE} " if undone else "  ", palette.warning)
    painter.cell(line.step.summary, what, palette.faint if undone else palette.ink, shape)
    painter.cell(line.article_title or "", article, quiet)
    return painter.strip(width)
