"""The other pairs of a translation that a row was written into."""

from cityreader.library.aligner import Alignments
from cityreader.library.context import Context
from cityreader.library.realigning import carry_checked
from cityreader.models import Bead, Pair
from cityreader.store import articles, pairs
from cityreader.store.session import Unit, View


def foresee_others(
    context: Context, article_id: int, own_uuid: str, old_body: str, new_body: str
) -> Alignments:
    """Work out the rows that the pairs of a translation but its own, which are rare, will have.

    It may take a while and stores nothing; ``realign_others`` takes them over.
    """
    alignments = Alignments(context.folders)
    with context.view() as view:
        others = _others(view, article_id, own_uuid, old_body, new_body)
    for _, bodies, pins in others:
        alignments.rows(*bodies, pins)
    return alignments


def realign_others(
    unit: Unit,
    article_id: int,
    own_uuid: str,
    old_body: str,
    new_body: str,
    alignments: Alignments,
) -> None:
    """Give the pairs of a translation but its own rows for its new text, which is stored by now.

    ``alignments`` are those of ``foresee_others``; what they lack is aligned here.
    """
    for pair, bodies, pins in _others(unit, article_id, own_uuid, old_body, new_body):
        left_id, right_id = pairs.sides(unit, pair.uuid)
        revisions = {one.id: one.revision for one in articles.many(unit, (left_id, right_id))}
        pairs.realign(
            unit,
            pair.uuid,
            (revisions[left_id], revisions[right_id]),
            alignments.rows(*bodies, pins),
            alignments.aligner(*bodies),
        )


def _others(
    view: View, article_id: int, own_uuid: str, old_body: str, new_body: str
) -> list[tuple[Pair, tuple[str, str], list[Bead]]]:
    """The other pairs of an article, with both bodies as they will be and the rows to keep."""
    found = []
    for pair in pairs.touching(view, article_id):
        if pair.uuid == own_uuid:
            continue
        left_id, right_id = pairs.sides(view, pair.uuid)
        new = {**articles.bodies(view, (left_id, right_id)), article_id: new_body}
        old = {**new, article_id: old_body}
        bodies = new[left_id], new[right_id]
        pins = carry_checked(pair.beads, (old[left_id], old[right_id]), bodies)
        found.append((pair, bodies, pins))
    return found
