"""Lines under each other with a cursor on one of them; what they hold is for the kinds to say."""

from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView

from cityreader.ui.keys import press_key
from cityreader.ui.listing.row_plan import EvenRows, RowPlan


class CursorLines(ScrollView, can_focus=True):
    """Moves a cursor over things that take one line each, or a few; keys are the screen's.

    A kind says with ``plan`` how many things there are and where each stands, paints the lines of
    the screen, and calls ``measure`` and ``keep_cursor_in_view`` when any of that changes.
    """

    DEFAULT_CSS = """
    CursorLines { height: 1fr; overflow-x: hidden; overflow-y: scroll; background: $background; }
    """

    # The scroll bar is always there, so that no length of the list moves a widget: to lay all out
    # anew, as Textual does unless it is told so, takes two milliseconds of a key.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    @dataclass
    class CursorMoved(Message):
        """The cursor is on another thing, or the thing under it changed.

        ``by_hand`` if the person moved it.
        """

        by_hand: bool = False

    @dataclass
    class Activated(Message):
        """The thing under the cursor was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.cursor = 0

    @property
    def plan(self) -> RowPlan:
        """How many things there are, and where each of them stands."""
        return EvenRows(0)

    @property
    def count(self) -> int:
        """How many things there are."""
        return self.plan.count

    def move_to(self, position: int) -> None:
        """Put the cursor on a thing, the nearest there is."""
        position = max(0, min(self.count - 1, position))
        before, self.cursor = self.cursor, position
        self.keep_cursor_in_view()
        if position != before:
            self.refresh_thing(before)
            self.refresh_thing(position)
            self.post_message(self.CursorMoved(by_hand=True))

    def move_page(self, pages: int) -> None:
        """Move the cursor by what fits on the screen, less one thing."""
        plan, height = self.plan, self.scrollable_content_region.height
        moved = pages * max(1, height // plan.least - 1) * plan.least
        self.scroll_to(y=self.scroll_offset.y + moved, animate=False)
        found = plan.at(max(0, plan.first(self.cursor) + moved))
        self.move_to(self.cursor + pages if found is None else found)

    def measure(self) -> None:
        """Make room for as many things as there are now."""
        self.virtual_size = Size(self.scrollable_content_region.width, self.plan.rows)
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        # In a frame of its own: the bar takes as long to paint as ten lines.
        self.call_after_refresh(self._measure_bar)

    def keep_cursor_in_view(self) -> None:
        """Scroll by half a page when the cursor leaves the screen: one large step is calmer, and
        far less to send over a slow line, than many small ones."""
        plan, height = self.plan, self.scrollable_content_region.height
        top, row = self.scroll_offset.y, plan.first(self.cursor)
        if height and not (top <= row and plan.last(self.cursor) < top + height):
            self.scroll_to(y=max(0, row - height // 2), animate=False)

    def refresh_thing(self, position: int) -> None:
        """Paint a thing anew."""
        plan = self.plan
        first = plan.first(position)
        self.refresh_lines(first, plan.last(position) - first + 1)

    async def on_key(self, event: events.Key) -> None:
        """Run the command of a key at once; keys typed on into a line of input go there."""
        await press_key(self, event)

    def on_resize(self) -> None:
        """Every column may stand elsewhere now, and a thing take another number of lines."""
        self.measure()
        self.keep_cursor_in_view()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the thing under the cursor it opens it."""
        position = self.plan.at(event.y + self.scroll_offset.y)
        if position is None or not 0 <= position < self.count:
            return
        event.stop()
        if position == self.cursor:
            self.post_message(self.Activated())
        else:
            self.move_to(position)

    def _measure_bar(self) -> None:
        self.vertical_scrollbar.window_virtual_size = self.virtual_size.height
