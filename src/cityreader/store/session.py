"""Reading rows, and changing them with a record in the journal."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from cityreader.errors import LibraryError, RefusedError

Row = dict[str, Any]
Result = TypeVar("Result")

# Made once: the short way of ``json.dumps`` makes one for every record.
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

UNJOURNALLED = {"bodies": ("body",)}
"""Columns left out of the journal: a body is kept as a revision, never copied."""

CHUNK = 500
"""How many values go into one ``IN (...)``; SQLite before 3.32 took 999 at the most."""


class View:
    """Reads rows as plain dictionaries; every answer is complete, never a half-read cursor."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query."""
        return [dict(row) for row in self.connection.execute(sql, values).fetchall()]

    def row(self, sql: str, *values: object) -> Row | None:
        """The first row of a query, or None."""
        row = self.connection.execute(sql, values).fetchone()
        return dict(row) if row is not None else None

    def value(self, sql: str, *values: object) -> Any:
        """The first column of the first row, or None."""
        row = self.connection.execute(sql, values).fetchone()
        return row[0] if row is not None else None

    def column(self, sql: str, *values: object) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.connection.execute(sql, values).fetchall()]

    def rows_in(self, sql: str, keys: Iterable[object], *rest: object) -> list[Row]:
        """All rows of a query whose ``{keys}`` stands for a list of values of any length.

        ``rest`` are the values of the marks behind it.
        """
        found: list[Row] = []
        values = list(keys)
        for start in range(0, len(values), CHUNK):
            part = values[start : start + CHUNK]
            found += self.rows(sql.format(keys=",".join("?" * len(part))), *part, *rest)
        return found


class Unit(View):
    """Changes rows inside one transaction; each change is written to the journal beside it.

    ``changed`` tells whether anything was written; a unit that ends without is no step, so that
    undo never meets one that did nothing.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        clock: Callable[[], str],
        identify: Callable[[], str],
    ) -> None:
        super().__init__(connection)
        self.now = clock()
        self.identify = identify
        self.changed = False
        self._noted = False
        self.merging = False
        """Whether what is written now comes from elsewhere, and is no new version of a record."""
        self.coder_id = 0
        self.step_uuid = ""
        self.first_change = 0
        """The key of the last change that this step made in earlier transactions."""
        self._journal_id = 0
        self._began = False

    def start(
        self,
        coder_uuid: str,
        coder_name: str,
        summary: str,
        article_id: int | None,
        *,
        kind: str = "do",
        target: str | None = None,
    ) -> None:
        """Begin a step of this coder, who is added to the library if new to it."""
        self.coder_id = self.coder_key(coder_uuid, coder_name)
        self.step_uuid = self.identify()
        self._began = True
        self._journal_id = self._insert(
            "journal",
            {
                "uuid": self.step_uuid,
                "at": self.now,
                "coder_id": self.coder_id,
                "kind": kind,
                "target": target,
                "summary": summary,
                "article_id": article_id,
            },
        )

    def resume(self, step_uuid: str) -> None:
        """Go on with a step that an earlier transaction began.

        Raises RefusedError if it was undone in between.
        """
        row = self.row(
            "SELECT id, coder_id, EXISTS(SELECT 1 FROM journal k WHERE k.target = j.uuid) AS undone"
            " FROM journal j WHERE uuid = ?",
            step_uuid,
        )
        if row is None or row["undone"]:
            raise RefusedError(
                "Stopped", "This was undone while it ran, so it was stopped and nothing was added."
            )
        self.step_uuid, self.coder_id, self._journal_id = step_uuid, row["coder_id"], row["id"]
        self.first_change = self.value("SELECT MAX(id) FROM changes") or 0

    def abandon(self) -> None:
        """Give up what was changed and the step with it; reading goes on, writing is an error."""
        self.connection.execute("ROLLBACK")

    def attempt(self, work: Callable[[], Result]) -> Result | Exception:
        """Do a part of the change that may fail alone: then nothing of it stays but the exception.

        What the disk or the file of the library is to blame for is raised, for it ends the whole.
        """
        state = self.changed, self._noted
        self.run("SAVEPOINT part")
        try:
            result: Result | Exception = work()
        except Exception as error:
            # Among these are a full disk and a damaged file; SQLite may have rolled back by itself.
            own = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError)
            is_ours = not isinstance(error, (sqlite3.Error, OSError)) or isinstance(error, own)
            if not is_ours or not self.connection.in_transaction:
                raise
            self.connection.execute("ROLLBACK TO part")
            self.changed, self._noted = state
            result = error
        self.connection.execute("RELEASE part")
        return result

    def describe(self, summary: str) -> None:
        """Say better what this step did, once it is known."""
        self.run("UPDATE journal SET summary = ? WHERE id = ?", summary, self._journal_id)

    def place(self, article_id: int | None) -> None:
        """Say in which article this step happened, once it is known."""
        self.run("UPDATE journal SET article_id = ? WHERE id = ?", article_id, self._journal_id)

    def run(self, sql: str, *values: object) -> sqlite3.Cursor:
        """Run a statement that writes, without a word to the journal."""
        if not self.connection.in_transaction:
            # Outside a transaction it would be committed on its own.
            raise RuntimeError("this unit was abandoned")
        return self.connection.execute(sql, values)

    def insert(self, table: str, values: Mapping[str, object]) -> int:
        """Add a row; returns its key."""
        key = self._insert(table, values)
        self._record(table, key, None, values)
        return key

    def update(self, table: str, key: int, values: Mapping[str, object]) -> bool:
        """Change columns of the row with this key; returns whether any of them differed."""
        columns = ", ".join(values)
        row = self.row(f"SELECT {columns} FROM {table} WHERE id = ?", key)
        if row is None:
            raise LibraryError("Record is gone", f"The record to change in {table} is gone.")
        changed = {name: value for name, value in values.items() if row[name] != value}
        if not changed:
            return False
        assignments = ", ".join(f"{name} = ?" for name in changed)
        self.run(f"UPDATE {table} SET {assignments} WHERE id = ?", *changed.values(), key)
        self._record(table, key, {name: row[name] for name in changed}, changed)
        return True

    def note(self, table: str, key: int, values: Mapping[str, object]) -> None:
        """Keep how something outside stands, such as the time of a file: that is never undone."""
        assignments = ", ".join(f"{name} = ?" for name in values)
        self.run(f"UPDATE {table} SET {assignments} WHERE id = ?", *values.values(), key)
        self._noted = True

    def end(self) -> None:
        """Take the step back if nothing was changed in it, but not what was noted."""
        if self.changed or not self.connection.in_transaction:
            return
        if not self._noted:
            self.abandon()
        elif self._began:
            self.run("DELETE FROM journal WHERE id = ?", self._journal_id)

    def delete(self, table: str, key: int) -> None:
        """Remove a row of a table that has no ``deleted_at``; the journal keeps what it held."""
        row = self.row(f"SELECT * FROM {table} WHERE id = ?", key)
        if row is None:
            return
        self.run(f"DELETE FROM {table} WHERE id = ?", key)
        self._record(table, key, row, None)

    def replace_children(
        self, table: str, owner: str, key: int, rows: Sequence[Mapping[str, object]]
    ) -> None:
        """Make ``rows`` the rows of ``table`` whose ``owner`` column is ``key``, in this order.

        Rows that stay as they are keep their keys and leave no trace in the journal.
        """
        old = self.rows(f"SELECT * FROM {table} WHERE {owner} = ? ORDER BY position", key)
        for position, values in enumerate(rows):
            wanted = {**values, owner: key, "position": position}
            if position >= len(old):
                self.insert(table, wanted)
            elif any(old[position][name] != value for name, value in wanted.items()):
                self.update(table, old[position]["id"], wanted)
        for row in old[len(rows) :]:
            self.delete(table, row["id"])

    def newest_step(self) -> tuple[int, str] | None:
        """Key and UUID of the last step in the journal, this one where it began here."""
        if self._began and self.changed:
            return self._journal_id, self.step_uuid
        row = self.row("SELECT id, uuid FROM journal ORDER BY id DESC LIMIT 1")
        return (row["id"], row["uuid"]) if row else None

    def set_setting(self, name: str, value: str) -> None:
        """Keep a fact about the library itself; facts are not undone."""
        self.run(
            "INSERT INTO settings(key, value) VALUES (?, ?)"
            " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            name,
            value,
        )
        self.changed = True

    def coder_key(self, uuid: str, name: str) -> int:
        """The key of a coder, who is added if new to the library; that is a fact, not a change."""
        key = self.value("SELECT id FROM coders WHERE uuid = ?", uuid)
        return self._insert("coders", {"uuid": uuid, "name": name}) if key is None else int(key)

    def _insert(self, table: str, values: Mapping[str, object]) -> int:
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        cursor = self.run(f"INSERT INTO {table} ({columns}) VALUES ({marks})", *values.values())
        return int(cursor.lastrowid or 0)

    def _record(
        self,
        table: str,
        key: int,
        before: Mapping[str, object] | None,
        after: Mapping[str, object] | None,
    ) -> None:
        self.changed = True
        if not self._journal_id:
            # A library being made: what it begins with is nobody's step.
            return
        self.run(
            "INSERT INTO changes (journal_id, entity, row_id, before, after, merged)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            self._journal_id,
            table,
            key,
            _journalled(table, before),
            _journalled(table, after),
            int(self.merging),
        )


def _journalled(table: str, values: Mapping[str, object] | None) -> str | None:
    if values is None:
        return None
    left_out = UNJOURNALLED.get(table, ())
    kept = {name: value for name, value in values.items() if name not in left_out}
    return _written(kept)
