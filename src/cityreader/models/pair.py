"""Pairs of articles and their rows."""

from dataclasses import dataclass
from typing import Literal

from cityreader.models.article import Article
from cityreader.models.span import Span

PairOrigin = Literal["manual", "import", "auto", "sample"]
PairStatus = Literal["linked", "proposed", "dismissed"]


@dataclass(frozen=True, slots=True)
class Bead:
    """One row of a pair: text on the left, on the right, or on both sides.

    ``score`` is the probability that the row is right, from 0 to 1.
    """

    left: Span | None
    right: Span | None
    score: float
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that are translations of each other, with their rows in reading order.

    The beads refer to ``left_revision`` and ``right_revision`` of the two bodies.
    """

    uuid: str
    left_uuid: str
    right_uuid: str
    origin: str
    status: str
    left_revision: int
    right_revision: int
    beads: tuple[Bead, ...] = ()


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
    ``paragraphs`` numbers the paragraph each bead begins in.
    """

    left: Article
    right: Article | None
    left_body: str
    right_body: str
    pair_uuid: str | None
    beads: tuple[Bead, ...]
    paragraphs: tuple[int, ...]
    counterparts: tuple[Article, ...] = ()
