"""Work of seconds in a thread: how far it is, and stopping it."""

import threading

SHOWN_SECONDS = 0.1
"""How often progress is painted; the work itself does not wait for it."""


class LongWork:
    """Shared by the thread that works and the screen that waits for it."""

    def __init__(self) -> None:
        self.share = 0.0
        self._stopped = threading.Event()

    def hear(self, share: float) -> None:
        """Take in how much of the work is done, from 0 to 1; for the thread."""
        self.share = share

    def stop(self) -> None:
        """Ask the work to end; for the screen."""
        self._stopped.set()

    def is_stopped(self) -> bool:
        """Whether it was asked to end."""
        return self._stopped.is_set()

    @property
    def percent(self) -> int:
        """How much of the work is done, from 0 to 100."""
        return int(100 * self.share)
