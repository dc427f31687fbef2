"""Fields that a person types into: text from outside shows in them and cannot act."""

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from cityreader.text.safety import clean, clean_line, visible
from cityreader.ui.dialogs.dialog import Dialog
from cityreader.ui.keys import forward_key
from cityreader.ui.safety import plain
from cityreader.ui.widgets.area import Area


def press_enter(field: Widget) -> bool:
    """Accept here and now, so that keys typed behind enter find the screen it leads to; returns
    whether the screen of the field does so."""
    screen = field.screen
    if not isinstance(screen, Dialog) or not screen.TAKES_ENTER:
        return False
    screen.action_accept()
    return True


class TextField(Input):
    """One line of text.

    Tabbing into it selects nothing, so that no key press can replace what stands there. Pasted
    lines are joined into one.
    """

    def __init__(self, text: str = "", *, hint: str = "", id: str | None = None) -> None:
        self._given = text
        self._shown = visible(text).replace("\n", "␊")
        # Nothing is validated inside: each validation would style the field anew.
        super().__init__(
            self._shown,
            placeholder=visible(hint),
            id=id,
            select_on_focus=False,
            validate_on=(),
        )

    @property
    def text(self) -> str:
        """What stands in it; as long as it is not touched, the text it was given, to the letter."""
        return self._given if self.value == self._shown else self.value

    async def on_key(self, event: events.Key) -> None:
        """Hand a key on if the focus has moved, as it has behind enter."""
        if forward_key(self, event):
            return
        if event.key == "enter" and press_enter(self):
            event.stop()
            event.prevent_default()

    def begin(self) -> None:
        """Put the cursor here, with all that stands here selected: typing replaces it."""
        self.screen.set_focus(self)
        self.select_all()

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted, cleaned, on one line."""
        event.stop()
        event.prevent_default()
        line = clean_line(event.text)
        if line and event.text[0] == " ":
            line = f" {line}"
        if line and event.text[-1] == " ":
            line = f"{line} "
        self.replace(line, *self.selection)


class NoteArea(Area):
    """Text of several lines: enter accepts it, ctrl+j begins a new line."""

    NEW_LINE_KEYS = ("ctrl+j", "shift+enter", "alt+enter")

    def __init__(self, text: str = "", *, hint: str = "", id: str | None = None) -> None:
        self._given = text
        self._shown = visible(text)
        super().__init__(self._shown, hint=plain(hint), id=id)
        self.move_cursor(self.document.end)

    @property
    def words(self) -> str:
        """What stands in it; as long as it is not touched, the text it was given, to the letter."""
        return self._given if self.text == self._shown else self.text

    def on_key(self, event: events.Key) -> None:
        """Enter accepts; other keys begin a new line."""
        if forward_key(self, event):
            return
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            press_enter(self)
        elif event.key in self.NEW_LINE_KEYS:
            event.stop()
            event.prevent_default()
            self.begin_line()

    def begin_line(self) -> None:
        """Begin a new line at the cursor, in place of what is selected."""
        result = self.replace("\n", *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted, cleaned, with its lines."""
        event.stop()
        event.prevent_default()
        result = self.replace(clean(event.text).text, *self.selection)
        self.move_cursor(result.end_location)
