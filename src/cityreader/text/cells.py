"""Text measured in terminal cells.

The width of a character is the business of whoever paints it, so every function takes the
painter's ``measure`` as a parameter: it gives the cells of a string.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from cityreader.text.graphemes import graphemes, is_plain


class Reach(NamedTuple):
    """How far a text reaches, in cells, code point by code point."""

    cells: list[int]
    """``cells[i]``: the width of the graphemes that begin before code point ``i``."""
    inside: frozenset[int]
    """The code points that begin no grapheme."""


class _CellTable(dict[str, int]):
    """Grapheme to its width in cells, filled as graphemes are met."""

    def __init__(self, measure: Callable[[str], int]) -> None:
        self.measure = measure

    def __missing__(self, grapheme: str) -> int:
        cells = self[grapheme] = self.measure(grapheme)
        return cells


def reach(text: str, measure: Callable[[str], int]) -> Reach:
    """Measure ``text`` grapheme by grapheme; each kind of grapheme is measured only once."""
    table = _cell_table(measure)
    if is_plain(text):
        return Reach(list(accumulate(map(table.__getitem__, text), initial=0)), frozenset())
    cells = [0]
    inside: list[int] = []
    for start, end in graphemes(text):
        cells += [cells[-1] + table[text[start:end]]] * (end - start)
        inside += range(start + 1, end)
    return Reach(cells, frozenset(inside))


def fit(text: str, width: int, measure: Callable[[str], int], ellipsis: str = "…") -> str:
    """Return ``text`` in exactly ``width`` cells: padded with spaces, or cut with an ellipsis.

    The cut lies at a grapheme border; where a wide character does not fit, the cell left over
    becomes a space. An ellipsis wider than ``width`` is left out, and a width of zero or less
    gives nothing.
    """
    if width <= 0:
        return ""
    # Far more code points than cells: beyond this nothing can show, whatever takes no cell.
    head = text[: 8 * width + 64]
    cells, inside = reach(head, measure)
    if cells[-1] <= width and len(head) == len(text):
        return text + " " * (width - cells[-1])
    mark_cells = measure(ellipsis)
    if mark_cells > width:
        ellipsis, mark_cells = "", 0
    end = bisect_right(cells, width - mark_cells) - 1
    while end and head[end - 1] == " " and end - 1 not in inside:
        end -= 1
    return head[:end] + ellipsis + " " * (width - mark_cells - cells[end])


def fit_end(text: str, width: int, measure: Callable[[str], int], ellipsis: str = "…") -> str:
    """Return the end of ``text`` in exactly ``width`` cells: padded or cut on the left.

    The cut lies at a grapheme border; an ellipsis wider than ``width`` is left out.
    """
    if width <= 0:
        return ""
    tail = text[-(8 * width + 64) :]
    cells, inside = reach(tail, measure)
    if cells[-1] <= width and len(tail) == len(text):
        return " " * (width - cells[-1]) + text
    mark_cells = measure(ellipsis)
    if mark_cells > width:
        ellipsis, mark_cells = "", 0
    start = bisect_left(cells, cells[-1] - (width - mark_cells))
    while start < len(tail) and (start in inside or tail[start] == " "):
        start += 1
    return " " * (width - mark_cells - cells[-1] + cells[start]) + ellipsis + tail[start:]


@lru_cache(maxsize=8)
def _cell_table(measure: Callable[[str], int]) -> _CellTable:
    return _CellTable(measure)
