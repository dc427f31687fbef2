"""Undo and redo with their manners, the same in every screen.

A step is taken back at once where the person can see it happen. A step in another article, or from
before this start, is only named by the first press; the second press takes it back. So is an import
that is still running: taken back, it stops.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import Step
    from cityreader.ui.errands import Errands

Direction = Literal["undo", "redo"]


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
        begun: list[Step] = []

        def attempt(library: "Library") -> "tuple[Step | None, bool]":
            history = library.history
            step = history.next_undo() if direction == "undo" else history.next_redo()
            if step is None or self._must_be_named(direction, step, here):
                return step, False
            begun.append(step)
            return (history.undo() if direction == "undo" else history.redo()), True

        def reversed_(answer: "tuple[Step | None, bool]") -> None:
            step, happened = answer
            self._named = None
            if step is None:
                self._tell(f"Nothing to {direction}.")
            elif happened:
                self._reversed.add(step.uuid)
                self._tell(f"{'Undone' if direction == 'undo' else 'Restored'}: {step.summary}")
                done(step)
            else:
                self._named = (direction, step.uuid)
                # The key first: the end of a long summary is cut.
                self._tell(f"{_again(direction)}, {self._where(step)}: {step.summary}")

        def takes_long() -> None:
            for step in begun:
                doing = "Undoing" if direction == "undo" else "Restoring"
                self._tell(f"{doing}: {step.summary} …")

        self._errands.change(attempt, reversed_, takes_long=takes_long)

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
