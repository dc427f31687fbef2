"""Which titles may hold a text as it stands, by the index alone."""

import re
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cityreader.models import Clause
from cityreader.search.postings import Weights
from cityreader.search.title_index import CHINESE, LATIN, TitleIndex
from cityreader.search.vocabulary import Vocabulary

_PIECE = re.compile(rf"(?P<chinese>[{CHINESE}]+)|(?P<latin>[{LATIN}]+)")
_PAIR_AT_MOST = re.compile(rf"[{CHINESE}]{{1,2}}")
_SHORT = 2
"""Letters that stand in so many words that looking them up costs more than it leaves out."""


def is_certain(clause: Clause) -> bool:
    """Whether every candidate holds what a clause asks, so that no title need be read.

    That is so of one or two Chinese characters: the index knows every pair.
    """
    anywhere = clause.kind in ("word", "phrase", "exact")
    return anywhere and _PAIR_AT_MOST.fullmatch(clause.values[0]) is not None


def candidates(index: TitleIndex, clause: Clause) -> Weights:
    """1 for every title that may hold the text of a clause without alternatives, else 0.

    No title that holds it is left out; whether the pieces stand together, and where, is to be seen
    in the title.
    """
    value = clause.values[0]
    may = np.ones(len(index), np.uint8)
    for piece in _PIECE.finditer(value):
        if piece["chinese"]:
            _narrow_by_pairs(index, may, piece[0])
            continue
        # A piece at an edge of the text may be a part of a word, unless the title ends there too.
        begins = piece.start() > 0 or clause.kind in ("prefix", "whole")
        ends = piece.end() < len(value) or clause.kind in ("suffix", "whole")
        numbers = _words(index, piece[0], begins=begins, ends=ends)
        if numbers is not None:
            held = np.zeros(len(index), np.uint8)
            index.latin.mark(held, numbers, 1)
            may &= held
    return may


def _narrow_by_pairs(index: TitleIndex, may: Weights, text: str) -> None:
    held = np.zeros(len(index), np.uint8)
    if len(text) == 1:
        index.han.mark(held, index.bigrams_from(text), 1)
        may &= held
        return
    for first, second in pairwise(text):
        pair = index.bigram(first, second)
        held[:] = 0
        if pair >= 0:
            held[index.han.of(pair, pair + 1)] = 1
        may &= held


def _words(
    index: TitleIndex, letters: str, *, begins: bool, ends: bool
) -> npt.NDArray[np.int64] | None:
    """The numbers of the words that hold these letters, or begin or end so; None for too many."""
    if begins:
        first, end = Vocabulary(index.vocabulary).beginning_with(letters)
        numbers = np.arange(first, end, dtype=np.int64)
    elif len(letters) < _SHORT:
        return None
    else:
        numbers = index.words_holding(letters, None)
    if not ends:
        return numbers
    words = index.vocabulary
    kept = [number for number in numbers.tolist() if words[number].endswith(letters)]
    if begins:
        kept = [number for number in kept if len(words[number]) == len(letters)]
    return np.array(kept, np.int64)
