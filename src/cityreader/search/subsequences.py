"""The last resort of a search: titles that hold the letters of a word in order, with gaps."""

import re
from collections.abc import Iterable, Sequence

SHORTEST = 3
"""Letters of a word that is looked for so; fewer stand in almost any title."""
LONGEST = 40
WIDEST = 4
"""How many times as wide as the word the stretch may be that holds its letters."""


def find_subsequences(
    words: Sequence[str], titles: Iterable[tuple[int, str]], limit: int
) -> list[tuple[int, float]]:
    """At most ``limit`` titles that hold the letters of every word in order, closest first.

    ``titles`` are pairs of an id and a folded title; equals keep their order. The score, up to 100,
    is how much of the stretches are the letters. Nothing is found for words too short or too long.
    """
    patterns = [_pattern(word) for word in words]
    if not patterns or not all(SHORTEST <= len(word) <= LONGEST for word in words):
        return []
    letters = sum(map(len, words))
    found: list[tuple[int, float]] = []
    for key, title in titles:
        width = 0
        for word, pattern in zip(words, patterns, strict=True):
            match = pattern.search(title)
            if match is None or len(match[0]) > WIDEST * len(word):
                break
            width += len(match[0])
        else:
            found.append((key, round(100 * letters / width, 2)))
    found.sort(key=lambda one: -one[1])
    return found[:limit]


def _pattern(word: str) -> re.Pattern[str]:
    """A title may begin the word anywhere at the start of a word of its own."""
    return re.compile(r"(?<![^\W_])" + "[^\n]*?".join(map(re.escape, word)))
