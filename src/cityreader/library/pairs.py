"""Pairs: linking articles, aligning them, and opening them side by side."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from cityreader.errors import NotFoundError, UsageError
from cityreader.library.aligner import Alignments, aligner_name, is_older
from cityreader.library.context import Context
from cityreader.library.lookup import article_in
from cityreader.models import Article, Bead, Pair, Spread
from cityreader.store import articles, pairs
from cityreader.store.folding import refold
from cityreader.store.session import Unit, View


class PairService:
    """Linking, unlinking, and the spread the reader shows."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of_article(self, article_id: int) -> list[Pair]:
        """The pairs of an article, oldest first."""
        with self._context.view() as view:
            return pairs.of_article(view, article_id)

    def foresee_link(
        self,
        left_id: int,
        right_id: int,
        *,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Alignments:
        """Align two articles without storing anything, for ``link`` to take over.

        It may take a while: ``progress`` hears shares from 0 to 1. Raises NotFoundError, and
        StoppedError once ``cancelled`` says yes.
        """
        with self._context.view() as view:
            left, right = _english_left(*_both(view, left_id, right_id))
            bodies = articles.bodies(view, (left_id, right_id))
        alignments = Alignments(self._context.folders, progress, cancelled)
        alignments.rows(bodies[left.id], bodies[right.id])
        return alignments.without_watch()

    def link(
        self,
        left_id: int,
        right_id: int,
        *,
        origin: str = "manual",
        alignments: Alignments | None = None,
    ) -> Pair:
        """Make two articles a pair, English to the left, and align them.

        ``alignments`` are those of ``foresee_link``; without them it may take a while. Two that
        are a pair already stay as they are. Raises UsageError for an article with itself or one in
        the trash.
        """
        if left_id == right_id:
            raise UsageError("One article", "An article cannot be its own counterpart.")
        with self._context.view() as view:
            left, right = _english_left(*_both(view, left_id, right_id))
            known = pairs.between(view, left_id, right_id)
        if known is not None and known.status == "linked":
            return known
        for article in (left, right):
            if article.deleted:
                raise UsageError("In the trash", f"“{article.title}” is in the trash.")
        # Outside the transaction, because it takes a while; inside it is only looked up.
        alignments = alignments or self.foresee_link(left_id, right_id)
        named = f"{left.title} ⇄ {right.title}"
        with self._context.unit(f"pair: {named}", article_id=left.id) as unit:
            made = _linked(unit, left.id, right.id, origin, alignments)
            refold(unit, (left.id, right.id))
        return made

    def link_all(
        self, wanted: Sequence[tuple[int, int]], alignments: Sequence[Alignments], *, origin: str
    ) -> int:
        """Link many pairs in one step, each with the alignments ``foresee_link`` made of it.

        Those that are linked by now stay as they are; returns how many were not.
        """
        made = 0
        with self._context.unit("pair") as unit:
            for (one, other), known in zip(wanted, alignments, strict=True):
                before = pairs.between(unit, one, other)
                if before is None or before.status != "linked":
                    left, right = _english_left(*_both(unit, one, other))
                    _linked(unit, left.id, right.id, origin, known)
                    made += 1
            unit.describe(f"pair: {made:,} counterparts found" if made != 1 else "pair: 1 found")
            refold(unit, {key for both in wanted for key in both})
        return made

    def unlink(self, left_id: int, right_id: int) -> None:
        """Take a pair apart. Raises NotFoundError if the two are none."""
        with self._context.unit("unpair", article_id=left_id) as unit:
            left, right = _both(unit, left_id, right_id)
            known = pairs.between(unit, left_id, right_id)
            if known is None:
                raise NotFoundError(
                    "No such pair", f"“{left.title}” and “{right.title}” are not a pair."
                )
            unit.describe(f"unpair: {left.title} ⇄ {right.title}")
            pairs.set_deleted(unit, known.uuid)
            refold(unit, (left_id, right_id))

    def spread(self, article_id: int, counterpart_id: int | None = None) -> Spread:
        """An article as the reader shows it, beside one of its counterparts (by default the first).

        Raises NotFoundError for an article that is not there.
        """
        with self._context.view() as view:
            article = article_in(view, article_id)
            linked = pairs.of_article(view, article_id)
            uuids = [pair.other(article.uuid) for pair in linked]
            others = [articles.by_uuid(view, uuid) for uuid in uuids]
            counterparts = tuple(other for other in others if other is not None)
            chosen = next((c for c in counterparts if c.id == counterpart_id), None)
            chosen = chosen or next(iter(counterparts), None)
            if chosen is None:
                body = articles.body(view, article_id) or ""
                return alone(article, body)
            pair = linked[uuids.index(chosen.uuid)]
            bodies = articles.bodies(view, (article.id, chosen.id))
        left, right = (article, chosen) if pair.left_uuid == article.uuid else (chosen, article)
        return Spread(
            left=left,
            right=right,
            left_body=bodies[left.id],
            right_body=bodies[right.id],
            pair_uuid=pair.uuid,
            beads=pair.beads,
            paragraphs=_paragraphs(pair.beads, bodies[left.id], bodies[right.id]),
            counterparts=counterparts,
            older=self._is_older(pair),
        )

    def _is_older(self, pair: Pair) -> bool:
        """Whether the rows that are not checked could be made anew by a better aligner."""
        if pair.aligner is None or pair.origin == "sample":
            return False
        unchecked = not all(row.checked for row in pair.beads)
        return unchecked and is_older(pair.aligner, aligner_name(self._context.folders))


def _linked(unit: Unit, left_id: int, right_id: int, origin: str, alignments: Alignments) -> Pair:
    """Store the pair of two articles with its rows; a proposal becomes a pair."""
    left, right = _both(unit, left_id, right_id)
    known = pairs.between(unit, left_id, right_id)
    uuid = known.uuid if known else unit.identify()
    if known is not None:
        # A proposal keeps its sides, and its rows if they still fit both texts.
        left_id, right_id = pairs.sides(unit, uuid)
        left, right = _both(unit, left_id, right_id)
        pairs.set_status(unit, uuid, "linked")
    revisions = (left.revision, right.revision)
    if known is None or not known.beads or (known.left_revision, known.right_revision) != revisions:
        bodies = articles.bodies(unit, (left_id, right_id))
        both = bodies[left_id], bodies[right_id]
        beads, aligner = alignments.rows(*both), alignments.aligner(*both)
        if known is not None:
            pairs.realign(unit, uuid, revisions, beads, aligner)
        else:
            pairs.add(
                unit,
                left_id,
                right_id,
                revisions,
                beads,
                uuid=uuid,
                origin=origin,
                aligner=aligner,
            )
    made = pairs.by_uuid(unit, uuid)
    if made is None:
        raise NotFoundError("Pair is gone", "The pair was made and is not there.")
    return made


def _english_left(left: Article, right: Article) -> tuple[Article, Article]:
    return (right, left) if right.lang == "en" and left.lang != "en" else (left, right)


def _both(view: View, left_id: int, right_id: int) -> tuple[Article, Article]:
    return article_in(view, left_id), article_in(view, right_id)


def alone(article: Article, body: str) -> Spread:
    """An article without counterpart, a row for each sentence."""
    from cityreader.bilingual.alignment import monolingual

    beads = monolingual(body)
    return Spread(
        left=article,
        right=None,
        left_body=body,
        right_body="",
        pair_uuid=None,
        beads=beads,
        paragraphs=_paragraphs(beads, body, ""),
    )


def _paragraphs(beads: Iterable[Bead], left_body: str, right_body: str) -> tuple[int, ...]:
    """The paragraph each bead stands in, counted from 1 down the page.

    A bead begins one where its left text does, or where a hole is on the left its right text.
    """
    left_starts, right_starts = _starts(left_body), _starts(right_body)
    number = left = right = 1
    numbers: list[int] = []
    for bead in beads:
        before = left, right
        if bead.left is not None:
            left = bisect_right(left_starts, bead.left.start)
        if bead.right is not None:
            right = bisect_right(right_starts, bead.right.start)
        number += left > before[0] or (bead.left is None and right > before[1])
        numbers.append(number)
    return tuple(numbers)


def _starts(body: str) -> list[int]:
    starts, at = [0], body.find("\n\n")
    while at >= 0:
        starts.append(at + 2)
        at = body.find("\n\n", at + 2)
    return starts
