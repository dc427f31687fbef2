"""The vocabulary of all titles: what a search looks through instead of the titles themselves.

A hundred thousand titles hold some forty thousand Latin words and three hundred thousand pairs of
Chinese characters. Every key press is matched against those, and postings say which titles hold
what matched.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cityreader.search.pairs import CHARACTER_BITS, CHARACTERS, word_pairs
from cityreader.search.postings import Numbers, Postings, Rows, group
from cityreader.search.romanisation import MOST_READINGS, romanisation

LATIN = r"0-9a-z\u00b5-\u1fff"
"""The inside of a character class for what words are made of that are not Chinese."""

CHINESE = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""The same for Han characters, kana and Hangul: scripts without spaces, of which pairs are kept."""
_JOINTS = "-'.&/"
WORD = re.compile(rf"[{LATIN}]+(?:[{_JOINTS}][{LATIN}]+)*")
"""A word of a folded title, with the hyphens and points inside it."""
JOINT = re.compile(rf"[{_JOINTS}]")

SYLLABLE_BASE = 512
"""A pair of syllables is first * 512 + second; there are some 410 syllables."""
NO_SYLLABLE = SYLLABLE_BASE - 1
"""The second of a pair whose second character is none, or is not read."""
_CHUNK = 50_000
_MOST_PARTS_JOINED = 4
_MOST_INSIDE = 3_000


class Title(NamedTuple):
    """One title to be indexed, folded; newer ones have higher dates, such as 20251228.

    ``lead_id`` is the id of the article it is folded under in the list, or 0.
    """

    article_id: int
    folded: str
    date: int = 0
    lead_id: int = 0


@dataclass(frozen=True, eq=False)
class TitleIndex:
    """The terms of titles with their postings; row numbers count from 0 in the order of ``ids``.

    ``vocabulary`` is sorted, so that words with one beginning stand together; ``bigrams`` are
    sorted too. ``codes`` are the pairs of syllables that occur, in ascending order; the bigrams
    read as the pair ``c`` are ``coded[code_starts[c]:code_starts[c + 1]]``.
    """

    ids: Rows
    dates: Rows
    leads: Rows
    vocabulary: list[str]
    latin: Postings
    bigrams: Numbers
    han: Postings
    codes: Rows
    code_starts: Rows
    coded: Rows

    @classmethod
    def build(cls, titles: Iterable[Title]) -> "TitleIndex":
        """The index of these titles."""
        facts: list[tuple[int, int, int]] = []
        words: dict[str, int] = {}
        terms: list[int] = []
        counts: list[int] = []
        pairs: list[Numbers] = []
        holders: list[Rows] = []
        source = iter(titles)
        while chunk := list(islice(source, _CHUNK)):
            base = len(facts)
            facts += [(title.article_id, title.date, title.lead_id) for title in chunk]
            texts = [title.folded.replace("\n", " ") for title in chunk]
            for text in texts:
                found = title_words(text)
                terms += [words.setdefault(word, len(words)) for word in found]
                counts.append(len(found))
            keys, rows = _pairs_of(texts, base)
            pairs.append(keys)
            holders.append(rows)
        vocabulary = sorted(words)
        place = np.empty(len(words), np.int32)
        for number, word in enumerate(vocabulary):
            place[words[word]] = number
        rows = np.repeat(np.arange(len(facts), dtype=np.int32), np.array(counts, np.int64))
        latin = group(place[np.array(terms, np.int64)], rows, len(vocabulary))
        bigrams, inverse = np.unique(
            np.concatenate([np.zeros(0, np.int64), *pairs]), return_inverse=True
        )
        han = group(
            inverse.astype(np.int32),
            np.concatenate([np.zeros(0, np.int32), *holders]),
            len(bigrams),
        )
        ids, dates, leads = np.array(facts, np.int32).reshape(-1, 3).T.copy()
        spelt = _syllable_pairs(bigrams)
        return cls(ids, dates, leads, vocabulary, latin, bigrams, han, *spelt)

    def __len__(self) -> int:
        """How many titles there are."""
        return len(self.ids)

    def bigram(self, first: str, second: str) -> int:
        """The number of a pair of characters, or -1."""
        key = (ord(first) << CHARACTER_BITS) | ord(second)
        place = int(self.bigrams.searchsorted(np.int64(key)))
        return place if place < len(self.bigrams) and self.bigrams[place] == key else -1

    def bigrams_from(self, first: str) -> npt.NDArray[np.int64]:
        """The numbers of the pairs that begin with this character; it alone is among them."""
        start, end = self.bigrams.searchsorted(
            np.array([ord(first) << CHARACTER_BITS, (ord(first) + 1) << CHARACTER_BITS], np.int64)
        )
        return np.arange(start, end)

    def read_as(self, codes: Sequence[tuple[int, int]]) -> Rows:
        """The numbers of the pairs of characters read as any pair of syllables first <= c < end."""
        if not codes:
            return np.zeros(0, np.int32)
        places = self.code_starts[self.codes.searchsorted(np.array(codes, np.int32))]
        return np.concatenate([self.coded[start:end] for start, end in places.tolist()])

    def words_holding(self, letters: str, most: int | None = _MOST_INSIDE) -> npt.NDArray[np.int64]:
        """The numbers of the words with these letters somewhere inside; ``most`` places of them."""
        matches = islice(re.finditer(re.escape(letters), self._joined_words), most)
        places = np.array([match.start() for match in matches], np.int64)
        return np.unique(self._word_ends.searchsorted(places, side="right"))

    @cached_property
    def bigram_counts(self) -> Rows:
        """How many titles hold each pair of characters."""
        return self.han.lengths

    @cached_property
    def in_words(self) -> npt.NDArray[np.bool_]:
        """Which pairs of characters stand in words rather than meet by chance."""
        known = word_pairs()
        found = np.zeros(len(self.bigrams), bool)
        if len(self.bigrams) == 0:
            return found
        places = self.bigrams.searchsorted(known)
        places[places == len(self.bigrams)] = 0
        found[places[self.bigrams[places] == known]] = True
        return found

    @cached_property
    def _joined_words(self) -> str:
        return "\n".join(self.vocabulary)

    @cached_property
    def _word_ends(self) -> Numbers:
        return np.cumsum(np.array([len(word) + 1 for word in self.vocabulary], np.int64))


def title_words(folded: str) -> list[str]:
    """The Latin words of a folded title; a compound gives its parts and itself joined up."""
    found: list[str] = []
    for word in WORD.findall(folded):
        if word.isalnum():
            found.append(word)
            continue
        parts = JOINT.split(word)
        found += parts
        if len(parts) <= _MOST_PARTS_JOINED:
            found.append("".join(parts))
    return found


def _pairs_of(texts: Sequence[str], base: int) -> tuple[Numbers, Rows]:
    """The pairs of characters of texts without line ends, and the row of each.

    A character pairs with the next one, and with nothing where that is not Chinese.
    """
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "replace"), np.uint32)
    chinese = _is_chinese(codes)
    row = np.cumsum(codes == ord("\n"), dtype=np.int32) + np.int32(base)
    places = np.flatnonzero(chinese)
    following = np.zeros(len(codes), np.int64)
    following[:-1] = np.where(chinese[1:], codes[1:], 0)
    keys = (codes[places].astype(np.int64) << CHARACTER_BITS) | following[places]
    return keys, row[places].astype(np.int32)


def _is_chinese(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Which code points are Han characters, kana or Hangul: scripts without spaces."""
    ranges = ((0x3005, 0x3007), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
              (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))  # fmt: skip
    found = np.zeros(len(codes), bool)
    for first, last in ranges:
        found |= (codes >= first) & (codes <= last)
    return found


def _syllable_pairs(bigrams: Numbers) -> tuple[Rows, Rows, Rows]:
    """The codes of the ways to read pairs of characters, where their pairs start, and the pairs."""
    readings = romanisation().readings
    first, second = bigrams >> CHARACTER_BITS, bigrams & CHARACTERS
    known = (first < len(readings)) & (second < len(readings))
    codes: list[Rows] = []
    numbers: list[Rows] = []
    every = np.arange(len(bigrams), dtype=np.int32)
    for one in range(MOST_READINGS):
        read = np.where(known, readings[np.where(known, first, 0), one], -1).astype(np.int32)
        for other in range(MOST_READINGS):
            after = np.where(known, readings[np.where(known, second, 0), other], -1)
            after = after.astype(np.int32)
            if other == 0:
                after = np.where((second == 0) | (after < 0), NO_SYLLABLE, after)
            readable = (read >= 0) & (after >= 0)
            codes.append(read[readable] * SYLLABLE_BASE + after[readable])
            numbers.append(every[readable])
    joined = np.concatenate(codes)
    order = np.argsort(joined, kind="stable")
    different, counts = np.unique(joined, return_counts=True)
    starts = np.zeros(len(different) + 1, np.int32)
    np.cumsum(counts, out=starts[1:])
    return different.astype(np.int32), starts, np.concatenate(numbers)[order]
