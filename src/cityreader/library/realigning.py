"""The rows of a pair after a text of it changed: checked ones are carried over, others made anew.

What takes long is done by ``foresee_revision`` before the transaction, which only looks it up.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cityreader.coding.anchors import carry_over
from cityreader.library.aligner import Alignments
from cityreader.library.context import Context
from cityreader.models import Bead, Pair, Span
from cityreader.store import articles, pairs
from cityreader.store.session import Unit, View


@dataclass(frozen=True, slots=True)
class _Change:
    """A pair whose article on one side, ``on_left`` or not, gets another body."""

    pair: Pair
    on_left: bool
    old_body: str
    new_body: str
    other_body: str

    @property
    def bodies(self) -> tuple[str, str]:
        """Both bodies as they will be, left and right."""
        new, other = self.new_body, self.other_body
        return (new, other) if self.on_left else (other, new)


def foresee_revision(
    context: Context, article_id: int, new_body: str, alignments: Alignments
) -> None:
    """Work out the rows that the pairs of an article will have with a new body.

    Without this ``realign_pairs`` works them out itself, inside its transaction.
    """
    with context.view() as view:
        old_body = articles.body(view, article_id) or ""
        changes = _changes(view, article_id, old_body, new_body)
    for change in changes:
        alignments.rows(*change.bodies, _carried(change))


def realign_pairs(unit: Unit, article_id: int, old_body: str, alignments: Alignments) -> int:
    """Give the pairs of an article rows for its new body, which is stored by now.

    A row that was checked stays checked where its words on this side stand unchanged in unchanged
    surroundings; returns how many lost their check because they do not.
    """
    lost = 0
    new_body = articles.body(unit, article_id) or ""
    for change in _changes(unit, article_id, old_body, new_body):
        checked = _carried(change)
        rows = alignments.rows(*change.bodies, checked)
        lost += sum(row.checked for row in change.pair.beads) - sum(row.checked for row in checked)
        pairs.realign(
            unit,
            change.pair.uuid,
            _revisions(unit, change.pair.uuid),
            rows,
            aligner=alignments.aligner(*change.bodies),
        )
    return lost


def carry_checked(rows: Iterable[Bead], old: tuple[str, str], new: tuple[str, str]) -> list[Bead]:
    """The checked rows, and those a translation command made, whose words stand exactly carried
    over in two new bodies, with new spans.

    ``old`` and ``new`` are the bodies left and right. Rows that would cross each other are dropped.
    """
    kept: list[Bead] = []
    ends = (0, 0)
    for row in rows:
        if not row.checked and row.origin is None:
            continue
        left = _carry(row.left, old[0], new[0])
        right = _carry(row.right, old[1], new[1])
        if (row.left and not left) or (row.right and not right):
            continue
        if (left and left.start < ends[0]) or (right and right.start < ends[1]):
            continue
        ends = (left.end if left else ends[0], right.end if right else ends[1])
        kept.append(replace(row, left=left, right=right))
    return kept


def _carry(span: Span | None, old: str, new: str) -> Span | None:
    if span is None:
        return None
    image, status = carry_over(old, new, span)
    return image if status == "ok" else None


def _carried(change: _Change) -> list[Bead]:
    other = change.other_body
    old = (change.old_body, other) if change.on_left else (other, change.old_body)
    return carry_checked(change.pair.beads, old, change.bodies)


def _changes(view: View, article_id: int, old_body: str, new_body: str) -> list[_Change]:
    found = []
    for pair in pairs.touching(view, article_id):
        left_id, right_id = pairs.sides(view, pair.uuid)
        on_left = left_id == article_id
        other_body = articles.body(view, right_id if on_left else left_id) or ""
        found.append(_Change(pair, on_left, old_body, new_body, other_body))
    return found


def _revisions(view: View, pair_uuid: str) -> tuple[int, int]:
    left_id, right_id = pairs.sides(view, pair_uuid)
    found = {article.id: article.revision for article in articles.many(view, (left_id, right_id))}
    return found[left_id], found[right_id]
