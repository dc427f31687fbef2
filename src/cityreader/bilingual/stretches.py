"""Long texts cut into stretches that can be aligned one by one.

A sentence and its translation that are each other's likest by a margin are an anchor; of these the
longest chain that goes forward in both texts is believed. Texts are cut at an
anchor that closely follows another, equally far on both sides. Where there are none, as in a long
passage that only one side has, the stretch grows over it.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from cityreader.bilingual.comparison import Comparison

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

Anchor = tuple[int, int]

USUAL = 100
"""The sentences of a stretch, where anchors allow it."""

# Texts up to this size on each side are aligned whole.
_WHOLE = 2 * USUAL
# No stretch has more cells (sentences times sentences): a cell takes some 300 bytes.
_MOST_CELLS = 400_000
# How many rows of likenesses are in memory at a time.
_CHUNK = 512
# How much liker than the next best an anchor must be, and how like at all: by sentence vectors, by
# translated words, and by numbers and names alone.
_VECTORS, _WORDS, _NUMBERS = (0.02, 0.3), (1e-6, 0.08), (0.2, 0.3)
# Words in more than this share of the sentences say too little to find an anchor.
_COMMON = 0.03
# Between two anchors so many sentences apart, the same number on both sides, a sentence mostly has
# one counterpart; measured, 99 of 100 such places are borders of beads.
_NEAR = 3


def stretches(comparison: Comparison) -> list[tuple[range, range]]:
    """The stretches of the Chinese and the English side, in order; together they are everything."""
    rows, columns = len(comparison.chinese.texts), len(comparison.english.texts)
    if max(rows, columns) <= _WHOLE:
        return [(range(rows), range(columns))]
    chain = longest_chain(anchors(comparison))
    cuts = [(0, 0), *cuts_between(chain, rows, columns), (rows, columns)]
    found: list[tuple[range, range]] = []
    for (i, j), (i2, j2) in pairwise(cuts):
        inside = [anchor for anchor in chain if i < anchor[0] < i2 and j < anchor[1] < j2]
        found.extend(_halved(range(i, i2), range(j, j2), inside))
    return found


def cuts_between(chain: Sequence[Anchor], rows: int, columns: int) -> list[Anchor]:
    """Where to cut texts of so many sentences: the first sentences of all stretches but one."""
    cuts: list[Anchor] = []
    start = (0, 0)
    for number in range(1, len(chain)):
        (i, j), (i0, j0) = chain[number], chain[number - 1]
        if i - i0 != j - j0 or i - i0 > _NEAR:
            continue
        if max(i - start[0], j - start[1]) < USUAL or min(i - start[0], j - start[1]) < 3:
            continue
        if max(rows - i, columns - j) < USUAL // 3:
            break
        cuts.append((i, j))
        start = (i, j)
    return cuts


def longest_chain(pairs: Sequence[Anchor]) -> list[Anchor]:
    """The most pairs that go forward on both sides; ``pairs`` are in order of the first side."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        ends[length : length + 1] = [j]
        last[length : length + 1] = [number]
        before.append(last[length - 1] if length else -1)
    chain: list[Anchor] = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def anchors(comparison: Comparison) -> list[Anchor]:
    """Sentences that are each other's likest by a margin, in order of the Chinese side."""
    rows, columns = len(comparison.chinese.texts), len(comparison.english.texts)
    vectors = comparison.vectors(range(rows), range(columns), longest=False)
    if vectors is not None:
        mine, theirs = vectors.chinese[0], vectors.english[0]

        def by_sense(part: slice) -> "Table":
            found: Table = mine[part] @ theirs.T
            return found

        return _mutual(by_sense, rows, columns, *_VECTORS)
    likeness = _WordLikeness(comparison)
    return _mutual(likeness.of, rows, columns, *(_WORDS if comparison.vocabulary else _NUMBERS))


def _mutual(
    likeness: Callable[[slice], "Table"], rows: int, columns: int, margin: float, least: float
) -> list[Anchor]:
    own_best = np.zeros(rows, np.int64)
    own, own_next = np.zeros(rows), np.zeros(rows)
    their_best = np.full(columns, -1)
    their, their_next = np.full(columns, -1.0), np.full(columns, -1.0)
    for start in range(0, rows, _CHUNK):
        part = slice(start, min(start + _CHUNK, rows))
        table = likeness(part)
        here = np.arange(len(table))
        own_best[part] = table.argmax(axis=1)
        own[part] = table[here, own_best[part]]
        if columns > 1:
            own_next[part] = np.partition(table, columns - 2, axis=1)[:, columns - 2]
        best = table.argmax(axis=0)
        top = table[best, np.arange(columns)]
        table[best, np.arange(columns)] = -1.0
        second = table.max(axis=0)
        better = top > their
        their_next = np.where(better, np.maximum(their, second), np.maximum(their_next, top))
        their_best = np.where(better, best + start, their_best)
        their = np.where(better, top, their)
    return [
        (i, int(j))
        for i, j in enumerate(own_best)
        if their_best[j] == i
        and own[i] >= least
        and own[i] - max(own_next[i], their_next[j]) >= margin
    ]


class _WordLikeness:
    """How like sentences are by rare translated words, numbers and names."""

    def __init__(self, comparison: Comparison) -> None:
        chinese, english = comparison.chinese, comparison.english
        vocabulary = comparison.vocabulary
        theirs = [
            {*words, *cues.numbers, *cues.latin}
            for words, cues in zip(english.words, english.cues, strict=True)
        ]
        mine = [
            {
                *(stem for word in words for stem in vocabulary.translations(word)),
                *cues.numbers,
                *cues.latin,
            }
            if vocabulary is not None
            else {*cues.numbers, *cues.latin}
            for words, cues in zip(chinese.words, chinese.cues, strict=True)
        ]
        counts = Counter(word for words in theirs for word in words)
        most = max(3, _COMMON * len(theirs))
        weights = {
            word: math.log1p(len(theirs) / count) for word, count in counts.items() if count <= most
        }
        at: defaultdict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(theirs):
            for word in words & weights.keys():
                at[word].append(number)
        self._columns = len(theirs)
        self._mine = [words & weights.keys() for words in mine]
        self._weights = weights
        self._at = {word: np.array(numbers) for word, numbers in at.items()}
        self._their_sizes = np.array(
            [math.sqrt(1 + sum(weights.get(word, 0.0) ** 2 for word in words)) for words in theirs]
        )

    def of(self, part: slice) -> "Table":
        """Cosines of the Chinese sentences of a part with all English ones."""
        found = [self._row(words) for words in self._mine[part]]
        return np.array(found, np.float32)

    def _row(self, words: set[str]) -> "NDArray[np.float64]":
        row = np.zeros(self._columns)
        size = 1.0
        for word in words:
            weight = self._weights[word] ** 2
            row[self._at[word]] += weight
            size += weight
        return row / (self._their_sizes * math.sqrt(size))


def _halved(rows: range, columns: range, inside: Sequence[Anchor]) -> Iterator[tuple[range, range]]:
    """A stretch, cut in the middle until it is small enough; at an anchor where it has one."""
    if len(rows) * len(columns) <= _MOST_CELLS or min(len(rows), len(columns)) < 2:
        yield rows, columns
        return
    middle = (rows.start + len(rows) // 2, columns.start + len(columns) // 2)
    if inside:
        middle = min(inside, key=lambda anchor: abs(anchor[0] - middle[0]))
    i, j = middle
    before = [anchor for anchor in inside if anchor[0] < i]
    after = [anchor for anchor in inside if anchor[0] > i and anchor[1] > j]
    yield from _halved(range(rows.start, i), range(columns.start, j), before)
    yield from _halved(range(i, rows.stop), range(j, columns.stop), after)
