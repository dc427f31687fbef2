"""Opening the form of an event; an article without a date is asked for its date first."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from cityreader.errors import CityReaderError
from cityreader.models import Article, Codebook, DateRange
from cityreader.ui.command_screen import CommandScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from cityreader.library.date_readings import EventSheet
    from cityreader.ui.app import CityReaderApp
    from cityreader.ui.dialogs.event_form import EventForm

Result = TypeVar("Result")
Answered = Callable[["EventForm", object], None]
"""What hears of the form and of what was answered in it: an event, its removal, or None."""


class EventOpening:
    """Reads what the form of an event shows, and opens it.

    Where the date of the event waits for that of its article, that is asked for first, once a
    session; the date is stored in a step of its own before the form opens. ``dated`` hears of it.
    """

    def __init__(self, room: "CityReaderApp", dated: Callable[[Article], object]) -> None:
        self._room = room
        self._dated = dated

    def open(self, uuid: str, codebook: Codebook, answered: Answered) -> None:
        """Open the form of an event."""
        screen = self._room.screen

        def show(sheet: "EventSheet") -> None:
            from cityreader.ui.dialogs.event_form import EventForm

            if self._room.screen is not screen:
                release()
                return
            form = EventForm(sheet, codebook)
            self._show(form, lambda result: answered(form, result))

        def release() -> None:
            if isinstance(screen, CommandScreen):
                screen.release_keys()

        def again(article: Article) -> None:
            self._dated(article)
            self.open(uuid, codebook, answered)

        def read(sheet: "EventSheet") -> None:
            article = sheet.undated
            if article is None or article.uuid in self._room.left_undated:
                show(sheet)
            else:
                self.ask(article, sheet.neighbour, again, lambda: show(sheet))

        def failed(error: CityReaderError) -> None:
            self._room.report(error)
            release()

        if isinstance(screen, CommandScreen):
            # What is typed behind the key that opens the form is meant for the form.
            screen.hold_keys()
        self._room.errands.ask(
            "event form", lambda library: library.events.sheet(uuid), read, failed
        )

    def ask(
        self,
        article: Article,
        neighbour: DateRange | None,
        dated: Callable[[Article], object],
        skipped: Callable[[], object] = lambda: None,
    ) -> None:
        """Ask for the date of an article and store it, in a step of its own."""
        from cityreader.ui.dialogs.date_question import DateQuestion

        def answered(date: DateRange | None) -> None:
            if date is None:
                self._room.left_undated.add(article.uuid)
                skipped()
                return
            screen = self._room.screen
            if isinstance(screen, CommandScreen):
                # What is typed behind the date is meant for the form that it leads to.
                screen.hold_keys()

            def stored(article: Article) -> None:
                if isinstance(screen, CommandScreen):
                    screen.release_keys()
                dated(article)

            def failed(_: CityReaderError) -> None:
                if isinstance(screen, CommandScreen):
                    screen.release_keys()
                question.keep_draft()

            self._room.errands.change(
                lambda library: library.articles.set_published(article.id, date), stored, failed
            )

        question = DateQuestion(article.uuid, article.title, article.published, neighbour)
        self._show(question, answered)

    def _show(self, dialog: "Screen[Result]", answered: "Callable[[Result | None], None]") -> None:
        screen = self._room.screen
        if isinstance(screen, CommandScreen):
            screen.show_held(dialog, answered)
        else:
            self._room.push_screen(dialog, answered)
