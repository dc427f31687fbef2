"""How Chinese is typed in Latin letters: pinyin, its initials, Wade–Giles and Tongyong pinyin.

Syllables are numbered in alphabetical order, so that the syllables beginning with some letters are
one range of numbers. Tones are left out; ü is written ``v``, as on keyboards. An apostrophe parts
two syllables.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path
from string import ascii_lowercase
from typing import NamedTuple
from unicodedata import normalize

import numpy as np
import numpy.typing as npt

from cityreader.text.scripts import fold

TABLE = Path(__file__).parent / "data" / "pinyin.txt"
LONGEST_SYLLABLE = 7
"""Letters of ``zhuang``, and of ``ch*uang``."""
ASPIRATED = "*"
"""Stands in spellings for the apostrophe of Wade–Giles that tells ``p'ing`` from ``ping``, bing."""
MOST_READINGS = 3
"""Readings kept of a character; the table has no more."""
LONGEST_SPELLING = 48
"""Letters of a word that is tried as syllables: eight of the longest ones."""
MOST_INITIALS = 6
_NO_INITIALS = frozenset("iuv")
"""Letters that no syllable begins with."""
MOST_SAID = 16
"""Ways to say a word that are looked for in titles."""
SHORTEST_RESPELT = 5
MOST_RESPELT = 24
"""Ways to take a misspelt word."""
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

# Spellings of names beside the tables: Wade–Giles of before 1912, postal names.
_ALSO = {"si": "szu", "zhou": "chow"}

# Tongyong pinyin, which signs in Taiwan still have: where it is not pinyin.
_TONGYONG_WHOLE = {
    "zhi": "jhih", "chi": "chih", "shi": "shih", "ri": "rih", "zi": "zih", "ci": "cih",
    "si": "sih", "wen": "wun", "weng": "wong", "feng": "fong",
}  # fmt: skip
_TONGYONG_INITIALS = {"zh": "jh", "q": "c", "x": "s"}
_TONGYONG_FINALS = {"iu": "iou", "ui": "uei", "iong": "yong", "v": "yu", "ve": "yue"}

_ASPIRATING = re.compile("^(ch|ts|tz|k|p|t)")
_ASPIRATION = re.compile("(ch|ts|tz|k|p|t)'")
_TONED = re.compile("(?:[a-z]+[1-5])+")
_LETTERS = re.compile("[a-z]+")
_BORDER = re.compile(r"[-'.&/]")
_WORD = re.compile("[a-z0-9\u0300-\u036f'’-]+")
_UMLAUT = re.compile("([ln])u\u0308")


class Syllables(NamedTuple):
    """One syllable as typed: the numbers it can stand for, the one it is in pinyin first.

    ``is_pinyin`` says that there is one.
    """

    numbers: tuple[int, ...]
    is_pinyin: bool = True


class Beginning(NamedTuple):
    """The last syllable, of which only the beginning was typed: numbers first <= n < end."""

    first: int
    end: int
    letters: str


Segmentation = tuple[Syllables | Beginning, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Romanisation:
    """The readings of characters and the spellings of syllables.

    ``syllables`` are in order; ``readings`` has a row for each code point below 0x10000 with up to
    three syllable numbers, the most usual first, and -1 for none; ``first`` turns a text into its
    most usual syllables by ``str.translate``; ``begun`` has the characters that can be read as a
    syllable with some first letter.
    """

    syllables: list[str]
    spellings: dict[str, tuple[int, ...]]
    readings: npt.NDArray[np.int16]
    first: dict[int, str]
    begun: dict[str, str]

    def beginning(self, letters: str) -> Beginning:
        """The syllables that begin with these letters."""
        return Beginning(
            bisect_left(self.syllables, letters),
            bisect_left(self.syllables, letters + "\x7f"),
            letters,
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
        plain = wade_giles(syllable)
        spelt_so = (plain, aspirated(syllable), tongyong(syllable), syllable.replace("v", "u"))
        for other in (*spelt_so, _ALSO.get(syllable, "")):
            # A single letter (yi as i) would cut every other syllable in two.
            if len(other) > 1 and number not in spellings.setdefault(other, []):
                spellings[other].append(number)
    table = np.full((0x10000, MOST_READINGS), -1, np.int16)
    for character, readings in characters.items():
        for place, reading in enumerate(readings[:MOST_READINGS]):
            table[ord(character), place] = numbers[reading]
    begun: dict[str, list[str]] = {}
    for character, readings in characters.items():
        for letter in {reading[0] for reading in readings[:MOST_READINGS]}:
            begun.setdefault(letter, []).append(character)
    return Romanisation(
        syllables,
        {spelling: tuple(found) for spelling, found in spellings.items()},
        table,
        {ord(character): known[0] for character, known in characters.items()},
        {letter: "".join(found) for letter, found in begun.items()},
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


def aspirated(syllable: str) -> str:
    """A syllable of pinyin in Wade–Giles with its apostrophe, if it has one: ``ping`` as p*ing."""
    spelt = wade_giles(syllable)
    if not syllable.startswith(("p", "t", "k", "q", "ch", "c")):
        return spelt
    return _ASPIRATING.sub(rf"\1{ASPIRATED}", spelt)


def tongyong(syllable: str) -> str:
    """A syllable of pinyin in Tongyong pinyin: ``zhou`` as ``jhou``."""
    if syllable in _TONGYONG_WHOLE:
        return _TONGYONG_WHOLE[syllable]
    length = 2 if syllable[:2] in ("zh", "ch", "sh") else 1
    initial, final = syllable[:length], syllable[length:]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = f"y{final}"
    final = _TONGYONG_FINALS.get(final, final)
    return _TONGYONG_INITIALS.get(initial, initial) + final


def spelling_of(word: str) -> str:
    """The letters of a folded word, with an apostrophe where it shows that a syllable ends.

    Hyphens, apostrophes and the numbers of tones do: ``t'ai-tung`` gives ``t*ai'tung``, and
    ``ping2yao2`` gives ``ping'yao``.
    """
    parts: list[str] = []
    for part in _BORDER.split(_ASPIRATION.sub(rf"\1{ASPIRATED}", word)):
        parts += _LETTERS.findall(part) if _TONED.fullmatch(part) else [part]
    return "'".join(parts)


def umlauts(text: str) -> dict[str, str]:
    """By the folded form of the words of a text that have ``lü`` or ``nü``, what they spell.

    ``lüshui`` is lvshui, and not lushui, which folding makes of it.
    """
    found = {}
    for word in _WORD.findall(normalize("NFD", text.casefold())):
        said = _UMLAUT.sub(r"\1v", word)
        if said != word:
            found[fold(word)] = fold(said)
    return found


@lru_cache(maxsize=512)
def segmentations(word: str) -> tuple[Segmentation, ...]:
    """The ways to read a Latin word as Chinese syllables, those of fewest syllables first.

    The last syllable may be unfinished; whole ones come before it among equals. No syllable goes
    over an apostrophe, and between two ``i`` stands for ``yi``.
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
        if word[start] == "'":
            extend(start + 1, read)
            return
        if f"'{word}'"[start : start + 3] == "'i'":
            extend(start + 1, (*read, Syllables(table.spellings["yi"])))
        for end in range(min(len(word), start + LONGEST_SYLLABLE), start, -1):
            numbers = table.spellings.get(word[start:end])
            if numbers:
                is_pinyin = table.syllables[numbers[0]] == word[start:end]
                extend(end, (*read, Syllables(numbers, is_pinyin)))
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


def may_be_initials(letters: str) -> bool:
    """Whether each letter begins some syllable, and they are few enough for initials."""
    few = 2 <= len(letters) <= MOST_INITIALS
    return few and letters.isascii() and letters.isalpha() and _NO_INITIALS.isdisjoint(letters)


@lru_cache(maxsize=512)
def said_as(spelling: str) -> tuple[str, ...]:
    """What a spelling of three and more syllables says in pinyin, whatever it is spelt in.

    ``peitouchu`` is also beitouqu. Two syllables need not be looked for: the index knows pairs.
    """
    syllables = romanisation().syllables
    found: list[str] = []
    ways = segmentations(spelling)
    if any(len(way) == 2 and isinstance(way[1], Syllables) for way in ways):
        return ()
    for way in ways:
        said = [
            [syllables[number] for number in part.numbers]
            if isinstance(part, Syllables)
            else [part.letters]
            for part in way
        ]
        if len(way) > 2:
            found += map("".join, islice(product(*said), MOST_SAID))
    return tuple(dict.fromkeys(found))[:MOST_SAID]


@lru_cache(maxsize=64)
def respelt(spelling: str) -> tuple[Segmentation, ...]:
    """The syllables a spelling was meant for, if one slip of the finger is undone.

    A slip is two letters swapped, one too many, missing or wrong. Those of fewest syllables first;
    none for fewer letters than ``SHORTEST_RESPELT`` or more than ``LONGEST_SPELLING``.
    """
    if not SHORTEST_RESPELT <= len(spelling) <= LONGEST_SPELLING:
        return ()
    cuts = [(spelling[:place], spelling[place:]) for place in range(len(spelling) + 1)]
    meant = [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
    meant += [a + b[1:] for a, b in cuts if b]
    meant += [a + letter + b for a, b in cuts for letter in ascii_lowercase]
    meant += [a + letter + b[1:] for a, b in cuts if b for letter in ascii_lowercase]
    found: dict[Segmentation, None] = {}
    for letters in dict.fromkeys(meant):
        for way in segmentations.__wrapped__(letters):
            if len(way) > 1 and all(isinstance(part, Syllables) for part in way):
                found[way] = None
    return tuple(sorted(found, key=len)[:MOST_RESPELT])
