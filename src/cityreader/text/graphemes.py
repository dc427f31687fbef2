"""Grapheme clusters: what a reader sees as one character (UAX #29, tables of ``wcwidth``)."""

import re
import unicodedata
from functools import cache

from cityreader.models import Span

# Characters that always stand alone next to each other: no mark, joiner, jamo, emoji or control
# but LF. They cover English and Chinese text, so that those never load the tables.
_PLAIN = (
    "\n\x20-\x7e\xa1-\xa8\xaa-\xac\xaf-\u02ff\u0370-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u203b\u2190-\u2bff\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3100-\u312f"
    "\u3400-\u4dbf\u4e00-\ua48c\uff01-\uff9d\uffe0-\uffee\U00020000-\U0003fffd"
)
# How far to look back for a place from which the rules can be run, in code points.
_LOOK_BACK = 64
_FIRST_FLAG, _LAST_FLAG = "\U0001f1e6", "\U0001f1ff"


def is_plain(text: str) -> bool:
    """Whether every code point of ``text`` is a grapheme of its own, known without the tables."""
    return _plain_only().fullmatch(text) is not None


@cache
def _plain_only() -> re.Pattern[str]:
    return re.compile(f"[{_PLAIN}]*")


def graphemes(text: str) -> list[Span]:
    """Return the spans of all grapheme clusters, in order and without gaps."""
    spans: list[Span] = []
    position = 0
    for match in _stretch().finditer(text):
        spans += [Span(i, i + 1) for i in range(position, match.start())]
        position = match.start()
        for cluster in _clusters(match.group()):
            spans.append(Span(position, position + len(cluster)))
            position += len(cluster)
    spans += [Span(i, i + 1) for i in range(position, len(text))]
    return spans


def is_boundary(text: str, index: int) -> bool:
    """Whether a grapheme cluster ends or begins at ``index`` (code points; both ends count).

    Looks at a small window only. An index outside the text is no boundary.
    """
    if index <= 0 or index >= len(text):
        return index in (0, len(text))
    before, after = text[index - 1], text[index]
    if is_plain(before) and is_plain(after):
        return True
    if unicodedata.combining(after) and unicodedata.combining(before):
        return False
    if _FIRST_FLAG <= before <= _LAST_FLAG and _FIRST_FLAG <= after <= _LAST_FLAG:
        return _flags_before(text, index) % 2 == 0
    start = index - 1
    limit = max(0, index - _LOOK_BACK)
    while start > limit and not is_plain(text[start]):
        start -= 1
    position = start
    for cluster in _clusters(text[start : index + 1]):
        position += len(cluster)
        if position >= index:
            break
    return position == index


def snap(text: str, span: Span) -> Span:
    """Return ``span`` grown outward to the nearest grapheme borders, within the text."""
    start = min(max(span.start, 0), len(text))
    end = min(max(span.end, start), len(text))
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return Span(start, end)


def _flags_before(text: str, index: int) -> int:
    """Count the regional indicators that end at ``index``; two of them make one flag."""
    start = index
    while start > 0 and _FIRST_FLAG <= text[start - 1] <= _LAST_FLAG:
        start -= 1
    return index - start


@cache
def _stretch() -> re.Pattern[str]:
    """A stretch with anything that is not plain in it, with the plain characters that touch it."""
    return re.compile(f"[{_PLAIN}]?[^{_PLAIN}]+(?:[{_PLAIN}][^{_PLAIN}]+)*[{_PLAIN}]?")


def _clusters(text: str) -> list[str]:
    from wcwidth import iter_graphemes

    return list(iter_graphemes(text))
