"""How much of long work goes into one transaction."""

import time
from collections.abc import Callable

BATCH_SECONDS = 0.05
"""A batch holds the library no longer, so that a person's key press never waits for it."""

PAUSE_SECONDS = 0.01
"""Between batches others get their turn; without it a tight loop starves them."""

FADING = 0.8
"""What a long portion or commit still counts for after the next one."""

AIMED_SHARE = 0.8
"""The share of the time that a batch is planned for: a disk keeps to no plan."""

LEAST_SHARE = 0.5
"""The share of a batch that is work, however long commits take: on a slow disk an import of single
articles would never end."""


class Batch:
    """Tells when a batch must end, so that it holds the library for ``seconds`` at the most.

    What the next portion and the commit will take is foreseen by those before; a single portion
    that takes longer is not cut, and a disk that takes more than half of the time for a commit
    takes it on top. ``wanted`` tells that a person waits for the library.
    """

    def __init__(
        self,
        seconds: float,
        wanted: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._wanted = wanted
        self._clock = clock
        self._began = self._last = 0.0
        self._portion = self._commit = 0.0

    def begin(self) -> None:
        """The transaction has begun."""
        self._began = self._last = self._clock()

    def has_room(self) -> bool:
        """Whether another portion can follow the one that was stored just now."""
        now = self._clock()
        self._portion = max(now - self._last, self._portion * FADING)
        self._last = now
        room = max(self._seconds * AIMED_SHARE - self._commit, self._seconds * LEAST_SHARE)
        return now - self._began + self._portion <= room and not self._wanted()

    def end(self) -> None:
        """The transaction is on the disk."""
        self._commit = max(self._clock() - self._last, self._commit * FADING)
