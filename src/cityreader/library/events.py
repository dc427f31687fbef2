"""Events: reading, editing and removing them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from cityreader.errors import UsageError
from cityreader.library.context import Context
from cityreader.library.lookup import article_in, changed_since, event_in
from cityreader.models import (
    EVENT_STATUSES,
    PARTICIPANT_KINDS,
    PARTICIPANT_SIDES,
    Count,
    DateRange,
    Event,
    Participant,
    Place,
    Span,
)
from cityreader.store import annotations, articles, codebooks, events, glossary
from cityreader.store.session import Unit, View
from cityreader.text.phrases import counted
from cityreader.text.safety import clean, clean_line

if TYPE_CHECKING:
    from cityreader.library.date_readings import EventSheet
    from cityreader.library.event_links import EventLinks

_Fields = TypeVar("_Fields", DateRange, Place, Participant, Count)


class EventService:
    """The events of a library."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self, uuid: str) -> Event:
        """The event with this UUID. Raises NotFoundError."""
        with self._context.view() as view:
            return event_in(view, uuid)

    def mentions(self, uuid: str) -> int:
        """How many marks mention an event, whoever made them; none of one that was removed."""
        with self._context.view() as view:
            return sum(mark.role == "trigger" for mark in annotations.of_events(view, [uuid]))

    def sheet(self, uuid: str) -> "EventSheet":
        """The event with all that its form shows. Raises NotFoundError."""
        from cityreader.library.date_readings import event_sheet

        with self._context.view() as view:
            return event_sheet(view, uuid)

    def links(self, article_id: int, span: Span) -> "EventLinks":
        """The events shown that the sentence of a span may tell of too.

        Raises NotFoundError for the article.
        """
        from cityreader.library.event_links import event_links

        with self._context.view() as view:
            article = article_in(view, article_id)
            coder, shown = self._context.coder.uuid, self._context.viewpoint.coder_uuid
            return event_links(view, article, span, coder, shown)

    def wholes(self, uuid: str) -> "EventLinks":
        """The events shown that one may be part of. Raises NotFoundError."""
        from cityreader.library.event_links import whole_links

        with self._context.view() as view:
            coder, shown = self._context.coder.uuid, self._context.viewpoint.coder_uuid
            return whole_links(view, event_in(view, uuid), coder, shown)

    def of_articles(self, article_ids: list[int]) -> list[Event]:
        """The events mentioned in these articles, oldest first, of the coders that are shown."""
        with self._context.view() as view:
            return events.of_articles(view, article_ids, self._context.viewpoint.coder_uuid)

    def save(self, event: Event) -> Event:
        """Write the fields of an event, cleaned; its mentions stay as they are.

        A new type is carried over to the marks that mention it. Raises UsageError for a value that
        cannot be, NotFoundError if the event is gone, RefusedError if it was saved by someone else
        after ``event`` was read.
        """
        event = _cleaned(event)
        with self._context.unit("event") as unit:
            before = event_in(unit, event.uuid)
            if before.updated_at != event.updated_at:
                raise changed_since(
                    "This event was changed in another window since, so nothing was saved.",
                    "Look at it again, then repeat your change.",
                )
            tag = codebooks.get(unit).get(event.type)
            if tag is None or tag.kind != "event":
                raise UsageError("Unknown type", f"“{event.type}” is no event type.")
            if event.part_of and event.part_of != before.part_of:
                _check_whole(unit, event)
            if any(one.glossary_uuid is None for one in event.participants):
                from cityreader.library.naming import named_by_glossary

                found = named_by_glossary(event.participants, glossary.entries(unit))
                event = replace(event, participants=found)
            events.save(unit, event)
            if event.type != before.type:
                for mark in annotations.of_events(unit, [event.uuid]):
                    if mark.tag is not None:
                        annotations.change(unit, mark.uuid, tag=event.type)
            _place(unit, before)
            unit.describe(f"edit event {tag.label()}")
            saved = events.get(unit, event.uuid)
        return saved or event

    def remove(self, uuid: str) -> Event:
        """Remove an event with all its marks."""
        with self._context.unit("remove event") as unit:
            event = event_in(unit, uuid)
            for mark in annotations.of_events(unit, [uuid]):
                annotations.set_deleted(unit, mark.uuid)
            events.set_deleted(unit, uuid)
            _place(unit, event)
            marks = counted(len(event.annotation_uuids), "mark")
            unit.describe(f"remove event {event.type} with {marks}")
        return event


def _place(unit: Unit, event: Event) -> None:
    first = next(iter(event.article_uuids), None)
    unit.place(articles.key_of(unit, first) if first else None)


def _cleaned(event: Event) -> Event:
    """The event as it can be stored. Raises UsageError for a value that cannot be."""
    _check_choice("status", event.status, EVENT_STATUSES)
    for participant in event.participants:
        _check_choice("kind of participant", participant.kind, PARTICIPANT_KINDS)
        if participant.side is not None:
            _check_choice("side of an event", participant.side, PARTICIPANT_SIDES)
    if event.certainty not in (None, 1, 2, 3):
        raise UsageError("Wrong certainty", "Certainty runs from 1 (stated) to 3 (guess).")
    _check_date(event.date)
    return replace(
        event,
        title=_line(event.title),
        date=_lines(event.date, "text", "basis"),
        place=_lines(event.place, "name", "country", "precision", "text"),
        participants=tuple(
            _lines(participant, "name", "name_en", "name_zh", "role", "office", "of")
            for participant in event.participants
            if clean_line(participant.name)
        ),
        counts=tuple(_lines(count, "unit", "qualifier") for count in event.counts),
        themes=tuple(theme for theme in map(clean_line, event.themes) if theme),
        series_id=_line(event.series_id),
        series_edition=_line(event.series_edition),
        mode=_line(event.mode),
        note=(clean(event.note).text or None) if event.note else None,
    )


def _check_whole(view: View, event: Event) -> None:
    """Raise UsageError for a whole that is the event itself or a part of it."""
    from cityreader.library.event_links import is_part_of

    whole = event_in(view, str(event.part_of))
    if whole.uuid == event.uuid or is_part_of(view, whole, event.uuid):
        named = whole.title or whole.type
        raise UsageError(
            "Wrong whole", f"“{named}” is part of this event, so this is no part of it."
        )


def _check_choice(noun: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise UsageError(
            f"Unknown {noun}", f"“{value}” is no {noun}; known are {', '.join(known)}."
        )


def _check_date(given: DateRange) -> None:
    for day in (given.start, given.end):
        if day is None:
            continue
        try:
            # Only the long form: text compares like dates there.
            right = date.fromisoformat(day).isoformat() == day
        except ValueError:
            right = False
        if not right:
            raise UsageError("Wrong date", f"“{clean_line(day)}” is no date like 2025-12-28.")
    if given.start and given.end and given.end < given.start:
        raise UsageError("Wrong dates", "An event cannot end before it begins.")


def _lines(value: _Fields, *names: str) -> _Fields:
    """A copy with these text fields cleaned; empty ones are None."""
    changed: dict[str, Any] = {name: _line(getattr(value, name)) for name in names}
    return replace(value, **changed)


def _line(text: str | None) -> str | None:
    return (clean_line(text) or None) if text else None
