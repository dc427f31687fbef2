"""The list of articles: one line each, a million as quick as ten."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cityreader.ui import theme
from cityreader.ui.keys import press_key
from cityreader.ui.listing.columns import columns_for
from cityreader.ui.listing.line import Look
from cityreader.ui.listing.pages import LinePages
from cityreader.ui.listing.painted_lines import PaintedLines
from cityreader.ui.listing.text_hits import NO_HITS, ROWS, TextHits, paint_rule, paint_snippet

if TYPE_CHECKING:
    from cityreader.models import ListedArticle


class ArticleList(ScrollView, can_focus=True):
    """Shows articles by their ids and moves a cursor over them; what keys mean is the screen's.

    Only the ids are here in full; lines come in by page and are asked for with ``LinesWanted``.
    The cursor belongs to an article, not to a number, so that it stays where it is when the
    listing changes around it.
    """

    DEFAULT_CSS = """
    ArticleList { height: 1fr; overflow-x: hidden; overflow-y: scroll; background: $background; }
    """

    # The scroll bar is always there, so that no length of the list moves a widget: to lay all out
    # anew, as Textual does unless it is told so, takes two milliseconds of a key.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    @dataclass
    class CursorMoved(Message):
        """The cursor is on another article, None when there is none."""

        article_id: int | None

    @dataclass
    class Activated(Message):
        """The line of an article was clicked while the cursor was on it."""

        article_id: int

    @dataclass
    class LinesWanted(Message):
        """These articles are in view, or soon will be, and their lines are not at hand."""

        article_ids: list[int]

    @dataclass
    class SelectionChanged(Message):
        """Lines were selected or taken out of the selection."""

        count: int

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.ids: array[int] = array("q")
        self.cursor = 0
        self.selected: dict[int, None] = {}
        self.pages = LinePages()
        self.in_text = NO_HITS
        self._painted = PaintedLines(self.pages, look)

    @property
    def look(self) -> Look:
        """What lines are painted with."""
        return self._painted.look

    @look.setter
    def look(self, look: Look) -> None:
        self._painted.look = look
        self.refresh()

    @property
    def current_id(self) -> int | None:
        """The article under the cursor."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else None

    @property
    def current(self) -> ListedArticle | None:
        """The line under the cursor, if it is at hand."""
        return None if self.current_id is None else self.pages.get(self.current_id)

    @property
    def chosen_ids(self) -> list[int]:
        """What a command acts on: the selection, else the article under the cursor."""
        if self.selected:
            return list(self.selected)
        return [] if self.current_id is None else [self.current_id]

    def show(
        self, ids: Sequence[int], *, at: int | None = None, in_text: TextHits = NO_HITS
    ) -> None:
        """List these articles with the cursor on article ``at``, if it is among them.

        Else the cursor stays with its article, and the article where it is on the screen; or as
        near to its place as the new listing allows. The last ones are those of ``in_text``, if
        there are any.
        """
        before, place, top = self.current_id, self._row(self.cursor), self.scroll_offset.y
        self.ids = ids if isinstance(ids, array) else array("q", ids)
        self.in_text = in_text
        nearest = max(0, min(self.cursor, len(self.ids) - 1))
        self.cursor = self._place_of(at, -1)
        if self.cursor < 0:
            self.cursor = self._place_of(before, nearest)
        self._measure()
        row = self._row(self.cursor)
        if self.current_id == before and row != place:
            self.scroll_to(y=max(0, top + row - place), animate=False)
        self._keep_cursor_in_view()
        self.want_lines()
        self.refresh()
        if self.current_id != before:
            self.post_message(self.CursorMoved(self.current_id))

    def forget(self) -> None:
        """Another library: nothing that is here belongs to it."""
        self.pages.forget()
        self.selected.clear()
        self.cursor = 0
        self.show(())

    def put_lines(self, asked: Iterable[int], lines: Sequence[ListedArticle]) -> None:
        """Take in lines, and paint those that are new."""
        changed = set(self.pages.put(asked, lines))
        for key in changed:
            self._painted.forget(key)
        top = self.scroll_offset.y
        for row in range(top, top + self.scrollable_content_region.height):
            position = self._position(row)
            if position is not None and not changed.isdisjoint(self.ids[position : position + 1]):
                self.refresh_line(row)

    def take_out(self, article_ids: Iterable[int]) -> None:
        """Take articles out of the listing; every other line stays where it is."""
        first, snippets = self.in_text.first, dict(self.in_text.snippets)
        for key in article_ids:
            self.selected.pop(key, None)
            snippets.pop(key, None)
            if key in self.ids:
                position = self.ids.index(key)
                del self.ids[position]
                self.cursor -= position < self.cursor
                first -= position < first
        left = TextHits(first, snippets, self.in_text.rule) if snippets else NO_HITS
        self.show(self.ids, at=self.current_id, in_text=left)
        self.post_message(self.CursorMoved(self.current_id))

    def move(self, lines: int) -> None:
        """Move the cursor by lines; it stops at both ends."""
        self.move_to(self.cursor + lines)

    def move_page(self, pages: int) -> None:
        """Move the cursor by what fits on the screen, less one line."""
        height = max(1, self.scrollable_content_region.height - 1)
        if self.ids:
            self.scroll_to(y=self.scroll_offset.y + pages * height, animate=False)
            wanted = self._position(max(0, self._row(self.cursor) + pages * height))
            self.move_to(self.cursor + pages if wanted is None else wanted)

    def move_to(self, position: int) -> None:
        """Put the cursor on a line, the nearest there is."""
        position = max(0, min(len(self.ids) - 1, position))
        if not self.ids or position == self.cursor:
            self._keep_cursor_in_view()
            return
        before, self.cursor = self.cursor, position
        self._keep_cursor_in_view()
        self._refresh_article(before)
        self._refresh_article(position)
        self.post_message(self.CursorMoved(self.current_id))

    def move_to_article(self, article_id: int) -> bool:
        """Put the cursor on an article; returns whether it is listed."""
        place = self._place_of(article_id, -1)
        if place >= 0:
            self.move_to(place)
        return place >= 0

    def toggle_selected(self) -> None:
        """Select the line under the cursor, or take it out of the selection."""
        key = self.current_id
        if key is None:
            return
        if key in self.selected:
            del self.selected[key]
        else:
            self.selected[key] = None
        self._refresh_article(self.cursor)
        self.post_message(self.SelectionChanged(len(self.selected)))

    def clear_selection(self) -> None:
        """Select nothing."""
        self.selected.clear()
        self.refresh()
        self.post_message(self.SelectionChanged(0))

    async def on_key(self, event: events.Key) -> None:
        """Run the command of a key at once; keys typed on into the filter go there."""
        await press_key(self, event)

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        position = self._position(row)
        if position is None:
            return paint_rule(self.in_text.rule, columns_for(width), self.look)
        if position >= len(self.ids):
            return Strip.blank(width, theme.style(None, self.look.palette.ground))
        article_id = self.ids[position]
        current, selected = position == self.cursor, article_id in self.selected
        if self.in_text.is_text(row) and self.in_text.rows:
            snippet = self.in_text.snippets[article_id]
            return paint_snippet(snippet, columns_for(width), self.look, current=current)
        return self._painted.line(article_id, width, current=current, selected=selected)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the screen, painted and filtered here: there is no border, padding or tint for
        Textual to add to each, which takes half as long as to paint them."""
        _, ground = self.background_colors
        strips = [self.render_line(y) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, ground) for strip in strips]
        return [strip.crop(*crop.column_span) for strip in strips]

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lines come into view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.want_lines()

    def on_resize(self) -> None:
        """Another width or height: every line is painted anew, and others are in view."""
        self._measure()
        self._keep_cursor_in_view()
        self.want_lines()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the line of the cursor it opens the article."""
        position = self._position(event.y + self.scroll_offset.y)
        if position is None or not 0 <= position < len(self.ids):
            return
        event.stop()
        if position == self.cursor:
            self.post_message(self.Activated(self.ids[position]))
        else:
            self.move_to(position)

    def _place_of(self, article_id: int | None, otherwise: int) -> int:
        """Where an article is listed; mostly it is where the cursor is."""
        if article_id is None:
            return otherwise
        if 0 <= self.cursor < len(self.ids) and self.ids[self.cursor] == article_id:
            return self.cursor
        try:
            return self.ids.index(article_id)
        except ValueError:
            return otherwise

    def _keep_cursor_in_view(self) -> None:
        """Scroll by half a page when the cursor leaves the screen: one large step is calmer, and
        far less to send over a slow line, than many small ones."""
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        row = last = self._row(self.cursor)
        if self.in_text.rows and self.cursor >= self.in_text.first:
            last += ROWS - 1
        if height and not (top <= row and last < top + height):
            self.scroll_to(y=max(0, row - height // 2), animate=False)

    def _row(self, position: int) -> int:
        """The line of the whole list at which an article begins."""
        return self.in_text.row_of(position) if self.in_text.rows else position

    def _position(self, row: int) -> int | None:
        """The article at a line of the whole list, None for the rule."""
        return self.in_text.position_at(row) if self.in_text.rows else row

    def _refresh_article(self, position: int) -> None:
        row = self._row(position)
        for line in range(row, row + ROWS):
            self.refresh_line(line)

    def _measure(self) -> None:
        rows = len(self.ids) - len(self.in_text.snippets) + self.in_text.rows
        self.virtual_size = Size(self.scrollable_content_region.width, rows)
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        # In a frame of its own: the bar takes as long to paint as ten lines.
        self.call_after_refresh(self._measure_bar)

    def _measure_bar(self) -> None:
        self.vertical_scrollbar.window_virtual_size = self.virtual_size.height

    def want_lines(self, *, anew: bool = False) -> None:
        """Ask for the lines around what is in view: those not at hand, or all of them ``anew``."""
        height = max(1, self.scrollable_content_region.height)
        top = self._position(max(0, self.scroll_offset.y - height)) or 0
        around = self.ids[top : top + 3 * height]
        wanted = list(around) if anew else self.pages.missing(around)
        if wanted:
            first = self._position(self.scroll_offset.y) or 0
            in_view = set(self.ids[first : first + height])
            # What is in view is painted first, if it is at hand.
            tell = self.call_after_refresh if in_view.isdisjoint(wanted) else self.call_next
            tell(self.post_message, self.LinesWanted(wanted))
