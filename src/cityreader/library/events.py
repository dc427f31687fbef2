"""Events: reading, editing and removing them."""

from dataclasses import replace

from cityreader.errors import NotFoundError, UsageError
from cityreader.library.context import Context
from cityreader.models import (
    EVENT_STATUSES,
    PARTICIPANT_KINDS,
    PARTICIPANT_SIDES,
    Event,
)
from cityreader.store import annotations, articles, codebooks, events
from cityreader.text.safety import clean, clean_line


class EventService:
    """The events of a library."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self, uuid: str) -> Event:
        """The event with this UUID. Raises NotFoundError."""
        with self._context.view() as view:
            event = events.get(view, uuid)
        if event is None:
            raise NotFoundError("Event is gone", "That event was removed.")
        return event

    def of_articles(self, article_ids: list[int]) -> list[Event]:
        """The events mentioned in these articles, oldest first."""
        with self._context.view() as view:
            return events.of_articles(view, article_ids)

    def everything(self) -> list[Event]:
        """Every event by date; undated ones last."""
        with self._context.view() as view:
            return events.all_events(view)

    def save(self, event: Event) -> Event:
        """Write the fields of an event, cleaned; its mentions stay as they are.

        A new type is carried over to the marks that mention it. Raises UsageError for a value that
        cannot be, NotFoundError if the event is gone.
        """
        event = _cleaned(event)
        with self._context.unit("event") as unit:
            before = events.get(unit, event.uuid)
            if before is None:
                raise NotFoundError("Event is gone", "That event was removed.")
            tag = codebooks.get(unit).get(event.type)
            if tag is None or tag.kind != "event":
                raise UsageError("Unknown type", f"“{event.type}” is no event type.")
            changed = events.save(unit, event)
            if event.type != before.type:
                for mark in annotations.of_events(unit, [event.uuid]):
                    if mark.tag is not None:
                        annotations.change(unit, mark.uuid, tag=event.type)
            if not changed:
                unit.abandon()
                return before
            marks = annotations.of_events(unit, [event.uuid])
            article = articles.by_uuid(unit, marks[0].article_uuid) if marks else None
            unit.place(article.id if article else None)
            unit.describe(f"edit event {tag.label()}")
            saved = events.get(unit, event.uuid)
        return saved or event

    def remove(self, uuid: str) -> Event:
        """Remove an event with all its marks."""
        with self._context.unit("remove event") as unit:
            event = events.get(unit, uuid)
            if event is None:
                raise NotFoundError("Event is gone", "That event was removed already.")
            for mark in annotations.of_events(unit, [uuid]):
                annotations.set_deleted(unit, mark.uuid)
            events.set_deleted(unit, uuid)
            unit.describe(f"remove event {event.type} with {len(event.annotation_uuids)} marks")
        return event


def _cleaned(event: Event) -> Event:
    if event.status not in EVENT_STATUSES:
        raise UsageError("Unknown status", f"“{event.status}” is no status of an event.")
    for participant in event.participants:
        if participant.kind not in PARTICIPANT_KINDS:
            raise UsageError("Unknown kind", f"“{participant.kind}” is no kind of participant.")
        if participant.side is not None and participant.side not in PARTICIPANT_SIDES:
            raise UsageError("Unknown side", f"“{participant.side}” is no side of an event.")
    if event.date.start and event.date.end and event.date.end < event.date.start:
        raise UsageError("Wrong dates", "An event cannot end before it begins.")
    return replace(
        event,
        title=_line(event.title),
        note=(clean(event.note).text or None) if event.note else None,
        place=replace(
            event.place,
            name=_line(event.place.name),
            country=_line(event.place.country),
            text=_line(event.place.text),
        ),
        participants=tuple(
            replace(
                participant,
                name=clean_line(participant.name),
                name_en=_line(participant.name_en),
                name_zh=_line(participant.name_zh),
                office=_line(participant.office),
                of=_line(participant.of),
            )
            for participant in event.participants
            if clean_line(participant.name)
        ),
    )


def _line(text: str | None) -> str | None:
    return (clean_line(text) or None) if text else None
