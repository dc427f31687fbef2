"""Many lines of plain text, as quick with a million as with ten."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cityreader.ui.safety import fitted


class PlainLines(ScrollView, can_focus=True):
    """Lines that are cut at the edge and scrolled through."""

    DEFAULT_CSS = """
    PlainLines { overflow-x: hidden; overflow-y: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[str] = ()

    def show(self, lines: Sequence[str]) -> None:
        """Show these lines from the first."""
        self.renew(lines)
        self.scroll_to(y=0, animate=False)

    def renew(self, lines: Sequence[str]) -> None:
        """Show these lines; how far they are scrolled stays as it is."""
        self._lines = lines
        self.virtual_size = Size(self.scrollable_content_region.width, len(lines))
        self.refresh()

    def on_resize(self) -> None:
        """The edge is elsewhere now."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        position = y + self.scroll_offset.y
        text = self._lines[position] if position < len(self._lines) else ""
        return Strip([Segment(fitted(text, width), self.rich_style)])
