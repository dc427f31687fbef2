"""Marks carried from one text of an article to another; never silently onto other words."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cityreader.bilingual.written_text import Rewriting
from cityreader.coding.anchors import carry_over, quote_span
from cityreader.models import Annotation, Span
from cityreader.store import annotations, articles
from cityreader.store.session import Unit

_DOUBT = ("ok", "moved", "review", "orphan")
"""What a mark that was carried over may be, from the surest on."""

STANDING = ("revision", "start", "end", "exact", "prefix", "suffix", "status")
"""What says of a mark where it stands."""


def surer(one: Annotation, other: Annotation, unlike: Annotation) -> Annotation:
    """The surer of two states of a mark in one text; ``unlike`` where they stand on other words, or
    on none."""
    lost = (one.status, other.status).count("orphan")
    if lost == 2 or (one.span != other.span and not lost):
        return unlike
    return min(one, other, key=lambda mark: _DOUBT.index(mark.status))


def carried(
    mark: Annotation, old: str, new: str, revision: int, before: Span | None = None
) -> Annotation:
    """A mark of one text as it stands in another, which is this revision.

    ``before`` is where it stood in that very text for sure, if it ever did.
    """
    if before is not None:
        return replace(mark, **_standing(new, before, "ok", revision))
    span, status = carry_over(old, new, mark.span)
    if span is None:
        return replace(mark, revision=revision, status="orphan")
    status = "review" if mark.status == "review" else status
    return replace(mark, **_standing(new, span, status, revision))


def carry_marks(unit: Unit, article_id: int, old: str, new: str, revision: int) -> None:
    """Carry the marks of an article over to a new revision of its text, which is stored by now.

    A mark whose words changed is set to ``review``, one whose words are gone to ``orphan``; an
    orphan keeps the words and the revision it was made on, and is for review where they come back.
    Where a text comes back, every mark that stood in it for sure does again.
    """
    marks = annotations.of_article(unit, article_id)
    before = places_before(unit, article_id, revision, marks)
    for mark in marks:
        if mark.uuid in before:
            _move(unit, mark, new, before[mark.uuid], "ok", revision)
            continue
        if mark.status == "orphan":
            _find_again(unit, mark, article_id, new, revision)
            continue
        span, found = carry_over(old, new, mark.span)
        # A mark that waits for a decision goes on waiting, however well it was carried over.
        status = found if span is None else max(mark.status, found, key=_DOUBT.index)
        _move(unit, mark, new, span, status, revision)


def places_before(
    unit: Unit, article_id: int, revision: int, marks: Iterable[Annotation]
) -> dict[str, Span]:
    """Where marks stood for sure when the text of a revision was in force before, by UUID."""
    same = articles.revisions_like(unit, article_id, revision)
    found: dict[str, Span] = {}
    for mark in marks if same else ():
        places = annotations.sure_places(unit, mark.uuid)
        span = next((span for at, span in places if at in same), None)
        if span is not None:
            found[mark.uuid] = span
    return found


def carry_written_marks(
    unit: Unit, article_id: int, revision: int, old: str, made: Rewriting
) -> None:
    """Keep marks on their words in a text that rows were written into: exactly where their rows
    are kept, else by what stands around."""
    for mark in annotations.of_article(unit, article_id):
        if mark.status == "orphan":
            continue
        span, status = made.image(mark.span), "ok"
        if span is None or made.body[span.start : span.end] != mark.exact:
            span, status = carry_over(old, made.body, mark.span)
        status = "review" if mark.status == "review" else status
        _move(unit, mark, made.body, span, status, revision)


def _find_again(unit: Unit, mark: Annotation, article_id: int, new: str, revision: int) -> None:
    """Bring an orphan back, for a person to look at, where a later text has its words again."""
    old = articles.body(unit, article_id, mark.revision)
    span, status = carry_over(old, new, mark.span) if old is not None else (None, "orphan")
    if span is not None and status in ("ok", "moved"):
        _move(unit, mark, new, span, "review", revision)


def _move(
    unit: Unit, mark: Annotation, body: str, span: Span | None, status: str, revision: int
) -> None:
    """Put a mark onto words of another revision of its text; without any it is an orphan."""
    if span is None:
        annotations.change(unit, mark.uuid, status="orphan")
        return
    annotations.change(unit, mark.uuid, **_standing(body, span, status, revision))


def _standing(body: str, span: Span, status: str, revision: int) -> dict[str, Any]:
    """The ``STANDING`` of a mark, but for its status worked out from where it stands."""
    quote = quote_span(body, span)
    return {
        "revision": revision,
        "start": span.start,
        "end": span.end,
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "status": status,
    }
