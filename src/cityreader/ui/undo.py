"""Undo and redo with their manners, the same in every screen.

A step is taken back at once where the person can see it happen. A step in another article, or from
before this start, is only named by the first press; the second press takes it back. So is an import
that is still running: taken back, it stops. A long step is taken back beside everything else, and
either key stops that.
"""

import asyncio
import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Literal

from cityreader.errors import CityReaderError, StoppedError

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.library.reversing import Reversal
    from cityreader.models import Step
    from cityreader.ui.errands import Errands

Direction = Literal["undo", "redo"]

TOLD_SECONDS = 0.25
"""How often it is told how far a long step is."""


class Undoing:
    """Takes steps back and restores them, one at a time, in the order of the key presses."""

    def __init__(
        self,
        errands: "Errands",
        tell: Callable[[str], None],
        started: str,
        importing: Callable[[], bool],
    ) -> None:
        """``tell`` shows a sentence to the person; ``started`` is when the program did, in UTC;
        ``importing`` says whether an import is running."""
        self._errands = errands
        self._tell = tell
        self._started = started
        self._importing = importing
        self._named: tuple[Direction, str] | None = None
        self._reversed: set[str] = set()
        self._going_on = self._stopping = False

    def undo(self, here: Collection[int], done: Callable[["Step"], object]) -> None:
        """Take the last step back; ``here`` are the ids of the articles in view.

        ``done`` hears of the step when the library is changed; nothing is heard of a step that was
        only named.
        """
        self._reverse("undo", here, done)

    def redo(self, here: Collection[int], done: Callable[["Step"], object]) -> None:
        """Restore the step that was taken back last, with the same manners."""
        self._reverse("redo", here, done)

    def _reverse(
        self, direction: Direction, here: Collection[int], done: Callable[["Step"], object]
    ) -> None:
        if self._going_on:
            self._stopping = True
            self._tell("Stopping …")
            return
        begun: list[Step] = []

        def attempt(library: "Library") -> "tuple[Step | None, Reversal | None]":
            history = library.history
            step = history.next_undo() if direction == "undo" else history.next_redo()
            if step is None or self._must_be_named(direction, step, here):
                return step, None
            begun.append(step)
            return step, history.reversing.begin(direction)

        def attempted(answer: "tuple[Step | None, Reversal | None]") -> None:
            step, reversal = answer
            self._named = None
            if step is None or (begun and reversal is None):
                self._tell(f"Nothing to {direction}.")
            elif reversal is None:
                self._named = (direction, step.uuid)
                # The key first: the end of a long summary is cut.
                self._tell(f"{_again(direction)}, {self._where(step)}: {step.summary}")
            elif reversal.finished:
                self._say_done(reversal, done)
            else:
                self._go_on(reversal, done)

        def takes_long() -> None:
            for step in begun:
                doing = "Undoing" if direction == "undo" else "Restoring"
                self._tell(f"{doing}: {step.summary} …")

        self._errands.change(attempt, attempted, takes_long=takes_long)

    def _go_on(self, begun: "Reversal", done: Callable[["Step"], object]) -> None:
        """Take back a long step while other changes go on."""
        self._going_on, self._stopping = True, False
        doing = "Undoing" if begun.direction == "undo" else "Restoring"
        loop, told = asyncio.get_running_loop(), time.monotonic()
        self._tell(f"{doing}: {begun.step.summary} …")

        def heard(share: float) -> None:
            nonlocal told
            if time.monotonic() - told > TOLD_SECONDS and not self._stopping:
                told = time.monotonic()
                text = f"{doing}, u stops: {int(100 * share)} % of {begun.step.summary}"
                loop.call_soon_threadsafe(self._tell, text)

        def finish(library: "Library") -> "Reversal":
            return library.history.reversing.finish(heard, lambda: self._stopping)

        def finished(reversal: "Reversal") -> None:
            self._going_on = False
            self._say_done(reversal, done)

        def failed(error: CityReaderError) -> None:
            self._going_on = False
            stopped = isinstance(error, StoppedError)
            self._tell("Stopped: u goes on, ctrl+r goes back" if stopped else error.message)
            done(begun.step)

        self._errands.change_later(finish, lambda _, reversal: reversal, finished, failed)

    def _say_done(self, reversal: "Reversal", done: Callable[["Step"], object]) -> None:
        self._reversed.add(reversal.step.uuid)
        word = "Undone" if reversal.direction == "undo" else "Restored"
        self._tell(f"{word}: {reversal.step.summary}")
        done(reversal.step)

    def _must_be_named(self, direction: Direction, step: "Step", here: Collection[int]) -> bool:
        if self._named == (direction, step.uuid):
            return False
        if step.article_id is not None and step.article_id not in here:
            return True
        if step.article_id is None and self._importing():
            return True
        return step.at < self._started and step.uuid not in self._reversed

    def _where(self, step: "Step") -> str:
        if step.at < self._started:
            return "from before"
        return "in several articles" if step.article_id is None else "in another article"


def _again(direction: Direction) -> str:
    return "u again takes back" if direction == "undo" else "ctrl+r again restores"
