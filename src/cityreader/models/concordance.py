"""Places in paired articles that hold some words, with what stands beside them."""

from dataclasses import dataclass

from cityreader.models.article import Article
from cityreader.models.span import Span


@dataclass(frozen=True, slots=True)
class ConcordanceHit:
    """Words found in one row of a pair.

    ``span`` are the words in the body of ``article``; ``before`` and ``after`` what stands around
    them there, on one line. ``other`` is the whole other side of the row, empty where the row has
    none, at ``other_span`` of the body of ``counterpart``. ``row`` counts the rows of the pair from
    1; ``score`` and ``checked`` are the row's.
    """

    article: Article
    counterpart: Article
    pair_uuid: str
    row: int
    span: Span
    before: str
    words: str
    after: str
    other: str
    other_span: Span | None
    score: float
    checked: bool
