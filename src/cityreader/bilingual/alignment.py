"""Which sentences of two texts translate each other."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cityreader.bilingual.evidence import AGAIN, SHAPES, Evidence
from cityreader.bilingual.lattice import best_path
from cityreader.models import Alignment, Bead, Span
from cityreader.text.sentences import paragraphs, sentences


class SentenceBead(NamedTuple):
    """Sentences of both sides, numbered from 0, that belong together; one side may be empty.

    ``score`` is the probability that the bead is right, from 0 to 1.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float


def align(
    left_body: str,
    right_body: str,
    left_sentences: Sequence[Span] | None = None,
    right_sentences: Sequence[Span] | None = None,
) -> Alignment:
    """The sentences of both bodies and the rows they form, in reading order.

    Every sentence is in exactly one row; a row reaches from the start of its first sentence to the
    end of its last. Sentences that are already known can be given as spans of the bodies.
    """
    left = tuple(sentences(left_body) if left_sentences is None else left_sentences)
    right = tuple(sentences(right_body) if right_sentences is None else right_sentences)
    found = align_sentences(
        [left_body[slice(*span)] for span in left],
        [right_body[slice(*span)] for span in right],
        _paragraph_starts(left_body, left),
        _paragraph_starts(right_body, right),
    )
    return Alignment(
        left_sentences=left,
        right_sentences=right,
        left_beads=tuple(bead.left for bead in found),
        right_beads=tuple(bead.right for bead in found),
        beads=tuple(
            Bead(_around(left, bead.left), _around(right, bead.right), bead.score) for bead in found
        ),
    )


def align_sentences(
    left: Sequence[str],
    right: Sequence[str],
    left_breaks: Sequence[int] = (),
    right_breaks: Sequence[int] = (),
) -> list[SentenceBead]:
    """The beads of two texts given as sentences, in order; every sentence is in exactly one.

    ``left_breaks`` and ``right_breaks`` are the numbers, in order, of the sentences that begin a
    paragraph, beyond the first. Where both texts have as many paragraphs, and each about as long as
    its partner, beads stay inside them; otherwise the borders are one sign among others.
    """
    evidence = Evidence(left, right, left_breaks, right_breaks)
    beads: list[SentenceBead] = []
    for lefts, rights in _blocks(
        evidence, _stretches(left_breaks, len(left)), _stretches(right_breaks, len(right))
    ):
        i, j = lefts.start, rights.start

        def cost(x: int, y: int, a: int, b: int, i: int = i, j: int = j) -> float:
            return evidence.cost(i + x, j + y, a, b)

        for bead in best_path(len(lefts), len(rights), SHAPES, AGAIN, cost):
            beads.append(
                SentenceBead(
                    tuple(lefts[bead.i : bead.i + bead.a]),
                    tuple(rights[bead.j : bead.j + bead.b]),
                    round(bead.probability, 4),
                )
            )
    return beads


def monolingual(body: str) -> tuple[Bead, ...]:
    """The rows of a body without counterpart: one for each sentence, on the left."""
    return tuple(Bead(span, None, 1.0) for span in sentences(body))


def line_spans(text: str) -> list[Span]:
    """The lines of ``text``, for texts with one sentence a line; a line may be empty."""
    spans: list[Span] = []
    start = 0
    for line in text.removesuffix("\n").split("\n") if text else []:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _blocks(
    evidence: Evidence, left: Sequence[range], right: Sequence[range]
) -> list[tuple[range, range]]:
    """Paragraph by paragraph where they go together, else the whole of both texts."""
    pairs = list(zip(left, right, strict=False))
    if len(left) == len(right) and all(evidence.are_alike(*pair) for pair in pairs):
        return pairs
    return [(range(left[-1].stop), range(right[-1].stop))]


def _stretches(breaks: Sequence[int], count: int) -> list[range]:
    borders = [0, *breaks, count]
    return [range(start, end) for start, end in pairwise(borders)]


def _paragraph_starts(body: str, spans: Sequence[Span]) -> list[int]:
    """The numbers of the sentences, beyond the first, that begin a paragraph."""
    starts = [span.start for span in spans]
    numbers = {bisect_left(starts, paragraph.start) for paragraph in paragraphs(body)}
    return sorted(number for number in numbers if 0 < number < len(spans))


def _around(spans: Sequence[Span], numbers: Sequence[int]) -> Span | None:
    return Span(spans[numbers[0]].start, spans[numbers[-1]].end) if numbers else None
