"""The timeline of events: one row a type, one column a year, bars by number."""

from dataclasses import dataclass

from textual.content import Content

from cityreader.models import Codebook
from cityreader.models.event_table import EventCounts
from cityreader.ui.listing.event_line import letter_of
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette, letter_color

MOST_TYPES = 5
"""Rows of types at most; the rarer ones share the last of them."""

BARS = " ▁▂▃▄▅▆▇█"
LABEL = 15
"""Cells before the bars: letter, label."""

COUNT = 7
"""Cells behind the bars: the number of all events of the row."""

WIDEST = 6
"""Cells of a year at most."""

YEAR = 6
"""Cells that a year needs on the axis, with air."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where years stand: ``columns`` of ``cells`` each, ``years`` in one, from year ``first``."""

    first: int
    columns: int
    cells: int
    years: int

    def column(self, year: int) -> int:
        """The column of a year."""
        return (year - self.first) // self.years


def scale_of(counts: EventCounts, cells: int) -> Scale | None:
    """How the years of these events fit into so many cells; None where none is dated."""
    years = [year for _, year in counts.years]
    if not years or cells < 1:
        return None
    first, span = min(years), max(years) - min(years) + 1
    together = -(-span // cells)
    columns = -(-span // together)
    return Scale(first, columns, min(WIDEST, cells // columns), together)


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One row: its letter, label and colour, and the types it counts."""

    letter: str
    label: str
    color: str
    types: tuple[str, ...]


def rows_of(
    counts: EventCounts, codebook: Codebook | None, palette: Palette, lines: int
) -> list[TimelineRow]:
    """The rows that fit into so many lines, one of which is the axis."""
    types = tuple(counts.types)
    room = min(MOST_TYPES, lines - 1)
    if room < min(2, len(types)):
        return [TimelineRow(" ", "all types", palette.accent, types)]
    alone = types if len(types) <= room else types[: room - 1]
    rows = [TimelineRow(*letter_of(code, codebook), (code,)) for code in alone]
    rest = types[len(alone) :]
    if rest:
        rows.append(TimelineRow(" ", f"{len(rest)} more types", palette.faint, rest))
    return rows


def timeline(
    counts: EventCounts,
    codebook: Codebook | None,
    palette: Palette,
    *,
    width: int,
    lines: int,
    year: int | None = None,
) -> list[Content]:
    """At most ``lines`` lines, the axis last; ``year`` is where the cursor is.

    Empty where there is no room or no dated event.
    """
    scale = scale_of(counts, width - LABEL - COUNT)
    if scale is None or lines < 2:
        return []
    here = scale.column(year) if year is not None else -1
    painted = []
    sums = []
    for row in rows_of(counts, codebook, palette, lines):
        bars = [0] * scale.columns
        for (code, at), number in counts.years.items():
            if code in row.types:
                bars[scale.column(at)] += number
        sums.append((row, bars))
    # What several types share may stand taller than the scale, so that single types stay readable.
    most = max((max(bars) for row, bars in sums if len(row.types) == 1), default=0)
    most = most or max(max(bars) for _, bars in sums)
    for row, bars in sums:
        total = sum(counts.types[code] for code in row.types)
        color = letter_color(row.color, palette.ground)
        parts = [
            Content.styled(row.letter + " ", f"bold {color}"),
            Content.styled(fitted(row.label, LABEL - 3) + " ", palette.dim),
        ]
        for column, number in enumerate(bars):
            bar = _bar(number, most, scale.cells)
            parts.append(Content.styled(bar, _inked(color, palette, column == here)))
        parts.append(Content.styled(f"{total:>{COUNT},}", palette.faint))
        painted.append(Content.assemble(*parts))
    return [*painted, _axis(counts, scale, palette, year)]


def _bar(number: int, most: int, cells: int) -> str:
    """The bar of one year; a single event still shows."""
    level = min(len(BARS) - 1, -(-number * (len(BARS) - 1) // most))
    air = 1 if cells > 2 else 0
    return BARS[level] * (cells - air) + " " * air


def _inked(color: str, palette: Palette, current: bool) -> str:
    return f"{color} on {palette.current}" if current else color


def _axis(counts: EventCounts, scale: Scale, palette: Palette, here: int | None) -> Content:
    """The years; instead of the label nearest to it, the year where the cursor is."""
    undated = f"{counts.undated:,} undated" if counts.undated else ""
    every = -(-YEAR // scale.cells)
    parts = [Content.styled(fitted(undated, LABEL), palette.faint)]
    column = scale.column(here) if here is not None else -1
    at = 0
    while at < scale.columns:
        room = min(every, scale.columns - at) * scale.cells
        current = at <= column < at + every
        year = str(here if current else scale.first + at * scale.years)
        ink = palette.accent if current else palette.faint
        parts.append(Content.styled((year if room >= len(year) else "").ljust(room), ink))
        at += every
    return Content.assemble(*parts)
