"""The lower part of the list screen: a first look at the article under the cursor."""

from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from cityreader.ui import theme
from cityreader.ui.listing.line import Look

if TYPE_CHECKING:
    from cityreader.ui.listing.glance import Glance


class Preview(Widget):
    """Both titles, where they come from, the first rows, and how far one is."""

    DEFAULT_CSS = """
    Preview { padding: 0 2; background: $background; border-top: solid $border; }
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._glance: Glance | None = None
        self._strips: list[Strip] = []

    @property
    def glance(self) -> "Glance | None":
        """What is shown."""
        return self._glance

    @glance.setter
    def glance(self, glance: "Glance | None") -> None:
        self._glance = glance
        self._paint_anew()

    @property
    def look(self) -> Look:
        """What it is painted with."""
        return self._look

    @look.setter
    def look(self, look: Look) -> None:
        self._look = look
        self._paint_anew()

    def render_line(self, y: int) -> Strip:
        """One line of it, laid out when it is first painted."""
        size = self.content_size
        if self._glance is None:
            return Strip.blank(size.width, theme.style(None, self._look.palette.ground))
        if len(self._strips) != size.height or self._strips[0].cell_length != size.width:
            # The first frame has no preview and does not wait for what lays one out.
            from cityreader.ui.listing.preview_page import preview_lines

            self._strips = preview_lines(self._glance, size.width, size.height, self._look)
        return self._strips[y]

    def _paint_anew(self) -> None:
        self._strips = []
        self.refresh()
