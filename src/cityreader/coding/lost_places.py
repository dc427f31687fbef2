"""Where to look for what became of a mark whose words are gone from its text."""

from bisect import bisect_left

from cityreader.coding.anchors import SHORT
from cityreader.models import Span
from cityreader.text.han import count_han
from cityreader.text.sentences import paragraphs, sentences

_REACH = 120
"""Code points beside the words that are looked for; more of them tell no more."""


def lost_place(old: str, new: str, span: Span) -> int:
    """The code point of ``new`` nearest to where the words of ``span`` of ``old`` would stand.

    That is beside what stood next to them in their paragraph, on the side where more of it is
    still there; else in the nearest sentence of that paragraph that is; else as far from the
    beginning of the text as they stood.
    """
    around = next((one for one in paragraphs(old) if span.start < one.end), Span(0, len(old)))
    lead = _longest_end(old[around.start : span.start].rstrip()[-_REACH:], new)
    follow = _longest_beginning(old[span.end : max(span.end, around.end)].lstrip()[:_REACH], new)
    if _tells(lead) and _weight(lead) >= _weight(follow):
        return _behind(new, _nearest(lead, new, span.start) + len(lead))
    if _tells(follow):
        end = _nearest(follow, new, span.end)
        within = new[max(0, end - _REACH) : end].rpartition("\n")[2]
        # What stands there instead is between the two sides.
        between = within.rpartition(lead)[2] if _tells(lead) and lead in within else ""
        return _behind(new, end - len(between))
    for sentence in sorted(_sentences(old, around), key=lambda one: _distance(one, span)):
        words = old[slice(*sentence)]
        if _tells(words) and words in new:
            return _nearest(words, new, span.start)
    return min(span.start, max(0, len(new) - 1))


def _longest_beginning(text: str, new: str) -> str:
    """As much of the beginning of a text as stands in ``new``."""
    return text[: bisect_left(range(1, len(text) + 1), 1, key=lambda n: text[:n] not in new)]


def _longest_end(text: str, new: str) -> str:
    """As much of the end of a text as stands in ``new``."""
    return text[bisect_left(range(len(text)), 1, key=lambda start: text[start:] in new) :]


def _nearest(words: str, new: str, place: int) -> int:
    """The place of ``words``, which stand in ``new``, that is nearest to one in the old text."""
    before, after = new.rfind(words, 0, place + len(words)), new.find(words, place)
    return min((hit for hit in (before, after) if hit >= 0), key=lambda hit: abs(hit - place))


def _behind(new: str, end: int) -> int:
    """What follows on words that end there; where they end their paragraph, their last sign."""
    start = end
    while new[start : start + 1] == " ":
        start += 1
    return start if new[start : start + 1].strip() else end - 1


def _sentences(old: str, around: Span) -> list[Span]:
    found = sentences(old[slice(*around)])
    return [Span(around.start + start, around.start + end) for start, end in found]


def _distance(sentence: Span, span: Span) -> int:
    return max(sentence.start - span.end, span.start - sentence.end)


def _tells(words: str) -> bool:
    """Whether words are long enough to say where they stand."""
    return _weight(words) >= SHORT


def _weight(words: str) -> int:
    return len(words) + count_han(words)
