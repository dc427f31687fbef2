"""What is offered as a counterpart until a person accepts or dismisses it."""

from dataclasses import dataclass
from typing import Literal

from cityreader.models.annotation import Annotation
from cityreader.models.article import Article, DateRange
from cityreader.models.lineage import Conflict

ProposalKind = Literal["counterpart", "same-story"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two articles in different languages or scripts that may belong together.

    ``left_id`` is the English one, if one is. ``score`` is the probability that they are
    translations of each other, from 0 to 1; ``kind`` is ``counterpart`` above the threshold and
    ``same-story`` below. ``reason`` says in a few words why.
    """

    left_id: int
    right_id: int
    score: float
    kind: ProposalKind
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be the counterpart of another, with the first lines of its text."""

    article: Article
    score: float
    kind: ProposalKind
    reason: str
    lines: tuple[str, ...]
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words with what stands before and after them.

    They are the ``number``-th, from 1 on, of ``count`` such in the text of their article.
    """

    before: str
    words: str
    after: str
    number: int = 1
    count: int = 1


@dataclass(frozen=True, slots=True)
class DoubtfulMark:
    """A mark that a change of its text moved, changed inside, or left without its words.

    ``label`` is its tag or role in words, ``coder`` who made it. ``was`` is where it last stood for
    sure, None where that text is not here; ``now`` where it stands, None where its words are gone.
    ``date`` is that of the event it belongs to. ``beside`` are other marks that say the same of
    these words or of a part of them: what they stand on, and whose they are. ``place`` is the
    code point of the text to look at: where it stands or, without words, where they would.
    """

    mark: Annotation
    article_id: int
    article_title: str
    label: str
    coder: str
    was: Excerpt | None
    now: Excerpt | None
    place: int
    date: DateRange | None = None
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a decision: proposals, (article id, count) where rows are doubtful and where
    marks were moved or lost their words, the ids of the articles of pairs that an older aligner
    aligned, and what was changed on both sides of a merge; ``doubtful`` are the marks one by
    one."""

    proposals: tuple[Proposal, ...]
    rows: tuple[tuple[int, int], ...]
    marks: tuple[tuple[int, int], ...]
    older: tuple[tuple[int, int], ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    doubtful: tuple[DoubtfulMark, ...] = ()

    @property
    def total(self) -> int:
        """How many decisions that is: the rows of a pair are one, of a conflict each version that
        waits."""
        found = (*self.proposals, *self.rows, *self.older)
        marks = sum(count for _, count in self.marks)
        return len(found) + marks + sum(one.waiting for one in self.conflicts)
