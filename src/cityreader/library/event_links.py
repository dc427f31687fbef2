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
from cityreader.store import annotations, articles, event_table, events, pairs, people
from cityreader.store.selection import Condition
from cityreader.store.session import View
from cityreader.text.phrases import counted
from cityreader.text.scripts import fold

LISTED = 60
"""Events offered at once; words narrow the rest."""

SAME_SERIES, SAME_TYPE, SAME_CITY, MOST_CITIES = 4.0, 3.0, 1.5, 2
"""What a common trait counts for: the same series before the same type, then each city."""

OWN = 0.25
"""What it counts for that the same coder made an event: less than any trait of it."""

# Days that two dates lie apart at most, and what that counts for.
_NEAR = ((0, 3.0), (7, 2.0), (31, 1.0), (366, 0.5))


@dataclass(frozen=True, slots=True)
class EventLink:
    """An event that the sentence may tell of, what speaks for it in a few words, and whether this
    coder made it."""

    line: EventLine
    score: float
    reasons: tuple[str, ...]
    own: bool = True


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
    keys = event_table.keys(view, Condition("1"), "date", shown=shown)
    lines = event_table.lines(view, keys)
    known = {one.uuid: one for one in events.by_uuids(view, [line.uuid for line in lines])}
    here = set(_told_here(view, article, sentence, coder_uuid))
    told = _told(view, article, body, span, known)
    found = []
    for line in lines:
        event = known.get(line.uuid)
        if event is not None and event.uuid not in here:
            score, reasons = _likeness(told, event)
            own = event.coder_uuid == coder_uuid
            found.append(EventLink(line, score + OWN * own, reasons, own))
    found.sort(key=lambda one: -one.score)
    texts = event_table.texts(view, keys)
    words = {
        line.id: fold(" ".join([*texts[line.id], line.type, line.date.iso or ""])) for line in lines
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
        [text, *across], article.lang, people.glossary(view)
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
