"""What an article is about, as words that its counterpart in the other language would share.

English words are stemmed; Chinese ones are cut by the longest entry of the dictionary, and what it
translates them with is stemmed likewise. Numbers and Latin names need no dictionary. Chinese texts
are also compared with each other, by pairs of characters in simplified form.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from cityreader.bilingual.numbers import numbers
from cityreader.text.han import HAN
from cityreader.text.scripts import to_simplified

LONGEST_WORD = 6
"""Characters of the longest dictionary entry looked for: longer ones are put together of these."""

MOST_TRANSLATIONS = 8
"""English stems taken for one Chinese word, so that words of many senses do not match anything."""

LONGEST_TEXT = 20_000
"""Code points of a body that are looked at; a book is known by its beginning."""

_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_SUFFIXES = (
    ("ization", "iz"), ("isation", "iz"), ("ations", "at"), ("ation", "at"), ("ments", "ment"),
    ("ness", ""), ("ingly", ""), ("edly", ""), ("ities", "ity"), ("ies", "y"), ("ied", "y"),
    ("ing", ""), ("ally", "al"), ("ers", "er"), ("ed", ""), ("es", ""), ("ly", ""), ("s", ""),
    ("e", ""),
)  # fmt: skip
_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an the of to in on at for by with from as and or but not no nor so if then than that
        this these those it its is are was were be been being am do does did done have has had
        having he she they we you i me him her them us my your his their our who whom whose which
        what when where why how there here all any both each few more most other some such only own
        same too very can will just should would could may might must shall into out up down over
        under again further once about above below between through during before after off etc esp
        sth sb one oneself someone something idiom lit fig variant old see used abbr cl surname
        classifier classical literary coll dialect tw archaic bound form make get put give take also
        new said says say mr ms mrs""",
    )
)


class Translations(Protocol):
    """What comparing asks of a dictionary of Chinese."""

    def translations(self, words: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The English words or glosses of those of ``words`` that it knows."""
        ...


class Term(NamedTuple):
    """How much of a term is in a text, and where first, from 0.0 at the top to 1.0 at the end."""

    weight: float
    place: float


def english_terms(text: str) -> dict[str, Term]:
    """The stems of an English text, with its numbers."""
    places: dict[str, list[int]] = {}
    for match in _LATIN_WORD.finditer(text):
        found = stem(match[0])
        if found:
            places.setdefault(found, []).append(match.start())
    terms = {name: Term(float(len(found)), found[0] / len(text)) for name, found in places.items()}
    return terms | _numbers(text)


class ChineseTerms:
    """Translates the words of Chinese texts; what it looked up once it knows from then on."""

    _MOST_KEPT = 200_000

    def __init__(self, lexicon: Translations) -> None:
        self._lexicon = lexicon
        self._known: dict[str, tuple[str, ...]] = {}
        self._unknown: set[str] = set()

    def terms(self, text: str) -> dict[str, Term]:
        """The stems that the words of ``text`` are translated with, its Latin words and numbers.

        A word that has several translations gives each its share.
        """
        self._look_up(text)
        weights: dict[str, float] = {}
        places: dict[str, int] = {}
        for start, word in self._words(text):
            stems = self._known.get(word, ())
            # A character alone means too many things.
            if len(word) > 1 and stems:
                for found in stems:
                    weights[found] = weights.get(found, 0.0) + 1 / len(stems)
                    places.setdefault(found, start)
        for match in _LATIN_WORD.finditer(text):
            if found := stem(match[0]):
                weights[found] = weights.get(found, 0.0) + 1
                places[found] = min(places.get(found, match.start()), match.start())
        terms = {name: Term(weight, places[name] / len(text)) for name, weight in weights.items()}
        return terms | _numbers(text)

    def _words(self, text: str) -> Iterable[tuple[int, str]]:
        known = self._known
        for run in _HAN_RUN.finditer(text):
            start, end = run.span()
            while start < end:
                for length in range(min(LONGEST_WORD, end - start), 0, -1):
                    word = text[start : start + length]
                    if length == 1 or word in known:
                        yield start, word
                        start += length
                        break

    def _look_up(self, text: str) -> None:
        if len(self._unknown) > self._MOST_KEPT:
            self._unknown.clear()
        wanted = {
            text[start : start + length]
            for run in _HAN_RUN.finditer(text)
            for start in range(run.start(), run.end())
            for length in range(2, min(LONGEST_WORD, run.end() - start) + 1)
        }
        wanted -= self._known.keys()
        wanted -= self._unknown
        for word, glosses in self._lexicon.translations(wanted).items():
            self._known[word] = gloss_stems(glosses)
        self._unknown |= wanted - self._known.keys()


def gloss_stems(glosses: Iterable[str]) -> tuple[str, ...]:
    """The stems of dictionary glosses, without what stands in brackets."""
    found: dict[str, None] = {}
    for gloss in glosses:
        bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", gloss)
        for word in _LATIN_WORD.findall(bare):
            if name := stem(word):
                found.setdefault(name)
    return tuple(found)[:MOST_TRANSLATIONS]


def character_pairs(folded: str) -> Counter[str]:
    """The pairs of neighbouring Chinese characters of a text that was folded to one script."""
    return Counter(
        folded[start : start + 2]
        for run in _HAN_RUN.finditer(folded)
        for start in range(run.start(), run.end() - 1)
    )


def same_text(one: Counter[str], other: Counter[str]) -> float:
    """How much of two texts is the same, from 0.0 to 1.0, by their pairs of characters."""
    common = sum((one & other).values())
    return 2 * common / max(1, one.total() + other.total())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What the forms of an English word have in common; empty for words that tell nothing."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    if len(word) < 2 or word in _STOP_WORDS:
        return ""
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: len(word) - len(suffix)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sle":
        word = word[:-1]
    return word[:7]


def _numbers(text: str) -> dict[str, Term]:
    """The numbers of a text by their value, and where they stand."""
    return {f"#{number}": Term(1.0, 0.0) for number in numbers(to_simplified(text))}
