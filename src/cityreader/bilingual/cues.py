"""What looks alike in a sentence and its translation, sentence by sentence."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from cityreader.bilingual.lexicon import Vocabulary
from cityreader.bilingual.numbers import numbers
from cityreader.text.han import HAN

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.\-]+")
_NAME = re.compile(r"\b[A-Z][a-z]{2,}(?:['’][a-z]+)?\b|\b[A-Z]{3,}\b")
_HAN_RUN = re.compile(f"[{HAN}]+")
_OPENING = "\"“「『‘'"
_CLOSING = "\"”」』’'"
_QUOTES = '"“”「」『』'


@dataclass(frozen=True, slots=True)
class Cues:
    """The signs of one sentence."""

    numbers: frozenset[str]
    latin: frozenset[str]
    """Latin words in lower case."""
    names: frozenset[str]
    """Capitalised Latin words in lower case, without 's."""
    question: bool
    exclamation: bool
    opens_with_quote: bool
    ends_with_quote: bool
    has_quote: bool


def cues(sentence: str) -> Cues:
    """The signs of a sentence in simplified characters."""
    latin = frozenset(word.lower().strip(".-") for word in _LATIN.findall(sentence))
    capitalised = (word.lower() for word in _NAME.findall(sentence))
    return Cues(
        numbers=numbers(sentence),
        latin=latin,
        names=frozenset(word.partition("'")[0].partition("’")[0] for word in capitalised)
        | {word for word in latin if len(word) > 2},
        question="?" in sentence or "？" in sentence,
        exclamation="!" in sentence or "！" in sentence,
        opens_with_quote=sentence[:1] in _OPENING and sentence != "",
        ends_with_quote=sentence[-1:] in _CLOSING and sentence != "",
        has_quote=any(quote in sentence for quote in _QUOTES),
    )


def spelled_names(
    sentences: Sequence[str], names: Collection[str], vocabulary: Vocabulary
) -> list[set[str]]:
    """For each Chinese sentence, those of the Latin ``names`` that its characters can be read as.

    ``Zhejiang`` is found in a sentence with 浙江.
    """
    whole = frozenset(names)
    beginnings = {name[:end] for name in whole for end in range(1, len(name) + 1)}
    readings: dict[str, frozenset[str]] = {}
    found: list[set[str]] = []
    for sentence in sentences:
        here: set[str] = set()
        for run in _HAN_RUN.findall(sentence):
            begun: set[str] = set()
            for character in run:
                if character not in readings:
                    readings[character] = vocabulary.readings(character)
                begun = _spelled(begun, readings[character], beginnings)
                here.update(begun & whole)
        found.append(here)
    return found


def _spelled(before: Iterable[str], readings: Iterable[str], beginnings: set[str]) -> set[str]:
    """What the names begun so far, and one begun here, become with one more syllable."""
    return {
        start + reading
        for start in ("", *before)
        for reading in readings
        if start + reading in beginnings
    }
