"""The sentence around an annotation, and what stands beside it in the other language."""

from bisect import bisect_right
from collections.abc import Sequence

from cityreader.models import Annotation, ArticleRecord, Bead, Dossier, Pair, Span
from cityreader.text.sentences import sentences


class Surroundings:
    """Looks around the annotations of one dossier; each body is split into sentences once."""

    def __init__(self, dossier: Dossier) -> None:
        self._records = {record.article.uuid: record for record in dossier.articles}
        self._pairs: dict[str, Pair] = {}
        for pair in dossier.pairs:
            if pair.status == "linked":
                self._pairs.setdefault(pair.left_uuid, pair)
                self._pairs.setdefault(pair.right_uuid, pair)
        self._sentences: dict[str, Sequence[Span]] = {}

    def sentence(self, mark: Annotation) -> str | None:
        """The sentence or sentences that ``mark`` lies in; None where its body is not there."""
        record = self._current(mark)
        if record is None or record.body is None:
            return None
        uuid = record.article.uuid
        if uuid not in self._sentences:
            self._sentences[uuid] = sentences(record.body)
        around = _overlapping(self._sentences[uuid], mark.span)
        return record.body[around[0].start : around[-1].end] if around else mark.exact

    def counterpart(self, mark: Annotation) -> str | None:
        """The other side of the row that ``mark`` lies in, in the first pair of its article.

        None without a pair, without text on the other side, or where the rows are of another
        revision than the mark.
        """
        pair = self._pairs.get(mark.article_uuid)
        if pair is None or self._current(mark) is None:
            return None
        on_left = pair.left_uuid == mark.article_uuid
        here, there = pair.left_revision, pair.right_revision
        if not on_left:
            here, there = there, here
        other = self._records.get(pair.other(mark.article_uuid))
        if other is None or other.body is None:
            return None
        if here != mark.revision or there != other.article.revision:
            return None
        beside = [
            far
            for near, far in (_sides(bead, on_left) for bead in pair.beads)
            if near is not None and far is not None and near.overlaps(mark.span)
        ]
        if not beside:
            return None
        return other.body[min(far.start for far in beside) : max(far.end for far in beside)]

    def _current(self, mark: Annotation) -> ArticleRecord | None:
        """The article of ``mark`` if its body is the one that the mark counts in."""
        record = self._records.get(mark.article_uuid)
        if record is None or record.body is None or mark.status == "orphan":
            return None
        return record if record.article.revision == mark.revision else None


def _sides(bead: Bead, on_left: bool) -> tuple[Span | None, Span | None]:
    return (bead.left, bead.right) if on_left else (bead.right, bead.left)


def _overlapping(spans: Sequence[Span], wanted: Span) -> Sequence[Span]:
    """Those of ``spans``, in order of their starts, that share a code point with ``wanted``."""
    first = bisect_right(spans, wanted.start, key=lambda span: span.end)
    last = first
    while last < len(spans) and spans[last].start < wanted.end:
        last += 1
    return spans[first:last]
