"""The form of an event."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from cityreader.library.date_readings import EventSheet
from cityreader.models import EVENT_STATUSES, Codebook, Event
from cityreader.text.safety import visible
from cityreader.ui.dialogs.choices import Choice, Chooser, Picks
from cityreader.ui.dialogs.dates import (
    WrongValueError,
    format_date,
    precision_words,
)
from cityreader.ui.dialogs.dialog import LEAVE, KeyHint
from cityreader.ui.dialogs.event_fields import (
    EventFields,
    event_of,
    fields_of,
    meant_places,
    place_words,
    wrong_fields,
)
from cityreader.ui.dialogs.event_guide import CERTAINTY, FLAGS, GUIDE, STATUSES
from cityreader.ui.dialogs.fields import NoteArea, TextField
from cityreader.ui.dialogs.form import FormDialog, FormLine
from cityreader.ui.dialogs.participant_lines import ParticipantLines
from cityreader.ui.dialogs.reading_lines import MOST_READINGS, ReadingLine
from cityreader.ui.dialogs.whole_line import WholeLine, whole_words
from cityreader.ui.safety import fitted, plain
from cityreader.ui.widgets.words import Words

LABEL_CELLS = 12
"""Cells that the labels of a form take, as in the stylesheet."""

MOST_MENTIONS = 4
"""Mentions quoted at the top; of more, only their number is told."""


@dataclass(frozen=True, slots=True)
class EventRemoval:
    """The person removed the event."""

    uuid: str


class RemovalLine(Words, can_focus=True):
    """The line on which x removes the event."""

    BINDINGS = [Binding("x", "remove", show=False)]

    @dataclass
    class Wanted(Message):
        """The event is to go."""

    def action_remove(self) -> None:
        """Ask for the removal."""
        self.post_message(self.Wanted())

    def on_click(self, event: events.Click) -> None:
        """A click does the same."""
        event.stop()
        self.action_remove()


class EventForm(FormDialog[Event | EventRemoval | None, EventFields]):
    """Every field of an event, in plain lines; gives back the event as edited, or its removal."""

    # A letter would be typed into the fields.
    BINDINGS = [Binding("f8", "remove_event", show=False)]
    KEYS = (*FormDialog.KEYS[:-1], KeyHint("f8", "remove", "remove_event"), LEAVE)

    def __init__(self, sheet: EventSheet, codebook: Codebook) -> None:
        event = sheet.event
        words = whole_words(sheet.whole, codebook) if event.part_of else ""
        super().__init__("Event", fields_of(event, words), f"event:{event.uuid}")
        self.event = event
        self._sheet = sheet
        self._codebook = codebook

    def compose_lines(self) -> ComposeResult:
        """Mentions, then the fields from what happened to the note."""
        shown = self.shown
        yield Words(self._told(), classes="told")
        yield FormLine("type", Picks(self._types(), [shown.type], id="type"), gap=True)
        yield FormLine("status", Picks(_plain_choices(EVENT_STATUSES), [shown.status], id="status"))
        yield FormLine("title", TextField(shown.title, hint="what happened", id="title"))
        for number, reading in enumerate(self._sheet.readings[:MOST_READINGS]):
            label = "" if number else "dates told"
            yield FormLine(label, ReadingLine(reading, number), gap=not number)
        with Container(classes="columns gap"):
            yield from self._compose_columns(shown)
        yield ParticipantLines(shown.participants, self._codebook.roles)
        themes = _plain_choices((*self._codebook.themes, *self.begun.themes, *shown.themes))
        yield FormLine("themes", Picks(themes, shown.themes, several=True, id="themes"), gap=True)
        yield FormLine("note", NoteArea(shown.note, hint="why it is coded like this", id="note"))
        marks = len(self._sheet.mentions)
        many = f"its {marks} marks" if marks != 1 else "its mark"
        yield RemovalLine(plain(f"f8  remove the event with {many}"), id="removal")

    def _told(self) -> Content:
        """The article and the passages that tell of the event, a line each."""
        lines = [plain(self._sheet.article_title).stylize("$secondary")]
        for mark in self._sheet.mentions[:MOST_MENTIONS]:
            role = fitted(mark.role or "mark", LABEL_CELLS)
            lines.append(plain(role + " ".join(mark.exact.split())))
        more = len(self._sheet.mentions) - MOST_MENTIONS
        if more > 0:
            lines.append(plain(f"{'':{LABEL_CELLS}}and {more} more"))
        return Content("\n").join(lines)

    def _compose_columns(self, shown: EventFields) -> ComposeResult:
        levels = [Choice(str(level), words, str(level)) for level, words in CERTAINTY.items()]
        flags = [name for name in FLAGS if getattr(shown, name)]
        with Vertical(classes="column"):
            yield FormLine("date", TextField(shown.date, hint="e.g. 2025-12-28", id="date"),
                           aside="", id="date-line")  # fmt: skip
            yield FormLine("in words", TextField(shown.date_words, hint="as the text says it",
                                                 id="date_words"))  # fmt: skip
            yield FormLine("place", TextField(shown.place, hint="city or hall", id="place"),
                           TextField(shown.country, hint="country", id="country"))  # fmt: skip
            yield Words(plain(""), classes="fact", id="place-meant")
            yield FormLine("mode", TextField(shown.mode, hint="in person, online", id="mode"))
        with Vertical(classes="column second"):
            yield FormLine("counts", TextField(shown.counts, hint="e.g. 2 agreements", id="counts"))
            yield FormLine("series", TextField(shown.series, hint="what recurs", id="series"),
                           TextField(shown.edition, hint="edition", id="edition"))  # fmt: skip
            yield FormLine(
                "part of", WholeLine(self._sheet, self._codebook, shown.part_of, shown.whole)
            )
            certainty = [str(shown.certainty)]
            yield FormLine("certainty", Picks(levels, certainty, optional=True, id="certainty"))
            yield FormLine("flags", Picks(_plain_choices(FLAGS), flags, several=True, id="flags"))

    def _types(self) -> list[Choice]:
        types = [
            Choice(tag.code, tag.label(), tag.key or "", tag.color or "")
            for tag in self._codebook.event_types
        ]
        known = {choice.value for choice in types}
        missing = dict.fromkeys((self.begun.type, self.shown.type))
        return types + [Choice(code, code) for code in missing if code not in known]

    def begin(self) -> None:
        """The type is given by the tag, so typing begins at the title."""
        self._show_meaning()
        self.set_focus(self.query_one("#title"), scroll_visible=False)

    def typed(self) -> EventFields:
        """What stands in the fields."""
        flags = self._picked("flags")
        whole = self.query_one(WholeLine)
        return EventFields(
            type=next(iter(self._picked("type")), ""),
            status=next(iter(self._picked("status")), ""),
            title=self._text("title"),
            date=self._text("date"),
            date_words=self._text("date_words"),
            place=self._text("place"),
            country=self._text("country"),
            participants=self.query_one(ParticipantLines).rows,
            counts=self._text("counts"),
            themes=self._picked("themes"),
            series=self._text("series"),
            edition=self._text("edition"),
            part_of=whole.uuid,
            whole=whole.words,
            mode=self._text("mode"),
            certainty=int(next(iter(self._picked("certainty")), "0")),
            aggregate="aggregate" in flags,
            historical="historical" in flags,
            note=self.query_one("#note", NoteArea).words,
        )

    def wrong(self) -> dict[str, str]:
        """Date and numbers, where they cannot be read."""
        return wrong_fields(self.typed(), self.event, self._sheet.published)

    def answer(self) -> Event:
        """The event as it stands in the form."""
        return event_of(self.typed(), self.event, self._sheet.places, self._sheet.published)

    def guidance(self, field: str) -> str:
        """The definition of the type, the meaning of the status, else a hint for the field."""
        if field == "type":
            tag = self._codebook.get(next(iter(self._picked("type")), ""))
            return tag.definition if tag else ""
        if field == "status":
            return STATUSES.get(next(iter(self._picked("status")), ""), "")
        if field.startswith("reading-"):
            return "The sentences tell of several dates: space takes this one and its words."
        guide = GUIDE.get(field, "")
        return f"{self._basis()}{guide}" if field in ("date", "date_words") else guide

    def _basis(self) -> str:
        """What the date was read from, as long as it stands there as it was."""
        basis = self.event.date.basis
        if not basis or (self._text("date"), self._text("date_words")) != (
            self.begun.date,
            self.begun.date_words,
        ):
            return ""
        return f"From: {visible(basis)}. "

    def on_reading_line_taken(self, event: ReadingLine.Taken) -> None:
        """Put the date of a mention into the fields."""
        date = event.reading.date
        self.query_one("#date", TextField).value = format_date(date)
        self.query_one("#date_words", TextField).value = date.text or ""

    def on_chooser_changed(self, event: Chooser.Changed) -> None:
        """The guide follows the choice."""
        self.guide(event.chooser.id or "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """How exact the date is and where the place lies shows while they are typed."""
        if event.input.id in ("date", "place", "country"):
            self._show_meaning()

    def action_accept(self) -> None:
        """Give the answer; what is typed ahead of the list of events is not meant for the form."""
        if not self.query_one(WholeLine).listing:
            super().action_accept()

    def on_removal_line_wanted(self) -> None:
        """Give the removal back."""
        self.action_remove_event()

    def action_remove_event(self) -> None:
        """Give the removal back, from whichever field."""
        self.accept(EventRemoval(self.event.uuid))

    def _show_meaning(self) -> None:
        try:
            words = precision_words(self._text("date"), self._sheet.published)
        except WrongValueError:
            words = "not a date"
        self.query_one("#date-line", FormLine).show_aside(words)
        meant = meant_places(self.typed(), self.event.place, self._sheet.places)
        self.query_one("#place-meant", Words).update(
            plain(visible(place_words(meant))), layout=False
        )

    def _text(self, field: str) -> str:
        return self.query_one(f"#{field}", TextField).text

    def _picked(self, field: str) -> tuple[str, ...]:
        return self.query_one(f"#{field}", Picks).taken


def _plain_choices(values: Iterable[str]) -> list[Choice]:
    return [Choice(value, value) for value in dict.fromkeys(values)]
