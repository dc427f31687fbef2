"""Undo and redo by the journal.

A step is undone by putting the ``before`` of each of its changes back, newest first, and redone by
doing the same to the step that undid it. Nothing is taken out of the journal: undoing is a step
too. A row that someone changed since is never overwritten.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from cityreader.errors import RefusedError, StoppedError
from cityreader.models import Step
from cityreader.store import codebooks, consistency, folding
from cityreader.store.session import Row, Unit, View

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
    "translation_links": "translation link",
    "saved_searches": "saved search",
    "suggestion_decisions": "decision on a suggestion",
    "settings": "codebook",
    "aliases": "article",
    "lineages": "record",
    "versions": "conflict",
}

CHANGES_AT_ONCE = 200
"""Changes between two looks at whether to stop, some 5 ms."""

_PARTICIPLES = {"undo": "undone", "redo": "restored"}

_STEP_COLUMNS = """
    j.uuid, j.at, j.kind, j.summary, j.article_id, c.uuid AS coder_uuid, j.target,
    (SELECT k.kind FROM journal k WHERE k.target = j.uuid ORDER BY k.id DESC LIMIT 1) AS fate
"""


def last_step(view: View) -> int:
    """The key of the last step, 0 where there is none."""
    return view.value("SELECT MAX(id) FROM journal") or 0


def steps(view: View, *, coder_uuid: str | None = None, limit: int = 200) -> list[Step]:
    """The newest steps first, of one coder or of all."""
    condition = "WHERE c.uuid = ?" if coder_uuid else ""
    rows = view.rows(
        f"SELECT {_STEP_COLUMNS} FROM journal j JOIN coders c ON c.id = j.coder_id {condition}"
        " ORDER BY j.id DESC LIMIT ?",
        *([coder_uuid] if coder_uuid else []),
        limit,
    )
    return [step_of(row) for row in rows]


def next_undo(view: View, coder_uuid: str) -> Step | None:
    """The step that undo would reverse: this coder's newest that is not undone now.

    Of a purge, and of what a purge took away, there is nothing left to reverse.
    """
    row = view.row(
        f"SELECT {_STEP_COLUMNS} FROM journal j JOIN coders c ON c.id = j.coder_id"
        " WHERE c.uuid = ? AND j.kind = 'do' AND COALESCE((SELECT k.kind FROM journal k"
        " WHERE k.target = j.uuid ORDER BY k.id DESC LIMIT 1), 'redo') <> 'undo'"
        " AND EXISTS (SELECT 1 FROM changes h WHERE h.journal_id = j.id)"
        " ORDER BY j.id DESC LIMIT 1",
        coder_uuid,
    )
    return step_of(row) if row else None


def next_redo(view: View, coder_uuid: str) -> Step | None:
    """The step that redo would restore: the last one undone, unless something was done since."""
    row = view.row(
        f"SELECT {_STEP_COLUMNS} FROM journal u JOIN coders c ON c.id = u.coder_id"
        " JOIN journal j ON j.uuid = u.target"
        " WHERE c.uuid = ?1 AND u.kind = 'undo'"
        " AND u.id = (SELECT MAX(k.id) FROM journal k WHERE k.target = j.uuid)"
        " AND u.id > (SELECT COALESCE(MAX(d.id), 0) FROM journal d"
        "   WHERE d.coder_id = u.coder_id AND d.kind = 'do')"
        " AND EXISTS (SELECT 1 FROM changes h WHERE h.journal_id = u.id)"
        " ORDER BY u.id DESC LIMIT 1",
        coder_uuid,
    )
    return step_of(row) if row else None


class Journal:
    """Reverses and restores steps inside one transaction: a whole step, or nothing of it.

    ``progress`` hears again and again how much of a step is reversed, from 0 to 1. As often
    ``cancelled`` is asked whether to stop, which raises StoppedError.
    """

    def __init__(
        self,
        unit: Unit,
        progress: Callable[[float], object] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._unit = unit
        self._progress = progress
        self._cancelled = cancelled

    def undo(self, coder_uuid: str, coder_name: str) -> Step | None:
        """Reverse this coder's last step; None when there is none.

        Raises RefusedError, naming it, if a record of the step was changed since by someone else.
        """
        step = next_undo(self._unit, coder_uuid)
        if step is None:
            return None
        self._reverse(step, step.uuid, "undo", coder_uuid, coder_name)
        return replace(step, undone=True)

    def redo(self, coder_uuid: str, coder_name: str) -> Step | None:
        """Restore the step that was undone last; None when there is none."""
        step = next_redo(self._unit, coder_uuid)
        if step is None:
            return None
        undoing = self._unit.value(
            "SELECT uuid FROM journal WHERE target = ? ORDER BY id DESC LIMIT 1", step.uuid
        )
        self._reverse(step, undoing, "redo", coder_uuid, coder_name)
        return replace(step, undone=False)

    def _reverse(
        self, step: Step, reversed_uuid: str, kind: str, coder_uuid: str, coder_name: str
    ) -> None:
        # A redone step is reversed by what the last redo wrote, which equals what the step wrote.
        key = self._unit.value("SELECT id FROM journal WHERE uuid = ?", reversed_uuid)
        self._unit.start(
            coder_uuid, coder_name, step.summary, step.article_id, kind=kind, target=step.uuid
        )
        # Only what is put back as a whole can agree with what others did since.
        total = 2 * self._unit.value("SELECT COUNT(*) FROM changes WHERE journal_id = ?", key)
        done = 0
        for act in (self._put_back, self._settle):
            for changes in self._changes(key):
                if self._cancelled():
                    raise StoppedError("Stopped", f"Stopped: nothing was {_PARTICIPLES[kind]}.")
                act(step, changes)
                done += len(changes)
                self._progress(done / total)

    def _changes(self, journal_id: int) -> Iterator[list[Row]]:
        """What a step changed, the last first, some at a time."""
        below = 1 << 62
        while changes := self._unit.rows(
            "SELECT * FROM changes WHERE journal_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
            journal_id,
            below,
            CHANGES_AT_ONCE,
        ):
            yield changes
            below = changes[-1]["id"]

    def _put_back(self, step: Step, changes: Sequence[Row]) -> None:
        for change in changes:
            self._reverse_change(step, change)
        self._unit.merging = False

    def _reverse_change(self, step: Step, change: Row) -> None:
        table, key = change["entity"], change["row_id"]
        before = json.loads(change["before"]) if change["before"] else None
        after = json.loads(change["after"]) if change["after"] else None
        # What a merge brought is nobody's version here, and neither is taking it back.
        self._unit.merging = bool(change["merged"])
        row = self._unit.row(f"SELECT * FROM {table} WHERE id = ?", key)
        if after is None:
            if row is not None:
                raise self._changed_since(step, ((table, key),))
            self._unit.insert(table, {**(before or {}), "id": key})
            return
        # The stamp of a file may have been noted anew since, which is nobody's change.
        same = table == "origins" or (row and all(row[n] == value for n, value in after.items()))
        if row is None or not same:
            raise self._changed_since(step, ((table, key),))
        if before is not None:
            self._unit.update(table, key, before)
        elif table in SOFT_DELETED:
            self._unit.update(table, key, {"deleted_at": self._unit.now})
        elif table == "tags" and codebooks.in_use(self._unit, row["code"]):
            self._unit.update(table, key, {"retired": 1, "key": None})
        elif table != "bodies":
            self._unit.delete(table, key)

    def _settle(self, step: Step, changes: Sequence[Row]) -> None:
        """See that what was put back agrees with what others did since, and fold the list anew."""
        marks = _keys(changes, "annotations")
        loosened = {
            json.loads(change["after"] or change["before"])["event_id"]
            for change in changes
            if change["entity"] == "event_mentions"
        }
        loosened |= self._owners("event_id", "event_mentions", "annotation_id", marks)
        pairs = _keys(changes, "pairs")
        touched = _keys(changes, "articles")
        for side in ("left_id", "right_id"):
            touched |= self._owners(side, "pairs", "id", pairs)
        folding.refold(self._unit, touched)
        added = [c["row_id"] for c in changes if c["entity"] == "articles" and not c["before"]]
        broken = consistency.broken(
            self._unit,
            articles=touched | self._owners("article_id", "annotations", "id", marks),
            events=loosened | _keys(changes, "events"),
            loosened=loosened,
        )
        broken += consistency.marked_by_others(self._unit, added, self._unit.coder_id)
        if broken:
            raise self._changed_since(step, broken[0])

    def _owners(self, column: str, table: str, by: str, keys: Iterable[int]) -> set[int]:
        rows = self._unit.rows_in(
            f"SELECT {column} AS owner FROM {table} WHERE {by} IN ({{keys}})", keys
        )
        return {row["owner"] for row in rows}

    def _changed_since(self, step: Step, places: Sequence[consistency.Place]) -> RefusedError:
        """The refusal, which names whoever else changed one of these rows last."""
        last: tuple[bool, int, str] = (False, 0, "someone")
        for table, key in places:
            row = self._unit.row(
                "SELECT c.name, h.id, j.coder_id <> ? AS other FROM changes h"
                " JOIN journal j ON j.id = h.journal_id JOIN coders c ON c.id = j.coder_id"
                " WHERE h.entity = ? AND h.row_id = ? AND j.uuid <> ?"
                " ORDER BY other DESC, h.id DESC",
                self._unit.coder_id,
                table,
                key,
                self._unit.step_uuid,
            )
            if row:
                last = max(last, (bool(row["other"]), row["id"], row["name"]))
        noun = NOUNS.get(places[0][0], "record")
        return RefusedError(
            "Changed since",
            f"“{step.summary}” cannot be reversed: {last[2]} changed the {noun} since.",
            "Change it by hand instead.",
        )


def _keys(changes: Sequence[Row], entity: str) -> set[int]:
    return {change["row_id"] for change in changes if change["entity"] == entity}


def step_of(row: Row) -> Step:
    """A step from its columns; ``fate`` is the kind of the newest step that targets it."""
    return Step(
        uuid=row["uuid"],
        at=row["at"],
        coder_uuid=row["coder_uuid"],
        kind=row["kind"],
        summary=row["summary"],
        article_id=row["article_id"],
        undone=row["fate"] == "undo",
    )
