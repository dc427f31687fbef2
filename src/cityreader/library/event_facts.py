"""What the words around a trigger say of an event: when, where, who, and whether it happened.

These are proposals with their basis; what a person wrote is never touched.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from cityreader.coding.event_dates import COUNTED_BASIS, find_dates, nearest_date
from cityreader.coding.suggestions import suggest
from cityreader.coding.suggestions_lexicon import shipped_lexicon
from cityreader.library.event_places import places_and_participants
from cityreader.models import NO_DATE, Article, DateRange, Event, Participant, Place, Span
from cityreader.store import annotations, articles, events, glossary, pairs
from cityreader.store.pairs import Across
from cityreader.store.session import Unit, View
from cityreader.text.scripts import fold_with_offsets
from cityreader.text.sentences import sentences

ARTICLE_BASIS = "date of the article"
"""How the basis of a date begins that no words state: that of the article itself."""

UNDATED_BASIS = "undated article"
"""The basis of a date that waits for that of its article."""

COUNTERPART = "counterpart "
"""What stands before the basis of a date that only the counterpart sentence states."""

# Types whose words say what is done, whichever of them a person marks.
_DEEDS = ("forum", "visit", "agreement", "twinning", "exchange", "showcase", "gift", "launch")

# Code points on both sides of a mark among which its sentence is looked for.
_WINDOW = 4_000


def prepare() -> None:
    """Load what reads facts out of sentences, before a change holds the library."""
    _ = shipped_lexicon().statuses


class Facts(NamedTuple):
    """What words say of an event."""

    status: str
    date: DateRange
    place: Place
    participants: tuple[Participant, ...]


def facts(
    view: View, article: Article, body: str, span: Span, code: str, rows: Sequence[Across]
) -> Facts:
    """What the sentence of an event of this type and its counterpart say.

    ``rows`` are those of the span in every pair of the article.
    """
    text, within = _sentence(body, span)
    status = _status(text, _word_of(text, within, code))
    across = list(_texts_across(view, rows))
    place, participants = places_and_participants(
        [text, *(words for _, words in across)], article.lang, glossary.entries(view)
    )
    date = _date(view, article.published, text, within, code, status, across)
    return Facts(status, date, place, participants)


def sentence_at(body: str, span: Span) -> Span:
    """The sentence that a span stands in, or the run of sentences it reaches over."""
    low, high = max(0, span.start - _WINDOW), min(len(body), span.end + _WINDOW)
    start = max(low, body.rfind("\n", low, span.start) + 1)
    end = body.find("\n", span.end, high)
    end = high if end < 0 else end
    found = [
        one
        for one in sentences(body[start:end])
        if one.start < span.end - start and span.start - start < one.end
    ]
    if not found:
        return span
    return Span(start + found[0].start, start + found[-1].end)


def recount_dates(unit: Unit, article_id: int) -> int:
    """Work out anew the dates that hang on the date of an article; returns how many changed.

    Dates that a person set, and those that the words give whole, stay. Events that are told only
    in the counterpart may hang on this article too.
    """
    changed = 0
    beside = {key for pair in pairs.neighbours(unit, [article_id]) for key in pair}
    for event in events.of_articles(unit, [article_id, *sorted(beside - {article_id})]):
        date = _date_anew(unit, event) if hangs_on_article(event.date) else None
        if date is not None and date != event.date:
            changed += events.save(unit, replace(event, date=date))
    return changed


def _date_anew(view: View, event: Event) -> DateRange | None:
    """The date that the words marked as one give, else the sentence of the first mention."""
    from cityreader.library.date_readings import date_in_words

    marks = [mark for mark in annotations.of_events(view, [event.uuid]) if mark.status != "orphan"]
    dates = [mark for mark in reversed(marks) if mark.role == "date"]
    for mark in [*dates, *(mark for mark in marks if mark.role == "trigger")]:
        key = articles.key_of(view, mark.article_uuid)
        article = articles.get(view, key) if key is not None else None
        body = articles.body(view, key) if key is not None else None
        if article is None or body is None:
            continue
        if mark.role == "trigger":
            return date_at(view, article, body, mark.span, event.type, event.status)
        date = date_in_words(body, mark.span, article.published)
        if date is not None and (event.date.start is None or date.text == event.date.text):
            return date
    return None


def hangs_on_article(stated: DateRange) -> bool:
    """Whether a date was worked out from the date of an article, or waits for it."""
    basis = (stated.basis or "").removeprefix(COUNTERPART)
    return basis.startswith((COUNTED_BASIS, ARTICLE_BASIS)) or basis == UNDATED_BASIS


def date_at(
    view: View, article: Article, body: str, span: Span, code: str, status: str
) -> DateRange:
    """The date proposed for an event: of its sentence, its counterpart, else of the article."""
    text, within = _sentence(body, span)
    across = _texts_across(view, pairs.rows_at(view, article.id, span.start))
    return _date(view, article.published, text, within, code, status, across)


def _date(
    view: View,
    published: DateRange,
    text: str,
    within: Span,
    code: str,
    status: str,
    across: Iterable[tuple[int, str]],
) -> DateRange:
    own = stated_date(text, within, code, published)
    if own is not None:
        return own
    for other_id, words in across:
        whole = Span(0, len(words))
        found = stated_date(words, whole, code, articles.published(view, other_id))
        if found is not None:
            return replace(found, basis=f"{COUNTERPART}{found.basis}")
    if published.start is None:
        return replace(NO_DATE, basis=UNDATED_BASIS)
    if status in ("planned", "proposed"):
        # What is still to come did not happen on the day it was told.
        return replace(NO_DATE, basis=ARTICLE_BASIS)
    where = f" ({published.basis})" if published.basis else ""
    return replace(published, text=None, basis=f"{ARTICLE_BASIS}{where}")


def dates_named(body: str, span: Span, code: str, published: DateRange) -> list[DateRange]:
    """The dates that the sentence of a mention states, that nearest to the event's name first."""
    text, within = _sentence(body, span)
    return _dates(text, within, code, published)


def _sentence(body: str, span: Span) -> tuple[str, Span]:
    """The sentence of a span, and the span in it."""
    sentence = sentence_at(body, span)
    within = Span(max(0, span.start - sentence.start), span.end - sentence.start)
    return body[sentence.start : sentence.end], within


def _texts_across(view: View, rows: Iterable[Across]) -> Iterator[tuple[int, str]]:
    """The other sides of rows: the id of the article and the text in it."""
    for _, other_id, there in rows:
        body = articles.body(view, other_id)
        if body is not None:
            yield other_id, body[there.start : there.end]


def stated_date(text: str, within: Span, code: str, published: DateRange) -> DateRange | None:
    """The date in a sentence nearest to what names the event; ``within`` is the mark in it."""
    return next(iter(_dates(text, within, code, published)), None)


def _dates(text: str, within: Span, code: str, published: DateRange) -> list[DateRange]:
    mentions = find_dates(text, published)
    if not mentions:
        return []
    nearest = nearest_date(text, mentions, _word_of(text, within, code))
    return [one.date for one in sorted(mentions, key=lambda one: one is not nearest)]


# Status and date both ask for it, of one sentence after the other.
@lru_cache(maxsize=8)
def _word_of(text: str, span: Span, code: str) -> Span:
    """The words of a marked sentence that name the event, the mark itself where it is shorter."""
    if span.end - span.start < len(text.rstrip()):
        return span
    found = suggest(text, [Span(0, len(text))], shipped_lexicon())
    # What is marked by another type names the event all the same; who only says something does not.
    named = sorted(
        (one for one in found if one.type in (code, *_DEEDS)), key=lambda one: one.type != code
    )
    return named[0].span if named else span


def _status(text: str, trigger: Span) -> str:
    folded, offsets = fold_with_offsets(text)
    if offsets is not None:
        inside = [at for at, old in enumerate(offsets) if trigger.start <= old < trigger.end]
        trigger = Span(inside[0], inside[-1] + 1) if inside else trigger
    return shipped_lexicon().statuses.status(folded, trigger)
