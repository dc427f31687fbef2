"""Events of a JSON export, read back; see ``cityreader.export.reader``."""

from typing import cast

from cityreader.export import fields
from cityreader.export.fields import Members, choice, list_of, number, or_null, whole
from cityreader.models import (
    EVENT_STATUSES,
    PARTICIPANT_KINDS,
    PARTICIPANT_SIDES,
    Count,
    DateRange,
    Event,
    Participant,
    Place,
    Precision,
)

PRECISIONS = ("day", "month", "quarter", "year", "interval", "none")
ORIGINS = ("manual", "suggestion", "import", "rule")
LINE_OR_NULL = or_null(fields.line)
TEXT_OR_NULL = or_null(fields.text)
UUID_OR_NULL = or_null(fields.uuid)
LINES = list_of(fields.line)
UUIDS = list_of(fields.uuid)
_LARGEST = 2.0**53
"""Beyond it a JSON number is no longer exact in every program."""


class EventReader:
    """Events and their parts; each method is a kind in the sense of ``fields``.

    A document of a later minor version is not ``closed``: it may hold members not known here.
    """

    def __init__(self, *, closed: bool) -> None:
        self._closed = closed

    def open(self, value: object, where: str) -> Members:
        """The members of one object of this document."""
        return Members(value, where, closed=self._closed)

    def event(self, value: object, where: str) -> Event:
        """One event with its mentions."""
        with self.open(value, where) as event:
            series_id, series_edition = event.take("series", self.series)
            return Event(
                uuid=event.take("id", fields.uuid),
                type=event.take("type", fields.code),
                status=event.take("status", choice(EVENT_STATUSES)),
                title=event.take("title", LINE_OR_NULL),
                date=event.take("date", self.date_range),
                place=event.take("place", self.place),
                participants=event.take("participants", list_of(self.participant)),
                counts=event.take("counts", list_of(self.count)),
                themes=event.take("themes", LINES),
                series_id=series_id,
                series_edition=series_edition,
                part_of=event.take("part_of", UUID_OR_NULL),
                mode=event.take("mode", LINE_OR_NULL),
                certainty=event.take("certainty", or_null(whole(1, 3))),
                aggregate=event.take("aggregate", fields.flag),
                historical=event.take("historical", fields.flag),
                note=event.take("note", TEXT_OR_NULL),
                origin=event.take("origin", choice(ORIGINS)),
                article_uuids=event.take("article_ids", UUIDS),
                annotation_uuids=event.take("annotation_ids", UUIDS),
                coder_uuid=event.take("coder", fields.uuid),
                created_at=event.take("created_at", fields.moment),
                updated_at=event.take("updated_at", fields.moment),
            )

    def date_range(self, value: object, where: str) -> DateRange:
        """A date as exact as its source states it."""
        with self.open(value, where) as date:
            start = date.take("start", or_null(fields.day))
            end = date.take("end", or_null(fields.day))
            if start is not None and end is not None and end < start:
                raise fields.refusal(f"{where}.end", "is before the start")
            return DateRange(
                start=start,
                end=end,
                precision=cast("Precision", date.take("precision", choice(PRECISIONS))),
                text=date.take("text", LINE_OR_NULL),
                basis=date.take("basis", LINE_OR_NULL),
            )

    def place(self, value: object, where: str) -> Place:
        """Where an event happened."""
        with self.open(value, where) as place:
            return Place(
                name=place.take("name", LINE_OR_NULL),
                country=place.take("country", LINE_OR_NULL),
                lat=place.take("lat", or_null(number(-90, 90))),
                lon=place.take("lon", or_null(number(-180, 180))),
                precision=place.take("precision", LINE_OR_NULL),
                text=place.take("text", LINE_OR_NULL),
                glossary_uuid=place.take("glossary_id", UUID_OR_NULL),
            )

    def participant(self, value: object, where: str) -> Participant:
        """Somebody in an event."""
        with self.open(value, where) as somebody:
            return Participant(
                name=somebody.take("name", fields.line),
                name_en=somebody.take("name_en", LINE_OR_NULL),
                name_zh=somebody.take("name_zh", LINE_OR_NULL),
                kind=somebody.take("kind", choice(PARTICIPANT_KINDS)),
                role=somebody.take("role", LINE_OR_NULL),
                side=somebody.take("side", or_null(choice(PARTICIPANT_SIDES))),
                office=somebody.take("office", LINE_OR_NULL),
                of=somebody.take("of", LINE_OR_NULL),
                glossary_uuid=somebody.take("glossary_id", UUID_OR_NULL),
                annotation_uuids=somebody.take("annotation_ids", UUIDS),
            )

    def count(self, value: object, where: str) -> Count:
        """A number stated about an event."""
        with self.open(value, where) as count:
            return Count(
                unit=count.take("unit", fields.line),
                value=count.take("value", number(-_LARGEST, _LARGEST)),
                qualifier=count.take("qualifier", LINE_OR_NULL),
            )

    def series(self, value: object, where: str) -> tuple[str | None, str | None]:
        """The series an event belongs to, and which edition of it."""
        with self.open(value, where) as series:
            return series.take("id", LINE_OR_NULL), series.take("edition", LINE_OR_NULL)
