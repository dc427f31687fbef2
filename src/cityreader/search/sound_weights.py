"""How well titles sound like a word of a query: spellings, initials and homophones."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cityreader.search.postings import Weights
from cityreader.search.romanisation import (
    Beginning,
    Segmentation,
    Syllables,
    respelt,
    romanisation,
    segmentations,
)
from cityreader.search.tiers import (
    ALL_INITIALS,
    HOMOPHONE,
    IN_PINYIN,
    IN_WORDS,
    INITIALS,
    INITIALS_WITH_VOWEL,
    LONG_INITIALS,
    LONG_SPELLING,
    ONE_SYLLABLE,
    RESPELT,
    SHORT_HOMOPHONE,
    SPELLING,
    TWO_SLIPS,
    UNFINISHED,
    UNFINISHED_SHORT,
    UNSURE_SPELLING,
    USUAL_READING,
)  # fmt: skip
from cityreader.search.title_index import SYLLABLE_BASE, TitleIndex

_SAME_SOUNDS = 3
_FREQUENT = ((40, 0), (8, 6), (2, 12), (0, 18))
"""Pairs of characters for two initials: the last 2, 8, 40 most frequent ones weigh 18, 12, 6 more,
and beyond the 400 most frequent none counts."""
_FREQUENT_AT_MOST = 400
_USUAL = 500
"""Of pairs that sound the same, those in more than one of so many titles come first."""
_DOMINANT = 4
_DOMINANT_LEAST = 8
_HELD, _IN_WORD = 1, 2

BigramNumbers = npt.NDArray[np.integer]


class SoundWeights:
    """Writes into weights, one for each row of an ``index``, what titles sound like."""

    def __init__(self, index: TitleIndex) -> None:
        self._index = index
        self._in_words = index.in_words

    def homophones(self, weights: Weights, text: str, *, relaxed: bool) -> None:
        """Other characters that sound the same: what an input method offers first.

        ``relaxed`` also takes titles where more than half of the pairs of a longer text do.
        """
        readings = [romanisation().readings_of(character) for character in text]
        if not all(readings):
            return
        steps = self._pairs_read(readings)
        if relaxed and len(steps) > 2:
            heard = np.zeros(len(self._index), np.uint8)
            for pairs in steps:
                step = np.zeros(len(self._index), np.uint8)
                self._index.han.mark(step, pairs, 1)
                heard += step
            most = heard > len(steps) // 2
            weights[most] = np.maximum(weights[most], TWO_SLIPS)
        weight = HOMOPHONE if len(text) > 2 else SHORT_HOMOPHONE
        self._steps(weights, steps, weight)
        usual = [known[:1] for known in readings]
        if usual != readings:
            self._steps(weights, self._pairs_read(usual), weight + USUAL_READING)

    def _pairs_read(self, readings: Sequence[Sequence[int]]) -> list[BigramNumbers]:
        """The pairs of characters read as each two neighbours of some readings."""
        return [
            self._index.read_as([_code(one, other) for one in before for other in after])
            for before, after in pairwise(readings)
        ]

    def spelling(self, weights: Weights, letters: str) -> None:
        """Letters as syllables: pinyin, Wade–Giles, Tongyong."""
        ways = segmentations(letters)
        fewest = min((len(way) for way in ways if len(way) > 1), default=0)
        # What two whole syllables spell is not the beginning of more as well.
        if any(len(way) == 2 and isinstance(way[1], Syllables) for way in ways):
            ways = tuple(way for way in ways if len(way) < 3 or isinstance(way[-1], Syllables))
        weighed = [(_certainty(way, len(letters), fewest), way) for way in ways]
        # The surest last, so that it is written over the others.
        for weight, way in sorted(weighed, key=lambda item: item[0]):
            if len(way) > 2:
                steps = [self._index.read_as(_codes(*step)) for step in pairwise(way)]
                self._steps(weights, steps, weight)
            elif len(way) == 2:
                self._two_syllables(weights, way, weight)
            elif isinstance(only := way[0], Syllables):
                for number in only.numbers[:_SAME_SOUNDS]:
                    base = number * SYLLABLE_BASE
                    pairs = self._index.read_as([(base, base + SYLLABLE_BASE)])
                    self._index.han.mark(weights, pairs, weight)

    def respelling(self, weights: Weights, letters: str) -> None:
        """Syllables with a slip in them, where they are words in Chinese."""
        for way in respelt(letters):
            steps = [self._index.read_as(_codes(*step)) for step in pairwise(way)]
            if len(steps) == 1:
                steps = [steps[0][self._in_words[steps[0]]]]
            if all(map(len, steps)):
                self._steps(weights, steps, RESPELT)

    def _two_syllables(self, weights: Weights, segmentation: Segmentation, weight: int) -> None:
        index, codes = self._index, _codes(*segmentation)
        pairs = index.read_as(codes)
        # A name that is in many titles is meant rather than a chance meeting of characters.
        likelihood = (index.bigram_counts[pairs] * _USUAL > len(index)).astype(np.int64)
        if all(isinstance(part, Syllables) and part.is_pinyin for part in segmentation):
            # The pairs of the first code come first, and that is the one in pinyin.
            likelihood[: len(index.read_as(codes[:1]))] += IN_PINYIN
        likelihood += IN_WORDS * self._in_words[pairs]
        for more in np.unique(likelihood).tolist():
            index.han.mark(weights, pairs[likelihood == more], weight + more)

    def initials(self, weights: Weights, letters: str, words: int) -> BigramNumbers:
        """Titles with these initials; returns the pairs that outweigh Latin words.

        ``words`` is how often words that begin with the letters stand in titles.
        """
        table, index = romanisation(), self._index
        begun = [table.beginning(letter) for letter in letters]
        steps = [
            index.read_as(
                [
                    (number * SYLLABLE_BASE + after.first, number * SYLLABLE_BASE + after.end)
                    for number in range(before.first, before.end)
                ]
            )
            for before, after in pairwise(begun)
        ]
        said = len(letters) > 2 and any(letter in "aeiouy" for letter in letters)
        weight = INITIALS_WITH_VOWEL if said else INITIALS.get(len(letters), LONG_INITIALS)
        if len(steps) > 1:
            self._steps(weights, steps, weight + ALL_INITIALS)
            return np.zeros(0, np.int32)
        pairs = steps[0]
        counts = index.bigram_counts[pairs]
        frequent = np.argsort(counts, kind="stable")[-_FREQUENT_AT_MOST:]
        end = 0
        for last, bonus in _FREQUENT:
            stop = len(frequent) - last
            index.han.mark(weights, pairs[frequent[end : max(stop, end)]], weight + bonus)
            end = max(stop, end)
        dominant = frequent[counts[frequent] > _DOMINANT * words + _DOMINANT_LEAST]
        return pairs[dominant[-2:]]

    def _steps(self, weights: Weights, steps: Sequence[BigramNumbers], weight: int) -> None:
        """Write a weight where each step has a pair of characters, and more for those in words."""
        index = self._index
        together = np.ones(len(index), np.uint8)
        in_words = np.zeros(len(index), np.uint8)
        step = np.empty(len(index), np.uint8)
        for pairs in steps:
            known = self._in_words[pairs]
            step[:] = 0
            index.han.mark(step, pairs[~known], _HELD)
            index.han.mark(step, pairs[known], _HELD | _IN_WORD)
            together &= step
            in_words += step >> 1
        rows = np.flatnonzero(together.view(bool))
        more = np.minimum(IN_WORDS * in_words[rows].astype(np.int64) // len(steps), IN_WORDS)
        weights[rows] = np.maximum(weights[rows], weight + more)


def _certainty(segmentation: Segmentation, letters: int, fewest: int) -> int:
    """The weight of one way to read ``letters``, the ``fewest`` syllables of which are so many."""
    finished = isinstance(segmentation[-1], Syllables)
    match len(segmentation):
        case 1:
            return ONE_SYLLABLE
        case 2 if finished:
            return SPELLING
        case 2:
            return UNFINISHED if letters >= 4 else UNFINISHED_SHORT
        case syllables:
            return LONG_SPELLING if finished and syllables == fewest else UNSURE_SPELLING


def _code(first: int, second: int) -> tuple[int, int]:
    code = first * SYLLABLE_BASE + second
    return code, code + 1


def _codes(before: Syllables | Beginning, after: Syllables | Beginning) -> list[tuple[int, int]]:
    """The ranges of codes of two syllables one after the other; only the last can be begun."""
    if isinstance(before, Beginning):
        return []
    if isinstance(after, Beginning):
        bases = [number * SYLLABLE_BASE for number in before.numbers]
        return [(base + after.first, base + after.end) for base in bases]
    return [_code(one, other) for one in before.numbers for other in after.numbers]
