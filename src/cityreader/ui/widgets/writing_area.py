"""The place where a row of a translation is typed, over the empty cell of the row."""

from textual import events
from textual.content import Content

from cityreader.text.joined import joined_lines
from cityreader.text.safety import visible
from cityreader.ui.command_screen import CommandScreen
from cityreader.ui.keys import forward_key
from cityreader.ui.widgets.area import Area

ALT_DIGITS = {
    "inverted_exclamation_mark": "alt+1",
    "trade_mark_sign": "alt+2",
    "pound_sign": "alt+3",
}
"""What Textual makes of alt and a digit where the terminal sends escape and the digit."""


class WritingArea(Area):
    """Text of one row, broken into lines where the column ends.

    Keys that write no character are commands of the screen; pasted lines are joined into one.
    """

    DEFAULT_CSS = """
    WritingArea { layer: writing; position: absolute; display: none; padding: 0; border: none;
        background: $primary 18%; color: $foreground; scrollbar-size: 0 0; }
    WritingArea:focus { border: none; background-tint: transparent 0%; }
    """

    def __init__(self) -> None:
        super().__init__(hint=Content("type here"))
        self.offered = 0
        self._put: str | None = None

    def load(self, text: str) -> None:
        """Begin with this text, the cursor behind it."""
        self.load_text(visible(text).replace("\n", " "))
        self.move_cursor(self.document.end)

    def put(self, text: str) -> None:
        """Insert a text at the cursor, in place of what is selected."""
        result = self.replace(visible(text).replace("\n", " "), *self.selection)
        self.move_cursor(result.end_location)
        self._put = self.text

    @property
    def lines_needed(self) -> int:
        """The lines that the text takes at the present width."""
        return max(1, self.wrapped_document.height)

    def moves_inside(self, steps: int) -> bool:
        """Move the cursor a line up or down within the text; returns whether there is one."""
        line = self.wrapped_document.location_to_offset(self.cursor_location).y
        if not 0 <= line + steps < self.lines_needed:
            return False
        if steps > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()
        return True

    async def on_key(self, event: events.Key) -> None:
        """Run the command of a key that writes nothing; hand a key on if the focus has moved."""
        if forward_key(self, event):
            return
        screen = self.screen
        key = self._meant(event.key)
        types = event.is_printable and not key.startswith(("alt+", "ctrl+"))
        if types or not isinstance(screen, CommandScreen):
            return
        for action in screen.key_table.actions(key):
            name, _, _ = action.partition("(")
            if screen.check_action(name, ()):
                event.stop()
                event.prevent_default()
                await self.app.run_action(action, screen)
                return

    def _meant(self, key: str) -> str:
        """The key that was pressed: ``£`` is ``alt+3`` where there is a third match to insert.

        Pressed again right after that it is the sign itself, in place of what was inserted.
        """
        meant = ALT_DIGITS.get(key, key)
        if meant == key or int(meant[-1]) > self.offered:
            return key
        if self._put is not None and self.text == self._put:
            self.undo()
            self._put = None
            return key
        return meant

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted, cleaned, its lines joined into one."""
        event.stop()
        event.prevent_default()
        self.put(joined_lines(event.text))
