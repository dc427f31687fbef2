"""What the preview tells of an article: a first look at both languages."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cityreader.models import Annotation, Span, Spread
from cityreader.ui.reading.clutter import clutter_of, clutter_rows

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.library.places import ReadingPlace


@dataclass(frozen=True, slots=True)
class Glance:
    """An article with its counterpart, how far it was read, and what is marked in it.

    ``row`` is the row read last, counted from 1, None when none is known; ``marks`` are labels of
    tags with how often they stand in either text, ``notes`` how many notes there are. ``folded``
    are the numbers of the beads that are left out because their source repeats them, and
    ``same_story`` how many other articles share most of the text of this one.
    """

    article_id: int
    spread: Spread
    row: int | None
    marks: tuple[tuple[str, int], ...]
    notes: int
    folded: frozenset[int] = frozenset()
    same_story: int = 0


def glance_at(article_id: int) -> "Callable[[Library], Glance]":
    """The question that fetches a glance from a library."""

    def question(library: "Library") -> Glance:
        spread = library.pairs.spread(article_id)
        sides = [spread.left, *([spread.right] if spread.right else [])]
        opened = next(side for side in sides if side.id == article_id)
        place = library.readings.place(opened.uuid)
        marks = library.coding.marks([side.id for side in sides])
        codebook = library.coding.codebook()
        codes = Counter(mark.tag for mark in marks if mark.tag is not None)
        codes.update(library.coding.topics_shown([side.id for side in sides]))
        labels = [(tag.label(), codes[tag.code]) for tag in codebook.tags if codes.get(tag.code, 0)]
        return Glance(
            article_id=article_id,
            spread=spread,
            row=_row_of(spread, place),
            marks=tuple(labels),
            notes=sum(mark.note is not None for mark in marks),
            folded=_folded(spread, marks, clutter_of(library, spread)),
            same_story=len(library.articles.same_story(article_id)),
        )

    return question


def _folded(
    spread: Spread, marks: Sequence[Annotation], clutter: tuple[list[Span], list[Span]]
) -> frozenset[int]:
    """The rows of clutter in which nothing is marked."""
    left = [mark.span for mark in marks if mark.article_uuid == spread.left.uuid]
    right = [mark.span for mark in marks if mark.article_uuid != spread.left.uuid]
    return frozenset(
        number
        for number in clutter_rows(spread, *clutter)
        if not _touched(spread.beads[number].left, left)
        and not _touched(spread.beads[number].right, right)
    )


def _touched(span: Span | None, spans: Sequence[Span]) -> bool:
    return span is not None and any(span.overlaps(other) for other in spans)


def _row_of(spread: Spread, place: "ReadingPlace | None") -> int | None:
    if place is None:
        return None
    for number, bead in enumerate(spread.beads, start=1):
        span = bead.right if place.side == "right" else bead.left
        if span is not None and place.offset < span.end:
            return number
    return len(spread.beads) or None
