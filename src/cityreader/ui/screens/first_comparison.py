"""Comparing the articles that were not compared yet, while a review is open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cityreader.library.waiting import waiting_in
from cityreader.models.counterpart import Waiting
from cityreader.ui.command_screen import CommandScreen

if TYPE_CHECKING:
    from cityreader.library.library import Library

TOLD_EVERY = 0.5
"""Seconds between two words on how far it is."""


class FirstComparison:
    """Looks for counterparts in the whole library for a screen; ``began`` once it was asked to.

    ``tell`` is called now and then with how far it is, ``ended`` with all that waits then.
    """

    def __init__(
        self,
        screen: CommandScreen,
        tell: Callable[[str], object],
        ended: Callable[[Waiting], object],
    ) -> None:
        self.began = False
        self._screen = screen
        self._tell = tell
        self._ended = ended
        self._compared = (0, 0)
        self._stopped = False

    @property
    def is_running(self) -> bool:
        """Whether articles are compared now."""
        return self._screen.is_asking("propose")

    def begin(self) -> None:
        """Compare in a worker."""
        self.began = True
        self._screen.ask("propose", self._compare, self._ended)
        self._telling = self._screen.set_interval(TOLD_EVERY, self._tell_progress)

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self._stopped = True

    def _compare(self, library: "Library") -> Waiting:
        def progress(done: int, total: int) -> None:
            self._compared = done, total

        library.counterparts.propose(
            progress=progress,
            cancelled=lambda: self._stopped or self._screen.room.library is not library,
        )
        return waiting_in(library)

    def _tell_progress(self) -> None:
        if self.is_running:
            done, total = self._compared
            self._tell(f"comparing articles: {done:,} of {total:,}" if total else "comparing …")
        else:
            self._telling.stop()
