"""How much one file may cost."""

import time
from dataclasses import dataclass

from cityreader.ingest.problems import UnreadableError


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may take: ``max_bytes`` on disk and ``seconds`` of work.

    The defaults are those of the config's ``[import]`` table; the largest real article measured
    has 0.3 MB and takes some milliseconds.
    """

    max_bytes: int = 20_000_000
    seconds: float = 10.0

    def deadline(self) -> "Deadline":
        """Start the clock for one file."""
        return Deadline(self.seconds)


class Deadline:
    """A clock that long loops look at, so that one hostile file ends and the next one begins.

    Every step of reading is linear in the size of the file, so looking between steps and once a
    block is enough; no signal and no thread is needed.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise ``UnreadableError`` when the time is over."""
        if time.monotonic() > self._end:
            raise UnreadableError(f"reading it takes longer than {self._seconds:g} seconds")
