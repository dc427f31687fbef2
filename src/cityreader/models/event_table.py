"""The table of events: what one line shows, and how many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cityreader.models.article import DateRange
from cityreader.models.query import Query
from cityreader.models.span import Span

EventSort = Literal["date", "type", "place", "added"]


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as a line of the table; ``id`` is its key in this library.

    ``quote`` and ``lang`` are of the mention that stands for all: the first trigger, else the first
    mark. ``article_id`` and ``article_title`` name the article it stands in, ``span`` where; the
    span is None if the mark lost its place. ``citation`` names source, date, title and URL of that
    article. ``mentions`` counts the marks.
    """

    id: int
    uuid: str
    type: str
    status: str
    date: DateRange
    place: str | None
    participants: tuple[str, ...]
    title: str | None
    quote: str
    lang: str
    mentions: int
    coder: str
    article_id: int
    article_title: str
    span: Span | None
    citation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventCounts:
    """How many events there are by status, and by type and year of their start.

    ``types`` names every type among them with its number, the most frequent first; ``years`` holds
    the dated ones by ``(type, year)``; ``undated`` counts the others.
    """

    statuses: Mapping[str, int] = field(default_factory=dict)
    types: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[tuple[str, int], int] = field(default_factory=dict)
    undated: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.types.values())


@dataclass(frozen=True, slots=True)
class EventListing:
    """The answer to a query of events: their keys in the order shown, and their counts."""

    query: Query
    ids: Sequence[int]
    counts: EventCounts
