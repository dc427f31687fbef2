"""The close look at the best titles: what no index of words tells."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cityreader.search.conventional_names import places_named
from cityreader.search.pairs import is_in_words
from cityreader.search.romanisation import may_be_initials, romanisation, said_as
from cityreader.search.terms import Term, joined

# What the close look adds: the words side by side, at the beginning of a word, at the start.
_SIDE_BY_SIDE, _AT_A_WORD, _AT_THE_START = 40.0, 10.0, 8.0
_LONG_RUN, _ALIKE = 25.0, 0.3
_SPELT, _BY_INITIALS = 25.0, 20.0
_IN_A_WORD, _WORD_BEGINS, _WORD_ENDS = 4.0, 5.0, 3.0
"""More for initials of characters that stand together in words, and where none goes on before, or
behind, them."""
_NO_LETTER = r"(?<![^\W_])"


class CloseLook:
    """What a title earns beyond the weights of the words, once it is read as a whole."""

    def __init__(self, text: str, terms: Sequence[Term]) -> None:
        """Look for a folded query and its words."""
        from rapidfuzz.fuzz import partial_ratio

        self._alike = partial_ratio
        self._text = text.strip()
        self._several = len(terms) > 1
        # Letters inside a word are worth no more than the tier they are in.
        inside = self._several or not self._text.isascii()
        self._pattern = re.compile(("" if inside else _NO_LETTER) + re.escape(self._text))
        self._runs = [term.text for term in terms if term.kind == "han" and len(term.text) > 2]
        spelt = [term for term in terms if len(term.spelling) > 2]
        if self._several and all(term.spelling for term in terms):
            spelt.append(joined(terms))
        sounds = map(_sound, spelt)
        self._spelt = [sound for sound in sounds if sound.ways or sound.initials]

    def bonus(self, title: str) -> float:
        """Points for one folded title."""
        points = 0.0
        found = self._pattern.search(title)
        if found is not None:
            place = found.start()
            at_a_word = place == 0 or not title[place - 1].isalnum()
            points += _SIDE_BY_SIDE + (_AT_A_WORD if at_a_word else 0)
            points += _AT_THE_START if place == 0 else 0
        else:
            points += sum(_LONG_RUN for run in self._runs if run in title)
            if self._several:
                points += self._alike(self._text, title) * _ALIKE
        if self._spelt and not title.isascii():
            points += self._said(title)
        return points

    def _said(self, title: str) -> float:
        """Points for words the syllables of which, or their initials, stand together in a title."""
        points = 0.0
        syllables = title.translate(romanisation().first)
        for sound in self._spelt:
            if sound.letters in title:
                continue
            if any(way in syllables for way in sound.ways):
                points += _SPELT
            elif sound.initials is not None:
                places = sound.initials.finditer(title)
                points += max((_of_initials(sound.letters, place) for place in places), default=0)
        return points


class _Sound(NamedTuple):
    """The ``letters`` of a term, what they say in pinyin, and what they are the initials of."""

    letters: str
    ways: tuple[str, ...]
    initials: re.Pattern[str] | None


def _sound(term: Term) -> _Sound:
    table = romanisation()
    named = places_named(term.text, unfinished=False)
    spoken = [place.translate(table.first) for place in named]
    initials = None
    if may_be_initials(term.text):
        # Looked ahead for, so that no place hides another that begins in it.
        begun = "".join(f"[{table.begun[letter]}]" for letter in term.text)
        initials = re.compile(f"(?=({begun}))")
    return _Sound(term.text, (*spoken, *said_as(term.spelling)), initials)


def _of_initials(letters: str, place: re.Match[str]) -> float:
    """Points for characters of a title that have these initials.

    Beside words only by their usual readings.
    """
    title, (start, end) = place.string, place.span(1)
    if not all(is_in_words(*pair) for pair in pairwise(place[1])):
        usual = romanisation().first
        said = [usual[ord(character)] for character in place[1]]
        return _BY_INITIALS if all(map(str.startswith, said, letters)) else 0
    begins = start == 0 or not is_in_words(title[start - 1], title[start])
    ends = end == len(title) or not is_in_words(title[end - 1], title[end])
    return _BY_INITIALS + _IN_A_WORD + _WORD_BEGINS * begins + _WORD_ENDS * ends
