"""How Chinese is typed in Latin letters: pinyin, its initials, and Wade–Giles.

Syllables are numbered in alphabetical order, so that the syllables beginning with some letters are
one range of numbers. Tones are left out; ü is written ``v``, as on keyboards.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

TABLE = Path(__file__).parent / "data" / "pinyin.txt"
LONGEST_SYLLABLE = 6
"""Letters of ``zhuang``."""
MOST_READINGS = 3
"""Readings kept of a character; the table has no more."""
LONGEST_SPELLING = 48
"""Letters of a word that is tried as syllables: eight of the longest ones."""
MOST_SEGMENTATIONS = 6
"""``xian`` is xian and xi an; of more ways than this the longest syllables are kept."""

# Wade–Giles without apostrophes, as headlines print it. After the tables every handbook has.
_INITIALS = {
    "zh": "ch", "ch": "ch", "sh": "sh", "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k",
    "j": "ch", "q": "ch", "x": "hs", "r": "j", "z": "ts", "c": "ts",
}  # fmt: skip
_FINALS = {
    "ong": "ung", "ian": "ien", "ie": "ieh", "iong": "iung", "ue": "ueh", "ve": "ueh", "v": "u",
    "van": "uan", "vn": "un", "uo": "o", "e": "e",
}  # fmt: skip
_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "ssu",
    "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yue": "yueh", "er": "erh", "xi": "hsi",
    "yong": "yung", "gui": "kuei", "kui": "kuei", "ge": "ko", "ke": "ko", "he": "ho", "guo": "kuo",
    "kuo": "kuo", "huo": "huo", "shuo": "shuo", "ju": "chu", "qu": "chu", "xu": "hsu",
    "juan": "chuan", "quan": "chuan", "xuan": "hsuan", "jun": "chun", "qun": "chun", "xun": "hsun",
    "jue": "chueh", "que": "chueh", "xue": "hsueh", "e": "o",
}  # fmt: skip


class Syllables(NamedTuple):
    """One syllable as typed: the numbers it can stand for."""

    numbers: tuple[int, ...]


class Beginning(NamedTuple):
    """The last syllable, of which only the beginning was typed: numbers first <= n < end."""

    first: int
    end: int


Segmentation = tuple[Syllables | Beginning, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Romanisation:
    """The readings of characters and the spellings of syllables.

    ``syllables`` are in order; ``readings`` has a row for each code point below 0x10000 with up to
    three syllable numbers, the most usual first, and -1 for none; ``first`` and ``initials`` turn
    a text into its most usual syllables, or their first letters, by ``str.translate``.
    """

    syllables: list[str]
    spellings: dict[str, tuple[int, ...]]
    readings: npt.NDArray[np.int16]
    first: dict[int, str]
    initials: dict[int, str]

    def beginning(self, letters: str) -> Beginning:
        """The syllables that begin with these letters."""
        return Beginning(
            bisect_left(self.syllables, letters), bisect_left(self.syllables, letters + "\x7f")
        )

    def readings_of(self, character: str) -> list[int]:
        """The numbers of the syllables a folded character is read as."""
        code = ord(character)
        if code >= len(self.readings):
            return []
        return [number for number in self.readings[code].tolist() if number >= 0]


@cache
def romanisation() -> Romanisation:
    """The one table, read from the package when first needed."""
    characters: dict[str, list[str]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        spelt, _, read_so = line.partition("\t")
        characters.update(dict.fromkeys(read_so, spelt.split()))
    syllables = sorted({reading for readings in characters.values() for reading in readings})
    numbers = {syllable: number for number, syllable in enumerate(syllables)}
    spellings = {syllable: [number] for syllable, number in numbers.items()}
    for syllable, number in numbers.items():
        other = wade_giles(syllable)
        # A single letter (yi as i) would cut every other syllable in two.
        if len(other) > 1 and number not in spellings.setdefault(other, []):
            spellings[other].append(number)
    table = np.full((0x10000, MOST_READINGS), -1, np.int16)
    for character, readings in characters.items():
        for place, reading in enumerate(readings[:MOST_READINGS]):
            table[ord(character), place] = numbers[reading]
    first = {ord(character): known[0] for character, known in characters.items()}
    return Romanisation(
        syllables,
        {spelling: tuple(found) for spelling, found in spellings.items()},
        table,
        first,
        {code: reading[0] for code, reading in first.items()},
    )


def wade_giles(syllable: str) -> str:
    """A syllable of pinyin in Wade–Giles, without apostrophe: ``bei`` as ``pei``."""
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    length = 2 if syllable[:2] in _INITIALS else 1 if syllable[0] not in "aeo" else 0
    initial, final = syllable[:length], syllable[length:]
    if initial in ("d", "t", "l", "n", "z", "c", "s", "r", "zh") and final == "uo":
        final = "o"
    elif final == "uo":
        final = "uo"
    else:
        final = _FINALS.get(final, final)
    return _INITIALS.get(initial, initial) + final


@lru_cache(maxsize=512)
def segmentations(word: str) -> tuple[Segmentation, ...]:
    """The ways to read a Latin word as Chinese syllables, those of fewest syllables first.

    The last syllable may be unfinished; whole ones come before it among equals.
    """
    table = romanisation()
    found: list[Segmentation] = []
    dead_ends: set[int] = set()

    def extend(start: int, read: Segmentation) -> None:
        if len(found) >= MOST_SEGMENTATIONS or start in dead_ends:
            return
        known = len(found)
        if start == len(word):
            found.append(read)
            return
        for end in range(min(len(word), start + LONGEST_SYLLABLE), start, -1):
            numbers = table.spellings.get(word[start:end])
            if numbers:
                extend(end, (*read, Syllables(numbers)))
        rest = word[start:]
        if start and len(rest) < LONGEST_SYLLABLE:
            beginning = table.beginning(rest)
            whole = rest in table.spellings and beginning.end - beginning.first == 1
            if beginning.first < beginning.end and not whole:
                found.append((*read, beginning))
        if len(found) == known:
            dead_ends.add(start)

    if len(word) <= LONGEST_SPELLING:
        extend(0, ())
    found.sort(key=lambda ways: (len(ways), isinstance(ways[-1], Beginning)))
    return tuple(found[:MOST_SEGMENTATIONS])
