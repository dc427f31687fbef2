"""One line of a page to be painted, and what lies over it."""

from collections.abc import Sequence
from dataclasses import dataclass

from cityreader.models import Span
from cityreader.models.pair import Side
from cityreader.ui.reading.focus import Focus
from cityreader.ui.reading.marks import Marks


@dataclass(slots=True)
class Scene:
    """A line of a block, counted from 0; it may lie in the gap under it.

    ``here``: the cursor is in the block. ``ground`` is the colour under the line.
    """

    block: int
    line: int
    here: bool
    ground: str
    focus: Focus
    marks: Marks | None
    hits: Sequence[tuple[Side, Span]]
