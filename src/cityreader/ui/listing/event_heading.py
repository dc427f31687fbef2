"""What is told of events in words: of all that are listed, and of one that is copied."""

from textual.content import Content

from cityreader.models import Codebook
from cityreader.models.event_table import EventCounts, EventLine
from cityreader.text.phrases import counted
from cityreader.text.safety import visible
from cityreader.ui.listing.event_line import STATUS_SIGNS, date_words, status_ink
from cityreader.ui.theme import Palette

AIR = 6
"""Cells of the heading that stay free: its padding, and air between its parts."""


def event_heading(
    counts: EventCounts | None, query: str, whose: str, order: str, width: int, palette: Palette
) -> tuple[Content, Content]:
    """Left: what is listed, whose it is and in which order. Right: how many have each status.

    ``counts`` is None while nothing is known; the statuses lose their names where ``width``, in
    cells, is too small for them.
    """
    left = [Content.styled("Events", f"bold {palette.accent}")]
    if query:
        left.append(Content.styled(f"  {visible(query)}", palette.ink))
    if counts is None:
        return Content.assemble(*left), Content("…")
    total = counts.total
    left.append(Content.styled(f"  {visible(whose)}" * bool(whose), f"bold {palette.accent}"))
    left.append(Content.styled(f"  {counted(total, 'event')}", palette.dim))
    left.append(Content.styled(f" {order}", palette.faint))
    shown = Content.assemble(*left)
    statuses = _statuses(counts, palette, named=True)
    if shown.cell_length + statuses.cell_length > width - AIR:
        statuses = _statuses(counts, palette, named=False)
    return shown, statuses


def _statuses(counts: EventCounts, palette: Palette, *, named: bool) -> Content:
    parts: list[Content] = []
    for status, sign in STATUS_SIGNS.items():
        number = counts.statuses.get(status, 0)
        if number:
            name = f" {status}" if named else ""
            parts.append(Content.styled(f"  {sign}", status_ink(status, palette)))
            parts.append(Content.styled(f" {number:,}{name}", palette.dim))
    return Content.assemble(*parts)


def cited_event(line: EventLine, codebook: Codebook | None) -> str:
    """An event with its source, on one line, as it is copied."""
    tag = codebook.get(line.type) if codebook else None
    what = (
        date_words(line.date, 99) if line.date.start else "",
        tag.label() if tag else line.type,
        line.status if line.status != "happened" else "",
        line.place or "",
        ", ".join(line.participants),
        line.title or f"“{' '.join(line.quote.split())}”",
    )
    return f"{' · '.join(filter(None, what))} — {' · '.join(line.citation)}"
