"""A screen that is one table: a cursor over its rows, and a status line below it."""

from textual import on
from textual.content import Content

from cityreader.text.safety import visible
from cityreader.ui.command_screen import CommandScreen
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.cursor_lines import CursorLines
from cityreader.ui.widgets.reader_lines import StatusLine


class TableScreen(CommandScreen):
    """Moves the cursor; the status line describes its row, or holds what was said last."""

    heading: StatusLine
    status: StatusLine
    said = False
    """Whether something was said since the cursor was moved by hand."""

    @property
    def rows(self) -> CursorLines:
        """The table."""
        return self.query_one(CursorLines)

    def action_move(self, lines: int) -> None:
        """Lines down, or up."""
        self.rows.move_to(self.rows.cursor + lines)

    def action_move_top(self) -> None:
        """The first row."""
        self.rows.move_to(0)

    def action_move_bottom(self) -> None:
        """The last row."""
        self.rows.move_to(self.rows.count - 1)

    def action_page(self, pages: int) -> None:
        """A page down or up."""
        self.rows.move_page(pages)

    def say(self, message: str) -> None:
        """Show a message in the status line until the cursor moves."""
        self.said = True
        self.status.show(left=Content.styled(visible(message), palette_of(self).ink))

    def show_place(self) -> None:
        """Describe the row under the cursor and show its number; what was said stays."""
        self.status.show(
            left=None if self.said else self.described_row(),
            right=Content.styled(self.numbered_row(), palette_of(self).faint),
        )

    def described_row(self) -> Content:
        """What the status line says of the row under the cursor."""
        return Content("")

    def numbered_row(self) -> str:
        """The number of the row under the cursor: ``3/17``; nothing where there are no rows."""
        count = self.rows.count
        return f"{self.rows.cursor + 1:,}/{count:,}" if count else ""

    @on(CursorLines.CursorMoved)
    def _cursor_moved(self, message: CursorLines.CursorMoved) -> None:
        self.said = self.said and not message.by_hand
        self.show_place()
