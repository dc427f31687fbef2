"""Pairing two articles, or aligning them anew: it takes a while, is watched, can be stopped."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.timer import Timer

from cityreader.errors import CityReaderError, StoppedError
from cityreader.ui.command_screen import CommandScreen, HasStatus
from cityreader.ui.long_work import SHOWN_SECONDS, LongWork

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
        self._works: dict[Both, LongWork] = {}
        self._ticking: Timer | None = None

    @property
    def running(self) -> bool:
        """Whether anything is being aligned and was not stopped."""
        return any(not work.is_stopped() for work in self._works.values())

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
        if both in self._works:
            return
        work = self._works[both] = LongWork()
        if self._ticking is None:
            self._ticking = self._app.set_interval(SHOWN_SECONDS, self._show)
        self._tell("Aligning …")

        def written(library: "Library", made: "Prepared") -> "Answer":
            self._end(both)
            if work.is_stopped():
                raise StoppedError("Stopped", "The alignment was stopped.")
            return write(library, made)

        def failed(error: CityReaderError) -> None:
            self._end(both)
            if isinstance(error, StoppedError):
                self._app.tell(stopped)
            else:
                self._app.report(error)

        self._app.errands.change_later(lambda library: align(library, work), written, done, failed)

    def stop(self) -> bool:
        """Stop all that is being aligned; returns whether anything was."""
        running = self.running
        for work in self._works.values():
            work.stop()
        if running:
            self._tell("Stopping …")
        return running

    def _end(self, both: Both) -> None:
        self._works.pop(both, None)

    def _tell(self, message: str) -> None:
        """Show how far it is where the screen has a line for it; never as a notification."""
        for screen in self._app.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.show_work(message)
        screen = self._app.screen
        if isinstance(screen, HasStatus) and message:
            screen.say(message)

    def _show(self) -> None:
        going = [work for work in list(self._works.values()) if not work.is_stopped()]
        if going:
            more = f", {len(going) - 1} more to go" if len(going) > 1 else ""
            self._tell(f"Aligning … {going[0].percent} %{more} · esc stops")
        elif not self._works and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
            self._tell("")
