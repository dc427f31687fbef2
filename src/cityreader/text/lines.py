"""Line breaking for English and Chinese in one text.

Chinese may break between any two characters, but no line begins with a closing mark or ends with
an opening one (``kinsoku``); Latin words and numbers stay whole. The rules follow UAX #14, reduced
to what news text needs.
"""

import re
from bisect import bisect_right
from collections.abc import Callable

from cityreader.text.cells import reach

# What a character allows next to it.
_WORD, _IDEOGRAPH, _OPENING, _WIDE_OPENING, _CLOSING, _WIDE_CLOSING, _GLUE, _SPACE = range(8)

_OPENING_MARKS = "“‘([{$£€¥"
_WIDE_OPENING_MARKS = "「『（【《〈〔〖〘〚［｛＄￥￡"
# After these a Latin word still belongs to the same piece: 3.5, don’t, and/or, 2015–2021.
_CLOSING_MARKS = "’”)]},.:;?!%/–"
_WIDE_CLOSING_MARKS = (
    "、。，．：；？！」』）】》〉〕〗〙〛］｝…‥—·・･％‰℃～〜々〻ー゛゜ヽヾゝゞ"
    "ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ"
)
# No line begins or ends beside these, except at a space.
_GLUE_MARKS = "\"'\xa0\u202f\u2060\ufeff"
_MARKS = {
    **dict.fromkeys(_OPENING_MARKS, _OPENING),
    **dict.fromkeys(_WIDE_OPENING_MARKS, _WIDE_OPENING),
    **dict.fromkeys(_CLOSING_MARKS, _CLOSING),
    **dict.fromkeys(_WIDE_CLOSING_MARKS, _WIDE_CLOSING),
    **dict.fromkeys(_GLUE_MARKS, _GLUE),
}
_IDEOGRAPHS = re.compile(
    "[\u1100-\u115f\u2e80-\u303f\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6"
    "\U0001f000-\U0001faff\U00020000-\U0003fffd]"
)
# Where a word longer than the line is best cut: after these, as between the parts of an address.
_SEAMS = "-/_.&=?+"

# Neighbours between which a line may break; spaces are settled apart.
_BREAKS = frozenset(
    {
        (_IDEOGRAPH, _IDEOGRAPH),
        (_IDEOGRAPH, _WORD),
        (_WORD, _IDEOGRAPH),
        (_IDEOGRAPH, _OPENING),
        (_IDEOGRAPH, _WIDE_OPENING),
        (_WORD, _WIDE_OPENING),
        (_CLOSING, _IDEOGRAPH),
        (_CLOSING, _OPENING),
        (_CLOSING, _WIDE_OPENING),
        (_WIDE_CLOSING, _IDEOGRAPH),
        (_WIDE_CLOSING, _WORD),
        (_WIDE_CLOSING, _OPENING),
        (_WIDE_CLOSING, _WIDE_OPENING),
    }
)


class _Kinds(dict[str, int]):
    """Character to what it allows, filled as characters are met."""

    def __missing__(self, character: str) -> int:
        if character in _MARKS:
            kind = _MARKS[character]
        elif character.isspace() or character == "\u200b":
            kind = _SPACE
        else:
            kind = _IDEOGRAPH if _IDEOGRAPHS.match(character) else _WORD
        self[character] = kind
        return kind


_KINDS = _Kinds()


def line_breaks(text: str, width: int, measure: Callable[[str], int]) -> list[int]:
    """Return the offsets (code points) at which lines of at most ``width`` cells start.

    The first is always 0. ``measure`` gives the cells of a string. Spaces at the end of a line hang
    over its edge and belong to it, and so does the LF that ends it. Only a single grapheme wider
    than ``width`` makes a longer line. Where nothing else is possible, a word longer than the line
    is cut, after a hyphen or a slash if there is one, and never inside a grapheme.
    """
    starts: list[int] = []
    position = 0
    for paragraph in text.split("\n"):
        starts.append(position)
        starts += [position + cut for cut in _cuts(paragraph, width, measure)]
        position += len(paragraph) + 1
    return starts


def _cuts(text: str, width: int, measure: Callable[[str], int]) -> list[int]:
    """Return the offsets in one paragraph at which its second and later lines start."""
    cells, inside = reach(text, measure)
    printed = len(text)
    while printed and _KINDS[text[printed - 1]] == _SPACE:
        printed -= 1
    cuts: list[int] = []
    start = 0
    while cells[printed] - cells[start] > width:
        edge = bisect_right(cells, cells[start] + width, start, printed + 1) - 1
        cut = _after_spaces(text, edge, printed, inside)
        while cut > start and (cut in inside or not _may_break(text, start, cut)):
            cut -= 1
        if cut == start:
            cut = _cut_in_word(text, start, edge, inside)
            cut = _after_spaces(text, cut, printed, inside)
        if cut == printed:
            break
        cuts.append(cut)
        start = cut
    return cuts


def _after_spaces(text: str, cut: int, end: int, inside: frozenset[int]) -> int:
    """Return ``cut`` moved behind the spaces there; one that carries a mark is no mere space."""
    while cut < end and _KINDS[text[cut]] == _SPACE and cut + 1 not in inside:
        cut += 1
    return cut


def _may_break(text: str, start: int, cut: int) -> bool:
    """Whether a line that begins at ``start`` may end before ``cut``."""
    left, right = _KINDS[text[cut - 1]], _KINDS[text[cut]]
    if left != _SPACE:
        return (left, right) in _BREAKS
    if right in (_SPACE, _CLOSING, _WIDE_CLOSING):
        return False
    last = cut - 1
    while last > start and _KINDS[text[last]] == _SPACE:
        last -= 1
    return _KINDS[text[last]] not in (_SPACE, _OPENING, _WIDE_OPENING)


def _cut_in_word(text: str, start: int, edge: int, inside: frozenset[int]) -> int:
    """Return where to cut a piece that no line can hold: at a seam, else at the edge."""
    for cut in range(edge, (start + edge) // 2, -1):
        if text[cut - 1] in _SEAMS and _KINDS[text[cut]] == _WORD and cut not in inside:
            return cut
    cut = max(edge, start + 1)
    while cut in inside:
        cut += 1
    return cut
