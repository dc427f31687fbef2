"""What each mention of an event says of its date, where the mentions do not say the same."""

from dataclasses import dataclass, replace

from cityreader.coding.event_dates import find_dates
from cityreader.library.event_facts import dates_named, hangs_on_article, sentence_at
from cityreader.library.lookup import event_in
from cityreader.library.named_places import PlaceNames
from cityreader.models import NO_DATE, Annotation, Article, DateRange, Event, Span
from cityreader.models.event_table import EventLine
from cityreader.store import annotations, articles, event_table, events, glossary, pairs
from cityreader.store.session import View

# What may stand around a date that is typed alone.
_BESIDE_A_DATE = {"on", "in", "the", "at", ".", "於", "于", "在"}


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as one sentence states it, and in which language and article it stands."""

    date: DateRange
    lang: str
    article_title: str


@dataclass(frozen=True, slots=True)
class EventSheet:
    """All that the form of an event shows.

    ``article_title`` is that of the article that mentions it first.
    ``readings`` are the dates that its mentions state, if they differ from each other or from the
    date of the event. ``places`` knows what a place that is typed means, ``published`` is the date
    of the article that mentions the event first, ``whole`` the event it is part of. ``undated`` is
    the article whose missing date the event waits for, and ``neighbour`` that of its counterpart.
    """

    event: Event
    mentions: tuple[Annotation, ...]
    article_title: str = ""
    readings: tuple[DateReading, ...] = ()
    places: PlaceNames | None = None
    published: DateRange = NO_DATE
    whole: EventLine | None = None
    undated: Article | None = None
    neighbour: DateRange | None = None


def event_sheet(view: View, uuid: str) -> EventSheet:
    """The sheet of an event. Raises NotFoundError."""
    event = event_in(view, uuid)
    marks = annotations.of_events(view, [uuid])
    first = next((mark for mark in marks if mark.role == "trigger"), None)
    article = articles.by_uuid(view, first.article_uuid) if first else None
    sheet = EventSheet(
        event,
        tuple(marks),
        article_title=article.title if article is not None else "",
        readings=_readings(view, event, marks),
        places=PlaceNames(glossary.entries(view)),
        published=article.published if article is not None else NO_DATE,
        whole=_line_of(view, event.part_of),
    )
    if article is None or event.date.start is not None:
        return sheet
    if article.published.start or not hangs_on_article(event.date):
        return sheet
    across = (articles.published(view, other) for other in _counterparts(view, article.id))
    neighbour = next((date for date in across if date.start is not None), None)
    return replace(sheet, undated=article, neighbour=neighbour)


def _line_of(view: View, uuid: str | None) -> EventLine | None:
    key = events.key_of(view, uuid) if uuid else None
    return next(iter(event_table.lines(view, [key])), None) if key is not None else None


def _counterparts(view: View, article_id: int) -> list[int]:
    return [
        left if right == article_id else right
        for left, right in pairs.neighbours(view, [article_id])
    ]


def _readings(view: View, event: Event, marks: list[Annotation]) -> tuple[DateReading, ...]:
    """The dates of the sentences and of their counterparts, each once: those that a person marked
    as the date first, then those nearest to the mentions. Empty where all say what the event says.
    """
    told: list[tuple[int, DateReading]] = []
    for mark in marks:
        key = articles.key_of(view, mark.article_uuid)
        if mark.role not in ("trigger", "date") or mark.status == "orphan" or key is None:
            continue
        for article_id, span in _sentences(view, key, mark):
            article, body = articles.get(view, article_id), articles.body(view, article_id)
            if article is not None and body is not None:
                first = 0 if mark.role == "date" else 1
                for number, read in enumerate(_read(article, body, span, mark, event.type)):
                    reading = DateReading(read, article.lang, article.title)
                    told.append((first + (number > 0), reading))
    found: dict[tuple[str | None, str | None], DateReading] = {}
    for _, one in sorted(told, key=lambda ranked: ranked[0]):
        found.setdefault((one.date.start, one.date.end), one)
    known = (event.date.start, event.date.end)
    differ = len(found) > 1 or (found and known not in found)
    return tuple(found.values()) if differ else ()


def _sentences(view: View, article_id: int, mark: Annotation) -> list[tuple[int, Span]]:
    """The words of a mark; of a trigger also the sentences on the other side of its row."""
    own = (article_id, mark.span)
    if mark.role == "date":
        return [own]
    rows = pairs.rows_at(view, article_id, mark.span.start)
    return [own, *((other, there) for _, other, there in rows)]


def _read(article: Article, body: str, span: Span, mark: Annotation, code: str) -> list[DateRange]:
    if mark.role == "date":
        date = date_in_words(body, span, article.published)
        return [] if date is None else [date]
    return dates_named(body, span, code, article.published)


def date_in_words(body: str, span: Span, published: DateRange) -> DateRange | None:
    """The date that some words give, read in their sentence; None where they give none."""
    sentence = sentence_at(body, span)
    inside = Span(span.start - sentence.start, span.end - sentence.start)
    stated = [
        one.date
        for one in find_dates(body[sentence.start : sentence.end], published)
        if one.span.overlaps(inside)
    ]
    stated = stated or [one.date for one in find_dates(body[span.start : span.end], published)]
    words = " ".join(body[span.start : span.end].split())
    return replace(stated[0], text=words) if stated else None


def date_typed(text: str, published: DateRange) -> DateRange | None:
    """The one date that somebody typed as a text says it, counted from this date of the article;
    None where the words say none, or more than one."""
    found = find_dates(text, published)
    if len(found) != 1:
        return None
    span = found[0].span
    beside = f"{text[: span.start]} {text[span.end :]}".casefold().split()
    return found[0].date if set(beside) <= _BESIDE_A_DATE else None
