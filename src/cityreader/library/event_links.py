"""Events that a sentence may tell of too, wherever they were coded: the likeliest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from cityreader.coding.suggestions import suggest
from cityreader.coding.suggestions_lexicon import shipped_lexicon
from cityreader.library.event_facts import date_at, sentence_at
from cityreader.library.event_places import places_and_participants
from cityreader.models import Article, DateRange, Event, Span
from cityreader.models.event_table import EventLine
from cityreader.store import annotations, articles, event_table, events, glossary, pairs
from cityreader.store.selection import Condition
from cityreader.store.session import View
from cityreader.text.phrases import counted
from cityreader.text.scripts import fold

LISTED = 60
"""Events offered at once; words narrow the rest."""

SAME_SERIES, SAME_TYPE, SAME_CITY, MOST_CITIES = 4.0, 3.0, 1.5, 2
"""What a common trait counts for: the same series before the same type, then each city."""

SAME_ARTICLE, SAME_PAIR = 20.0, 10.0
"""What it counts for, of a whole, that the same article tells of it, or a counterpart: more than
all the rest together."""

OWN = 0.25
"""What it counts for that the same coder made an event: less than any trait of it."""

# Days that two dates lie apart at most, and what that counts for.
_NEAR = ((0, 3.0), (7, 2.0), (31, 1.0), (366, 0.5))


@dataclass(frozen=True, slots=True)
class EventLink:
    """An event that the sentence may tell of, what speaks for it in a few words, and whether this
    coder made it; one that is ``barred`` cannot be chosen."""

    line: EventLine
    score: float
    reasons: tuple[str, ...]
    own: bool = True
    barred: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence tells: types it may be, its date, cities, and its words, folded."""

    types: frozenset[str]
    date: DateRange
    cities: frozenset[str]
    words: str
    series: str | None = None


@dataclass(frozen=True, slots=True)
class EventLinks:
    """All events that a sentence may tell of, the likeliest first, and the words of each, folded.

    Read once for a dialog: whoever types in it asks the library nothing.
    """

    ranked: tuple[EventLink, ...]
    words_of: Mapping[int, str]

    def holding(self, words: str = "") -> list[EventLink]:
        """The likeliest that have all these words, whole or not, in title, place, participants,
        mentions, article titles, type or date."""
        wanted = fold(words).split()
        found = (
            one for one in self.ranked if all(word in self.words_of[one.line.id] for word in wanted)
        )
        return list(islice(found, LISTED))


def event_links(
    view: View, article: Article, span: Span, coder_uuid: str, shown: str | None = None
) -> EventLinks:
    """The events outside the sentence of a span.

    Those of this coder go before equally likely ones of others; with ``shown`` only those of that
    coder are there.
    """
    body = articles.body(view, article.id) or ""
    sentence = sentence_at(body, span)
    lines, known = _all(view, shown)
    here = set(_told_here(view, article, sentence, coder_uuid))
    told = _told(view, article, body, span, known)
    found = []
    for line in lines:
        event = known.get(line.uuid)
        if event is not None and event.uuid not in here:
            score, reasons = _likeness(told, event)
            own = event.coder_uuid == coder_uuid
            found.append(EventLink(line, score + OWN * own, reasons, own))
    return _links(view, found)


def whole_links(view: View, part: Event, coder_uuid: str, shown: str | None = None) -> EventLinks:
    """The events that one may be part of: those of its articles first, then the most alike.

    What is itself part of it is told and ``barred``.
    """
    lines, known = _all(view, shown)
    beside = _beside(view, part)
    cities = frozenset(fold(name) for name in _cities(part))
    told = _Told(frozenset({part.type}), part.date, cities, "", part.series_id)
    found = []
    for line in lines:
        event = known.get(line.uuid)
        if event is None or event.uuid == part.uuid:
            continue
        score, reasons = _likeness(told, event)
        if not beside.keys().isdisjoint(event.article_uuids):
            worth, reason = max(beside[uuid] for uuid in event.article_uuids if uuid in beside)
            score, reasons = score + worth, (reason, *reasons)
        barred = is_part_of(view, event, part.uuid)
        if barred:
            reasons = ("part of this event",)
        own = event.coder_uuid == coder_uuid
        found.append(EventLink(line, score + OWN * own, reasons, own, barred))
    return _links(view, found)


def is_part_of(view: View, event: Event | None, whole_uuid: str) -> bool:
    """Whether an event is a part of another, or of what is part of that."""
    passed: set[str] = set()
    while event is not None and event.part_of and event.uuid not in passed:
        if event.part_of == whole_uuid:
            return True
        passed.add(event.uuid)
        event = events.get(view, event.part_of)
    return False


def _beside(view: View, event: Event) -> dict[str, tuple[float, str]]:
    """The articles of an event and their counterparts, by UUID: what each counts for, and why."""
    keys = [articles.key_of(view, uuid) for uuid in event.article_uuids]
    own = [key for key in keys if key is not None]
    near = {key for pair in pairs.neighbours(view, own) for key in pair} - set(own)
    found = {one.uuid: (SAME_PAIR, "counterpart") for one in articles.many(view, sorted(near))}
    return {**found, **dict.fromkeys(event.article_uuids, (SAME_ARTICLE, "same article"))}


def _all(view: View, shown: str | None) -> tuple[list[EventLine], dict[str, Event]]:
    """The lines of all events, newest first, and the events by UUID."""
    keys = event_table.keys(view, Condition("1"), "date", shown=shown)
    lines = event_table.lines(view, keys)
    known = {one.uuid: one for one in events.by_uuids(view, [line.uuid for line in lines])}
    return lines, known


def _links(view: View, found: list[EventLink]) -> EventLinks:
    found.sort(key=lambda one: -one.score)
    texts = event_table.texts(view, [one.line.id for one in found])
    words = {
        one.line.id: fold(" ".join([*texts[one.line.id], one.line.type, one.line.date.iso or ""]))
        for one in found
    }
    return EventLinks(tuple(found), words)


def _told_here(view: View, article: Article, sentence: Span, coder_uuid: str) -> list[str]:
    return [
        mark.event_uuid
        for mark in annotations.of_article(view, article.id)
        if mark.event_uuid
        and mark.role == "trigger"
        and mark.coder_uuid == coder_uuid
        and mark.status != "orphan"
        and mark.span.overlaps(sentence)
    ]


def _told(view: View, article: Article, body: str, span: Span, known: dict[str, Event]) -> _Told:
    """What the sentence tells; what an event that is marked on the span itself tells goes first."""
    sentence = sentence_at(body, span)
    text = body[sentence.start : sentence.end]
    mark = next(
        (
            one
            for one in annotations.of_article(view, article.id)
            if one.span == span and one.event_uuid in known and one.role == "trigger"
        ),
        None,
    )
    if mark is not None and mark.event_uuid is not None:
        event = known[mark.event_uuid]
        cities = frozenset(map(fold, _cities(event)))
        return _Told(frozenset([event.type]), event.date, cities, fold(text), event.series_id)
    across = []
    for _, other_id, there in pairs.rows_at(view, article.id, span.start):
        other = articles.body(view, other_id)
        across += [other[there.start : there.end]] if other is not None else []
    place, participants = places_and_participants(
        [text, *across], article.lang, glossary.entries(view)
    )
    names = [place.name, *(name for one in participants for name in (one.name_en, one.name))]
    types = {
        one.tag
        for one in annotations.of_article(view, article.id)
        if one.role == "trigger" and one.tag and one.span.overlaps(sentence)
    }
    types |= {one.type for one in suggest(text, [Span(0, len(text))], shipped_lexicon())}
    stated = date_at(view, article, body, span, next(iter(types), ""), "happened")
    cities = frozenset(fold(name) for name in names if name)
    return _Told(frozenset(types), stated, cities, fold(" ".join([text, *across])))


def _cities(event: Event) -> list[str]:
    names = [name for one in event.participants for name in (one.name, one.name_en, one.name_zh)]
    return [name for name in (event.place.name, *names) if name]


def _likeness(told: _Told, event: Event) -> tuple[float, tuple[str, ...]]:
    score, reasons = 0.0, []
    series = event.series_id
    if series and (series == told.series or _names_series(series, told.words)):
        score += SAME_SERIES
        reasons.append("same series")
    if event.type in told.types:
        score += SAME_TYPE
        reasons.append("same type")
    names = {fold(name): name for name in _cities(event)}
    # Names of one city in two languages count once.
    groups = [{fold(name) for name in (one.name, one.name_en, one.name_zh) if name}
              for one in event.participants]  # fmt: skip
    shared = sum(bool(group & told.cities) for group in groups)
    shared = max(shared, len(told.cities & {fold(event.place.name or "")} - {""}))
    if shared:
        score += SAME_CITY * min(shared, MOST_CITIES)
        reasons.append(", ".join(names[key] for key in sorted(told.cities & names.keys())[:2]))
    apart = _days_apart(told.date, event.date)
    near = next((worth for days, worth in _NEAR if apart is not None and apart <= days), 0.0)
    if near:
        score += near
        reasons.append(f"{counted(apart, 'day')} apart" if apart else "same date")
    return score, tuple(reasons)


def _names_series(series: str, words: str) -> bool:
    parts = [part for part in fold(series).replace("-", " ").split() if len(part) > 2]
    return bool(parts) and all(part in words for part in parts)


def _days_apart(one: DateRange, other: DateRange) -> int | None:
    """Days between two dates, 0 where they overlap; None where one is not known."""
    if None in (one.start, one.end, other.start, other.end):
        return None
    first, second = sorted([(str(one.start), str(one.end)), (str(other.start), str(other.end))])
    gap = date.fromisoformat(second[0]) - date.fromisoformat(first[1])
    return max(0, gap.days)
