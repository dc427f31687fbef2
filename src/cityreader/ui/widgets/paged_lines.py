"""A table of things known by their ids, one line each, painted as the screen says."""

from array import array
from collections.abc import Callable, Iterable, Sequence

from rich.segment import Segment
from textual.strip import Strip

from cityreader.ui.listing.line_painter import MARGIN, paint_waiting
from cityreader.ui.listing.pages import Line
from cityreader.ui.safety import fitted
from cityreader.ui.theme import palette_of, style
from cityreader.ui.widgets.fetched_lines import FetchedLines


class PagedLines(FetchedLines[Line]):
    """Shows lines by their ids and moves a cursor over them; what keys mean is the screen's.

    ``paint`` paints a line in so many cells, under the cursor or not. Where there is nothing to
    list, a notice stands instead.
    """

    def __init__(self, paint: Callable[[Line, int, bool], Strip]) -> None:
        super().__init__()
        self._paint = paint
        self._notice: tuple[str, ...] = ()

    def show(
        self,
        ids: Sequence[int],
        notice: Sequence[str] = (),
        *,
        at: int | None = None,
        from_top: bool = False,
    ) -> None:
        """List these, with the cursor on ``at`` if it is among them.

        Else it stays with its line if that is among them, else in its place, or goes to the top.
        ``notice`` is shown, a sentence a line, if there are none.
        """
        before = None if from_top else self.current_id
        self.ids = ids if isinstance(ids, array) else array("q", ids)
        self._notice = tuple(notice)
        place = 0 if from_top else self.cursor
        wanted = next((one for one in (at, before) if one is not None and one in self.ids), None)
        if wanted is not None:
            place = self.ids.index(wanted)
        self.cursor = max(0, min(place, len(self.ids) - 1))
        self.measure()
        self.keep_cursor_in_view()
        self.want_lines()
        self.refresh()
        self.post_message(self.CursorMoved())

    def take_out(self, line_id: int) -> None:
        """Take one out of the list; the cursor goes to the next."""
        if line_id in self.ids:
            left = array("q", self.ids)
            left.remove(line_id)
            self.show(left, self._notice)

    def put_lines(self, asked: Iterable[int], lines: Sequence[Line]) -> set[int]:
        """Take in lines and paint those that are new; returns their ids."""
        changed = super().put_lines(asked, lines)
        if self.current_id in changed:
            self.post_message(self.CursorMoved())
        return changed

    def repaint(self, paint: Callable[[Line, int, bool], Strip]) -> None:
        """Paint every line in another way."""
        self._paint = paint
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        width, palette = self.scrollable_content_region.width, palette_of(self)
        position = y + self.scroll_offset.y
        if position >= len(self.ids):
            return self._paint_notice(y, width)
        current = position == self.cursor
        line = self.pages.get(self.ids[position])
        if line is not None:
            return self._paint(line, width, current)
        gone = self.pages.is_gone(self.ids[position])
        return paint_waiting(width, palette, current=current, gone=gone)

    def _paint_notice(self, y: int, width: int) -> Strip:
        palette = palette_of(self)
        blank = style(None, palette.ground)
        number = y - 1
        if self.ids or not 0 <= number < len(self._notice):
            return Strip.blank(width, blank)
        ink = palette.ink if number == 0 else palette.dim
        words = " " * MARGIN + self._notice[number]
        return Strip([Segment(fitted(words, width), style(ink, palette.ground))])
