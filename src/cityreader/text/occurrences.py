"""Where folded words stand in a text: blind to script, case, width and line ends.

A word stands where it begins a term of the text (see ``terms``) and may end within one; ``port`` is
in ``ports`` and not in ``airport``. What full-text search finds is the same.
"""

from collections.abc import Sequence

from cityreader.models import Span
from cityreader.text.graphemes import snap
from cityreader.text.scripts import fold, fold_with_offsets, unfolded
from cityreader.text.terms import begins_term


def occurrences(
    text: str, words: Sequence[str], *, at_most: int = 10_000, anywhere: bool = False
) -> list[Span]:
    """The spans of ``text`` that hold one of the folded ``words``, in order; whole characters only.

    ``anywhere`` finds them within terms too, as somebody expects who types letter by letter.
    A space in a word meets a line end, but not the blank line between two paragraphs. Places of
    one word do not overlap; those of several may.
    """
    folded = fold(text).replace("\n", " ")
    if not any(word and word in folded for word in words):
        return []
    _, offsets = fold_with_offsets(text)
    found: set[Span] = set()
    for word in filter(None, words):
        at = _next(folded, word, 0, anywhere)
        while at >= 0 and len(found) < at_most:
            found.add(snap(text, unfolded(Span(at, at + len(word)), offsets)))
            at = _next(folded, word, at + len(word), anywhere)
    return sorted(found)


def holds(text: str, word: str) -> bool:
    """Whether a folded word stands in ``text``; an empty one does."""
    return stands(fold(text).replace("\n", " "), word)


def stands(folded: str, word: str) -> bool:
    """Whether a folded word stands in a folded text, whose line ends are taken for themselves."""
    return _next(folded, word, 0) >= 0


def _next(folded: str, word: str, start: int, anywhere: bool = False) -> int:
    """The next place from ``start`` where a word stands, or -1."""
    at = folded.find(word, start)
    while at > 0 and word and not (anywhere or begins_term(folded, at)):
        at = folded.find(word, at + 1)
    return at
