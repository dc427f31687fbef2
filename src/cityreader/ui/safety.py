"""The last guard before the terminal: no text can act, whatever widget it went through."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from cityreader.text.cells import fit
from cityreader.text.safety import visible


class SafetyFilter(LineFilter):
    """Turns control characters in painted text into visible stand-ins of the same length.

    Textual passes raw escape characters of any string on to the terminal; this filter sees every
    line that is painted, so no widget can be forgotten.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with harmless text."""
        return [
            segment
            if segment.control or (harmless := visible(segment.text)) is segment.text
            else Segment(harmless, segment.style)
            for segment in segments
        ]


def plain(text: str) -> Content:
    """Text for a widget that would read a bare string as markup."""
    return Content(visible(text))


def fitted(text: str, cells: int) -> str:
    """Text made harmless, in exactly so many cells: padded, or cut with an ellipsis."""
    return fit(visible(text), cells, cell_len)
