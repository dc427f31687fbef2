"""What a concordance found so far, in the order in which it is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cityreader.models import ConcordanceHit
from cityreader.text.phrases import counted
from cityreader.text.scripts import fold

if TYPE_CHECKING:
    from cityreader.library.concordance import ConcordanceWalk

MOST_HITS = 5_000
"""More rows than this nobody reads; the words want to be chosen more narrowly."""


class ConcordanceHits:
    """The hits of one walk through the library, which come a few articles at a time.

    ``unknown`` says of each value that was asked for and that the library does not know, that it
    is so.
    """

    def __init__(self) -> None:
        self.walk: ConcordanceWalk | None = None
        self.unknown: list[str] = []
        self._found: list[ConcordanceHit] = []

    def __len__(self) -> int:
        return len(self._found)

    @property
    def complete(self) -> bool:
        """Whether no further hits are to be looked for."""
        return self.walk is None or self.walk.done or len(self._found) >= MOST_HITS

    def add(self, found: Sequence[ConcordanceHit]) -> None:
        """Take in what the next articles hold, as far as anybody reads it."""
        self._found += found[: MOST_HITS - len(self._found)]

    def ordered(self, sort: str, *, reverse: bool) -> list[ConcordanceHit]:
        """The hits by ``date``, as they come, or by what stands on the ``left`` or ``right``."""
        if sort == "date":
            return self._found[::-1] if reverse else list(self._found)

        def context(hit: ConcordanceHit) -> str:
            return (fold(hit.after) if sort == "right" else fold(hit.before)[::-1]).strip()

        return sorted(self._found, key=context, reverse=reverse)

    @property
    def counted(self) -> str:
        """How many there are, and how far the walk is: ``12 rows · 80 of 412 articles``."""
        count = counted(len(self._found), "row")
        if self.walk is None or self.walk.done:
            return count
        if self.complete:
            return f"{count} · the first of more"
        return f"{count} · {self.walk.looked_at:,} of {self.walk.total:,} articles"
