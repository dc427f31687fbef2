"""What the review stops at."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cityreader.models.counterpart import Proposal, Waiting
from cityreader.models.lineage import Conflict
from cityreader.ui.widgets.counterpart_offer import score_words

if TYPE_CHECKING:
    from cityreader.library.library import Library

OLDER = "aligned by an older version: enter aligns anew, checked rows stay"


@dataclass(frozen=True, slots=True)
class Stop:
    """One decision: two articles that may belong together, a place in one article, a pair that
    could be aligned ``anew``, or a record that was changed on both sides of a merge.

    Of a conflict ``number`` is the version that stands beside the one in force, from 1 on.
    """

    proposal: Proposal | None
    article_ids: tuple[int, ...]
    words: str
    anew: bool = False
    conflict: Conflict | None = None
    number: int = 1

    @property
    def article_id(self) -> int:
        """The article to read."""
        return self.article_ids[0]

    @property
    def record(self) -> str:
        """The record of a conflict."""
        return self.conflict.record if self.conflict else ""

    @property
    def versions(self) -> list[tuple[str, str]]:
        """The versions of a conflict: what enter and x do, and what each says."""
        if self.conflict is None:
            return []
        others = len(self.conflict.versions) - 1
        several = others > 1
        heads = (
            f"In force, enter keeps it{f' and drops all {others} others' * several}",
            f"The other one{f', {self.number} of {others}' * several}, x takes it",
        )
        both = self.conflict.versions[0], self.conflict.versions[self.number]
        return [(head, "\n\n".join(lines)) for head, lines in zip(heads, both, strict=True)]


def stops_of(waiting: Waiting) -> list[Stop]:
    """The stops of a review: proposals, then rows, marks, pairs to align anew, and conflicts, one
    stop for each version that waits."""
    stops = [
        Stop(one, (one.left_id, one.right_id), f"{score_words(one.score, one.kind)} · {one.reason}")
        for one in waiting.proposals
    ]
    for found, noun in ((waiting.rows, "doubtful row"), (waiting.marks, "moved or lost mark")):
        for article_id, count in found:
            words = f"{count:,} {noun}{'s' * (count != 1)} to check"
            stops.append(Stop(None, (article_id,), words))
    stops += [Stop(None, both, OLDER, anew=True) for both in waiting.older]
    for one in waiting.conflicts:
        where = f" · {one.article_title}" if one.article_title else ""
        ids = () if one.article_id is None else (one.article_id,)
        others = len(one.versions) - 1
        for number in range(1, others + 1):
            which = f" · version {number} of {others}" if others > 1 else ""
            words = f"conflict: {one.title}{where}{which}"
            stops.append(Stop(None, ids, words, conflict=one, number=number))
    return stops


def waiting_in(library: "Library") -> Waiting:
    """All that waits for a decision."""
    conflicts = tuple(library.transfer.conflicts.waiting())
    return replace(library.counterparts.review(), conflicts=conflicts)
