"""Marks that a change of their text made doubtful, as a person decides about them."""

from collections.abc import Mapping

from cityreader.coding.anchors import occurrence_of
from cityreader.coding.lost_places import lost_place
from cityreader.models import Annotation, Coder, Span
from cityreader.models.counterpart import DoubtfulMark, Excerpt
from cityreader.models.people import told_apart
from cityreader.store import annotations, articles, codebooks, coders, events
from cityreader.store.session import View

AROUND = 120
"""Code points that are shown on each side of the words."""


def doubtful_marks(view: View, own: Coder, shown: str | None) -> list[DoubtfulMark]:
    """The marks that wait for a decision, article by article in reading order.

    Only those of the coder ``shown``, where one is named, also of the marks that stand beside
    them; ``own`` is the coder at the keyboard.
    """
    found = annotations.where(
        view, "n.status <> 'ok' AND a.deleted_at IS NULL AND (?1 IS NULL OR c.uuid = ?1)", shown
    )
    names = told_apart({one.uuid: one for one in (own, *coders.everybody(view))}.values())
    doubts = _Doubts(view, names, shown)
    return [doubts.told(mark) for mark in found]


class _Doubts:
    """Tells of doubtful marks; those of one article follow each other, and it is read once."""

    def __init__(self, view: View, names: Mapping[str, str], shown: str | None) -> None:
        self._view = view
        self._names = names
        self._shown = shown
        self._article_id = 0
        self._marks: list[Annotation] = []

    def told(self, mark: Annotation) -> DoubtfulMark:
        """A mark with where it stood and stands, and what else stands there."""
        view = self._view
        article = articles.by_uuid(view, mark.article_uuid)
        assert article is not None
        before = annotations.last_sure(view, mark.uuid)
        was = self._excerpt(article.id, *before) if before is not None else None
        gone = mark.status == "orphan"
        tag = codebooks.tag(view, mark.tag) if mark.tag else None
        event = events.get(view, mark.event_uuid) if mark.event_uuid else None
        return DoubtfulMark(
            mark,
            article.id,
            article.title,
            label=tag.label() if tag else mark.what,
            coder=self._names.get(mark.coder_uuid, ""),
            was=was,
            now=None if gone else self._excerpt(article.id, mark.revision, mark.span),
            place=self._place(article.id, mark) if gone else mark.start,
            date=event.date if event is not None else None,
            beside=() if gone else tuple(self._beside(article.id, mark)),
        )

    def _beside(self, article_id: int, mark: Annotation) -> list[tuple[str, str]]:
        """Other marks with the same tag, or the same role in the same event, on these words."""
        if mark.what == "note":
            return []
        if article_id != self._article_id:
            self._article_id = article_id
            self._marks = annotations.of_article(self._view, article_id)
        return [
            (one.exact, self._names.get(one.coder_uuid, ""))
            for one in self._marks
            if one.uuid != mark.uuid
            and one.status != "orphan"
            and one.revision == mark.revision
            and one.span.overlaps(mark.span)
            and _meaning(one) == _meaning(mark)
            and self._shown in (None, one.coder_uuid)
        ]

    def _place(self, article_id: int, mark: Annotation) -> int:
        """Where the text that is in force would hold the words of a mark that lost them."""
        new = articles.body(self._view, article_id) or ""
        old, span = articles.body(self._view, article_id, mark.revision), mark.span
        if old is None or old[slice(*span)] != mark.exact:
            # The text is not here, as of a mark that a merge brought; what the mark knows of it is.
            old = mark.prefix.rjust(mark.start) + mark.exact + mark.suffix
        return lost_place(old, new, span)

    def _excerpt(self, article_id: int, revision: int, span: Span) -> Excerpt | None:
        body = articles.body(self._view, article_id, revision)
        if body is None:
            return None
        start, end = max(0, span.start - AROUND), span.end + AROUND
        around = body[start : span.start], body[slice(*span)], body[span.end : end]
        return Excerpt(*around, *occurrence_of(body, span))


def _meaning(mark: Annotation) -> tuple[str | None, ...]:
    """What a mark says of its words: a tag of whichever event, or a role in one of them."""
    return ("tag", mark.tag) if mark.tag else ("role", mark.role, mark.event_uuid)
