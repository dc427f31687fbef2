"""Pairs of articles and their rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, Self

from cityreader.models.article import Article
from cityreader.models.span import Span

BeadOrigin = Literal["machine"]

DOUBTFUL_BELOW = 0.7
"""Rows less probable than this want a look: 4 % of news rows, which hold 53 % of the errors
(measured on the ``news-hard`` set, where rows between .5 and .7 are right in 61 of 100 cases)."""


Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")


def other_side(side: Side) -> Side:
    """The other side of a pair."""
    return "right" if side == "left" else "left"


@dataclass(frozen=True, slots=True)
class Bead:
    """One row of a pair: text on the left, on the right, or on both sides.

    ``score`` is the probability that the row is right, from 0 to 1. ``origin`` is ``machine`` where
    the text of one side was made by a translation command and no person has changed it.
    """

    left: Span | None
    right: Span | None
    score: float
    checked: bool = False
    origin: BeadOrigin | None = None

    def on(self, side: Side) -> Span | None:
        """Its text on a side; None for a hole."""
        return self.left if side == "left" else self.right

    def with_text(self, side: Side, span: Span | None) -> Self:
        """The same row with other text on a side."""
        return replace(self, left=span) if side == "left" else replace(self, right=span)

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it: improbable, and not checked yet."""
        return self.score < DOUBTFUL_BELOW and not self.checked

    @property
    def one_sided(self) -> bool:
        """Whether it is a hole: text on one side only."""
        return self.left is None or self.right is None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a pair's ``rows`` have text on both sides, and how many are doubtful."""

    rows: int
    paired: int
    doubtful: int

    @classmethod
    def of(cls, beads: Iterable[Bead]) -> Self:
        """Count the rows of a pair."""
        every = tuple(beads)
        return cls(
            rows=len(every),
            paired=sum(not bead.one_sided for bead in every),
            doubtful=sum(bead.doubtful for bead in every),
        )

    def __str__(self) -> str:
        """As people read it: ``46 of 50 paired, 3 to check``."""
        to_check = f", {self.doubtful} to check" if self.doubtful else ""
        return f"{self.paired} of {self.rows} paired{to_check}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that are translations of each other, with their rows in reading order.

    The beads refer to ``left_revision`` and ``right_revision`` of the two bodies. ``aligner`` says
    what made them, None where that is not known: rows of an older aligner can be made anew.
    """

    uuid: str
    left_uuid: str
    right_uuid: str
    origin: str
    status: str
    left_revision: int
    right_revision: int
    beads: tuple[Bead, ...] = ()
    aligner: str | None = None

    def other(self, article_uuid: str) -> str:
        """The UUID of the article at the other side of this one."""
        return self.right_uuid if self.left_uuid == article_uuid else self.left_uuid


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts, split into sentences and aligned; each bead side lists sentence numbers from 0."""

    left_sentences: tuple[Span, ...]
    right_sentences: tuple[Span, ...]
    left_beads: tuple[tuple[int, ...], ...]
    right_beads: tuple[tuple[int, ...], ...]
    beads: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Everything the reader needs to show an article, alone or beside its counterpart.

    ``left`` is the article that was opened or, where it is the right side of its pair, the left
    one. Without a counterpart, ``right`` is None, ``right_body`` empty and every bead one-sided.
    ``paragraphs`` numbers the paragraph each bead begins in. ``older`` says that an older aligner
    made the rows, so that a person may have them made anew.
    """

    left: Article
    right: Article | None
    left_body: str
    right_body: str
    pair_uuid: str | None
    beads: tuple[Bead, ...]
    paragraphs: tuple[int, ...]
    counterparts: tuple[Article, ...] = ()
    older: bool = False

    def article(self, side: Side) -> Article | None:
        """The article on a side; None on the right of one alone."""
        return self.left if side == "left" else self.right

    def body(self, side: Side) -> str:
        """The body on a side; empty on the right of an article alone."""
        return self.left_body if side == "left" else self.right_body

    def words(self, bead: Bead, side: Side) -> str:
        """The text of a row on a side; empty for a hole."""
        span = bead.on(side)
        return self.body(side)[span.start : span.end] if span is not None else ""
