"""Putting a version of a pair into force, in whatever texts its articles have by now."""

from dataclasses import replace

from cityreader.library.aligner import Alignments
from cityreader.library.realigning import carry_checked
from cityreader.models import Article, Bead, Pair
from cityreader.store import articles, pairs
from cityreader.store.session import Unit, View


def put_version(unit: Unit, here: Pair | None, wanted: Pair, alignments: Alignments) -> bool:
    """Make ``wanted`` the pair of its two articles, which it may name as another library does.

    ``here`` is the pair in force. Rows of another text are carried over where they were checked
    and made anew where not. Returns whether both articles are here.
    """
    left = articles.by_uuid(unit, wanted.left_uuid)
    right = articles.by_uuid(unit, wanted.right_uuid)
    if left is None or right is None:
        return False
    revisions = left.revision, right.revision
    made = _in_these_texts(unit, wanted, (left, right), alignments)
    if here is not None and here.uuid != made.uuid:
        pairs.set_deleted(unit, here.uuid)
    if pairs.is_known(unit, made.uuid):
        pairs.take_back(unit, made, left.id, right.id, revisions)
    else:
        pairs.add(
            unit,
            left.id,
            right.id,
            revisions,
            made.beads,
            uuid=made.uuid,
            origin=made.origin,
            status=made.status,
            aligner=made.aligner,
        )
    return True


def _in_these_texts(
    view: View, pair: Pair, both: tuple[Article, Article], alignments: Alignments
) -> Pair:
    found = articles.bodies(view, [one.id for one in both])
    now = found[both[0].id], found[both[1].id]
    numbers = pair.left_revision, pair.right_revision
    if numbers == (both[0].revision, both[1].revision) and _fits(pair.beads, now):
        return pair
    left, right = (
        articles.body(view, one.id, number) for one, number in zip(both, numbers, strict=True)
    )
    checked: list[Bead] = []
    if left is not None and right is not None and _fits(pair.beads, (left, right)):
        checked = carry_checked(pair.beads, (left, right), now)
    rows = tuple(alignments.rows(*now, checked))
    return replace(pair, beads=rows, aligner=alignments.aligner(*now))


def _fits(beads: tuple[Bead, ...], bodies: tuple[str, str]) -> bool:
    return all(
        span is None or span.end <= len(body)
        for bead in beads
        for span, body in zip((bead.left, bead.right), bodies, strict=True)
    )
