"""Events from the keyboard: the form of an event, removing one, and the date it is counted from."""

from typing import TYPE_CHECKING

from cityreader.models import Article, Event
from cityreader.ui.dialogs.event_opening import EventOpening
from cityreader.ui.reading.desk import ReaderDesk

if TYPE_CHECKING:
    from cityreader.ui.dialogs.event_form import EventForm


class Eventing(ReaderDesk):
    """The actions that open and change events."""

    @property
    def opening_events(self) -> EventOpening:
        """What opens the forms of events."""
        return EventOpening(self.room, self._article_dated)

    def action_edit_event(self) -> None:
        """Open the form of the current event, which the status line shows, else of the one here."""
        mark = self.mark_under_cursor()
        here = mark.annotation.event_uuid if mark else None
        uuid = self.event.uuid if self.event else here
        if uuid is None:
            self.say("No event here yet: tag the sentence with t and a letter.")
        else:
            self.open_event(uuid)

    def open_event(self, uuid: str) -> None:
        """Open the form of an event."""
        if self.codebook is not None:
            self.opening_events.open(uuid, self.codebook, self._edited)

    def action_date_article(self) -> None:
        """Give the article with the cursor its date; dates counted from it follow."""
        article, spread = self.article, self.spread
        if article is None or spread is None:
            return
        beside = spread.right if article is spread.left else spread.left
        neighbour = beside.published if beside is not None and beside.published.start else None
        self.opening_events.ask(article, neighbour, self._dated_by_key)

    def _dated_by_key(self, article: Article) -> None:
        self._article_dated(article)
        self.say(
            f"{article.published.iso} · dates counted from it follow · u undoes · {article.title}"
        )

    def _article_dated(self, _: Article) -> None:
        """Show the new date, and the current event with what hangs on it."""
        self.reread()

    def _edited(self, form: "EventForm", result: object) -> None:
        self.event = form.event
        if isinstance(result, Event):
            # What was typed is offered again if it could not be stored.
            self.change(lambda library: library.events.save(result), self._saved, form.keep_draft)
        elif result is not None:
            uuid = form.event.uuid
            self.change(lambda library: library.events.remove(uuid), self._event_removed)
        else:
            self.show_event()
            self.say_left(form, "e")

    def _saved(self, event: Event) -> None:
        self.event = event
        self.show_event()

    def _event_removed(self, event: Event) -> None:
        self.event = None
        self.say(f"Event removed with {len(event.annotation_uuids)} marks · u undoes")
