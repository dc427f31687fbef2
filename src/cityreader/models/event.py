"""Events: what happened, once, however many sentences mention it."""

from dataclasses import dataclass, field
from typing import Literal

from cityreader.models.annotation import Annotation
from cityreader.models.article import NO_DATE, DateRange

EventStatus = Literal["happened", "planned", "proposed", "cancelled", "denied"]
EVENT_STATUSES: tuple[str, ...] = ("happened", "planned", "proposed", "cancelled", "denied")
PARTICIPANT_KINDS: tuple[str, ...] = ("city", "government", "person", "organisation", "other")
PARTICIPANT_SIDES: tuple[str, ...] = ("actor", "recipient", "both")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened; ``lat`` and ``lon`` are degrees, ``text`` the source's words."""

    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    text: str | None = None
    glossary_uuid: str | None = None


NO_PLACE = Place()


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in an event; ``role`` is the codebook's, ``annotation_uuids`` the mentions."""

    name: str
    name_en: str | None = None
    name_zh: str | None = None
    kind: str = "other"
    role: str | None = None
    side: str | None = None
    office: str | None = None
    of: str | None = None
    glossary_uuid: str | None = None
    annotation_uuids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number stated about an event: 5 ``agreements``, ``about`` 40000 ``visitors``."""

    unit: str
    value: float
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event with its mentions.

    ``certainty`` runs from 1 (stated) to 3 (guess). ``article_uuids`` and ``annotation_uuids`` list
    the marks in the order they were made, roles included; ``mentions`` counts those without.
    """

    uuid: str
    type: str
    status: str
    coder_uuid: str
    created_at: str
    updated_at: str
    title: str | None = None
    date: DateRange = NO_DATE
    place: Place = NO_PLACE
    participants: tuple[Participant, ...] = ()
    counts: tuple[Count, ...] = ()
    themes: tuple[str, ...] = ()
    series_id: str | None = None
    series_edition: str | None = None
    part_of: str | None = None
    mode: str | None = None
    certainty: int | None = None
    aggregate: bool = False
    historical: bool = False
    note: str | None = None
    origin: str = "manual"
    article_uuids: tuple[str, ...] = ()
    annotation_uuids: tuple[str, ...] = ()
    mentions: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Tagged:
    """What tagging a span did: the mark and, for an event type, the event it mentions.

    ``joined`` is true when the mark became another mention of an event that was already there, and
    ``repeated`` when the same mark stood there before and nothing was written. ``unread`` is true
    of words marked as a date in which none can be read.
    """

    annotation: Annotation
    event: Event | None
    joined: bool = False
    repeated: bool = False
    unread: bool = False
