"""Fields that a person types into: text from outside shows in them and cannot act."""

from typing import ClassVar, Protocol, runtime_checkable

from textual import events
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from cityreader.text.safety import clean, clean_line, visible
from cityreader.ui.keys import forward_key
from cityreader.ui.safety import plain
from cityreader.ui.widgets.area import Area


@runtime_checkable
class HasList(Protocol):
    """A screen with a list that is moved in while a field has the focus."""

    async def action_step(self, movement: str) -> None:
        """Move the cursor in the list."""


@runtime_checkable
class TakesEnter(Protocol):
    """A screen that takes its answer from its fields, and so can take it the moment enter comes."""

    def action_accept(self) -> None:
        """Take the answer."""

    def waits_for_nothing(self) -> bool:
        """Whether all that was typed is in the fields already."""


def press_enter(field: Widget) -> bool:
    """Accept here and now, so that keys typed behind enter find the screen it leads to; returns
    whether the screen of the field does so."""
    screen = field.screen
    if not isinstance(screen, TakesEnter) or not screen.waits_for_nothing():
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


class SearchField(TextField):
    """A field above the list of what it finds: the keys that move in the list do so here and now,
    as enter behind them takes what they lead to."""

    MOVEMENTS: ClassVar[dict[str, str]] = {
        "down": "cursor_down",
        "ctrl+n": "cursor_down",
        "up": "cursor_up",
        "pagedown": "page_down",
        "pageup": "page_up",
    }

    async def on_key(self, event: events.Key) -> None:
        """Move in the list; other keys go on to the field."""
        movement = self.MOVEMENTS.get(event.key)
        if movement is not None and self.screen.is_current and isinstance(self.screen, HasList):
            event.stop()
            event.prevent_default()
            await self.screen.action_step(movement)


class NoteArea(Area):
    """Text of several lines: enter accepts it, ctrl+j begins a new line."""

    NEW_LINE_KEYS = ("ctrl+j", "shift+enter", "alt+enter")

    class Accepted(Message):
        """Enter was pressed."""

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
            if not press_enter(self):
                self.post_message(self.Accepted())
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
