"""What the comparison shows: which two coders, their lines, and the version that keys act on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from cityreader.models import Codebook
from cityreader.models.comparison import ComparedLine, Comparison
from cityreader.ui.listing.compared_line import CompareLook
from cityreader.ui.theme import Palette

Couple = tuple[str, str]
"""The UUIDs of two coders."""


def key_labels(line: ComparedLine | None) -> dict[str, str]:
    """What keys do to a line, by the ids of their commands; empty where one does nothing."""
    if line is None:
        return {"compare.adopt": "", "compare.dismiss": ""}
    if line.agreed is not None:
        return {"compare.dismiss": "take out"}
    aside = "take up again" if line.set_aside else "set aside"
    return {"compare.dismiss": aside if line.differs else ""}


@dataclass
class Comparing:
    """Two coders out of ``couples``, and what was ``found`` of them.

    Positions count lines from 0; ``side`` is the version that keys act on, 0 or 1.
    """

    couples: Sequence[Couple] = ()
    codebook: Codebook | None = None
    found: Comparison | None = None
    side: int = 0
    at: int = 0

    @property
    def couple(self) -> Couple | None:
        """The two that are compared."""
        return self.couples[self.at] if self.couples else None

    @property
    def lines(self) -> Sequence[ComparedLine]:
        """Their lines, differences first."""
        return self.found.lines if self.found else ()

    @property
    def alike(self) -> list[ComparedLine]:
        """The lines in which both say the same."""
        return [line for line in self.lines if not line.differs]

    def turn_to_next_couple(self) -> bool:
        """Compare the next two; returns whether there are others."""
        if len(self.couples) < 2:
            return False
        self.at = (self.at + 1) % len(self.couples)
        self.side = 0
        return True

    def switch_side(self) -> None:
        """Act on the other version."""
        self.side = 1 - self.side

    def name_of(self, side: int) -> str:
        """What the coder of a version is called."""
        return self.found.names[side] if self.found else ""

    def difference(self, start: int, steps: int) -> int | None:
        """Where, from a position on or back, a difference stands that is to decide; where none is,
        the next difference at all."""
        lines = self.lines
        order = range(start + 1, len(lines)) if steps > 0 else range(start - 1, -1, -1)
        undecided = (number for number in order if lines[number].is_open)
        differing = (number for number in order if lines[number].differs)
        return next(chain(undecided, differing), None)

    def id_of(self, key: str | None) -> int | None:
        """The id of the line with this key, which it keeps from one comparison to the next."""
        return next((line.id for line in self.lines if line.key == key), None)

    def look(self, palette: Palette, convert: Callable[[str, str], str]) -> CompareLook:
        """What its lines are painted with."""
        return CompareLook(palette, self.codebook, convert, self.side)
