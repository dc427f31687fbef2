"""Words: what one step of the cursor moves over."""

import re
from collections.abc import Collection
from functools import lru_cache

from cityreader.models import Span

HAN = "\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_KANA_AND_BOPOMOFO = "\u3041-\u30ff\u3105-\u312f\u31a0-\u31ff"
_SINGLE = HAN + _KANA_AND_BOPOMOFO
# U.S. | 40,000, 8.5%, 2025-12-28, 10:30 | sister-city, Xi'an, COVID-19; letters of any script
# but the Chinese ones, with the marks that stand on them.
_LETTER = f"[^\\W_{_SINGLE}]"
_MARK = (
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094d\u0e31-\u0e4e\u200c\u200d]"
)
_PART = f"(?:{_LETTER}{_MARK}*)+"
_TOKEN = re.compile(
    "(?P<abbreviation>(?:[A-Za-z]\\.){2,})"
    "|(?P<number>[0-9]+(?:[.,:/-][0-9]+)*[%‰％]?(?![^\\W\\d_" + _SINGLE + "]))"
    f"|(?P<word>{_PART}(?:[-‐‑'’.&@_/](?={_LETTER}){_PART})*)"
    f"|(?P<han>[{_SINGLE}])"
)


def words(text: str, lexicon: Collection[str] = ()) -> list[Span]:
    """Return the spans of the words in ``text``, in order.

    Latin words and numbers are whole, with hyphens, apostrophes and points inside them. In Chinese
    the longest entry of ``lexicon`` that fits is one word, and each other character stands alone.
    Punctuation and white space belong to no word.
    """
    lengths = _lengths_by_first(frozenset(lexicon)) if lexicon else {}
    spans: list[Span] = []
    position = 0
    while match := _TOKEN.search(text, position):
        start, position = match.span()
        if match.lastgroup == "han":
            for length in lengths.get(text[start], ()):
                if text[start : start + length] in lexicon:
                    position = start + length
                    break
        spans.append(Span(start, position))
    return spans


@lru_cache(maxsize=4)
def _lengths_by_first(lexicon: frozenset[str]) -> dict[str, tuple[int, ...]]:
    """Return the lengths of the entries by their first character, longest first."""
    found: dict[str, set[int]] = {}
    for entry in lexicon:
        if entry:
            found.setdefault(entry[0], set()).add(len(entry))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}
