"""A table of what a query finds: its line of input, the menu of orders, the script of Chinese."""

from abc import abstractmethod
from typing import Generic, TypeVar

from cityreader.ui.keys import LineInput
from cityreader.ui.listing.script import Script
from cityreader.ui.screens.table_screen import TableScreen
from cityreader.ui.widgets.key_bar import KeyBar

Sort = TypeVar("Sort", bound=str)


class QueryScreen(TableScreen, Generic[Sort]):
    """Asks for the query and the order; what they change, a screen does in ``sorted_anew``.

    ``script`` is how Chinese is shown; ``typing`` names the mode in which letters go into the
    query. The screen composes one ``LineInput`` for it.
    """

    script: Script
    sort: Sort
    typing = "filter"

    def __init__(self) -> None:
        super().__init__()
        self.reverse = False
        self._mode = "read"

    @property
    def mode(self) -> str:
        """What keys mean now; the names are those of the commands."""
        return self._mode

    @abstractmethod
    def sorted_anew(self) -> None:
        """Show the rows in the order that was chosen."""

    @abstractmethod
    def repaint(self) -> None:
        """Paint everything anew, as for another script or theme."""

    def enter_mode(self, mode: str) -> None:
        """Let keys mean something else, and show it."""
        self._mode = mode
        self.query_one(KeyBar).mode = mode
        self.refresh_bindings()

    def open_query(self, text: str) -> None:
        """Type in the query; ``text`` is what stands in it at first."""
        line = self.query_one(LineInput)
        line.value = text
        line.cursor_position = len(text)
        line.display = True
        self.enter_mode(self.typing)
        self.set_focus(line)

    def close_query(self) -> None:
        """Give the keys back to the table."""
        self.query_one(LineInput).display = False
        self.enter_mode("read")
        self.set_focus(self.rows)

    def action_sort(self) -> None:
        """Ask for the order."""
        self.enter_mode("sort")

    def action_sort_by(self, sort: Sort) -> None:
        """Sort; the same order again turns it round."""
        self.reverse = sort == self.sort and not self.reverse
        self.sort = sort
        self.enter_mode("read")
        self.sorted_anew()

    def action_cycle_script(self) -> None:
        """Chinese as published, simplified, traditional; only for display."""
        self.script = self.script.next
        self.repaint()
        self.say(f"Chinese {self.script.label}")
