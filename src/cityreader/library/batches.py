"""How much of an import goes into one transaction."""

import time
from collections.abc import Callable

PORTION_FADING = 0.8
"""What a long portion still counts for after the next one: files differ."""

COMMIT_FADING = 0.95
"""What a long commit still counts for after the next one: a slow disk stays slow for a while."""


class Batch:
    """Tells when a batch must end, so that it holds the library for ``seconds`` at the most.

    What the next portion and the commit will take is foreseen by those before; a single portion
    that takes longer is not cut. ``wanted`` tells that a person waits for the library.
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
        self._portion = max(now - self._last, self._portion * PORTION_FADING)
        self._last = now
        foreseen = now - self._began + self._portion + self._commit
        return foreseen <= self._seconds and not self._wanted()

    def end(self) -> None:
        """The transaction is on the disk."""
        self._commit = max(self._clock() - self._last, self._commit * COMMIT_FADING)
