"""Marks that a change of their text made doubtful, as a person decides about them."""

from cityreader.models import Annotation, Coder, Span
from cityreader.models.counterpart import DoubtfulMark, Excerpt
from cityreader.models.people import told_apart
from cityreader.store import annotations, articles, codebooks, coders, events
from cityreader.store.session import View

AROUND = 120
"""Code points that are shown on each side of the words."""


def doubtful_marks(view: View, own: Coder, shown: str | None) -> list[DoubtfulMark]:
    """The marks that wait for a decision, article by article in reading order.

    Only those of the coder ``shown``, where one is named; ``own`` is the coder at the keyboard.
    """
    found = annotations.where(
        view, "n.status <> 'ok' AND a.deleted_at IS NULL AND (?1 IS NULL OR c.uuid = ?1)", shown
    )
    names = told_apart({one.uuid: one for one in (own, *coders.everybody(view))}.values())
    return [_doubtful(view, mark, names.get(mark.coder_uuid, "")) for mark in found]


def _doubtful(view: View, mark: Annotation, coder: str) -> DoubtfulMark:
    article = articles.by_uuid(view, mark.article_uuid)
    assert article is not None
    before = annotations.last_sure(view, mark.uuid)
    was = _excerpt(view, article.id, *before) if before is not None else None
    now = None
    if mark.status != "orphan":
        now = _excerpt(view, article.id, mark.revision, mark.span)
    tag = codebooks.tag(view, mark.tag) if mark.tag else None
    label = tag.label() if tag else mark.what
    event = events.get(view, mark.event_uuid) if mark.event_uuid else None
    date = event.date if event is not None else None
    return DoubtfulMark(mark, article.id, article.title, label, coder, was, now, date)


def _excerpt(view: View, article_id: int, revision: int, span: Span) -> Excerpt | None:
    body = articles.body(view, article_id, revision)
    if body is None:
        return None
    start, end = max(0, span.start - AROUND), span.end + AROUND
    return Excerpt(body[start : span.start], body[span.start : span.end], body[span.end : end])
