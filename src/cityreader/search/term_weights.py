"""How well one word of a query matches every title: a weight from 0 (not at all) to 100.

The tiers were tuned on hand-made and generated queries; what matters is their order: exact before
prefix before romanised before slips of the finger.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from cityreader.search.postings import Weights
from cityreader.search.romanisation import (
    Beginning,
    Segmentation,
    Syllables,
    romanisation,
    segmentations,
)
from cityreader.search.title_index import SYLLABLE_BASE, TitleIndex
from cityreader.search.vocabulary import Vocabulary

EXACT, COMMON_INITIALS, HAN_EXACT, PREFIX = 100, 96, 95, 90
LONG_SPELLING, SPELLING, INSIDE, ONE_SLIP = 85, 80, 60, 56
HOMOPHONE, HALF_THE_PAIRS, TWO_SLIPS, SHORT_HOMOPHONE = 50, 40, 36, 32
ONE_SYLLABLE = 32
UNFINISHED, UNFINISHED_SHORT = 62, 42
"""A spelling whose last syllable is begun; below four letters it may be many things."""

INITIALS = {2: 30, 3: 40}
INITIALS_WITH_VOWEL, LONG_INITIALS = 30, 60
"""Letters that can be said are rather a word than initials."""
ALL_INITIALS = 8
"""More for three and more initials, all of which must follow each other."""

_SLIPS_FROM, _TWO_SLIPS_FROM, _RELAXED_TWO_FROM = 4, 8, 5
_INSIDE_FROM = 3
_MOST_INITIALS = 6
_SAME_SOUNDS = 3
_FREQUENT = ((40, 0), (8, 6), (2, 12), (0, 18))
"""Pairs of characters for two initials: the last 2, 8, 40 most frequent ones weigh 18, 12, 6 more,
and beyond the 400 most frequent none counts."""
_FREQUENT_AT_MOST = 400
_USUAL = 500
"""Of pairs that sound the same, those in more than one of so many titles come first."""
_DOMINANT = 4
_DOMINANT_LEAST = 8

BigramNumbers = npt.NDArray[np.integer]


class Term(NamedTuple):
    """A word of a query, folded. ``unfinished``: it may still be typed, so a prefix counts."""

    text: str
    kind: Literal["latin", "han"]
    unfinished: bool = False


class TermWeights:
    """Weighs terms over the titles of one ``index``; arrays have one weight for each row."""

    def __init__(self, index: TitleIndex) -> None:
        self.index = index
        self._vocabulary = Vocabulary(index.vocabulary)

    def of(self, term: Term, *, relaxed: bool = False) -> Weights:
        """The weight of a term at every row.

        ``relaxed`` also takes slips in the first letter, and two of them in shorter words.
        """
        weights = np.zeros(len(self.index), np.uint8)
        if term.kind == "han":
            self._weigh_han(weights, term.text)
        else:
            self._weigh_latin(weights, term, relaxed)
        return weights

    def of_spelling(self, letters: str) -> Weights:
        """The weight of letters as pinyin or Wade–Giles alone."""
        weights = np.zeros(len(self.index), np.uint8)
        self._weigh_spelling(weights, letters)
        return weights

    def _weigh_latin(self, weights: Weights, term: Term, relaxed: bool) -> None:
        """Write tier over tier, the better one last."""
        index, word = self.index, term.text
        spelt = word.isascii() and word.isalpha() and len(word) >= 2
        dominant: BigramNumbers = np.zeros(0, np.int32)
        if spelt and len(word) <= _MOST_INITIALS:
            dominant = self._weigh_initials(weights, word)
        if len(word) >= _SLIPS_FROM:
            two_from = _RELAXED_TWO_FROM if relaxed else _TWO_SLIPS_FROM
            slips = 2 if len(word) >= two_from else 1
            near = self._vocabulary.near(word, slips, term.unfinished, any_first=relaxed)
            for distance, first, end in sorted(near, reverse=True):
                rows = index.latin.of(first, end)
                weights[rows] = np.maximum(weights[rows], ONE_SLIP if distance == 1 else TWO_SLIPS)
        if len(word) >= _INSIDE_FROM:
            index.latin.mark(weights, index.words_holding(word), INSIDE)
        if spelt:
            self._weigh_spelling(weights, word)
        first, end = self._vocabulary.beginning_with(word)
        if first < end:
            weights[index.latin.of(first, end)] = PREFIX
            if index.vocabulary[first] == word:
                weights[index.latin.of(first, first + 1)] = EXACT
        # The most frequent of them last, so that it comes first.
        for place, pair in enumerate(dominant, COMMON_INITIALS - len(dominant) + 1):
            weights[index.han.of(pair, pair + 1)] = place

    def _weigh_han(self, weights: Weights, text: str) -> None:
        index = self.index
        if len(text) == 1:
            index.han.mark(weights, index.bigrams_from(text), EXACT)
            return
        self._weigh_homophones(weights, text)
        pairs = [index.bigram(first, second) for first, second in pairwise(text)]
        held = np.zeros(len(index), np.uint8)
        for pair in pairs:
            if pair >= 0:
                held[index.han.of(pair, pair + 1)] += 1
        if len(pairs) >= 3:
            half = held >= (len(pairs) + 1) // 2
            weights[half] = np.maximum(weights[half], HALF_THE_PAIRS)
        weights[held == len(pairs)] = HAN_EXACT

    def _weigh_homophones(self, weights: Weights, text: str) -> None:
        """Other characters that sound the same: what an input method offers first."""
        readings = [romanisation().readings_of(character) for character in text]
        if not all(readings):
            return
        together = self._all_of(
            self.index.read_as([_code(one, other) for one in before for other in after])
            for before, after in pairwise(readings)
        )
        weights[together] = HOMOPHONE if len(text) > 2 else SHORT_HOMOPHONE

    def _weigh_spelling(self, weights: Weights, letters: str) -> None:
        for segmentation in sorted(segmentations(letters), key=_certainty):
            if len(segmentation) > 2:
                steps = pairwise(segmentation)
                together = self._all_of(self.index.read_as(_codes(*step)) for step in steps)
                weights[together] = LONG_SPELLING
            elif len(segmentation) == 2:
                self._weigh_two_syllables(weights, letters, segmentation)
            elif isinstance(only := segmentation[0], Syllables):
                for number in only.numbers[:_SAME_SOUNDS]:
                    base = number * SYLLABLE_BASE
                    pairs = self.index.read_as([(base, base + SYLLABLE_BASE)])
                    self.index.han.mark(weights, pairs, ONE_SYLLABLE)

    def _weigh_two_syllables(
        self, weights: Weights, letters: str, segmentation: Segmentation
    ) -> None:
        weight = SPELLING
        if isinstance(segmentation[1], Beginning):
            weight = UNFINISHED if len(letters) >= 4 else UNFINISHED_SHORT
        index, pairs = self.index, self.index.read_as(_codes(*segmentation))
        index.han.mark(weights, pairs, weight)
        # A name that is in many titles is meant rather than a chance meeting of characters.
        usual = pairs[index.bigram_counts[pairs] * _USUAL > len(index)]
        index.han.mark(weights, usual, weight + 1)

    def _weigh_initials(self, weights: Weights, letters: str) -> BigramNumbers:
        """Mark titles with these initials; returns the pairs that outweigh words of two letters."""
        table, index = romanisation(), self.index
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
            weights[self._all_of(steps)] = weight + ALL_INITIALS
            return np.zeros(0, np.int32)
        pairs = steps[0]
        counts = index.bigram_counts[pairs]
        frequent = np.argsort(counts, kind="stable")[-_FREQUENT_AT_MOST:]
        end = 0
        for last, bonus in _FREQUENT:
            stop = len(frequent) - last
            index.han.mark(weights, pairs[frequent[end : max(stop, end)]], weight + bonus)
            end = max(stop, end)
        first, beyond = self._vocabulary.beginning_with(letters)
        words = int(index.latin.starts[beyond] - index.latin.starts[first])
        dominant = frequent[counts[frequent] > _DOMINANT * words + _DOMINANT_LEAST]
        return pairs[dominant[-2:]]

    def _all_of(self, steps: Iterable[BigramNumbers]) -> npt.NDArray[np.bool_]:
        """The rows that hold a pair of characters of every step."""
        together: Weights | None = None
        for pairs in steps:
            held = np.zeros(len(self.index), np.uint8)
            self.index.han.mark(held, pairs, 1)
            together = held if together is None else together & held
        return np.zeros(len(self.index), bool) if together is None else together.astype(bool)


def _certainty(segmentation: Segmentation) -> tuple[int, bool]:
    """Orders the ways to read a word so that the better one is written last."""
    return min(len(segmentation), 3), isinstance(segmentation[-1], Syllables)


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
