"""Changing events from their table: the form, removing, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip

from cityreader.models import Codebook, Event, Step
from cityreader.models.event_table import EventCounts, EventLine, EventListing, EventSort
from cityreader.text.phrases import counted
from cityreader.text.safety import visible
from cityreader.ui.command_screen import ChangingScreen
from cityreader.ui.dialogs.event_opening import EventOpening
from cityreader.ui.errands import is_open
from cityreader.ui.listing.event_line import EventLook, paint_event
from cityreader.ui.screens.query_screen import QueryScreen
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.event_timeline import EventHeads, EventTimeline
from cityreader.ui.widgets.paged_lines import PagedLines

if TYPE_CHECKING:
    from cityreader.errors import CityReaderError
    from cityreader.library.library import Library
    from cityreader.ui.dialogs.event_form import EventForm


NO_EVENTS = (
    "No events yet.",
    "In an article, t and a letter makes an event of the sentence under the cursor;",
    "it then stands here with its date, place and participants.",
)


class EventChanges(QueryScreen[EventSort], ChangingScreen):
    """Every change acts on the event under the cursor.

    ``touched`` are the articles whose events were changed here, ``removed`` is the event that was
    removed last.
    """

    @dataclass
    class Listed(Message):
        """Which events there are is on the screen."""

        listing: EventListing

    def __init__(self) -> None:
        super().__init__()
        self.query_text = ""
        self.sort = "date"
        self.counts: EventCounts | None = None
        self.codebook: Codebook | None = None
        self.touched: set[int] = set()
        self.removed: int | None = None

    @property
    def rows(self) -> PagedLines[EventLine]:
        """The table."""
        return self.query_one(PagedLines)

    def painter(self) -> Callable[[EventLine, int, bool], Strip]:
        """What paints an event now."""
        look = EventLook(palette_of(self), self.codebook, self.script.convert)
        return lambda line, width, current: paint_event(line, width, look, current=current)

    def relist(self, *, at: int | None = None, from_top: bool = False, anew: bool = False) -> None:
        """Ask which events there are, with the cursor at one of them; ``anew`` their lines too."""
        text, sort, reverse = self.query_text, self.sort, self.reverse

        def question(library: Library) -> tuple[EventListing, Codebook]:
            listing = library.event_table.listing(text, sort, reverse=reverse)
            return listing, library.coding.codebook()

        def answered(answer: tuple[EventListing, Codebook]) -> None:
            if not is_open(self):
                return
            listing, codebook = answer
            self.counts = listing.counts
            if codebook != self.codebook:
                self.codebook = codebook
                self.rows.repaint(self.painter())
            self.query_one(EventTimeline).show(listing.counts, codebook)
            self.query_one(EventHeads).show_sort(sort, reverse=reverse)
            notice = NO_EVENTS
            if text.strip():
                notice = (f"No event matches {visible(text)}", "esc clears the filter.", "")
            self.rows.show(listing.ids, notice, at=at, from_top=from_top)
            if anew:
                self.rows.want_lines(anew=True)
            self.post_message(self.Listed(listing))

        self.ask("events", question, answered)

    def reread(self) -> None:
        """Show which events there are now."""
        self.relist()

    def viewpoint_changed(self) -> None:
        """Other events are shown now."""
        self.relist(anew=True)

    def step_reversed(self, step: Step) -> None:
        """An undone step may have brought back what was removed here."""
        self.relist(at=self.removed, anew=True)

    def action_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss(1 if self.touched else 0)

    def action_edit_event(self) -> None:
        """Open the form of the event."""
        line = self.rows.current
        if line is None:
            return
        if self.codebook is not None:
            opening = EventOpening(self.room, lambda article: self.touched.add(article.id))
            opening.open(
                line.uuid,
                self.codebook,
                lambda form, result: self._edited(line, form, result),
            )

    def action_remove_event(self) -> None:
        """Remove the event with its marks; nothing is asked, since undo brings them back."""
        line = self.rows.current
        if line is not None:
            self._remove(line)

    @property
    def here(self) -> set[int]:
        """The article of the event under the cursor, and those changed here."""
        line = self.rows.current
        return self.touched | ({line.article_id} if line else set())

    def _edited(self, line: EventLine, form: EventForm, result: object) -> None:
        if isinstance(result, Event):
            self._save(line, result, form)
        elif result is not None:
            self._remove(line)
        elif words := form.left_words("e"):
            self.say(words)

    def _save(self, line: EventLine, event: Event, form: EventForm) -> None:
        def saved(_: Event) -> None:
            self.touched.add(line.article_id)
            self.relist(at=line.id, anew=True)
            self.say("Event saved")

        def failed(_: CityReaderError) -> None:
            # What was typed is offered again.
            form.keep_draft()

        self.room.errands.change(
            lambda library: library.events.save(event), saved, failed, asker=self
        )

    def _remove(self, line: EventLine) -> None:
        def change(library: Library) -> tuple[Event, set[int], str]:
            event = library.events.remove(line.uuid)
            whose = "" if event.coder_uuid == library.coder.uuid else f" the event of {line.coder}"
            return event, set(library.records.numbers(event.article_uuids).values()), whose

        def changed(answer: tuple[Event, set[int], str]) -> None:
            event, articles, whose = answer
            self.touched |= articles
            self.removed = line.id
            marks = len(event.annotation_uuids)
            named = line.title or line.quote
            self.relist()
            self.say(f"Removed{whose} with {counted(marks, 'mark')}, u undoes: {named}")

        def failed(_: CityReaderError) -> None:
            if is_open(self):
                self.relist(at=line.id, anew=True)

        # Taken out at once, so that a second press does not mean it again.
        self.rows.take_out(line.id)
        self.room.errands.change(change, changed, failed, asker=self)
