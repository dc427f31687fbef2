"""Long work that says how far it is and can be stopped."""

from collections.abc import Callable

from cityreader.errors import StoppedError


class Watch:
    """Hears how far the work is and ends it when the person wants so."""

    def __init__(
        self,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled

    def reach(self, share: float) -> None:
        """Say that this share of the work is done, from 0 to 1; raises StoppedError if stopped."""
        if self._cancelled is not None and self._cancelled():
            raise StoppedError("Stopped", "The alignment was stopped.", "Nothing was changed.")
        if self._progress is not None:
            self._progress(min(max(share, 0.0), 1.0))

    def part(self, start: float, end: float) -> "Watch":
        """A watch for the part of the work that leads from one share to another."""
        return Watch(lambda share: self.reach(start + (end - start) * share))
