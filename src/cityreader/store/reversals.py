"""Undo and redo of steps too long for one transaction, as an import of many files is.

Such a reversal is one step in the journal, written in as many transactions as it takes. Until it is
finished a setting tells how far it is; cut off, it is gone on with, or taken back, later.
"""

import json
from collections.abc import Callable
from typing import NamedTuple

from cityreader.models import Step
from cityreader.store import journal
from cityreader.store.journal import Journal
from cityreader.store.session import Row, Unit, View

LARGEST_AT_ONCE = 500
"""Changes that are reversed in one transaction, in some 30 ms."""

READ_AT_ONCE = 50
"""Changes read together; a batch that ends early has read so many in vain."""

_PREFIX = "unfinished:"
ALL = 1 << 62
"""Greater than every key of a change."""


class Unfinished(NamedTuple):
    """A reversal under way: the step that it writes, ``uuid``, and how far it is.

    ``kind`` is ``undo`` or ``redo``; ``target`` is the step that the person knows, ``reversed`` the
    one whose changes are put back, from the last to the first: those with keys from ``below`` on
    are. ``at`` is when it was last at work, ISO 8601 in UTC; empty if it was stopped.
    """

    uuid: str
    kind: str
    target: str
    reversed: str
    below: int
    at: str


def size(view: View, step_uuid: str) -> int:
    """How many changes a step made."""
    return int(
        view.value(
            "SELECT COUNT(*) FROM changes c JOIN journal j ON j.id = c.journal_id WHERE j.uuid = ?",
            step_uuid,
        )
    )


def left(view: View, one: Unfinished) -> int:
    """How many changes are still to be reversed."""
    return int(
        view.value(
            "SELECT COUNT(*) FROM changes c JOIN journal j ON j.id = c.journal_id"
            " WHERE j.uuid = ? AND c.id < ?",
            one.reversed,
            one.below,
        )
    )


def unfinished(view: View, coder_uuid: str) -> Unfinished | None:
    """The reversal of this coder that was begun last and is not finished.

    One behind which the coder did something else waits until that is taken back.
    """
    row = view.row(
        "SELECT j.uuid, j.kind, j.target, s.value FROM settings s"
        " JOIN journal j ON j.uuid = SUBSTR(s.key, ?) JOIN coders c ON c.id = j.coder_id"
        " WHERE s.key LIKE ? AND c.uuid = ? ORDER BY j.id DESC LIMIT 1",
        len(_PREFIX) + 1,
        f"{_PREFIX}%",
        coder_uuid,
    )
    if row is None:
        return None
    later = journal.next_undo(view, coder_uuid)
    if later is not None and _id(view, later.uuid) > _id(view, row["uuid"]):
        return None
    return Unfinished(row["uuid"], row["kind"], row["target"], **json.loads(row["value"]))


def begin(unit: Unit, kind: str, target: Step, reversed_uuid: str, coder: Row) -> Unfinished:
    """Begin a reversal; nothing is put back yet. ``coder`` has ``uuid`` and ``name``."""
    unit.start(
        coder["uuid"],
        coder["name"],
        target.summary,
        target.article_id,
        kind=kind,
        target=target.uuid,
    )
    # Whatever reverses a reversal takes over from it.
    forget(unit, reversed_uuid)
    one = Unfinished(unit.step_uuid, kind, target.uuid, reversed_uuid, ALL, unit.now)
    _keep(unit, one)
    return one


def go_on(
    unit: Unit, one: Unfinished, has_room: Callable[[], bool]
) -> tuple[Unfinished | None, int]:
    """Reverse some more, as long as there is room, and count them; None when nothing is left.

    Raises RefusedError if a record was changed since by someone else.
    """
    written = Journal(unit)
    step = journal.step(unit, one.target)
    changes = _some(unit, one.reversed, one.below)
    done: list[Row] = []
    for change in changes:
        written.reverse_change(step, change)
        done.append(change)
        if not has_room():
            break
    if not done:
        return None, 0
    unit.merging = False
    written.refold(done)
    further = one._replace(below=done[-1]["id"], at=unit.now)
    _keep(unit, further)
    return further, len(done)


def refuse_contradictions(unit: Unit, one: Unfinished, below: int) -> int | None:
    """See that some of what was put back, before ``below``, agrees with what others did since.

    Returns where to go on, None at the end. Raises RefusedError, naming who did.
    """
    changes = _some(unit, one.reversed, below)
    if not changes:
        return None
    Journal(unit).refuse_contradictions(journal.step(unit, one.target), changes)
    return int(changes[-1]["id"])


def stop(unit: Unit) -> None:
    """Say that nobody is at work on the reversal that this unit goes on with any more."""
    unit.run(
        "UPDATE settings SET value = json_set(value, '$.at', '') WHERE key = ?",
        f"{_PREFIX}{unit.step_uuid}",
    )
    unit.changed = True


def forget(unit: Unit, step_uuid: str) -> None:
    """Forget how far a reversal is: it is finished, or taken back."""
    unit.run("DELETE FROM settings WHERE key = ?", f"{_PREFIX}{step_uuid}")
    unit.changed = True


def _keep(unit: Unit, one: Unfinished) -> None:
    place = {"reversed": one.reversed, "below": one.below, "at": one.at}
    unit.set_setting(f"{_PREFIX}{one.uuid}", json.dumps(place))


def _some(view: View, step_uuid: str, below: int) -> list[Row]:
    return view.rows(
        "SELECT c.* FROM changes c JOIN journal j ON j.id = c.journal_id"
        " WHERE j.uuid = ? AND c.id < ? ORDER BY c.id DESC LIMIT ?",
        step_uuid,
        below,
        READ_AT_ONCE,
    )


def _id(view: View, step_uuid: str) -> int:
    return int(view.value("SELECT id FROM journal WHERE uuid = ?", step_uuid))
