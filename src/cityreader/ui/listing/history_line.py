"""Painting one step of the history as one line of cells."""

from rich.segment import Segment
from textual.strip import Strip

from cityreader.models.history import HistoryLine
from cityreader.text.phrases import local_time
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette, style
from cityreader.ui.widgets.paged_lines import MARGIN, cursor_bar

GAP = 2
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
    ground = palette.current if current else palette.ground
    undone = line.step.undone
    quiet = style(palette.dim if current and not undone else palette.faint, ground)
    ink = palette.faint if undone else palette.ink
    words = style(ink, ground, "italic" if undone else "bold" if current else "")
    segments = [cursor_bar(palette, ground, current=current)]

    def cell(text: str, cells: int, ink: object) -> None:
        if cells:
            shown = fitted(text, cells)
            segments.append(Segment(shown + " " * GAP, ink))  # type: ignore[arg-type]

    cell(local_time(line.step.at), time, quiet)
    cell(line.coder, coder, quiet)
    segments.append(Segment(f"{UNDONE} " if undone else "  ", style(palette.warning, ground)))
    cell(line.step.summary, what, words)
    cell(line.article_title or "", article, quiet)
    return Strip(segments).adjust_cell_length(width, style(None, ground)).simplify()
