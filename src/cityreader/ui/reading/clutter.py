"""Which rows hold nothing but lines that their source repeats in many articles."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from cityreader.models import Span, Spread

if TYPE_CHECKING:
    from cityreader.library.library import Library

_TEXT, _CLUTTER, _BARE = "text", "clutter", "bare"
"""What a row holds: text, only learned lines, or only signs such as ``|`` between them."""


def clutter_of(library: "Library", spread: Spread) -> tuple[list[Span], list[Span]]:
    """The lines of the left and the right body of a spread that their sources repeat."""
    left = library.articles.clutter(spread.left.id)
    return left, library.articles.clutter(spread.right.id) if spread.right else []


def clutter_rows(spread: Spread, left: Sequence[Span], right: Sequence[Span]) -> frozenset[int]:
    """The numbers of the beads that are clutter, or empty, on every side they have.

    ``left`` and ``right`` are the learned lines of the two bodies, in order. A row of mere signs
    goes with the clutter that it stands in the middle of.
    """
    if not left and not right:
        return frozenset()
    kinds = []
    for bead in spread.beads:
        both = {
            _kind(spread.left_body, bead.left, left),
            _kind(spread.right_body, bead.right, right),
        }
        kinds.append(next(kind for kind in (_TEXT, _CLUTTER, _BARE) if kind in both))
    found: set[int] = set()
    for textual, members in groupby(range(len(kinds)), key=lambda number: kinds[number] == _TEXT):
        learned = [] if textual else [number for number in members if kinds[number] == _CLUTTER]
        if learned:
            found.update(range(learned[0], learned[-1] + 1))
    return frozenset(found)


def _kind(body: str, span: Span | None, lines: Sequence[Span]) -> str:
    if span is None:
        return _BARE
    number = max(0, bisect_right(lines, span) - 1)
    at, met = span.start, False
    for line in lines[number:]:
        if line.start >= span.end:
            break
        if line.end <= at:
            continue
        if _says_something(body, at, line.start):
            return _TEXT
        at, met = line.end, True
    if _says_something(body, at, span.end):
        return _TEXT
    return _CLUTTER if met else _BARE


def _says_something(body: str, start: int, end: int) -> bool:
    return any(body[offset].isalnum() for offset in range(start, end))
