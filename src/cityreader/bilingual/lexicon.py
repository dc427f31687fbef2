"""What alignment asks of a dictionary of Chinese, and the words of a text found with it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from cityreader.bilingual.english import stems
from cityreader.models import DictionaryEntry
from cityreader.text.han import HAN

LONGEST_WORD = 4
"""The longest word looked for, in characters; longer ones are made of words."""

_RUN = re.compile(f"[{HAN}]+")
_ASIDE = re.compile(rf"\([^)]*\)|\[[^\]]*\]|[{HAN}]+\|?[{HAN}]*")
_NO_MEANING = re.compile(r"variant of|^CL:|^see |also written|surname ")
_TONE = re.compile("[0-9:]")
# A definition longer than this explains; its first words translate.
_WORDS_OF_DEFINITION = 6
# How many candidates are asked for at a time; one takes half a kilobyte until it is answered.
_MOST_CANDIDATES = 50_000


class Lexicon(Protocol):
    """A Chinese-English dictionary; ``store.dictionary`` keeps the real one."""

    def entries(self, words: Collection[str]) -> Mapping[str, Sequence[DictionaryEntry]]:
        """The entries of those of these words that exist.

        One bulk question about thousands of candidates, most of which are no words.
        """
        ...


class Vocabulary:
    """The Chinese words of some texts, in simplified characters, with their translations."""

    def __init__(self, lexicon: Lexicon, texts: Iterable[str]) -> None:
        self._entries: dict[str, Sequence[DictionaryEntry]] = {}
        for candidates in _candidates(texts):
            self._entries.update(lexicon.entries(candidates))
        self._stems: dict[str, frozenset[str]] = {}

    def words(self, text: str) -> list[str]:
        """The words of a text, each once; a character that is in no word is one itself.

        The longest word that ends at a place is taken, from the end of each run of characters to
        its beginning, which for Chinese is right more often than the other way round.
        """
        found: list[str] = []
        for run in _RUN.findall(text):
            end = len(run)
            while end > 0:
                start = max(0, end - LONGEST_WORD)
                while start < end - 1 and run[start:end] not in self._entries:
                    start += 1
                found.append(run[start:end])
                end = start
        return list(dict.fromkeys(found))

    def translations(self, word: str) -> frozenset[str]:
        """The stems of the English words that translate a word; none for one not in the lexicon."""
        known = self._stems.get(word)
        if known is None:
            found: set[str] = set()
            for entry in self._entries.get(word, ()):
                for sense in entry.senses:
                    found.update(_sense_stems(sense, len(word) == 1))
            known = self._stems[word] = frozenset(found)
        return known

    def readings(self, character: str) -> frozenset[str]:
        """The syllables of a character, in pinyin without tones, ``lü`` as ``lv``."""
        return frozenset(
            _TONE.sub("", entry.pinyin.lower().replace("u:", "v"))
            for entry in self._entries.get(character, ())
        )


def _candidates(texts: Iterable[str]) -> Iterator[set[str]]:
    """Every substring that may be a word, some thousands at a time."""
    found: set[str] = set()
    for text in texts:
        for run in _RUN.findall(text):
            size = len(run)
            for length in range(1, min(size, LONGEST_WORD) + 1):
                found.update([run[start : start + length] for start in range(size - length + 1)])
        if len(found) > _MOST_CANDIDATES:
            yield found
            found = set()
    yield found


@lru_cache(50_000)
def _sense_stems(sense: str, single: bool) -> tuple[str, ...]:
    if not single and _NO_MEANING.search(sense) and not sense.startswith("surname"):
        return ()
    found = stems(_ASIDE.sub(" ", sense))
    return tuple(found[:_WORDS_OF_DEFINITION])
