"""Terms: the pieces of a folded text that an index holds, and where a searched word may begin.

A Chinese character is a term of its own, as in the other scripts that are written without spaces; a
run of other letters, digits and signs is one term. A searched word stands where it begins a term,
so that ``art`` is found in ``arts`` but not in ``party``, and 北京 within 在北京的.

Libraries keep what this module makes of their texts: whoever changes it makes their index anew in a
migration.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from cityreader.text.han import HAN
from cityreader.text.scripts import fold

BREAK = "¶"
"""Stands in the index for punctuation, and for space beside a term that needs none."""

LONGEST = 64
"""Code points of a term that are kept; what is longer is no word."""

# Kana and Bopomofo, Hangul, and the scripts of South-East Asia and Tibet.
_SINGLE = re.compile(
    f"[{HAN}\u3041-\u30ff\u3105-\u312f\u31a0-\u31ff\u31f0-\u31ff\uac00-\ud7a3"
    "\u0e01-\u0eff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17d3]"
)
# Around a single character in the making.
_EDGE = "\x01"
_GAPS = re.compile(f"[ {BREAK}]*{BREAK}[ {BREAK}]*|{_EDGE} +{_EDGE}?| +{_EDGE}| {{2,}}")
_LONG = re.compile(rf"(\S{{{LONGEST}}})\S+")


class Wanted(NamedTuple):
    """The terms of a searched word in their order.

    ``opens`` says that the last term may be the beginning of a longer one; ``exact``, that every
    text with these terms in a row holds the word; else it still has to be looked for there.
    """

    terms: tuple[str, ...]
    opens: bool
    exact: bool


def index_terms(text: str) -> str:
    """The terms of a text with a space between them, and breaks where terms do not adjoin.

    Terms adjoin across one space or line end, single characters only where nothing is between.
    """
    marked = _GAPS.sub(f" {BREAK} ", text.translate(_term_table())).replace(_EDGE, " ")
    return _LONG.sub(r"\1", marked)


def wanted_terms(word: str) -> Wanted:
    """The terms to look for where a folded word is wanted; none where it has only signs."""
    terms = index_terms(word).split()
    while terms and terms[-1] == BREAK:
        terms.pop()
    while terms and terms[0] == BREAK:
        del terms[0]
    if not terms:
        return Wanted((), False, False)
    plain = word == word.strip() and "\n" not in word and BREAK not in terms
    exact = plain and not any(_kind(c) == "other" for c in word)
    exact = exact and all(len(term) < LONGEST for term in terms)
    return Wanted(tuple(terms), _kind(word[-1]) == "letter", exact)


def begins_term(folded: str, at: int) -> bool:
    """Whether a searched word may begin at this code point of a folded text."""
    return at == 0 or _kind(folded[at]) != "letter" or _kind(folded[at - 1]) != "letter"


class _TermTable(dict[int, str]):
    """Code point of a text to what the index holds of it, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        made = "".join(map(_marked, fold(chr(code))))
        self[code] = made
        return made


def _marked(character: str) -> str:
    match _kind(character):
        case "single":
            return f"{_EDGE}{character}{_EDGE}"
        case "letter":
            return character
        case "space":
            return " "
    return BREAK


@cache
def _kind(character: str) -> str:
    if _SINGLE.match(character):
        return "single"
    if character.isalnum() or unicodedata.category(character)[0] == "M":
        return "letter"
    return "space" if character in " \n" else "other"


@cache
def _term_table() -> _TermTable:
    return _TermTable()
