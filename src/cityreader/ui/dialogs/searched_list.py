"""A dialog in which typing shortens a list, and enter picks from it."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.widgets.option_list import Option

from cityreader.ui.dialogs.dialog import Dialog
from cityreader.ui.dialogs.fields import TextField
from cityreader.ui.widgets.words import Options


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
        movement, screen = self.MOVEMENTS.get(event.key), self.screen
        if movement is not None and screen.is_current and isinstance(screen, SearchedList):
            event.stop()
            event.prevent_default()
            await screen.action_step(movement)


class SearchedList(Dialog[str | None]):
    """A ``SearchField`` above ``Options``; gives back the id of the option picked, or None."""

    TAKES_ENTER = True

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._query: str | None = None

    def compose_list(self, *, classes: str | None = None) -> ComposeResult:
        """The list; the cursor moves in it while the field keeps the focus."""
        listed = Options(classes=classes)
        listed.can_focus = False
        yield listed

    @abstractmethod
    def fill(self, query: str) -> None:
        """Put what ``query`` asks for into the list."""

    def put(self, options: Sequence[Option]) -> None:
        """List these, with the cursor on the first."""
        listed = self.query_one(Options)
        listed.set_options(options)
        listed.action_first()

    def on_mount(self) -> None:
        """Typing searches at once."""
        self._search()
        self.query_one(SearchField).focus()

    def action_accept(self) -> None:
        """Give back what is under the cursor."""
        self._search()
        option = self.query_one(Options).highlighted_option
        if option is not None and option.id:
            self.dismiss(option.id)

    async def action_step(self, movement: str) -> None:
        """Move the cursor in the list."""
        self._search()
        await self.query_one(Options).run_action(movement)

    def on_input_changed(self) -> None:
        """Each letter searches anew."""
        self._search()

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """A click picks."""
        event.stop()
        if event.option_id:
            self.dismiss(event.option_id)

    def _search(self) -> None:
        """List what the field asks for, unless it is listed already."""
        query = self.query_one(SearchField).value
        if query != self._query:
            self._query = query
            self.fill(query)
