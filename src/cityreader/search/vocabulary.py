"""The Latin words of all titles: by their beginning, and within a slip or two of the finger."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

_LAST = "\U0010ffff"


class Vocabulary:
    """Words in order; ranges are of their numbers, first <= n < end."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._beginnings: dict[tuple[str, int], list[str]] = {}

    def beginning_with(self, letters: str) -> tuple[int, int]:
        """The range of the words that begin so."""
        return bisect_left(self._words, letters), bisect_left(self._words, letters + _LAST)

    def whole(self, word: str) -> tuple[int, int]:
        """The range of this word alone; empty where it is none."""
        place = bisect_left(self._words, word)
        return place, place + (place < len(self._words) and self._words[place] == word)

    def near(
        self, word: str, slips: int, unfinished: bool, *, any_first: bool = False
    ) -> list[tuple[int, int, int]]:
        """The words within ``slips`` of ``word``, as (slips, first, end).

        A slip is a letter too many, missing or wrong, or two swapped. Of an unfinished word the
        beginnings of words count. Only words with the first letter of ``word``, or with its second
        where the two were swapped, are looked through, unless ``any_first``.
        """
        found: dict[tuple[int, int], int] = {}
        for first in [""] if any_first else sorted({word[0], word[1]}):
            start, end = self.beginning_with(first) if first else (0, len(self._words))
            lists: list[Sequence[str]] = (
                [self._cut(first, length) for length in range(max(2, len(word) - 1), len(word) + 2)]
                if unfinished
                else [self._words[start:end]]
            )
            for candidates in lists:
                for place, distance in _distances(candidates, word, slips):
                    near = (
                        self.beginning_with(candidates[place])
                        if unfinished
                        else (start + place, start + place + 1)
                    )
                    found[near] = min(found.get(near, slips), distance)
        return [(distance, *near) for near, distance in found.items() if distance]

    def _cut(self, first: str, length: int) -> list[str]:
        """The different beginnings of this length of words that begin with ``first``."""
        key = (first, length)
        if key not in self._beginnings:
            start, end = self.beginning_with(first) if first else (0, len(self._words))
            cut = (word[:length] for word in self._words[start:end] if len(word) >= length - 1)
            self._beginnings[key] = list(dict.fromkeys(cut))
        return self._beginnings[key]


def _distances(candidates: Sequence[str], word: str, slips: int) -> list[tuple[int, int]]:
    """The numbers of the candidates within ``slips``, and how many each takes."""
    if not candidates:
        return []
    distances = process.cdist(
        candidates, [word], scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8
    )[:, 0]
    return [(place, int(distances[place])) for place in np.flatnonzero(distances <= slips).tolist()]
