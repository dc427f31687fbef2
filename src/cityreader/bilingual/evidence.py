"""What speaks for each sentence of one text translating each of another, as tables of numbers.

The two sides have roles: ``chinese`` is the side with more Han characters, ``english`` the other.
The names say what they mostly are; any two languages can be compared.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cityreader.bilingual.cues import Cues, spelled_names
from cityreader.bilingual.english import stems
from cityreader.bilingual.lexicon import Vocabulary
from cityreader.text.han import count_han

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

USUAL_RATIO = 3.3
"""Latin letters that translate one Han character, in news of both directions."""

# A single character translates less surely than a word.
_CHARACTER_WEIGHT = 0.25
# What no word of the other text translates says little: the dictionary may lack it.
_UNKNOWN_WEIGHT = 0.3
# A word that more than this share of the sentences have (and more than this many) tells nothing.
_COMMON_SHARE, _COMMON_COUNT = 0.5, 3


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one side against the sentences of the other.

    ``owner`` has shape (sentences, words) and holds the weight of each word in its sentence;
    ``present`` has shape (words, other sentences) and says which of those can translate it.
    """

    owner: "Table"
    present: "NDArray[np.bool_]"

    @property
    def totals(self) -> "Table":
        """The weight of all words of each sentence."""
        found: Table = self.owner.sum(axis=1)
        return found


@dataclass(frozen=True, slots=True)
class Side:
    """One text in one role: its sentences in simplified characters, their words and signs."""

    texts: Sequence[str]
    words: Sequence[Sequence[str]]
    cues: Sequence[Cues]

    def part(self, numbers: Sequence[int]) -> "Side":
        """The side with only some of its sentences."""
        return Side(
            [self.texts[n] for n in numbers],
            [self.words[n] for n in numbers],
            [self.cues[n] for n in numbers],
        )

    def lengths(self) -> "Table":
        """The characters of each sentence that are no white space."""
        return np.array([len("".join(text.split())) for text in self.texts], np.float32)


def english_words(text: str, vocabulary: Vocabulary | None) -> list[str]:
    """The stems of a text, and its Chinese words where it has some."""
    found = stems(text)
    if vocabulary is not None and count_han(text):
        found += vocabulary.words(text)
    return found


def word_tables(chinese: Side, english: Side, vocabulary: Vocabulary) -> tuple[Words, Words]:
    """The words of both sides against the sentences of the other."""
    chinese_counts = Counter(word for words in chinese.words for word in words)
    english_counts = Counter(word for words in english.words for word in words)
    common = max(_COMMON_COUNT, _COMMON_SHARE * len(english.texts))
    at: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(english.words):
        for word in words:
            at[word].append(number)
    meanings = {word: vocabulary.translations(word) | {word} for word in chinese_counts}
    back: defaultdict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(chinese.words):
        for word in words:
            for meaning in meanings[word]:
                if meaning in english_counts:
                    back[meaning].add(number)

    def translated(word: str) -> set[int]:
        found: set[int] = set()
        for meaning in meanings[word]:
            if english_counts.get(meaning, common + 1) <= common:
                found.update(at[meaning])
        return found

    def chinese_weight(word: str) -> float:
        if len(meanings[word]) == 1 and word not in english_counts:
            return 0.0
        rare = math.log1p(len(chinese.texts) / chinese_counts[word])
        return rare * (_CHARACTER_WEIGHT if len(word) == 1 else 1.0)

    def english_weight(word: str) -> float:
        rare = math.log1p(len(english.texts) / english_counts[word])
        return rare * (1.0 if word in back else _UNKNOWN_WEIGHT)

    return (
        _words(chinese.words, len(english.texts), chinese_weight, translated),
        _words(english.words, len(chinese.texts), english_weight, lambda word: back.get(word, ())),
    )


def shared_numbers(chinese: Side, english: Side) -> "Table":
    """How many numbers and Latin words each two sentences share; short numbers count half."""
    found = np.zeros((len(chinese.texts), len(english.texts)), np.float32)
    _add_shared(
        found,
        [cues.numbers for cues in chinese.cues],
        [cues.numbers for cues in english.cues],
        lambda number: 1.0 if len(number) > 1 else 0.5,
    )
    _add_shared(
        found,
        [cues.latin for cues in chinese.cues],
        [cues.latin for cues in english.cues],
        lambda _: 1.0,
    )
    return found


def shared_names(chinese: Side, english: Side, vocabulary: Vocabulary) -> "Table":
    """How many English names each two sentences share by the sound of the characters."""
    names = {name for cues in english.cues for name in cues.names}
    found = np.zeros((len(chinese.texts), len(english.texts)), np.float32)
    spelled = spelled_names(chinese.texts, names, vocabulary)
    english_names = [cues.names for cues in english.cues]
    _add_shared(found, spelled, english_names, lambda name: min(1.0, len(name) / 6))
    return found


def length_ratio(chinese: Side, english: Side) -> float:
    """Characters of the English side for one of the Chinese."""
    short, long = chinese.lengths().sum(), sum(len(text) + 1 for text in english.texts)
    seen = float(long) / max(float(short), 1.0)
    if len(chinese.texts) >= 8:
        return seen
    usual = USUAL_RATIO if _is_han(chinese) and not _is_han(english) else 1.0
    return (seen + usual) / 2


def _is_han(side: Side) -> bool:
    return 2 * sum(map(count_han, side.texts)) > sum(map(len, side.texts))


def _words(
    sentences: Sequence[Sequence[str]],
    others: int,
    weight: Callable[[str], float],
    translated: Callable[[str], Iterable[int]],
) -> Words:
    rows: dict[str, tuple[float, list[int]]] = {}
    for words in sentences:
        for word in words:
            if word not in rows:
                rows[word] = (weight(word), list(translated(word)))
    numbers = {word: number for number, word in enumerate(rows)}
    owner = np.zeros((len(sentences), len(rows)), np.float32)
    present = np.zeros((len(rows), others), np.bool_)
    for number, (_, where) in enumerate(rows.values()):
        present[number, where] = True
    for sentence, words in enumerate(sentences):
        for word in words:
            owner[sentence, numbers[word]] = rows[word][0]
    return Words(owner, present)


def _add_shared(
    table: "Table",
    chinese: Sequence[Iterable[str]],
    english: Sequence[Iterable[str]],
    weight: Callable[[str], float],
) -> None:
    at: defaultdict[str, list[int]] = defaultdict(list)
    for number, items in enumerate(english):
        for item in items:
            at[item].append(number)
    for number, items in enumerate(chinese):
        for item in items:
            if item in at:
                table[number, at[item]] += weight(item)
