"""How much one file may cost."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from cityreader.config import ImportOptions
from cityreader.ingest.problems import UnreadableError

_Item = TypeVar("_Item")
_DEFAULTS = ImportOptions()
# A look at the clock costs about as much as a short line; once in so many items is enough.
_BETWEEN_LOOKS = 256
# A file of 20 MB in lines of words has a tenth of that (lines).
MOST_LINES = 500_000
LONGEST_TEXT = 3_000_000
"""Code points of one article; the longest real one measured has 0.1 million, a long novel three."""
# Of the time for a file of many parts, so much is for reading and the rest for making articles.
_READING_SHARE = 0.45
# Everything that unpacks from one file together (bytes); more would not fit beside its articles.
_LARGEST_TOTAL = 100_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may take: ``max_bytes`` on disk and ``seconds`` by the clock.

    The defaults are those of the config's ``[import]`` table.
    """

    max_bytes: int = _DEFAULTS.max_bytes
    seconds: float = _DEFAULTS.seconds

    def deadline(self) -> "Deadline":
        """Start the clock for one file."""
        return Deadline(self.seconds)


class Budget:
    """How much may still be unpacked from one file, archives in archives included (bytes)."""

    def __init__(self, left: int = _LARGEST_TOTAL) -> None:
        self.left = left

    def spend(self, size: int) -> None:
        """Take ``size`` bytes off."""
        self.left = max(0, self.left - size)


class Deadline:
    """A clock that long loops look at, so that one hostile file ends and the next one begins.

    Every step of reading is linear in the size of the file, so looking between steps and once a
    block is enough; no signal and no thread is needed.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def is_late(self) -> bool:
        """Whether the rest of the time is needed for what has been read up to now."""
        return time.monotonic() > self._end - (1 - _READING_SHARE) * self._seconds

    def check(self) -> None:
        """Raise ``UnreadableError`` when the time is over."""
        if time.monotonic() > self._end:
            raise UnreadableError(f"reading it takes longer than {self._seconds:g} seconds")

    def through(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Yield ``items``, looking at the clock now and then; raises as ``check`` does."""
        for number, item in enumerate(items):
            if number % _BETWEEN_LOOKS == 0:
                self.check()
            yield item
