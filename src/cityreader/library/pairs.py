"""Pairs: linking articles, aligning them, and opening them side by side."""

from bisect import bisect_right
from collections.abc import Iterable

from cityreader.errors import NotFoundError, UsageError
from cityreader.library.context import Context
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

    def link(self, left_id: int, right_id: int, *, origin: str = "manual") -> Pair:
        """Make two articles a pair, English to the left, and align them.

        Two that are a pair already stay as they are. Raises UsageError for an article with itself
        or one in the trash.
        """
        if left_id == right_id:
            raise UsageError("One article", "An article cannot be its own counterpart.")
        with self._context.view() as view:
            left, right = _both(view, left_id, right_id)
            known = pairs.between(view, left_id, right_id)
            bodies = articles.bodies(view, (left_id, right_id))
        if known is not None and known.status == "linked":
            return known
        for article in (left, right):
            if article.deleted:
                raise UsageError("In the trash", f"“{article.title}” is in the trash.")
        if right.lang == "en" and left.lang != "en":
            left, right = right, left
        # Outside the transaction, because it takes a while.
        beads = _aligned(bodies[left.id], bodies[right.id])
        named = f"{left.title} ⇄ {right.title}"
        with self._context.unit(f"pair: {named}", article_id=left.id) as unit:
            known = pairs.between(unit, left.id, right.id)
            uuid = known.uuid if known else unit.identify()
            if known is None:
                revisions = (left.revision, right.revision)
                pairs.add(unit, left.id, right.id, revisions, beads, uuid=uuid, origin=origin)
            else:
                pairs.set_status(unit, uuid, "linked")
            if articles.bodies(unit, (left.id, right.id)) != bodies:
                realign_pairs(unit, left.id)
            refold(unit, (left.id, right.id))
            made = pairs.by_uuid(unit, uuid)
        if made is None:
            raise NotFoundError("Pair is gone", "The pair was made and is not there.")
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
            article = articles.get(view, article_id)
            if article is None:
                raise NotFoundError("No such article", f"There is no article {article_id}.")
            linked = pairs.of_article(view, article_id)
            uuids = [_other(pair, article.uuid) for pair in linked]
            others = [articles.by_uuid(view, uuid) for uuid in uuids]
            counterparts = tuple(other for other in others if other is not None)
            chosen = next((c for c in counterparts if c.id == counterpart_id), None)
            chosen = chosen or next(iter(counterparts), None)
            if chosen is None:
                body = articles.body(view, article_id) or ""
                return _alone(article, body)
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
        )


def realign_pairs(unit: Unit, article_id: int) -> None:
    """Align the pairs of an article again, after its body changed."""
    for pair in pairs.touching(unit, article_id):
        left_id, right_id = pairs.sides(unit, pair.uuid)
        bodies = articles.bodies(unit, (left_id, right_id))
        left, right = _both(unit, left_id, right_id)
        beads = _aligned(bodies[left_id], bodies[right_id])
        pairs.realign(unit, pair.uuid, (left.revision, right.revision), beads)


def _aligned(left_body: str, right_body: str) -> tuple[Bead, ...]:
    from cityreader.bilingual.alignment import align

    return align(left_body, right_body).beads


def _both(view: View, left_id: int, right_id: int) -> tuple[Article, Article]:
    found = {article.id: article for article in articles.many(view, (left_id, right_id))}
    for key in (left_id, right_id):
        if key not in found:
            raise NotFoundError("No such article", f"There is no article {key}.")
    return found[left_id], found[right_id]


def _other(pair: Pair, uuid: str) -> str:
    return pair.right_uuid if pair.left_uuid == uuid else pair.left_uuid


def _alone(article: Article, body: str) -> Spread:
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
