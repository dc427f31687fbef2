"""Where the cursor of the reader is, and what keys mean there."""

from dataclasses import dataclass

from cityreader.models import Span
from cityreader.models.pair import Side


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the cursor is: a unit, the side that has it, a word on it, a selection.

    While ``aligning``, rows are corrected, and ``cut`` is a word of the other side of the row;
    while ``writing``, a translation is typed into one side; with ``roles``, letters set roles.
    """

    unit: int = 0
    side: Side = "left"
    word: Span | None = None
    selected: Span | None = None
    selecting: bool = False
    aligning: bool = False
    cut: Span | None = None
    writing: bool = False
    roles: bool = False

    @property
    def mode(self) -> str:
        """What keys mean here: ``read``, ``select``, ``align``, ``write`` or ``roles``."""
        if self.writing or self.roles:
            return "write" if self.writing else "roles"
        return "select" if self.selecting else "align" if self.aligning else "read"
