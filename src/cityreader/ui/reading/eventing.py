"""Events from the keyboard: the form of an event, and removing one."""

from typing import TYPE_CHECKING

from cityreader.models import Annotation, Event
from cityreader.ui.reading.desk import ReaderDesk

if TYPE_CHECKING:
    from cityreader.ui.dialogs.event_form import EventForm


class Eventing(ReaderDesk):
    """The actions that open and change events."""

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
        self.room.errands.ask(
            "event",
            lambda library: (
                library.events.get(uuid),
                library.coding.marks_of_event(uuid),
            ),
            lambda found: self._edit(*found),
        )

    def _edit(self, event: Event, mentions: list[Annotation]) -> None:
        from cityreader.ui.dialogs.event_form import EventForm

        if self.codebook is None or self.spread is None:
            return
        self.event = event
        form = EventForm(event, self.codebook, mentions, self.spread.left.title)
        self.app.push_screen(form, lambda result: self._edited(form, result))

    def _edited(self, form: "EventForm", result: object) -> None:
        if isinstance(result, Event):
            # What was typed is offered again if it could not be stored.
            self.change(lambda library: library.events.save(result), self._saved, form.keep_draft)
        elif result is not None and self.event is not None:
            uuid = self.event.uuid
            self.change(lambda library: library.events.remove(uuid), self._event_removed)

    def _saved(self, event: Event) -> None:
        self.event = event
        self.show_event()

    def _event_removed(self, event: Event) -> None:
        self.event = None
        self.say(f"Event removed with {len(event.annotation_uuids)} marks · u undoes")
