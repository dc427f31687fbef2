"""How much of two texts is compared, by their length.

Comparing by words takes about 20 microseconds for each code point of both texts, with sentence
vectors five times that; placing by length alone costs next to nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from cityreader.bilingual.pins import SentenceBead
from cityreader.models import Span
from cityreader.text.sentences import sentences

LONGEST_READ = 2_000
"""Code points of a sentence that are compared; no real one measured has half as many."""

BY_LENGTH = 0.1
"""The score of a row placed by length alone: it is doubtful."""

# Of a longer text not even the sentences are looked for: each of them takes memory (code points).
_LONGEST_SPLIT = 1_000_000
_PLACE_TO_CUT = re.compile(r"\n+|[。！？]|[.!?](?=\s)")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Up to how many code points, of both texts together, they are compared by ``vectors``, and
    up to how many by ``words``; beyond, rows are placed by length alone.

    Of a sentence no more counts than what is read of it. ``sentences`` are the most of each text,
    since the time grows with their square; in a text of more, several are taken together as one.
    """

    vectors: int = 600_000
    words: int = 2_000_000
    sentences: int = 5_000


WHOLE = Bounds()
"""Where a person sees how far it is and can stop it: a long book takes minutes."""

BRIEF = Bounds(vectors=80_000, words=300_000, sentences=3_000)
"""Where nobody waits for rows, as in an import: about ten seconds at the most."""


def read_length(texts: Iterable[str]) -> int:
    """How many code points of these sentences are read."""
    return sum(min(len(text), LONGEST_READ) for text in texts)


def units(body: str, most: int, longest: int = _LONGEST_SPLIT) -> list[Span]:
    """The sentences of a body; of one with too many, passages of several, about ``most``."""
    if len(body) <= longest:
        found = sentences(body)
        if len(found) <= most:
            return found
        return list(_passages(found, len(body) // most + 1))
    return list(_passages(_pieces(body), len(body) // most + 1))


def placed_by_length(
    left: Sequence[str],
    right: Sequence[str],
    most: int,
    left_gaps: Sequence[int] = (),
    right_gaps: Sequence[int] = (),
) -> list[SentenceBead]:
    """Up to ``most`` rows of sentences that stand equally far from the beginnings of their texts.

    Takes time in proportion to the number of sentences. No row reaches across a gap, given as the
    number of the sentence behind it. Neither side may be empty.
    """
    rows = min(len(left), len(right), most)
    beads: list[SentenceBead] = []
    starts = zip(_starts(left, rows), _starts(right, rows), strict=True)
    for (i, j), (i2, j2) in pairwise(chain(starts, [(len(left), len(right))])):
        mine, theirs = _cut(range(i, i2), left_gaps), _cut(range(j, j2), right_gaps)
        beads.append(SentenceBead(tuple(mine[0]), tuple(theirs[0]), BY_LENGTH))
        beads += [SentenceBead(tuple(part), (), BY_LENGTH) for part in mine[1:]]
        beads += [SentenceBead((), tuple(part), BY_LENGTH) for part in theirs[1:]]
    return beads


def _starts(texts: Sequence[str], rows: int) -> list[int]:
    """The first sentence of each row, so that the rows share the length and none is empty."""
    whole = sum(map(len, texts)) + len(texts)
    found = [0]
    before = 0
    for number, text in enumerate(texts):
        row, left = len(found), len(texts) - number
        if number and row < rows and (before * rows >= row * whole or left == rows - row):
            found.append(number)
        before += len(text) + 1
    return found


def _cut(numbers: range, gaps: Sequence[int]) -> list[range]:
    inside = gaps[bisect_right(gaps, numbers.start) : bisect_left(gaps, numbers.stop)]
    borders = [numbers.start, *inside, numbers.stop]
    return [range(start, stop) for start, stop in pairwise(borders)]


def _pieces(body: str) -> Iterator[Span]:
    """Parts that end with a line or a full stop, without outer space."""
    start = 0
    for end in chain((match.end() for match in _PLACE_TO_CUT.finditer(body)), [len(body)]):
        part = body[start:end]
        if text := part.strip():
            begin = start + len(part) - len(part.lstrip())
            yield Span(begin, begin + len(text))
        start = end


def _passages(parts: Iterable[Span], size: int) -> Iterator[Span]:
    """Neighbouring parts joined until they have so many code points."""
    start: int | None = None
    end = 0
    for part in parts:
        start = part.start if start is None else start
        end = part.end
        if end - start >= size:
            yield Span(start, end)
            start = None
    if start is not None:
        yield Span(start, end)
