"""The hits of a concordance: the words in one column, what stands around them, the other side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cityreader.models import ConcordanceHit
from cityreader.text.cells import fit, fit_end
from cityreader.text.safety import visible
from cityreader.ui.keys import press_key
from cityreader.ui.theme import Palette, style
from cityreader.ui.widgets.reader_lines import LANGUAGE_NAMES

BESIDE_FROM = 110
"""Cells from which the other side stands beside the words instead of below them."""

DATED_FROM = 96
"""Cells from which there is room for dates."""

NO_COUNTERPART = "— no counterpart —"

_BEFORE = 0.42
_HERE = 0.56
_DATE = 12
_MARGIN = 2
_LANGUAGE = 3

Converter = Callable[[str, str], str]
"""Shows a text of a language: ``(language, text) -> text``."""


@dataclass(frozen=True, slots=True)
class HitLook:
    """What a hit is painted with."""

    palette: Palette
    convert: Converter


class KwicLines(ScrollView, can_focus=True):
    """Shows hits and moves a cursor over them; what keys mean is the screen's."""

    DEFAULT_CSS = """
    KwicLines { height: 1fr; overflow-x: hidden; overflow-y: scroll; background: $background; }
    """

    @dataclass
    class CursorMoved(Message):
        """The cursor is on another hit, None when there is none."""

        hit: ConcordanceHit | None

    @dataclass
    class Activated(Message):
        """A hit was clicked while the cursor was on it."""

        hit: ConcordanceHit

    def __init__(self, look: HitLook) -> None:
        super().__init__()
        self.hits: Sequence[ConcordanceHit] = ()
        self.cursor = 0
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
    def current(self) -> ConcordanceHit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.cursor < len(self.hits) else None

    @property
    def lines_a_hit(self) -> int:
        """One where the other side stands beside the words, else two."""
        return 1 if self._width >= BESIDE_FROM else 2

    def show(self, hits: Sequence[ConcordanceHit], *, from_top: bool = False) -> None:
        """Show these hits; the cursor stays with its hit unless ``from_top``."""
        before = None if from_top else self.current
        self.hits = hits
        kept = next((n for n, hit in enumerate(hits) if hit is before), None)
        self.cursor = 0 if before is None else min(self.cursor, max(0, len(hits) - 1))
        if kept is not None:
            self.cursor = kept
        self._measure()
        self.refresh()
        if self.current is not before:
            self.post_message(self.CursorMoved(self.current))

    def move_to(self, position: int) -> None:
        """Put the cursor on a hit, the nearest there is."""
        position = max(0, min(len(self.hits) - 1, position))
        if self.hits and position != self.cursor:
            self.cursor = position
            self.refresh()
            self.post_message(self.CursorMoved(self.current))
        self._keep_cursor_in_view()

    def move_page(self, pages: int) -> None:
        """Move the cursor by what fits on the screen, less one hit."""
        shown = self.scrollable_content_region.height // self.lines_a_hit
        self.move_to(self.cursor + pages * max(1, shown - 1))

    def notify_style_update(self) -> None:
        """A change of theme paints everything anew."""
        super().notify_style_update()
        palette: Palette = self.app.palette  # type: ignore[attr-defined]
        if self.is_mounted and palette is not self._look.palette:
            self.look = replace(self._look, palette=palette)
            self.post_message(self.CursorMoved(self.current))

    async def on_key(self, event: events.Key) -> None:
        """Run the command of a key at once; keys typed on into the query go there."""
        await press_key(self, event)

    def on_resize(self) -> None:
        """A hit may take another number of lines now."""
        self._measure()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the hit of the cursor it opens it."""
        position = (event.y + self.scroll_offset.y) // self.lines_a_hit
        if not 0 <= position < len(self.hits):
            return
        event.stop()
        if position == self.cursor:
            self.post_message(self.Activated(self.hits[position]))
        else:
            self.move_to(position)

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        position, line = divmod(y + self.scroll_offset.y, self.lines_a_hit)
        width, palette = self._width, self._look.palette
        if position >= len(self.hits):
            return Strip.blank(width, style(None, palette.ground))
        current = position == self.cursor
        return paint_hit(self.hits[position], width, self._look, current=current)[line]

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _measure(self) -> None:
        self.virtual_size = Size(self._width, len(self.hits) * self.lines_a_hit)
        self._keep_cursor_in_view()

    def _keep_cursor_in_view(self) -> None:
        """Scroll by half a page when the cursor leaves the screen."""
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        line = self.cursor * self.lines_a_hit
        if height and not top <= line <= top + height - self.lines_a_hit:
            self.scroll_to(y=max(0, line - height // 2), animate=False)


def paint_hit(hit: ConcordanceHit, width: int, look: HitLook, *, current: bool) -> list[Strip]:
    """The lines of a hit, each of ``width`` cells; the words begin in the same cell in all hits."""
    palette = look.palette
    ground = palette.current if current else palette.ground
    bar = Segment("▎ " if current else "  ", style(palette.accent, ground))
    beside = width >= BESIDE_FROM
    room = width - _MARGIN
    facts = ""
    if width >= DATED_FROM:
        facts = fit(hit.article.published.iso or "—", _DATE, cell_len)
    facts += fit(LANGUAGE_NAMES.get(hit.article.lang, hit.article.lang), _LANGUAGE, cell_len)
    faint = style(palette.faint, ground)
    taken = cell_len(facts)
    here = int((room - taken) * _HERE) if beside else room - taken
    words = [bar, Segment(facts, faint), *_in_context(hit, here, look, ground, current=current)]
    text, ink = _other_side(hit, look)
    if beside:
        there = room - taken - here - 3
        rule = Segment(" │ ", style(palette.rule, ground))
        other = Segment(fit(text, there, cell_len), style(ink, ground))
        return [_strip([*words, rule, other], width)]
    name = fit(LANGUAGE_NAMES.get(hit.counterpart.lang, hit.counterpart.lang), _LANGUAGE, cell_len)
    second = [
        bar,
        Segment(" " * (taken - _LANGUAGE) + name, faint),
        Segment(fit(text, room - taken, cell_len), style(ink, ground)),
    ]
    return [_strip(words, width), _strip(second, width)]


def _in_context(
    hit: ConcordanceHit, room: int, look: HitLook, ground: str, *, current: bool
) -> list[Segment]:
    palette, lang = look.palette, hit.article.lang
    before, words, after = (
        visible(look.convert(lang, part)) for part in (hit.before, hit.words, hit.after)
    )
    left = int(room * _BEFORE)
    middle = min(cell_len(words), max(4, room - left - 8))
    around = style(palette.ink if current else palette.dim, ground)
    return [
        Segment(fit_end(before, left, cell_len), around),
        Segment(fit(words, middle, cell_len), style(palette.ink, palette.found, "bold")),
        Segment(fit(after, room - left - middle, cell_len), around),
    ]


def _other_side(hit: ConcordanceHit, look: HitLook) -> tuple[str, str]:
    if not hit.other:
        return NO_COUNTERPART, look.palette.faint
    return visible(look.convert(hit.counterpart.lang, hit.other)), look.palette.dim


def _strip(segments: list[Segment], width: int) -> Strip:
    return Strip(segments).adjust_cell_length(width).simplify()
