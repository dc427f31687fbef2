"""Words: what one step of the cursor moves over."""

import re
from collections.abc import Collection
from functools import lru_cache

from cityreader.models import Span
from cityreader.text.graphemes import is_plain, snap
from cityreader.text.han import HAN

_KANA_AND_BOPOMOFO = "\u3041-\u3096\u309d-\u309f\u30a1-\u30ff\u3105-\u312f\u31a0-\u31ff"
_SINGLE = HAN + _KANA_AND_BOPOMOFO
# A letter or digit of any script but the Chinese and Japanese ones.
_LETTER = f"[^\\W_{_SINGLE}]"
# Signs that stand on or between the letters of one word: accents, vowel signs, joiners.
_SIGN = (
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0980-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u0f71-\u0f84\u102b-\u103e"
    "\u17b4-\u17d3\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_LETTERS = f"(?:{_LETTER}{_SIGN}*+)++"
_INNER_MARK = f"[-‐‑'’.&@_](?={_LETTER})"
_TOKEN = re.compile(
    # U.S.
    "(?:[A-Za-z][.]){2,}"
    # 40,000  8.5%  2025-12-28  10:30  3pm  10-year
    f"|[0-9]+(?:[.,:/-][0-9]+)*+(?:[%‰％]|{_LETTERS})?(?:{_INNER_MARK}{_LETTERS})*+"
    # sister-city  Xi'an  COVID-19
    f"|{_LETTERS}(?:{_INNER_MARK}{_LETTERS})*+"
    f"|(?P<single>[{_SINGLE}])"
)


def words(text: str, lexicon: Collection[str] = (), *, crossing: bool = False) -> list[Span]:
    """Return the spans of the words in ``text``, in order.

    Latin words and numbers are whole, with the hyphens, apostrophes and points inside them. In
    Chinese the longest entry of ``lexicon`` that fits is one word, and each other character stands
    alone; with ``crossing`` a word also ends where another entry begins in it and goes on beyond
    its end, so that ``新北市長`` is ``新北``, ``市`` and ``長`` and either reading can be picked.
    Punctuation and white space belong to no word, and no word cuts a grapheme.
    """
    entries = frozenset(lexicon)
    lengths = _lengths_by_first(entries) if entries else {}
    spans: list[Span] = []
    position = 0
    while match := _TOKEN.search(text, position):
        start, position = match.span()
        if match["single"]:
            position += max(_entry_length(text, start, entries, lengths) - 1, 0)
            if crossing:
                for inner in range(start + 1, position):
                    if inner + _entry_length(text, inner, entries, lengths) > position:
                        spans.append(Span(start, inner))
                        start = inner
        spans.append(Span(start, position))
    return spans if is_plain(text) else [snap(text, span) for span in spans]


def _entry_length(
    text: str, start: int, entries: frozenset[str], lengths: dict[str, tuple[int, ...]]
) -> int:
    """The length of the longest entry that begins at ``start``, 0 where none does."""
    return next(
        (
            length
            for length in lengths.get(text[start], ())
            if text[start : start + length] in entries
        ),
        0,
    )


@lru_cache(maxsize=4)
def _lengths_by_first(entries: frozenset[str]) -> dict[str, tuple[int, ...]]:
    """Return the lengths of the entries by their first character, longest first."""
    found: dict[str, set[int]] = {}
    for entry in entries:
        if entry:
            found.setdefault(entry[0], set()).add(len(entry))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}
