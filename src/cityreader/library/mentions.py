"""How marks and events hang together, inside one transaction."""

from collections.abc import Sequence

from cityreader.coding.anchors import check_span, quote_span
from cityreader.library.lookup import mark_in, text_in
from cityreader.models import Article, Event, Quote, Span, Tag, Tagged
from cityreader.store import annotations, events
from cityreader.store.pairs import Across
from cityreader.store.session import Unit, View


def quoted(view: View, article_id: int, span: Span) -> tuple[Article, Quote]:
    """The article and the words of a span in its body.

    Raises NotFoundError for the article, UsageError for a span that cannot be.
    """
    article, body = text_in(view, article_id)
    check_span(body, span)
    return article, quote_span(body, span)


def new_event(
    unit: Unit,
    tag: Tag,
    article: Article,
    body: str,
    span: Span,
    rows: Sequence[Across],
    coder_uuid: str,
    origin: str,
) -> tuple[Event, int]:
    """Make an event of this type with what the sentence of its trigger says; returns it, its key.

    ``rows`` are those of the trigger in every pair of the article.
    """
    from cityreader.library.event_facts import facts

    said = facts(unit, article, body, span, tag.code, rows)
    event = Event(
        uuid=unit.identify(),
        type=tag.code,
        status=said.status,
        coder_uuid=coder_uuid,
        created_at=unit.now,
        updated_at=unit.now,
        date=said.date,
        place=said.place,
        participants=said.participants,
        origin=origin,
    )
    return event, events.add(unit, event, unit.coder_id)


def event_across(
    view: View, article_id: int, rows: Sequence[Across], code: str, coder_uuid: str
) -> str | None:
    """This coder's event of the type in the counterpart sentence that has no mention here."""
    for own, other_id, other in rows:
        there = events.mentioned_within(
            view, other_id, other, type_code=code, coder_uuid=coder_uuid
        )
        if not there:
            continue
        here = events.mentioned_within(view, article_id, own, type_code=code, coder_uuid=coder_uuid)
        for event_uuid in there:
            if event_uuid not in here:
                return event_uuid
    return None


def event_beside(
    view: View, article_id: int, sentence: Span, code: str, coder_uuid: str
) -> str | None:
    """This coder's event of the type that is mentioned first in a sentence."""
    here = events.mentioned_within(
        view, article_id, sentence, type_code=code, coder_uuid=coder_uuid
    )
    return here[0] if here else None


def join(unit: Unit, annotation_uuid: str, event_uuid: str, event_key: int) -> None:
    """Make a mark that stands already a mention of another event.

    If its own event had no other mention it goes, and its roles come along.
    """
    before = annotations.by_uuid(unit, annotation_uuid)
    annotations.set_event(unit, annotation_uuid, event_key)
    if before is None or before.event_uuid is None or before.event_uuid == event_uuid:
        return
    left = annotations.of_events(unit, [before.event_uuid])
    if not any(mark.role == "trigger" for mark in left):
        for mark in left:
            annotations.set_event(unit, mark.uuid, event_key)
        events.set_deleted(unit, before.event_uuid)


def drop_unmentioned(unit: Unit, event_uuid: str) -> None:
    """Remove an event whose last mention is gone, with the roles in it."""
    left = annotations.of_events(unit, [event_uuid])
    if not any(mark.role == "trigger" for mark in left):
        for mark in left:
            annotations.set_deleted(unit, mark.uuid)
        events.set_deleted(unit, event_uuid)


def tagged(view: View, uuid: str, *, joined: bool) -> Tagged:
    """A mark with its event, as tagging returns them."""
    mark = mark_in(view, uuid)
    event = events.get(view, mark.event_uuid) if mark.event_uuid else None
    return Tagged(mark, event, joined=joined)
