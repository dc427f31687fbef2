"""The words of a query as they are looked for in titles."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from cityreader.search.romanisation import spelling_of
from cityreader.search.title_index import JOINT, WORD
from cityreader.text.han import HAN

MOST_TERMS = 32
"""Words of a query that are looked for; the rest of a pasted text is left out."""

_CHINESE = f"{HAN}\u3040-\u30ff\uac00-\ud7af"
_TERM = re.compile(rf"(?P<han>[{_CHINESE}]+)|(?P<latin>{WORD.pattern})")

_SPELLING = re.compile("[a-z'*]+")


class Term(NamedTuple):
    """A word of a query, folded. ``unfinished``: it may still be typed, so a prefix counts.

    ``spelling`` has the letters as syllables of Chinese (``romanisation.spelling_of``), if they can
    be some.
    """

    text: str
    kind: Literal["latin", "han"]
    unfinished: bool = False
    spelling: str = ""


def query_terms(
    folded: str, *, unfinished: bool, spelt: Mapping[str, str] = MappingProxyType({})
) -> tuple[Term, ...]:
    """The words of a folded query; runs of Chinese characters apart from Latin words.

    ``spelt`` are the spellings of words that folding would lose (``romanisation.umlauts``).
    """
    found: list[Term] = []
    for match in _TERM.finditer(folded):
        han, word = match["han"], match["latin"]
        found.append(Term(han, "han") if han else _latin(word, spelt.get(word, word)))
    del found[MOST_TERMS:]
    if found and unfinished:
        found[-1] = found[-1]._replace(unfinished=True)
    return tuple(found)


def joined(terms: Sequence[Term]) -> Term:
    """Latin terms read as one word."""
    return Term(
        "".join(term.text for term in terms),
        "latin",
        terms[-1].unfinished,
        "".join(term.spelling for term in terms) if all(term.spelling for term in terms) else "",
    )


def _latin(word: str, spelt: str) -> Term:
    letters, spelling = "".join(JOINT.split(word)), spelling_of(spelt)
    said = _SPELLING.fullmatch(spelling) is not None
    return Term(letters, "latin", spelling=spelling if said else "")
