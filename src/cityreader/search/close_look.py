"""The close look at the best titles: what no index of words tells."""

from collections.abc import Sequence

from cityreader.search.conventional_names import places_named
from cityreader.search.romanisation import may_be_initials, romanisation, said_as
from cityreader.search.terms import Term, joined

# What the close look adds: the words side by side, at the beginning of a word, at the start.
_SIDE_BY_SIDE, _AT_A_WORD, _AT_THE_START = 40.0, 10.0, 8.0
_LONG_RUN, _ALIKE = 25.0, 0.3
_SPELT, _BY_INITIALS = 25.0, 20.0
_LATER, _LONGER = 0.05, 0.02
"""Taken off for each code point before the words, and for each code point of the title."""


class CloseLook:
    """What a title earns beyond the weights of the words, once it is read as a whole."""

    def __init__(self, text: str, terms: Sequence[Term]) -> None:
        """Look for a folded query and its words."""
        from rapidfuzz.fuzz import partial_ratio

        self._alike = partial_ratio
        self._text = text.strip()
        self._several = len(terms) > 1
        self._runs = [term.text for term in terms if term.kind == "han" and len(term.text) > 2]
        spelt = [term for term in terms if len(term.spelling) > 2]
        if self._several and all(term.spelling for term in terms):
            spelt.append(joined(terms))
        sounds = map(_sounds, spelt)
        self._spelt = [(word, ways, short) for word, ways, short in sounds if ways or short]

    def bonus(self, title: str) -> float:
        """Points for one folded title."""
        points = -len(title) * _LONGER
        place = title.find(self._text)
        if place >= 0:
            at_a_word = place == 0 or not title[place - 1].isalnum()
            points += _SIDE_BY_SIDE - place * _LATER + (_AT_A_WORD if at_a_word else 0)
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
        table, points = romanisation(), 0.0
        syllables = title.translate(table.first)
        for word, ways, short in self._spelt:
            if word in title:
                continue
            if any(way in syllables for way in ways):
                points += _SPELT
            elif short and word in title.translate(table.initials):
                points += _BY_INITIALS
        return points


def _sounds(term: Term) -> tuple[str, tuple[str, ...], bool]:
    """The letters of a term, what they say in pinyin, and whether they may be initials."""
    named = places_named(term.text, unfinished=False)
    spoken = [place.translate(romanisation().first) for place in named]
    return term.text, (*spoken, *said_as(term.spelling)), may_be_initials(term.text)
