"""A screen that is one table: moving the cursor through its rows."""

from typing import Any

from cityreader.ui.keys import CommandScreen
from cityreader.ui.widgets.paged_lines import PagedLines


class TableScreen(CommandScreen):
    """The actions that move."""

    @property
    def rows(self) -> PagedLines[Any]:
        """The table."""
        return self.query_one(PagedLines)

    def action_move(self, lines: int) -> None:
        """Lines down, or up."""
        self.rows.move_to(self.rows.cursor + lines)

    def action_move_top(self) -> None:
        """The first row."""
        self.rows.move_to(0)

    def action_move_bottom(self) -> None:
        """The last row."""
        self.rows.move_to(len(self.rows.keys) - 1)

    def action_page(self, pages: int) -> None:
        """A page down or up."""
        self.rows.move_page(pages)
