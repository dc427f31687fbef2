"""A list of things known by their keys: any number of them, one line each, fetched by page."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from cityreader.text.cells import fit
from cityreader.ui.listing.pages import Line, Pages
from cityreader.ui.theme import Palette, palette_of, style
from cityreader.ui.widgets.cursor_lines import CursorLines

MARGIN = 2
"""Cells before the first column, for the bar of the cursor."""


class PagedLines(CursorLines, Generic[Line]):
    """Shows lines by their keys and moves a cursor over them; what keys mean is the screen's.

    Only the keys are here in full; lines are asked for with ``LinesWanted`` and come in by
    ``put_lines``. ``paint`` paints a line in so many cells, under the cursor or not. Where there is
    nothing to list, ``notice`` stands instead.
    """

    @dataclass
    class LinesWanted(Message):
        """These keys are in view, or soon will be, and their lines are not at hand."""

        keys: list[int]

    def __init__(self, paint: Callable[[Line, int, bool], Strip]) -> None:
        super().__init__()
        self.keys: array[int] = array("q")
        self._paint = paint
        self._notice: tuple[str, ...] = ()
        self._pages: Pages[Line] = Pages()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.keys)

    @property
    def current_key(self) -> int | None:
        """The key under the cursor."""
        return self.keys[self.cursor] if self.cursor < len(self.keys) else None

    @property
    def current(self) -> Line | None:
        """The line under the cursor, if it is at hand."""
        return None if self.current_key is None else self._pages.get(self.current_key)

    def show(
        self,
        keys: Sequence[int],
        notice: Sequence[str] = (),
        *,
        at: int | None = None,
        from_top: bool = False,
    ) -> None:
        """List these, with the cursor on key ``at`` if it is among them.

        Else it stays with its line if that is among them, else in its place, or goes to the top.
        ``notice`` is shown, a sentence a line, if there are none.
        """
        before = None if from_top else self.current_key
        self.keys = keys if isinstance(keys, array) else array("q", keys)
        self._notice = tuple(notice)
        place = 0 if from_top else self.cursor
        wanted = next((key for key in (at, before) if key is not None and key in self.keys), None)
        if wanted is not None:
            place = self.keys.index(wanted)
        self.cursor = max(0, min(place, len(self.keys) - 1))
        self.measure()
        self.want_lines()
        self.refresh()
        self.post_message(self.CursorMoved())

    def take_out(self, key: int) -> None:
        """Take one out of the list; the cursor goes to the next."""
        if key in self.keys:
            left = array("q", self.keys)
            left.remove(key)
            self.show(left, self._notice)

    def put_lines(self, asked: Iterable[int], lines: Sequence[Line]) -> None:
        """Take in lines."""
        changed = self._pages.put(asked, lines)
        if changed:
            self.refresh()
        if self.current_key in changed:
            self.post_message(self.CursorMoved())

    def want_lines(self, *, anew: bool = False) -> None:
        """Ask for the lines around what is in view: those not at hand, or all of them ``anew``."""
        if anew:
            # Lines far away may have changed as well; those in view stay until the new ones come.
            self._pages.drop_all_but(self._around())
        around = self._around()
        wanted = list(around) if anew else self._pages.missing(around)
        if wanted:
            self.post_message(self.LinesWanted(wanted))

    def repaint(self, paint: Callable[[Line, int, bool], Strip]) -> None:
        """Paint every line in another way."""
        self._paint = paint
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        width, palette = self.scrollable_content_region.width, self._palette
        position = y + self.scroll_offset.y
        if position >= len(self.keys):
            return self._paint_notice(y, width)
        current = position == self.cursor
        line = self._pages.get(self.keys[position])
        if line is not None:
            return self._paint(line, width, current)
        gone = self._pages.is_gone(self.keys[position])
        ground = palette.current if current else palette.ground
        words = "no longer in the library" if gone else "·"
        return Strip(
            [
                cursor_bar(palette, ground, current=current),
                Segment(fit(words, width - MARGIN, cell_len), style(palette.faint, ground)),
            ]
        ).adjust_cell_length(width)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lines come into view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.want_lines()

    def on_resize(self) -> None:
        """Other lines may be in view."""
        self.want_lines()

    @property
    def _palette(self) -> Palette:
        return palette_of(self.app.current_theme)

    def _around(self) -> "array[int]":
        height = max(1, self.scrollable_content_region.height)
        top = max(0, self.scroll_offset.y - height)
        return self.keys[top : top + 3 * height]

    def _paint_notice(self, y: int, width: int) -> Strip:
        palette = self._palette
        blank = style(None, palette.ground)
        number = y - 1
        if self.keys or not 0 <= number < len(self._notice):
            return Strip.blank(width, blank)
        ink = palette.ink if number == 0 else palette.dim
        words = " " * MARGIN + self._notice[number]
        return Strip([Segment(fit(words, width, cell_len), style(ink, palette.ground))])


def cursor_bar(palette: Palette, ground: str, *, current: bool) -> Segment:
    """What begins a line: the bar of the cursor, or air."""
    return Segment("▎ " if current else "  ", style(palette.accent, ground))
