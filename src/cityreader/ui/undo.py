"""Undo and redo with their manners, the same in every screen.

A step is taken back at once where the person can see it happen. A step in another article, or from
before this start, is only named by the first press; the second press takes it back. So is an import
that is still running: taken back, it stops. A long step says how far it is; either key stops it.
"""

import asyncio
import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Literal

from cityreader.errors import CityReaderError, StoppedError

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import Step
    from cityreader.ui.errands import Errands

Direction = Literal["undo", "redo"]
Outcome = Literal["named", "reversed", "stopped"]

TOLD_SECONDS = 2.0
"""How often it is told how far a long step is; half as long as a message stands."""


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
        self._presses = 0
        self._stopped = 0
        self._is_long = False
        self._is_left = False

    def undo(self, here: Collection[int], done: Callable[["Step"], object]) -> None:
        """Take the last step back; ``here`` are the ids of the articles in view.

        ``done`` hears of the step when the library is changed; nothing is heard of a step that was
        only named.
        """
        self._reverse("undo", here, done)

    def redo(self, here: Collection[int], done: Callable[["Step"], object]) -> None:
        """Restore the step that was taken back last, with the same manners."""
        self._reverse("redo", here, done)

    def stop(self) -> None:
        """Let go of the library: a step known to be long is stopped; one that only began is waited
        for, and if it turns out to be long it is told without a key that would come too late."""
        self._is_left = True
        if self._is_long:
            # With it all that wait behind it, pressed before it was known to be long.
            self._stopped = self._presses
            self._tell("Stopping …")

    def _reverse(
        self, direction: Direction, here: Collection[int], done: Callable[["Step"], object]
    ) -> None:
        if self._is_long:
            self.stop()
            return
        self._is_left = False
        self._presses += 1
        press, loop = self._presses, asyncio.get_running_loop()
        begun: list[Step] = []
        reached = told = 0.0

        def is_stopped() -> bool:
            return press <= self._stopped

        def say_how_far(share: float) -> None:
            self._is_long = True
            if not is_stopped():
                doing = "Undoing" if direction == "undo" else "Restoring"
                stops = "" if self._is_left else ", u stops"
                self._tell(f"{doing}{stops}: {int(100 * share)} % of {begun[0].summary}")

        def heard(share: float) -> None:
            nonlocal reached, told
            reached = share
            if time.monotonic() - told > TOLD_SECONDS:
                told = time.monotonic()
                loop.call_soon_threadsafe(say_how_far, share)

        def attempt(library: "Library") -> "tuple[Outcome, Step | None]":
            nonlocal told
            if is_stopped():
                return "stopped", None
            told = time.monotonic()
            history = library.history
            step = history.next_undo() if direction == "undo" else history.next_redo()
            if step is not None and self._must_be_named(direction, step, here):
                return "named", step
            begun[:] = [step] if step is not None else []
            reverse = history.undo if direction == "undo" else history.redo
            try:
                return "reversed", reverse(heard, is_stopped)
            except StoppedError:
                return "stopped", step

        def attempted(answer: "tuple[Outcome, Step | None]") -> None:
            outcome, step = answer
            self._named, self._is_long = None, False
            if outcome == "stopped":
                self._tell(f"Stopped: nothing was {_participle(direction)}")
            elif step is None:
                self._tell(f"Nothing to {direction}.")
            elif outcome == "reversed":
                self._reversed.add(step.uuid)
                self._tell(f"{_participle(direction).capitalize()}: {step.summary}")
                done(step)
            else:
                self._named = (direction, step.uuid)
                # The key first: the end of a long summary is cut.
                self._tell(f"{_again(direction)}, {self._where(step)}: {step.summary}")

        def failed(_: CityReaderError) -> None:
            self._is_long = False

        def takes_long() -> None:
            if begun:
                say_how_far(reached)

        self._errands.change(attempt, attempted, failed, takes_long=takes_long)

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


def _participle(direction: Direction) -> str:
    return "undone" if direction == "undo" else "restored"
