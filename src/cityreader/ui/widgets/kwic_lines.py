"""The hits of a concordance: the words in one column, what stands around them, the other side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.strip import Strip

from cityreader.models import ConcordanceHit
from cityreader.text.cells import fit_end
from cityreader.text.safety import visible
from cityreader.ui.listing.line_painter import MARGIN, LinePainter
from cityreader.ui.listing.row_plan import EvenRows, RowPlan
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette, style
from cityreader.ui.widgets.cursor_lines import CursorLines
from cityreader.ui.widgets.reader_lines import LANGUAGE_NAMES

BESIDE_FROM = 110
"""Cells from which the other side stands beside the words instead of below them."""

DATED_FROM = 96
"""Cells from which there is room for dates."""

NO_COUNTERPART = "— no counterpart —"

_BEFORE = 0.42
_HERE = 0.56
_DATE = 12
_LANGUAGE = 3

Converter = Callable[[str, str], str]
"""Shows a text of a language: ``(language, text) -> text``."""


@dataclass(frozen=True, slots=True)
class HitLook:
    """What a hit is painted with."""

    palette: Palette
    convert: Converter


class KwicLines(CursorLines):
    """Shows hits and moves a cursor over them; what keys mean is the screen's."""

    def __init__(self, look: HitLook) -> None:
        super().__init__()
        self.hits: Sequence[ConcordanceHit] = ()
        self._look = look

    @property
    def look(self) -> HitLook:
        """What hits are painted with."""
        return self._look

    @look.setter
    def look(self, look: HitLook) -> None:
        self._look = look
        self.refresh()

    @property
    def plan(self) -> RowPlan:
        """One line each where the other side stands beside the words, else two."""
        return EvenRows(len(self.hits), 1 if self._width >= BESIDE_FROM else 2)

    @property
    def current(self) -> ConcordanceHit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.cursor < len(self.hits) else None

    def show(self, hits: Sequence[ConcordanceHit], *, from_top: bool = False) -> None:
        """Show these hits; the cursor stays with its hit unless ``from_top``."""
        before = None if from_top else self.current
        self.hits = hits
        kept = next((n for n, hit in enumerate(hits) if hit is before), None)
        self.cursor = 0 if before is None else min(self.cursor, max(0, len(hits) - 1))
        if kept is not None:
            self.cursor = kept
        self.measure()
        self.keep_cursor_in_view()
        self.refresh()
        # Also where the hit stayed: its place among the others is another.
        self.post_message(self.CursorMoved())

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        position, line = divmod(y + self.scroll_offset.y, self.plan.least)
        width, palette = self._width, self._look.palette
        if position >= len(self.hits):
            return Strip.blank(width, style(None, palette.ground))
        current = position == self.cursor
        return paint_hit(self.hits[position], width, self._look, current=current)[line]

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width


def paint_hit(hit: ConcordanceHit, width: int, look: HitLook, *, current: bool) -> list[Strip]:
    """The lines of a hit, each of ``width`` cells; the words begin in the same cell in all hits."""
    palette = look.palette
    first = LinePainter(palette, current=current)
    beside = width >= BESIDE_FROM
    room = width - MARGIN
    facts = ""
    if width >= DATED_FROM:
        facts = fitted(hit.article.published.iso or "—", _DATE)
    facts += fitted(LANGUAGE_NAMES.get(hit.article.lang, hit.article.lang), _LANGUAGE)
    taken = cell_len(facts)
    here = int((room - taken) * _HERE) if beside else room - taken
    first.bar()
    first.text(facts, palette.faint)
    _paint_in_context(first, hit, here, look)
    text, ink = _other_side(hit, look)
    if beside:
        first.text(" │ ", palette.rule)
        first.text(fitted(text, room - taken - here - 3), ink)
        return [first.strip(width)]
    name = fitted(LANGUAGE_NAMES.get(hit.counterpart.lang, hit.counterpart.lang), _LANGUAGE)
    second = LinePainter(palette, current=current)
    second.bar()
    second.text(" " * (taken - _LANGUAGE) + name, palette.faint)
    second.text(fitted(text, room - taken), ink)
    return [first.strip(width), second.strip(width)]


def _paint_in_context(painter: LinePainter, hit: ConcordanceHit, room: int, look: HitLook) -> None:
    palette, lang = look.palette, hit.article.lang
    before, words, after = (
        visible(look.convert(lang, part)) for part in (hit.before, hit.words, hit.after)
    )
    left = int(room * _BEFORE)
    middle = min(cell_len(words), max(4, room - left - 8))
    around = palette.ink if painter.current else palette.dim
    painter.text(fit_end(before, left, cell_len), around)
    painter.text(fitted(words, middle), palette.ink, "bold", ground=palette.found)
    painter.text(fitted(after, room - left - middle), around)


def _other_side(hit: ConcordanceHit, look: HitLook) -> tuple[str, str]:
    if not hit.other:
        return NO_COUNTERPART, look.palette.faint
    return visible(look.convert(hit.counterpart.lang, hit.other)), look.palette.dim
