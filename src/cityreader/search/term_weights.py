"""How well one word of a query matches every title: a weight from 0 (not at all) to 100."""

from itertools import pairwise

import numpy as np

from cityreader.search.conventional_names import CONVENTIONAL_NAMES, places_named
from cityreader.search.postings import Weights
from cityreader.search.romanisation import may_be_initials, romanisation
from cityreader.search.sound_weights import BigramNumbers, SoundWeights
from cityreader.search.terms import Term
from cityreader.search.tiers import (
    APART,
    COMMON_INITIALS,
    CONVENTIONAL,
    EXACT,
    HALF_THE_PAIRS,
    HAN_EXACT,
    INSIDE,
    ONE_SLIP,
    PREFIX,
    TWO_SLIPS,
    UNFINISHED,
)  # fmt: skip
from cityreader.search.title_index import TitleIndex
from cityreader.search.vocabulary import Vocabulary

_SLIPS_FROM, _TWO_SLIPS_FROM, _RELAXED_TWO_FROM = 4, 8, 5
_INSIDE_FROM = 3
_SHORT_PART, _LONG_PART = 2, 4
"""Letters each of two words has that were typed as one."""


class TermWeights:
    """Weighs terms over the titles of one ``index``; arrays have one weight for each row."""

    def __init__(self, index: TitleIndex) -> None:
        self.index = index
        self._vocabulary = Vocabulary(index.vocabulary)
        self._sounds = SoundWeights(index)

    def of(self, term: Term, *, relaxed: bool = False) -> Weights:
        """The weight of a term at every row.

        ``relaxed`` also takes slips in the first letter, and two of them in shorter words.
        """
        weights = np.zeros(len(self.index), np.uint8)
        if term.kind == "han":
            self._weigh_han(weights, term.text, relaxed)
        else:
            self._weigh_latin(weights, term, relaxed)
        return weights

    def of_sound(self, term: Term) -> Weights:
        """The weight of a Latin term as a romanised or conventional name alone."""
        weights = np.zeros(len(self.index), np.uint8)
        if len(term.spelling) > 1:
            self._sounds.spelling(weights, term.spelling)
        self._weigh_conventional(weights, term)
        return weights

    def _weigh_latin(self, weights: Weights, term: Term, relaxed: bool) -> None:
        """Write tier over tier, the better one last."""
        index, word = self.index, term.text
        dominant: BigramNumbers = np.zeros(0, np.int32)
        if may_be_initials(word):
            starts, (first, end) = index.latin.starts, self._vocabulary.beginning_with(word)
            dominant = self._sounds.initials(weights, word, int(starts[end] - starts[first]))
        if len(word) >= _SLIPS_FROM:
            two_from = _RELAXED_TWO_FROM if relaxed else _TWO_SLIPS_FROM
            slips = 2 if len(word) >= two_from else 1
            near = self._vocabulary.near(word, slips, term.unfinished, any_first=relaxed)
            for distance, first, end in sorted(near, reverse=True):
                rows = index.latin.of(first, end)
                weights[rows] = np.maximum(weights[rows], ONE_SLIP if distance == 1 else TWO_SLIPS)
        if len(word) >= _INSIDE_FROM:
            index.latin.mark(weights, index.words_holding(word), INSIDE)
        first, end = self._vocabulary.beginning_with(word)
        self._weigh_apart(weights, term, begun=first < end)
        if relaxed:
            self._sounds.respelling(weights, term.spelling)
        if len(term.spelling) > 1:
            self._sounds.spelling(weights, term.spelling)
        self._weigh_conventional(weights, term)
        if first < end:
            weights[index.latin.of(first, end)] = PREFIX
            if index.vocabulary[first] == word:
                weights[index.latin.of(first, first + 1)] = EXACT
        # The most frequent of them last, so that it comes first.
        for place, pair in enumerate(dominant, COMMON_INITIALS - len(dominant) + 1):
            weights[index.han.of(pair, pair + 1)] = place

    def _weigh_apart(self, weights: Weights, term: Term, *, begun: bool) -> None:
        """Two words typed as one: ``kualalumpur``.

        Where words begin with the letters, so that they may be whole, only long parts are tried.
        """
        least = _LONG_PART if begun else _SHORT_PART
        for cut in range(least, len(term.text) - least + 1):
            first, end = self._vocabulary.whole(term.text[:cut])
            if first == end:
                continue
            finished = begun or not term.unfinished
            seek = self._vocabulary.whole if finished else self._vocabulary.beginning_with
            other, beyond = seek(term.text[cut:])
            if other == beyond:
                continue
            held = np.zeros(len(self.index), bool)
            held[self.index.latin.of(first, end)] = True
            both = self.index.latin.of(other, beyond)
            both = both[held[both]]
            weights[both] = np.maximum(weights[both], APART)

    def _weigh_conventional(self, weights: Weights, term: Term) -> None:
        """Names that no romanisation spells: ``peking`` in Chinese and as pinyin writes it."""
        finished = term.text in CONVENTIONAL_NAMES
        for place in places_named(term.text, unfinished=term.unfinished):
            weight = CONVENTIONAL if finished else UNFINISHED
            held = self._pairs_held(place) == len(place) - 1
            first, end = self._vocabulary.whole(place.translate(romanisation().first))
            held[self.index.latin.of(first, end)] = True
            weights[held] = np.maximum(weights[held], weight)

    def _weigh_han(self, weights: Weights, text: str, relaxed: bool) -> None:
        if len(text) == 1:
            self.index.han.mark(weights, self.index.bigrams_from(text), EXACT)
            return
        self._sounds.homophones(weights, text, relaxed=relaxed)
        held, pairs = self._pairs_held(text), len(text) - 1
        if relaxed and pairs >= 2:
            # In another order: all characters of a longer name, or all but one with a pair left.
            held_of, every = self._characters_held(text), len(set(text))
            near = (held_of == every) if pairs >= 3 and every >= 3 else np.zeros(len(held), bool)
            near |= (held > 0) & (held_of >= every - 1)
            weights[near] = np.maximum(weights[near], TWO_SLIPS)
        if pairs >= 3:
            half = held >= (pairs + 1) // 2
            weights[half] = np.maximum(weights[half], HALF_THE_PAIRS)
        weights[held == pairs] = HAN_EXACT

    def _characters_held(self, text: str) -> Weights:
        """How many of the different characters of a text each row holds."""
        held = np.zeros(len(self.index), np.uint8)
        for character in set(text):
            one = np.zeros(len(self.index), np.uint8)
            self.index.han.mark(one, self.index.bigrams_from(character), 1)
            held += one
        return held

    def _pairs_held(self, text: str) -> Weights:
        """How many of the pairs of characters of a text each row holds."""
        held = np.zeros(len(self.index), np.uint8)
        for first, second in pairwise(text):
            pair = self.index.bigram(first, second)
            if pair >= 0:
                held[self.index.han.of(pair, pair + 1)] += 1
        return held
