"""The service of the journal: its steps for people to read, to take back and to restore."""

from array import array
from collections.abc import Callable, Sequence

from cityreader.library.context import Context
from cityreader.models import Span, Step
from cityreader.models.history import HistoryLine
from cityreader.store import history_lines, journal


class HistoryService:
    """What was done, and taking it back."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def steps(self, *, everyone: bool = False, limit: int = 200) -> list[Step]:
        """The newest steps first, of this coder or of everyone."""
        with self._context.view() as view:
            coder = None if everyone else self._context.coder.uuid
            return journal.steps(view, coder_uuid=coder, limit=limit)

    def keys(self, *, everyone: bool = True) -> Sequence[int]:
        """The keys of all steps, newest first, of everyone or of this coder, for ``lines``.

        Undoing is no step of its own here: a step that was undone says so itself.
        """
        with self._context.view() as view:
            coder = None if everyone else self._context.coder.uuid
            return array("q", history_lines.keys(view, coder))

    def lines(self, keys: Sequence[int]) -> list[HistoryLine]:
        """The steps with these keys, in this order."""
        with self._context.view() as view:
            return history_lines.lines(view, keys)

    def place_of(self, key: int) -> tuple[int, Span | None] | None:
        """Article id and span of what a step changed; None where it is in no article, or gone."""
        with self._context.view() as view:
            return history_lines.place(view, key)

    def next_undo(self) -> Step | None:
        """What ``undo`` would reverse, or None."""
        with self._context.view() as view:
            return journal.next_undo(view, self._context.coder.uuid)

    def next_redo(self) -> Step | None:
        """What ``redo`` would restore, or None."""
        with self._context.view() as view:
            return journal.next_redo(view, self._context.coder.uuid)

    def undo(
        self,
        progress: Callable[[float], object] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Step | None:
        """Reverse this coder's last step, in any article and from any day; None if there is none.

        A step is undone as a whole or not at all, however long it is. ``progress`` hears how much
        of it is done, from 0 to 1; both are called in the middle of the change, so they never wait.
        Raises RefusedError if someone changed the same record since, StoppedError once
        ``cancelled`` says yes; then nothing was changed.
        """
        with self._context.database.journal(progress, cancelled) as found:
            step = found.undo(self._context.coder.uuid, self._context.coder.name)
        self._context.backups.after_change()
        return step

    def redo(
        self,
        progress: Callable[[float], object] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Step | None:
        """Restore the step undone last, unless something was done since; None if there is none.

        The rest is as in ``undo``.
        """
        with self._context.database.journal(progress, cancelled) as found:
            step = found.redo(self._context.coder.uuid, self._context.coder.name)
        self._context.backups.after_change()
        return step
