"""How well some sentences of one text translate some of another: costs of beads.

Lengths after Gale and Church (1993), "A Program for Aligning Sentences in Bilingual Corpora", and
on top of them the landmarks that both sides share. The weights were set on Chinese and English
news; costs are negative natural logarithms.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from cityreader.bilingual.landmarks import has_quote, is_question, landmarks
from cityreader.text.han import count_han

_FREQUENCIES = {
    (1, 1): 0.85, (1, 2): 0.05, (2, 1): 0.05, (1, 0): 0.02, (0, 1): 0.02,
    (1, 3): 0.003, (3, 1): 0.003, (2, 2): 0.0005,
}  # fmt: skip
SHAPES = {shape: -math.log(frequency) for shape, frequency in _FREQUENCIES.items()}
"""What it costs that a bead has so many sentences on the left and on the right."""

AGAIN = -math.log(0.11)
"""What it costs that a sentence without counterpart follows another: they come in runs."""

# Latin letters that one Han character stands for.
_HAN_LENGTH = 3.7
# Gale and Church's variance of the length of a translation, per character (theirs is 6.8).
_VARIANCE = 8.0
# How many sentences it takes to trust the ratio of this pair's lengths as much as the usual one,
# and between what limits it is believed at all: a text may lack half of the other.
_RATIO_TRUST = 20
_RATIO_LIMITS = (0.7, 1.4)
# The least probability a length may have, so that one odd length cannot decide alone.
_LEAST = 1e-12
_SHARED_LANDMARK = 2.5
# Signs that both sides can have without the name or number being the same, and their weights.
_QUESTION, _QUOTE = "?", "“"
_SIGNS = {_QUESTION: 1.0, _QUOTE: 0.5}
_BOTH_BEGIN_PARAGRAPH = -1.5
_ONE_BEGINS_PARAGRAPH = 0.5
_JOINS_PARAGRAPHS = 2.0


class Evidence:
    """The costs of all beads of two texts, given as sentences.

    ``left_breaks`` and ``right_breaks`` are the numbers of the sentences that begin a paragraph,
    beyond the first; they count only where both texts have some.
    """

    def __init__(
        self,
        left: Sequence[str],
        right: Sequence[str],
        left_breaks: Sequence[int] = (),
        right_breaks: Sequence[int] = (),
    ) -> None:
        self._left_ends = list(accumulate(map(_length, left), initial=0.0))
        self._right_ends = list(accumulate(map(_length, right), initial=0.0))
        self._ratio = _length_ratio(
            self._left_ends[-1], self._right_ends[-1], len(left) + len(right)
        )
        self._left_marks = [_marks(sentence) for sentence in left]
        self._right_marks = [_marks(sentence) for sentence in right]
        self._weights = _landmark_weights(self._left_marks, self._right_marks)
        self._shared: dict[tuple[int, int], float] = {}
        self._left_breaks = frozenset(left_breaks)
        self._right_breaks = frozenset(right_breaks)
        self._has_breaks = bool(left_breaks) and bool(right_breaks)

    def cost(self, i: int, j: int, a: int, b: int) -> float:
        """What it costs to join ``a`` sentences from left ``i`` with ``b`` from right ``j``.

        Both are at least 1. The cost of the bead's shape comes on top.
        """
        left = self._left_ends[i + a] - self._left_ends[i]
        right = self._right_ends[j + b] - self._right_ends[j]
        cost = -math.log(max(math.erfc(self._deviation(left, right) / math.sqrt(2)), _LEAST))
        for x in range(i, i + a):
            for y in range(j, j + b):
                cost -= self._shared_weight(x, y)
        return cost + self._paragraph_cost(i, j, a, b) if self._has_breaks else cost

    def are_alike(self, left: range, right: range) -> bool:
        """Whether two stretches of sentences are about as long as translations would be."""
        first = self._left_ends[left.stop] - self._left_ends[left.start]
        second = self._right_ends[right.stop] - self._right_ends[right.start]
        return self._deviation(first, second) < 4

    def _deviation(self, left: float, right: float) -> float:
        """By how many standard deviations the right length is not what the left one suggests."""
        expected = left * self._ratio
        return abs(right - expected) / math.sqrt(_VARIANCE * (expected + right + 1) / 2)

    def _shared_weight(self, i: int, j: int) -> float:
        known = self._shared.get((i, j))
        if known is None:
            common = self._left_marks[i] & self._right_marks[j]
            known = self._shared[i, j] = sum(self._weights[mark] for mark in common)
        return known

    def _paragraph_cost(self, i: int, j: int, a: int, b: int) -> float:
        """Paragraphs mostly begin together and are mostly not joined."""
        joined = sum(x in self._left_breaks for x in range(i + 1, i + a))
        joined += sum(y in self._right_breaks for y in range(j + 1, j + b))
        cost = joined * _JOINS_PARAGRAPHS
        begins_left, begins_right = i in self._left_breaks, j in self._right_breaks
        if begins_left and begins_right:
            return cost + _BOTH_BEGIN_PARAGRAPH
        return cost + _ONE_BEGINS_PARAGRAPH * (begins_left or begins_right)


def _length(sentence: str) -> float:
    """The length in Latin letters."""
    return len(sentence) + (_HAN_LENGTH - 1) * count_han(sentence)


def _length_ratio(left: float, right: float, sentences: int) -> float:
    trust = sentences / (sentences + _RATIO_TRUST)
    ratio = math.pow((right + 1) / (left + 1), trust)
    lowest, highest = _RATIO_LIMITS
    return min(max(ratio, lowest), highest)


def _marks(sentence: str) -> frozenset[str]:
    signs = {_QUESTION} if is_question(sentence) else set()
    if has_quote(sentence):
        signs.add(_QUOTE)
    return landmarks(sentence) | signs


def _landmark_weights(
    left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]
) -> dict[str, float]:
    """The weight of each landmark that both texts have: the rarer it is, the more it says."""
    left_counts = Counter(mark for marks in left for mark in marks)
    right_counts = Counter(mark for marks in right for mark in marks)
    weights = {
        mark: _SHARED_LANDMARK / math.sqrt(count * right_counts[mark])
        for mark, count in left_counts.items()
        if mark in right_counts
    }
    return weights | _SIGNS
