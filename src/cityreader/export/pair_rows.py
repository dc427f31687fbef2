"""The rows of the linked pairs of a dossier, one by one, with their words."""

from collections.abc import Iterator
from dataclasses import dataclass

from cityreader.errors import UsageError
from cityreader.export.formats import Contents, Stamped
from cityreader.models import Article, ArticleRecord, Bead, Pair, Span
from cityreader.text.joints import joint_name
from cityreader.text.phrases import counted


@dataclass(frozen=True, slots=True)
class RowSide:
    """One side of a row: its article, its words, and by what they follow the row before.

    ``words`` is None where the row has no text on this side; ``joint`` is a name of
    ``cityreader.text.joints``.
    """

    article: Article
    words: str | None
    joint: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """One row of a pair; ``number`` counts the rows of the pair from 1."""

    pair: Pair
    number: int
    bead: Bead
    left: RowSide
    right: RowSide


def pair_rows(stamped: Stamped, format_name: str) -> Iterator[PairRow]:
    """Every row of every linked pair, in the order of the dossier.

    A pair whose rows are of another revision than the bodies at hand is left out.

    Raises:
        UsageError: the texts are to be left out, and rows are nothing else.
    """
    if not stamped.with_text:
        raise UsageError(
            "The export was not written",
            f"The format {format_name} holds the texts of rows and nothing without them.",
            "Leave --no-text out, or name another format.",
        )
    return _rows(stamped)


def contents(stamped: Stamped) -> Contents:
    """The rows, and the pairs and articles they are of."""
    pairs = [pair for pair, _, _ in _pairs(stamped)]
    articles = {uuid for pair in pairs for uuid in (pair.left_uuid, pair.right_uuid)}
    bare = len(stamped.dossier.articles) - len(articles)
    held = {
        "row": sum(len(pair.beads) for pair in pairs),
        "pair": len(pairs),
        "article": len(articles),
    }
    return Contents(held, {"article": f"{counted(bare, 'article')} without rows"})


def _rows(stamped: Stamped) -> Iterator[PairRow]:
    for pair, left, right in _pairs(stamped):
        for number, bead in enumerate(pair.beads, 1):
            yield PairRow(pair, number, bead, left.take(bead.left), right.take(bead.right))


def _pairs(stamped: Stamped) -> Iterator[tuple[Pair, "_Side", "_Side"]]:
    """Every linked pair whose rows are of the bodies at hand, with its two sides."""
    records = {record.article.uuid: record for record in stamped.dossier.articles}
    for pair in stamped.dossier.pairs:
        left, right = records.get(pair.left_uuid), records.get(pair.right_uuid)
        if pair.status != "linked" or left is None or right is None:
            continue
        sides = _Side(left, pair.left_revision), _Side(right, pair.right_revision)
        if all(side.is_current for side in sides):
            yield pair, *sides


class _Side:
    """Goes through one body row by row."""

    def __init__(self, record: ArticleRecord, revision: int) -> None:
        self._article = record.article
        self._body = record.body or ""
        self._end = 0
        self.is_current = record.body is not None and record.article.revision == revision

    def take(self, span: Span | None) -> RowSide:
        if span is None:
            return RowSide(self._article, None, "none")
        joint = joint_name(self._body[self._end : span.start])
        self._end = span.end
        return RowSide(self._article, self._body[span.start : span.end], joint)
