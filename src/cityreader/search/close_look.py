"""The close look at the best titles: what no index of words tells."""

from collections.abc import Sequence

from cityreader.search.romanisation import romanisation
from cityreader.search.term_weights import Term

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
        self._text = text.strip()
        self._several = len(terms) > 1
        self._runs = [term.text for term in terms if term.kind == "han" and len(term.text) > 2]
        self._spelt = [
            term.text
            for term in terms
            if term.kind == "latin" and len(term.text) > 2 and term.text.isascii()
        ]

    def bonus(self, title: str) -> float:
        """Points for one folded title."""
        from rapidfuzz import fuzz

        points = -len(title) * _LONGER
        place = title.find(self._text)
        if place >= 0:
            at_a_word = place == 0 or not title[place - 1].isalnum()
            points += _SIDE_BY_SIDE - place * _LATER + (_AT_A_WORD if at_a_word else 0)
            points += _AT_THE_START if place == 0 else 0
        else:
            points += sum(_LONG_RUN for run in self._runs if run in title)
            if self._several:
                points += fuzz.partial_ratio(self._text, title) * _ALIKE
        if not title.isascii():
            points += sum(_said(word, title) for word in self._spelt if word not in title)
        return points


def _said(word: str, title: str) -> float:
    """Points for a title in which the syllables, or their initials, stand one after the other."""
    table = romanisation()
    if word in title.translate(table.first):
        return _SPELT
    if len(word) <= 6 and word in title.translate(table.initials):
        return _BY_INITIALS
    return 0.0
