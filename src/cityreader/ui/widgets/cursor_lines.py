"""Lines under each other with a cursor on one of them; what they hold is for the kinds to say."""

from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from cityreader.ui.keys import press_key


class CursorLines(ScrollView, can_focus=True):
    """Moves a cursor over things that take one line each, or a few; keys are the screen's.

    A kind says with ``count`` how many things there are, with ``height_each`` how many lines one
    takes, paints the lines of the screen, and calls ``measure`` when any of that changes.
    """

    DEFAULT_CSS = """
    CursorLines { height: 1fr; overflow-x: hidden; overflow-y: scroll; background: $background; }
    """

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
    def count(self) -> int:
        """How many things there are."""
        return 0

    @property
    def height_each(self) -> int:
        """How many lines each of them takes."""
        return 1

    def move_to(self, position: int) -> None:
        """Put the cursor on a thing, the nearest there is."""
        position = max(0, min(self.count - 1, position))
        if self.count and position != self.cursor:
            self.cursor = position
            self.refresh()
            self.post_message(self.CursorMoved(by_hand=True))
        self._keep_cursor_in_view()

    def move_page(self, pages: int) -> None:
        """Move the cursor by what fits on the screen, less one thing."""
        things = max(1, self.scrollable_content_region.height // self.height_each - 1)
        moved = pages * things * self.height_each
        self.scroll_to(y=self.scroll_offset.y + moved, animate=False)
        self.move_to(self.cursor + pages * things)

    def measure(self) -> None:
        """Make room for as many things as there are now."""
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, self.count * self.height_each)
        self._keep_cursor_in_view()

    async def on_key(self, event: events.Key) -> None:
        """Run the command of a key at once; keys typed on into a line of input go there."""
        await press_key(self, event)

    def on_resize(self) -> None:
        """Every column may stand elsewhere now, and a thing take another number of lines."""
        self.measure()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the thing under the cursor it opens it."""
        position = (event.y + self.scroll_offset.y) // self.height_each
        if not 0 <= position < self.count:
            return
        event.stop()
        if position == self.cursor:
            self.post_message(self.Activated())
        else:
            self.move_to(position)

    def _keep_cursor_in_view(self) -> None:
        """Scroll by half a page when the cursor leaves the screen."""
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        line = self.cursor * self.height_each
        if height and not top <= line <= top + height - self.height_each:
            self.scroll_to(y=max(0, line - height // 2), animate=False)
