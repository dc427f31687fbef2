"""Tagging a span inside a step that may do more: a mark, and the event it makes or joins."""

from dataclasses import replace

from cityreader.coding.anchors import check_span, quote_span
from cityreader.errors import UsageError
from cityreader.library.event_facts import sentence_at
from cityreader.library.lookup import text_in
from cityreader.library.mentions import (
    event_across,
    event_beside,
    new_event,
    tagged,
)
from cityreader.models import Annotation, Article, Event, Quote, Span, Tag, Tagged
from cityreader.store import annotations, codebooks, events, pairs, readings
from cityreader.store.session import Unit, View
from cityreader.text.phrases import shortened


def tag_span(
    unit: Unit,
    coder_uuid: str,
    article_id: int,
    span: Span,
    code: str,
    *,
    anew: bool = False,
    together: bool = False,
    words: str | None = None,
    origin: str = "manual",
) -> Tagged:
    """Tag a span, with a note of these words; see ``CodingService.tag``.

    ``together`` says that places in one sentence tell of one event, as where many are tagged at
    once: such a mark joins the event that its own sentence has, too.

    Raises UsageError for a span or tag that cannot be, NotFoundError for the article.
    """
    tag = tag_in_force(unit, code)
    article, body = text_in(unit, article_id)
    check_span(body, span)
    quote = quote_span(body, span)
    role = "trigger" if tag.kind == "event" else None
    known = annotations.same(unit, article_id, span, tag=code, role=role, coder_uuid=coder_uuid)
    if known is not None:
        if words is not None and annotations.change(unit, known.uuid, note=words):
            unit.describe(f"note on “{shortened(quote.exact)}”")
        return replace(tagged(unit, known.uuid, joined=False), repeated=True)
    event: Event | None = None
    joined: str | None = None
    event_key: int | None = None
    if tag.kind == "event":
        rows = pairs.rows_at(unit, article_id, span.start)
        joined = None if anew else event_across(unit, article_id, rows, code, coder_uuid)
        if joined is None and together:
            joined = event_beside(unit, article_id, sentence_at(body, span), code, coder_uuid)
        if joined is None:
            event, event_key = new_event(unit, tag, article, body, span, rows, coder_uuid, origin)
        else:
            event_key = events.key_of(unit, joined)
    mark = replace(
        _untagged(unit, article, span, quote),
        coder_uuid=coder_uuid,
        tag=code,
        role=role,
        note=words,
        event_uuid=event.uuid if event else joined,
        origin=origin,
    )
    annotations.add_record(unit, mark, article_id, unit.coder_id, event_key)
    readings.mark_opened(unit, article_id)
    unit.describe(f"{tag.label()} “{shortened(quote.exact)}”")
    if joined is not None:
        return Tagged(mark, events.get(unit, joined), joined=True)
    if event is not None:
        marks = (mark.uuid,)
        event = replace(event, article_uuids=(article.uuid,), annotation_uuids=marks, mentions=1)
    return Tagged(mark, event)


def _untagged(unit: Unit, article: Article, span: Span, quote: Quote) -> Annotation:
    """A mark on these words that says nothing yet, and is not stored."""
    return Annotation(
        uuid=unit.identify(),
        article_uuid=article.uuid,
        lang=article.lang,
        revision=article.revision,
        start=span.start,
        end=span.end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        tag=None,
        note=None,
        event_uuid=None,
        role=None,
        coder_uuid="",
        origin="manual",
        status="ok",
        created_at=unit.now,
        updated_at=unit.now,
    )


def tag_in_force(view: View, code: str) -> Tag:
    """The tag in force with this code. Raises UsageError."""
    tag = codebooks.tag(view, code)
    if tag is None or tag.retired:
        known = ", ".join(tag.code for tag in codebooks.get(view).tags if not tag.retired)
        state = "retired" if tag else "not in the codebook"
        raise UsageError("Unknown tag", f"The tag “{code}” is {state}.", f"Known are: {known}.")
    return tag
