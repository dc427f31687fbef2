"""Undo and redo by the journal.

A step is undone by putting the ``before`` of each of its changes back, newest first, and redone by
doing the same to the step that undid it. Nothing is taken out of the journal: undoing is a step
too. A row that someone changed since is never overwritten.
"""

import json
from typing import Any

from cityreader.errors import RefusedError
from cityreader.models import Step
from cityreader.store.session import Unit, View

SOFT_DELETED = frozenset({"articles", "pairs", "annotations", "events", "glossary"})
"""Tables whose rows are marked as deleted; rows of the others are removed."""

NOUNS = {
    "articles": "article",
    "annotations": "mark",
    "events": "event",
    "event_mentions": "mention",
    "participants": "participant",
    "pairs": "pair",
    "beads": "row",
    "readings": "reading state",
    "article_tags": "topic",
    "glossary": "glossary entry",
    "tags": "tag",
    "bodies": "text",
    "origins": "source file",
}

_STEP_COLUMNS = """
    j.uuid, j.at, j.kind, j.summary, j.article_id, c.uuid AS coder_uuid, j.target,
    (SELECT k.kind FROM journal k WHERE k.target = j.uuid ORDER BY k.id DESC LIMIT 1) AS fate
"""


def steps(view: View, *, coder_uuid: str | None = None, limit: int = 200) -> list[Step]:
    """The newest steps first, of one coder or of all."""
    condition = "WHERE c.uuid = ?" if coder_uuid else ""
    rows = view.rows(
        f"SELECT {_STEP_COLUMNS} FROM journal j JOIN coders c ON c.id = j.coder_id {condition}"
        " ORDER BY j.id DESC LIMIT ?",
        *([coder_uuid] if coder_uuid else []),
        limit,
    )
    return [_step(row) for row in rows]


def next_undo(view: View, coder_uuid: str) -> Step | None:
    """The step that undo would reverse: this coder's newest that is not undone now."""
    row = view.row(
        f"SELECT {_STEP_COLUMNS} FROM journal j JOIN coders c ON c.id = j.coder_id"
        " WHERE c.uuid = ? AND j.kind = 'do' AND COALESCE((SELECT k.kind FROM journal k"
        " WHERE k.target = j.uuid ORDER BY k.id DESC LIMIT 1), 'redo') <> 'undo'"
        " ORDER BY j.id DESC LIMIT 1",
        coder_uuid,
    )
    return _step(row) if row else None


def next_redo(view: View, coder_uuid: str) -> Step | None:
    """The step that redo would restore: the last one undone, unless something was done since."""
    row = view.row(
        f"SELECT {_STEP_COLUMNS} FROM journal u JOIN coders c ON c.id = u.coder_id"
        " JOIN journal j ON j.uuid = u.target"
        " WHERE c.uuid = ?1 AND u.kind = 'undo'"
        " AND u.id = (SELECT MAX(k.id) FROM journal k WHERE k.target = j.uuid)"
        " AND u.id > (SELECT COALESCE(MAX(d.id), 0) FROM journal d"
        "   WHERE d.coder_id = u.coder_id AND d.kind = 'do')"
        " ORDER BY u.id DESC LIMIT 1",
        coder_uuid,
    )
    return _step(row) if row else None


class Journal:
    """Reverses and restores steps inside one transaction."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def undo(self, coder_uuid: str, coder_name: str) -> Step | None:
        """Reverse this coder's last step; None when there is none.

        Raises RefusedError, naming it, if a record of the step was changed since by someone else.
        """
        step = next_undo(self._unit, coder_uuid)
        if step is None:
            return None
        self._reverse(step, step.uuid, "undo", coder_uuid, coder_name)
        return step

    def redo(self, coder_uuid: str, coder_name: str) -> Step | None:
        """Restore the step that was undone last; None when there is none."""
        step = next_redo(self._unit, coder_uuid)
        if step is None:
            return None
        undoing = self._unit.value(
            "SELECT uuid FROM journal WHERE target = ? ORDER BY id DESC LIMIT 1", step.uuid
        )
        self._reverse(step, undoing, "redo", coder_uuid, coder_name)
        return step

    def _reverse(
        self, step: Step, reversed_uuid: str, kind: str, coder_uuid: str, coder_name: str
    ) -> None:
        # A redone step is reversed by what the last redo wrote, which equals what the step wrote.
        changes = self._unit.rows(
            "SELECT c.* FROM changes c JOIN journal j ON j.id = c.journal_id"
            " WHERE j.uuid = ? ORDER BY c.id DESC",
            reversed_uuid,
        )
        self._unit.start(
            coder_uuid, coder_name, step.summary, step.article_id, kind=kind, target=step.uuid
        )
        for change in changes:
            self._reverse_change(step, change)
        self._refuse_stray_mentions(step, changes)

    def _reverse_change(self, step: Step, change: dict[str, Any]) -> None:
        table, key = change["entity"], change["row_id"]
        before = json.loads(change["before"]) if change["before"] else None
        after = json.loads(change["after"]) if change["after"] else None
        row = self._unit.row(f"SELECT * FROM {table} WHERE id = ?", key)
        if after is None:
            if row is not None:
                raise self._changed_since(step, table, key)
            self._unit.insert(table, {**(before or {}), "id": key})
            return
        if row is None or any(row[name] != value for name, value in after.items()):
            raise self._changed_since(step, table, key)
        if before is not None:
            self._unit.update(table, key, before)
        elif table in SOFT_DELETED:
            self._unit.update(table, key, {"deleted_at": self._unit.now})
        elif table != "bodies":
            self._unit.delete(table, key)

    def _refuse_stray_mentions(self, step: Step, changes: list[dict[str, Any]]) -> None:
        """An event that someone else's mark mentions is not taken away under it."""
        for change in changes:
            if change["entity"] != "events":
                continue
            stray = self._unit.row(
                "SELECT a.id FROM events e JOIN event_mentions m ON m.event_id = e.id"
                " JOIN annotations a ON a.id = m.annotation_id"
                " WHERE e.id = ? AND e.deleted_at IS NOT NULL AND a.deleted_at IS NULL",
                change["row_id"],
            )
            if stray:
                raise self._changed_since(step, "events", change["row_id"])

    def _changed_since(self, step: Step, table: str, key: int) -> RefusedError:
        other = self._unit.value(
            "SELECT c.name FROM changes h JOIN journal j ON j.id = h.journal_id"
            " JOIN coders c ON c.id = j.coder_id"
            " WHERE h.entity = ? AND h.row_id = ? ORDER BY h.id DESC LIMIT 1",
            table,
            key,
        )
        return RefusedError(
            "Changed since",
            f"“{step.summary}” cannot be reversed: {other or 'someone'} changed"
            f" the {NOUNS.get(table, 'record')} since.",
            "Change it by hand instead.",
        )


def _step(row: dict[str, Any]) -> Step:
    return Step(
        uuid=row["uuid"],
        at=row["at"],
        coder_uuid=row["coder_uuid"],
        kind=row["kind"],
        summary=row["summary"],
        article_id=row["article_id"],
        undone=row["fate"] == "undo",
    )
