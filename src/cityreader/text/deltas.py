"""Where two texts differ, in words that a reader sees at once."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from cityreader.models import Span
from cityreader.text.words import words

MOST_COMPARED = 2_000_000
"""Pairs of words up to which the words between a common beginning and end are matched."""


class Block(NamedTuple):
    """Paragraphs that stand beside each other; None where a side has none.

    ``alike`` counts paragraphs in a row that are the same on both sides; ``left`` and ``right`` are
    then the first of them.
    """

    left: str | None
    right: str | None
    alike: int = 0


def deltas(left: str, right: str) -> tuple[list[Span], list[Span]]:
    """The spans of each text that the other has not, in whole words and single signs."""
    ours, theirs = _tokens(left), _tokens(right)
    a, b = [left[s:e] for s, e in ours], [right[s:e] for s, e in theirs]
    begin = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), -1)
    if begin < 0:
        begin = min(len(a), len(b))
    end = 0
    while end < min(len(a), len(b)) - begin and a[-1 - end] == b[-1 - end]:
        end += 1
    middle, other = a[begin : len(a) - end], b[begin : len(b) - end]
    found: tuple[list[Span], list[Span]] = ([], [])
    if len(middle) * len(other) > MOST_COMPARED:
        ranges = [("replace", 0, len(middle), 0, len(other))]
    else:
        ranges = list(SequenceMatcher(None, middle, other, autojunk=False).get_opcodes())
    for kind, start, stop, first, last in ranges:
        if kind == "equal":
            continue
        for side, tokens, one, two in ((0, ours, start, stop), (1, theirs, first, last)):
            if one < two:
                found[side].append(Span(tokens[begin + one].start, tokens[begin + two - 1].end))
    return found


def blocks(left: str, right: str) -> Iterator[Block]:
    """The paragraphs of two texts beside each other, those that are alike counted together."""
    ours, theirs = left.split("\n\n"), right.split("\n\n")
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, start, stop, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield Block(ours[start], theirs[first], stop - start)
            continue
        for one, other in zip_longest(ours[start:stop], theirs[first:last]):
            yield Block(one, other)


def _tokens(text: str) -> list[Span]:
    """The words, and each sign between them that is no space."""
    found, position = [], 0
    for word in [*words(text), Span(len(text), len(text))]:
        gap = range(position, word.start)
        found += [Span(at, at + 1) for at in gap if not text[at].isspace()]
        if word.start < word.end:
            found.append(word)
        position = word.end
    return found
