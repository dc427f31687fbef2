"""Undo and redo with their manners, the same in every screen.

A step is taken back at once where the person can see it happen. A step in another article, or from
before this start, is only named by the first press; the second press takes it back. So is an import
that is still running: taken back, it stops. A long step says how far it is; either key stops it.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Collection
from functools import partial
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


class _Press:
    """One press of a key, while the library does what it asks for."""

    def __init__(
        self,
        direction: Direction,
        must_be_named: "Callable[[Direction, Step], bool]",
        stopping: threading.Event,
        say_how_far: "Callable[[_Press, float], object]",
    ) -> None:
        """``say_how_far`` hears, on the event loop, what share of a long step is done."""
        self.direction = direction
        self.begun: Step | None = None
        self.share = 0.0
        self.stopping = stopping
        self._must_be_named = must_be_named
        self._say_how_far = say_how_far
        self._told_at = 0.0
        self._loop = asyncio.get_running_loop()

    def attempt(self, library: "Library") -> "tuple[Outcome, Step | None]":
        """Reverse the next step, unless it is only to be named; for the thread of changes."""
        if self.stopping.is_set():
            return "stopped", None
        self._told_at = time.monotonic()
        history = library.history
        step = history.next_undo() if self.direction == "undo" else history.next_redo()
        if step is not None and self._must_be_named(self.direction, step):
            return "named", step
        self.begun = step
        reverse = history.undo if self.direction == "undo" else history.redo
        try:
            return "reversed", reverse(self._hear, self.stopping.is_set)
        except StoppedError:
            return "stopped", step

    def takes_long(self) -> None:
        """Say how far it is for the first time, if it has begun."""
        if self.begun is not None:
            self._say_how_far(self, self.share)

    def _hear(self, share: float) -> None:
        self.share = share
        if time.monotonic() - self._told_at > TOLD_SECONDS:
            self._told_at = time.monotonic()
            self._loop.call_soon_threadsafe(self._say_how_far, self, share)


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
        self._stopping = threading.Event()
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
            self._stopping.set()
            self._stopping = threading.Event()
            self._tell("Stopping …")

    def _reverse(
        self, direction: Direction, here: Collection[int], done: Callable[["Step"], object]
    ) -> None:
        if self._is_long:
            self.stop()
            return
        self._is_left = False
        press = _Press(
            direction, partial(self._must_be_named, here), self._stopping, self._say_how_far
        )
        self._errands.change(
            press.attempt,
            partial(self._attempted, press, done),
            self._failed,
            takes_long=press.takes_long,
        )

    def _say_how_far(self, press: _Press, share: float) -> None:
        self._is_long = True
        if press.begun is not None and not press.stopping.is_set():
            doing = "Undoing" if press.direction == "undo" else "Restoring"
            stops = "" if self._is_left else ", u stops"
            self._tell(f"{doing}{stops}: {int(100 * share)} % of {press.begun.summary}")

    def _attempted(
        self,
        press: _Press,
        done: Callable[["Step"], object],
        answer: "tuple[Outcome, Step | None]",
    ) -> None:
        direction, (outcome, step) = press.direction, answer
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

    def _failed(self, _: CityReaderError) -> None:
        self._is_long = False

    def _must_be_named(self, here: Collection[int], direction: Direction, step: "Step") -> bool:
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
