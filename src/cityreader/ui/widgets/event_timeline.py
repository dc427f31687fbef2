"""What stands above the table of events: the timeline, and the names of the columns."""

from textual.content import Content
from textual.widget import Widget

from cityreader.models import Codebook
from cityreader.models.event_table import EventCounts, EventSort
from cityreader.ui.listing.columns import PADDING, SCROLLBAR
from cityreader.ui.listing.event_line import heads
from cityreader.ui.listing.timeline import timeline
from cityreader.ui.theme import palette_of

FULL_FROM = 30
"""Lines of the screen from which every type has a row of its own."""

FULL = 6
SUM_FROM = 20
"""Lines of the screen from which there is room for one row of all types."""

SUM = 2


def lines_for(height: int) -> int:
    """Lines of the timeline on a screen of so many lines."""
    return FULL if height >= FULL_FROM else SUM if height >= SUM_FROM else 0


class EventTimeline(Widget):
    """Bars by year and type; takes no lines where there is nothing dated, or no room."""

    DEFAULT_CSS = """
    EventTimeline { height: auto; padding: 0 2; background: $background; margin-bottom: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.counts = EventCounts()
        self.codebook: Codebook | None = None
        self.year: int | None = None
        self.folded = False

    def show(self, counts: EventCounts, codebook: Codebook | None) -> None:
        """Show other numbers."""
        self.counts, self.codebook = counts, codebook
        self.place()

    def show_year(self, year: int | None) -> None:
        """Mark the year the cursor is in."""
        if year != self.year:
            self.year = year
            self.refresh()

    def place(self) -> None:
        """Come and go with the room there is."""
        self.display = bool(self._painted())
        self.refresh(layout=True)

    def render(self) -> Content:
        """The rows and the axis."""
        return Content("\n").join(self._painted())

    def _painted(self) -> list[Content]:
        palette = palette_of(self)
        size = self.app.size
        return timeline(
            self.counts,
            self.codebook,
            palette,
            width=size.width - 2 * PADDING,
            lines=0 if self.folded else lines_for(size.height),
            year=self.year,
        )


class EventHeads(Widget):
    """Names the columns and shows which one sorts."""

    DEFAULT_CSS = """
    EventHeads { height: 1; background: $background; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._sort: EventSort = "date"
        self._reverse = False

    def show_sort(self, sort: EventSort, *, reverse: bool) -> None:
        """Mark the column that sorts."""
        self._sort, self._reverse = sort, reverse
        self.refresh()

    def render(self) -> Content:
        """The names."""
        width = max(1, self.size.width - SCROLLBAR)
        return Content(heads(width, self._sort, reverse=self._reverse))
