"""Where folded words stand in a text: blind to script, case, width and line ends."""

from collections.abc import Sequence

from cityreader.models import Span
from cityreader.text.graphemes import snap
from cityreader.text.scripts import fold, fold_with_offsets


def occurrences(text: str, words: Sequence[str], *, at_most: int = 10_000) -> list[Span]:
    """The spans of ``text`` that hold one of the folded ``words``, in order; whole characters only.

    A space in a word meets a line end, but not the blank line between two paragraphs. Places of
    one word do not overlap; those of several may.
    """
    folded = fold(text).replace("\n", " ")
    if not any(word and word in folded for word in words):
        return []
    _, offsets = fold_with_offsets(text)
    found: set[Span] = set()
    for word in filter(None, words):
        at = folded.find(word)
        while at >= 0 and len(found) < at_most:
            first, last = at, at + len(word) - 1
            if offsets is not None:
                first, last = offsets[first], offsets[last]
            found.add(snap(text, Span(first, last + 1)))
            at = folded.find(word, at + len(word))
    return sorted(found)


def holds(text: str, word: str) -> bool:
    """Whether ``text`` holds a folded word."""
    return word in fold(text).replace("\n", " ")
