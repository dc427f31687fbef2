"""Text in a fixed number of terminal cells."""

from collections.abc import Callable

from cityreader.text.graphemes import graphemes


def fit(text: str, width: int, measure: Callable[[str], int], ellipsis: str = "…") -> str:
    """Return ``text`` in exactly ``width`` cells: padded with spaces, or cut with an ellipsis.

    ``measure`` gives the cells of a string. The cut lies at a grapheme border; where a wide
    character does not fit, the cell left over becomes a space. An ellipsis wider than ``width`` is
    left out, and a width of zero or less gives nothing.
    """
    if width <= 0:
        return ""
    # A character can take no cell at all, so only a bound well above the width is cut off unseen.
    cells = measure(text) if len(text) <= 8 * width + 64 else width + 1
    if cells <= width:
        return text + " " * (width - cells)
    mark = ellipsis if measure(ellipsis) <= width else ""
    kept = _longest_prefix(text, width - measure(mark), measure).rstrip(" ")
    cut = kept + mark
    return cut + " " * (width - measure(cut))


def _longest_prefix(text: str, width: int, measure: Callable[[str], int]) -> str:
    """Return the longest run of whole graphemes from the start that takes at most ``width``."""
    head = text[: 8 * width + 64]
    used = cut = 0
    for start, end in graphemes(head):
        used += measure(head[start:end])
        if used > width:
            break
        cut = end
    return head[:cut]
