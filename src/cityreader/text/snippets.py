"""A few words of a text around what was looked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from cityreader.models import Span
from cityreader.models.span import merged
from cityreader.text.graphemes import snap
from cityreader.text.han import count_han
from cityreader.text.occurrences import occurrences

LENGTH = 160
"""Code points of a snippet, about two lines of a terminal; half as many of Chinese."""

_BEFORE = 0.35
# A cut moves this far to fall between two words (code points).
_WORD = 14
_SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text on one line.

    ``text`` begins or ends with ``…`` where something was cut off; ``hits`` are spans of ``text``,
    in order and apart from each other.
    """

    text: str
    hits: tuple[Span, ...]


def snippet(text: str, words: Sequence[str], length: int = LENGTH) -> Snippet:
    """The piece of ``text`` that shows most of the folded ``words``, else its beginning.

    ``length`` counts code points of Latin letters; of Chinese, which is twice as wide, half as many
    are shown.
    """
    sample = text[:_SAMPLE]
    if 2 * count_han(sample) > len(sample):
        length //= 2
    found = occurrences(text, words)
    first = _richest(found, length) if found else Span(0, 0)
    start = max(0, first.start - int(length * _BEFORE)) if found else 0
    end = min(len(text), max(start + length, first.end))
    start = max(0, min(start, end - length))
    start, end = _between_words(text, start, end, first)
    line = " ".join(text[start:end].split())
    shown = f"{'…' if start > 0 else ''}{line}{'…' if end < len(text) else ''}"
    return Snippet(shown, tuple(merged(occurrences(shown, words))))


def _richest(found: Sequence[Span], length: int) -> Span:
    """The first hit of the window of this length that holds the most hits."""
    best, most, behind = 0, 0, 0
    reach = int(length * (1 - _BEFORE))
    for number, span in enumerate(found):
        behind = max(behind, number)
        while behind < len(found) and found[behind].end <= span.start + reach:
            behind += 1
        if behind - number > most:
            best, most = number, behind - number
    return found[best]


def _between_words(text: str, start: int, end: int, kept: Span) -> tuple[int, int]:
    """Move the cuts to white space where some is near, and never into a character."""
    if start > 0:
        space = text.find(" ", start, min(start + _WORD, max(kept.start, start)))
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", max(end - _WORD, kept.end), end)
        end = space if space >= 0 else end
    return snap(text, Span(start, end))
