"""Pairs of characters as numbers, and which pairs stand in words."""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

TABLE = Path(__file__).parent / "data" / "word_pairs.txt"
CHARACTER_BITS = 21
"""Bits of a code point: a pair of characters is first << 21 | second."""
CHARACTERS = (1 << CHARACTER_BITS) - 1


@cache
def word_pairs() -> npt.NDArray[np.int64]:
    """The pairs of folded characters that stand side by side in some word, in ascending order.

    Two characters that meet where one word ends and the next begins are seldom among them.
    """
    text = TABLE.read_text(encoding="utf-8")
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64)
    # A line is a character, a space, and those that follow it in words.
    ends = codes == ord("\n")
    starts = np.concatenate(([0], np.flatnonzero(ends)[:-1] + 1))
    first = codes[starts][np.cumsum(ends) - ends]
    following = np.ones(len(codes), bool)
    following[starts] = following[starts + 1] = following[ends] = False
    keys: npt.NDArray[np.int64] = (first[following] << CHARACTER_BITS) | codes[following]
    return keys


def is_in_words(first: str, second: str) -> bool:
    """Whether two folded characters stand side by side in some word."""
    known, key = word_pairs(), (ord(first) << CHARACTER_BITS) | ord(second)
    place = int(known.searchsorted(key))
    return place < len(known) and int(known[place]) == key
