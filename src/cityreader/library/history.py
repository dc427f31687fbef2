"""Undo, redo and the history."""

from cityreader.library.context import Context
from cityreader.models import Step
from cityreader.store import journal


class HistoryService:
    """What was done, and taking it back."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def steps(self, *, everyone: bool = False, limit: int = 200) -> list[Step]:
        """The newest steps first, of this coder or of everyone."""
        with self._context.view() as view:
            coder = None if everyone else self._context.coder.uuid
            return journal.steps(view, coder_uuid=coder, limit=limit)

    def next_undo(self) -> Step | None:
        """What ``undo`` would reverse, or None."""
        with self._context.view() as view:
            return journal.next_undo(view, self._context.coder.uuid)

    def next_redo(self) -> Step | None:
        """What ``redo`` would restore, or None."""
        with self._context.view() as view:
            return journal.next_redo(view, self._context.coder.uuid)

    def undo(self) -> Step | None:
        """Reverse this coder's last step, in any article and from any day; None if there is none.

        Raises RefusedError if someone changed the same record since.
        """
        with self._context.database.journal() as found:
            return found.undo(self._context.coder.uuid, self._context.coder.name)

    def redo(self) -> Step | None:
        """Restore the step undone last, unless something was done since; None if there is none."""
        with self._context.database.journal() as found:
            return found.redo(self._context.coder.uuid, self._context.coder.name)
