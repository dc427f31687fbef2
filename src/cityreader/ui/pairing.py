"""Pairing two articles, or aligning them anew: it takes a while, is watched, can be stopped."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from cityreader.errors import CityReaderError, StoppedError
from cityreader.ui.command_screen import CommandScreen, HasStatus
from cityreader.ui.long_work import LongWork, WatchedWork

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.library.rows import Realignment
    from cityreader.models import Pair
    from cityreader.ui.room import ReadingRoom

Both = tuple[int, int]
Prepared = TypeVar("Prepared")
Answer = TypeVar("Answer")


class Pairing:
    """The pairs that are being aligned: a thing of the program, so that one may leave the screen.

    They are aligned one after the other, in threads, without a transaction; only what came out is
    written. Nothing is changed by what is stopped.
    """

    def __init__(self, app: "ReadingRoom") -> None:
        self._app = app
        self._works = WatchedWork(app, "Aligning", self._tell, lambda: self._tell(""))

    @property
    def running(self) -> bool:
        """Whether anything is being aligned and was not stopped."""
        return bool(self._works.running)

    def stop(self) -> bool:
        """Stop all that is being aligned; returns whether anything was."""
        return self._works.stop()

    def link(self, left: int, right: int, linked: "Callable[[Pair], object]") -> None:
        """Make two articles a pair; ``linked`` hears of it when it is on the disk."""
        self._run(
            (left, right),
            lambda library, work: library.pairs.foresee_link(
                left, right, progress=work.hear, cancelled=work.is_stopped
            ),
            lambda library, made: library.counterparts.accept(left, right, made),
            linked,
            "Stopped; the two were not paired.",
        )

    def realign(self, left: int, right: int, realigned: "Callable[[Realignment], object]") -> None:
        """Align a pair anew, but for its checked rows; ``realigned`` hears of what changed."""

        def write(library: "Library", made: "Realignment") -> "Realignment":
            library.rows.realign(made)
            return made

        self._run(
            (left, right),
            lambda library, work: library.rows.foresee_anew(
                left, right, progress=work.hear, cancelled=work.is_stopped
            ),
            write,
            realigned,
            "Stopped; nothing was changed.",
        )

    def _run(
        self,
        both: Both,
        align: "Callable[[Library, LongWork], Prepared]",
        write: "Callable[[Library, Prepared], Answer]",
        done: "Callable[[Answer], object]",
        stopped: str,
    ) -> None:
        work = self._works.begin(both)
        if work is None:
            return

        def written(library: "Library", made: "Prepared") -> "Answer":
            if self._works.end(both):
                raise StoppedError("Stopped", "The alignment was stopped.")
            return write(library, made)

        def failed(error: CityReaderError) -> None:
            self._works.end(both)
            if isinstance(error, StoppedError):
                self._app.tell(stopped)
            else:
                self._app.report(error)

        self._app.errands.change_later(lambda library: align(library, work), written, done, failed)

    def _tell(self, message: str) -> None:
        """Show how far it is where the screen has a line for it; never as a notification."""
        for screen in self._app.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.show_work(message)
        screen = self._app.screen
        if isinstance(screen, HasStatus) and message:
            screen.say(message)
