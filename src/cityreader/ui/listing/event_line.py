"""Painting one event as one line of cells."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len
from textual.strip import Strip

from cityreader.models import Codebook, DateRange
from cityreader.models.event_table import EventLine, EventSort
from cityreader.text.cells import fit
from cityreader.ui.listing.columns import GAP
from cityreader.ui.listing.line_painter import MARGIN, LinePainter
from cityreader.ui.theme import FALLBACK_TAG_COLOR, Palette, letter_color, tag_color

STATUS_SIGNS = {"happened": "✓", "planned": "○", "proposed": "?", "cancelled": "✗", "denied": "≠"}
"""What stands for a status; the heading says which is which."""

NO_VALUE = "—"


@dataclass(frozen=True, slots=True)
class EventColumns:
    """Widths in cells; a column of width 0 is not shown. Letter and sign take a cell each."""

    date: int
    label: int
    place: int
    participants: int
    title: int
    mentions: int
    coder: int


@dataclass(frozen=True, slots=True)
class EventLook:
    """What events are painted with; ``convert`` shows a text of a language."""

    palette: Palette
    codebook: Codebook | None
    convert: Callable[[str, str], str]


@lru_cache(maxsize=64)
def event_columns(width: int) -> EventColumns:
    """The columns of a table ``width`` cells wide; what matters least goes first."""
    date = 16 if width >= 130 else 13 if width >= 100 else 11 if width >= 40 else 0
    label = 12 if width >= 140 else 0
    place = 16 if width >= 130 else 13 if width >= 100 else 10 if width >= 70 else 0
    participants = 30 if width >= 140 else 24 if width >= 100 else 16 if width >= 70 else 0
    mentions = 5 if width >= 50 else 0
    coder = 10 if width >= 110 else 0
    taken = sum(
        cells + GAP for cells in (date, label, place, participants, mentions, coder) if cells
    )
    # Letter and sign with a space between them.
    title = max(1, width - MARGIN - taken - 3 - GAP)
    return EventColumns(date, label, place, participants, title, mentions, coder)


def date_words(date: DateRange, cells: int) -> str:
    """A date at its own precision in so many cells; a range that needs more ends in ``+``."""
    if date.start is None:
        return NO_VALUE
    if date.precision == "quarter":
        return f"{date.start[:4]} Q{(int(date.start[5:7]) + 2) // 3}"
    if date.precision != "interval" or date.end is None or date.end == date.start:
        return date.iso or NO_VALUE
    same = next((length for length in (8, 5) if date.start[:length] == date.end[:length]), 0)
    words = f"{date.start}–{date.end[same:]}"
    return words if len(words) <= cells else f"{date.start}+"


def letter_of(code: str, codebook: Codebook | None) -> tuple[str, str, str]:
    """Letter, label and colour of what was coded; beside labels the letter is always large."""
    tag = codebook.get(code) if codebook else None
    if tag is None:
        return code[:1].upper(), code, FALLBACK_TAG_COLOR
    return tag.letter.upper(), tag.label(), tag_color(tag)


def status_ink(status: str, palette: Palette) -> str:
    """The colour of a status sign."""
    return {
        "happened": palette.faint,
        "planned": palette.accent,
        "proposed": palette.warning,
    }.get(status, palette.error)


def paint_event(line: EventLine, width: int, look: EventLook, *, current: bool) -> Strip:
    """One event in exactly ``width`` cells."""
    columns, palette = event_columns(width), look.palette
    painter = LinePainter(palette, current=current)
    quiet, plain = painter.quiet, palette.ink if current else palette.dim
    letter, label, color = letter_of(line.type, look.codebook)
    color = letter_color(color, painter.ground)

    def cell(text: str, cells: int, ink: str = plain, attributes: str = "") -> None:
        painter.cell(look.convert(line.lang, text), cells, ink, attributes)

    painter.bar()
    cell(date_words(line.date, columns.date), columns.date, quiet)
    painter.text(letter + " ", color, "bold")
    cell(label, columns.label, color)
    sign = STATUS_SIGNS.get(line.status, " ")
    painter.text(sign + " " * GAP, status_ink(line.status, palette))
    cell(line.place or NO_VALUE, columns.place, plain if line.place else quiet)
    cell(", ".join(line.participants) or NO_VALUE, columns.participants)
    if line.title:
        cell(line.title, columns.title, palette.ink, "bold" if current else "")
    else:
        cell(f"“{' '.join(line.quote.split())}”", columns.title)
    cell(str(line.mentions).rjust(columns.mentions), columns.mentions, quiet)
    cell(line.coder, columns.coder, quiet)
    return painter.strip(width)


def heads(width: int, sort: EventSort, *, reverse: bool) -> str:
    """The names of the columns in ``width`` cells, with an arrow at the one that sorts."""
    columns = event_columns(width)
    arrow = {"date": "↓", "type": "↑", "place": "↑", "added": ""}[sort]
    if reverse and arrow:
        arrow = "↑" if arrow == "↓" else "↓"

    def head(name: str, cells: int, by: str = "") -> str:
        words = f"{name} {arrow}" if by == sort and arrow else name
        return fit(words, cells, cell_len, "") + " " * GAP if cells else ""

    type_cells = 3 + GAP + (columns.label + GAP if columns.label else 0)
    words = (
        " " * MARGIN
        + head("date", columns.date, "date")
        + fit("type" + (f" {arrow}" if sort == "type" else ""), type_cells, cell_len, "")
        + head("place", columns.place, "place")
        + head("participants", columns.participants)
        + head("event", columns.title)
        + head("marks", columns.mentions)
        + head("coder", columns.coder)
    )
    return fit(words, width, cell_len, "")
