"""Undo and redo: short steps at once, long ones in batches that let every change go first.

For the person a long one is a single step all the same. Stopped or killed in the middle it is gone
on with by the same key, and taken back by the other; what cannot be reversed is found before it
counts, and everything is as it was.
"""

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from cityreader.errors import CityReaderError, RefusedError, StoppedError
from cityreader.library.batches import BATCH_SECONDS, PAUSE_SECONDS, Batch
from cityreader.library.context import Context
from cityreader.models import Step
from cityreader.store import journal, reversals
from cityreader.store.reversals import Unfinished
from cityreader.store.session import Unit, View

Direction = Literal["undo", "redo"]

DEAD_AFTER = timedelta(seconds=5)
"""A reversal that wrote nothing for so long has nobody at work on it."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """A step that is being undone or redone; ``finished`` says whether it is done with."""

    step: Step
    direction: Direction
    finished: bool


def upcoming(view: View, coder_uuid: str, direction: Direction) -> Step | None:
    """The step that undo or redo is about next; one that was stopped in the middle first."""
    pending = reversals.unfinished(view, coder_uuid)
    if pending is not None:
        return journal.step(view, pending.target)
    following = journal.next_undo if direction == "undo" else journal.next_redo
    return following(view, coder_uuid)


class Reversing:
    """Takes steps of the coder at the keyboard back and restores them."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def begin(self, direction: Direction) -> Reversal | None:
        """Reverse the next step at once if it is short, else only begin; None if there is none.

        Raises RefusedError if someone changed the same record since, or if another program is at
        work on it.
        """
        coder = self._context.coder
        with self._context.database.reversing() as unit:
            pending = reversals.unfinished(unit, coder.uuid)
            if pending is not None:
                return self._taken_up(unit, pending, direction)
            step = upcoming(unit, coder.uuid, direction)
            if step is None:
                return None
            reversed_uuid = journal.last_reversal(unit, step) if direction == "redo" else step.uuid
            if reversals.size(unit, reversed_uuid) > reversals.LARGEST_AT_ONCE:
                reversals.begin(unit, direction, step, reversed_uuid, self._coder)
                return Reversal(step, direction, finished=False)
            written = journal.Journal(unit)
            act = written.undo if direction == "undo" else written.redo
            done = act(coder.uuid, coder.name) or step
        self._context.backups.after_change()
        return Reversal(done, direction, finished=True)

    def finish(
        self,
        progress: Callable[[float], object] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Reversal:
        """Go on with what was begun, to its end; ``progress`` hears how much is done, from 0 to 1.

        Raises StoppedError once ``cancelled`` says yes, RefusedError if someone changed a record
        since; then everything is as it was before.
        """
        with self._context.view() as view:
            pending = reversals.unfinished(view, self._context.coder.uuid)
            if pending is None:
                raise RefusedError("Nothing to go on with", "Somebody else has finished it.")
            step = journal.step(view, pending.target)
        try:
            self._reverse_all(pending, progress, cancelled)
            self._see_that_all_agrees(pending)
        except RefusedError:
            self._take_back(pending, step)
            raise
        except BaseException:
            with contextlib.suppress(CityReaderError), self._batch(pending) as unit:
                reversals.stop(unit)
            raise
        with self._batch(pending) as unit:
            reversals.forget(unit, pending.uuid)
        self._context.backups.after_change()
        direction: Direction = "undo" if pending.kind == "undo" else "redo"
        return Reversal(replace(step, undone=direction == "undo"), direction, finished=True)

    @property
    def _coder(self) -> dict[str, str]:
        return {"uuid": self._context.coder.uuid, "name": self._context.coder.name}

    def _taken_up(self, unit: Unit, pending: Unfinished, direction: Direction) -> Reversal:
        """Go on with what was stopped; the other key takes back what is undone of it by now."""
        step = journal.step(unit, pending.target)
        if pending.at and _moment(unit.now) - _moment(pending.at) < DEAD_AFTER:
            raise RefusedError(
                "Going on",
                f"“{step.summary}” is being {'undone' if pending.kind == 'undo' else 'restored'}"
                " just now.",
                "Try again when it is done.",
            )
        if pending.kind == "undo" and direction == "redo":
            reversals.begin(unit, "redo", step, pending.uuid, self._coder)
            return Reversal(step, "redo", finished=False)
        # What was stopped while it was restored is restored first.
        return Reversal(step, "undo" if pending.kind == "undo" else "redo", finished=False)

    def _reverse_all(
        self,
        pending: Unfinished,
        progress: Callable[[float], object],
        cancelled: Callable[[], bool],
    ) -> None:
        with self._context.view() as view:
            total = max(1, reversals.size(view, pending.reversed))
            done = total - reversals.left(view, pending)
        batch = Batch(BATCH_SECONDS, lambda: self._context.database.person_waits)
        at: Unfinished | None = pending
        while at is not None:
            if cancelled():
                raise StoppedError("Stopped", "It was stopped in the middle.")
            with self._batch(pending) as unit:
                batch.begin()
                while at is not None:
                    at, count = reversals.go_on(unit, at, batch.has_room)
                    done += count
                    if count < reversals.READ_AT_ONCE:
                        break
            batch.end()
            progress(min(1.0, done / total))
            time.sleep(PAUSE_SECONDS)

    def _see_that_all_agrees(self, pending: Unfinished) -> None:
        below: int | None = reversals.ALL
        batch = Batch(BATCH_SECONDS, lambda: self._context.database.person_waits)
        while below is not None:
            with self._batch(pending) as unit:
                batch.begin()
                while below is not None:
                    below = reversals.refuse_contradictions(unit, pending, below)
                    if not batch.has_room():
                        break
            batch.end()

    def _take_back(self, pending: Unfinished, step: Step) -> None:
        """Restore what was reversed so far, since the rest cannot be."""
        other = "redo" if pending.kind == "undo" else "undo"
        with self._context.database.reversing() as unit:
            back = reversals.begin(unit, other, step, pending.uuid, self._coder)
        self._reverse_all(back, lambda _: None, lambda: False)
        with self._batch(back) as unit:
            reversals.forget(unit, back.uuid)

    @contextlib.contextmanager
    def _batch(self, pending: Unfinished) -> Iterator[Unit]:
        with self._context.database.continued(pending.uuid) as unit:
            yield unit


def _moment(iso: str) -> datetime:
    return datetime.fromisoformat(iso)
