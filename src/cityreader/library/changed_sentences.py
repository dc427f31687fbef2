"""The dates of events whose sentences a change of their text changed.

What was worked out from the words is worked out anew; what a person set stays. Where nothing states
the date any more, or a person's no longer stands beside the words it stood beside, a mention waits
for a decision.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cityreader.coding.event_dates import STATED_BASIS
from cityreader.library.date_readings import date_in_words
from cityreader.library.event_facts import (
    COUNTERPART,
    date_at,
    hangs_on_article,
    sentence_at,
    stated_date,
)
from cityreader.models import Annotation, Article, DateRange, Event, Span
from cityreader.store import annotations, articles, events, pairs
from cityreader.store.session import Unit, View


@dataclass(frozen=True, slots=True)
class Telling:
    """A mark that mentions or dates an event, its sentence, and where it stands in that."""

    mark: Annotation
    sentence: str
    within: Span

    @property
    def words(self) -> str:
        """What is marked, on one line as the words of a date are."""
        return " ".join(self.mark.exact.split())


def tellings(view: View, article_id: int) -> dict[str, Telling]:
    """The marks of an article that mention or date events, by UUID; none without its words."""
    body = articles.body(view, article_id) or ""
    found = {}
    for mark in annotations.of_article(view, article_id):
        if mark.event_uuid and mark.role in ("trigger", "date") and mark.status != "orphan":
            at = sentence_at(body, mark.span)
            within = Span(max(0, mark.start - at.start), mark.end - at.start)
            found[mark.uuid] = Telling(mark, body[at.start : at.end], within)
    return found


def follow_sentences(unit: Unit, article_id: int, before: Mapping[str, Telling]) -> None:
    """Take the dates of events along to a new text of an article, whose marks stand in it by now.

    ``before`` are its ``tellings`` in the text that was. Events that are told only in a counterpart
    of the article follow too, where their date comes from here.
    """
    after = tellings(unit, article_id)
    beside = {key for pair in pairs.neighbours(unit, [article_id]) for key in pair}
    for event in events.of_articles(unit, [article_id, *sorted(beside - {article_id})]):
        changed = [
            before[uuid]
            for uuid in event.annotation_uuids
            if uuid in before
            and (uuid not in after or after[uuid].sentence != before[uuid].sentence)
        ]
        across = (event.date.basis or "").startswith(COUNTERPART)
        if _is_worked_out(event.date):
            if changed or across:
                _work_out(unit, event, changed)
        else:
            published = articles.published(unit, article_id)
            for one in changed:
                now = after.get(one.mark.uuid)
                if now is not None and _tells_other(one, now, event, published):
                    _doubt(unit, [now.mark])


def _is_worked_out(date: DateRange) -> bool:
    """Whether the program read a date, or found none, and no person set it."""
    return hangs_on_article(date) or (date.basis or "").removeprefix(COUNTERPART) == STATED_BASIS


def _work_out(unit: Unit, event: Event, changed: Sequence[Telling]) -> None:
    """Date an event by the words that dated it, as they are now, else by its first mention."""
    marks = annotations.of_events(unit, [event.uuid])
    were = {one.mark.uuid: one.words for one in changed}
    dating = [
        mark
        for mark in marks
        if mark.role == "date"
        and were.get(mark.uuid, " ".join(mark.exact.split())) == event.date.text
    ]
    mentions = [mark for mark in marks if mark.role == "trigger" and mark.status != "orphan"]
    # A mark without its words waits for a decision already.
    mark = next(iter([*reversed(dating), *mentions]), None)
    if mark is None or mark.status == "orphan":
        return
    date = _date_by(unit, mark, event)
    if date is not None and date != event.date:
        events.save(unit, replace(event, date=date))
    if event.date.text and (date is None or not date.text):
        own = {one.mark.uuid for one in changed}
        _doubt(unit, [one for one in (mark, *mentions) if one.uuid in own] or [mark])


def _date_by(view: View, mark: Annotation, event: Event) -> DateRange | None:
    article: Article | None = articles.by_uuid(view, mark.article_uuid)
    body = articles.body(view, article.id) if article is not None else None
    if article is None or body is None:
        return None
    if mark.role == "date":
        return date_in_words(body, mark.span, article.published)
    return date_at(view, article, body, mark.span, event.type, event.status)


def _tells_other(before: Telling, now: Telling, event: Event, published: DateRange) -> bool:
    """Whether a sentence lost the words of a date that a person set, or states another date."""
    words = event.date.text
    if words and words in before.sentence and words not in now.sentence:
        return True
    read = [stated_date(one.sentence, one.within, event.type, published) for one in (before, now)]
    days = [(one.start, one.end) if one is not None else None for one in read]
    return days[0] != days[1]


def _doubt(unit: Unit, marks: Iterable[Annotation]) -> None:
    """Let the first of these marks wait for a decision."""
    for mark in marks:
        annotations.change(unit, mark.uuid, status="review")
        return
