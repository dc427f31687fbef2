"""A dialog in which typing shortens a list, and enter picks from it."""

from abc import abstractmethod

from cityreader.ui.dialogs.dialog import Dialog
from cityreader.ui.dialogs.fields import SearchField
from cityreader.ui.widgets.words import Options


class SearchedList(Dialog[str | None]):
    """A ``SearchField`` above ``Options``; gives back the id of the option picked, or None."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._query: str | None = None

    @abstractmethod
    def fill(self, query: str) -> None:
        """Put what ``query`` asks for into the list."""

    def on_mount(self) -> None:
        """Typing searches at once."""
        self._search()
        self.query_one(SearchField).focus()

    def waits_for_nothing(self) -> bool:
        """The list follows the field."""
        return True

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

    def on_input_submitted(self) -> None:
        """Enter picks."""
        self.action_accept()

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
