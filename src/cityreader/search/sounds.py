"""Where a title sounds like what was typed: pinyin, Wade–Giles, initials, homophones.

All texts here are folded, and places are spans of their code points.
"""

import re
from itertools import pairwise

from cityreader.models import Span
from cityreader.search.conventional_names import places_named
from cityreader.search.pairs import is_in_words
from cityreader.search.romanisation import (
    Beginning,
    Romanisation,
    Segmentation,
    Syllables,
    may_be_initials,
    respelt,
    romanisation,
    segmentations,
    spelling_of,
)
from cityreader.search.title_index import JOINT, WORD


def places_of(text: str, title: str) -> list[Span]:
    """Where a text stands in a title."""
    return [Span(*match.span()) for match in re.finditer(re.escape(text), title)]


def spelt_places(word: str, title: str) -> list[Span]:
    """The characters that a Latin word spells or names; failing that, those it has initials of."""
    if title.isascii() or not word.isascii() or len(word) < 2:
        return []
    table, letters = romanisation(), "".join(JOINT.split(word))
    for place in places_named(letters, unfinished=False):
        start = title.find(place)
        if start >= 0:
            return [Span(start, start + len(place))]
    for ways in segmentations(spelling_of(word)):
        places = _matching(table, ways, title)
        if places:
            return places
    if not may_be_initials(letters):
        return []
    return _matching(table, tuple(table.beginning(letter) for letter in letters), title)


def homophones(word: str, title: str) -> list[Span]:
    """The stretches that sound like a word of two and more Chinese characters."""
    table = romanisation()
    wanted = [set(table.readings_of(character)) for character in word]
    if len(word) < 2 or not all(wanted):
        return []
    return [
        Span(start, start + len(word))
        for start in range(len(title) - len(word) + 1)
        if all(
            readings.intersection(table.readings_of(character))
            for readings, character in zip(wanted, title[start:], strict=False)
        )
    ]


def respelt_places(word: str, title: str) -> list[Span]:
    """The characters that a Latin word spells once a slip of the finger is undone."""
    if title.isascii() or not word.isascii():
        return []
    for ways in respelt(spelling_of(word)):
        places = _matching(romanisation(), ways, title)
        if len(ways) == 2:
            places = [span for span in places if is_in_words(*title[span.start : span.end])]
        if places:
            return places
    return []


def pieces(word: str, title: str) -> list[Span]:
    """Where a title has at least half the pairs of a longer Chinese word, or what sounds like them.

    Failing that its single characters, if all of them stand there but for one.
    """
    pairs = [one + other for one, other in pairwise(word)]
    if len(pairs) < 2:
        return []
    found = [places_of(pair, title) or homophones(pair, title) for pair in pairs]
    if 2 * found.count([]) > len(pairs):
        found = [places_of(character, title) for character in set(word)]
        if found.count([]) > 1:
            return []
    return [place for places in found for place in places]


def joined_places(word: str, title: str) -> list[Span]:
    """The compounds that begin with a word written together: ``wanan`` in ``wan-an chiang``."""
    places = []
    for match in WORD.finditer(title):
        if match[0].isalnum() or not "".join(JOINT.split(match[0])).startswith(word):
            continue
        end, letters = match.start(), 0
        while letters < len(word):
            letters += title[end].isalnum()
            end += 1
        places.append(Span(match.start(), end))
    return places


def apart_places(word: str, title: str) -> list[Span]:
    """Two words side by side that were typed as one: ``kualalumpur``."""
    for cut in range(2, len(word) - 1):
        first, second = map(re.escape, (word[:cut], word[cut:]))
        match = re.search(rf"(?<![^\W_]){first}[\W_]+{second}", title)
        if match:
            return [Span(*match.span())]
    return []


def _matching(table: Romanisation, ways: Segmentation, title: str) -> list[Span]:
    """The stretches read as these syllables, one character each."""
    return [
        Span(start, start + len(ways))
        for start in range(len(title) - len(ways) + 1)
        if all(
            any(_is_one(part, number) for number in table.readings_of(character))
            for part, character in zip(ways, title[start:], strict=False)
        )
    ]


def _is_one(part: Syllables | Beginning, number: int) -> bool:
    if isinstance(part, Beginning):
        return part.first <= number < part.end
    return number in part.numbers
