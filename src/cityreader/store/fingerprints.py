"""Fingerprints of articles and what came of comparing them, in a file of the cache folder.

All of it can be worked out again, so it is kept outside the library, which reading never changes;
a file that cannot be read or written is done without.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from cityreader.models.counterpart import Proposal

Answer = TypeVar("Answer")

VERSION = 1
"""Goes up with the tables below; a file of another version is made anew."""

_CHUNK = 500
_TABLES = """
CREATE TABLE fingerprints (key TEXT PRIMARY KEY, print BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE proposals (
  left_key TEXT NOT NULL,
  right_key TEXT NOT NULL,
  left_id INTEGER NOT NULL,
  right_id INTEGER NOT NULL,
  score REAL NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (left_id, right_id)
) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class KeyedProposal(NamedTuple):
    """A proposal with the keys of the two texts it was made from."""

    left_key: str
    right_key: str
    proposal: Proposal


class FingerprintFile:
    """The file of one library; every method opens it for itself, so any thread may call it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def prints(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The fingerprints kept under these keys."""
        wanted = list(keys)

        def read(connection: sqlite3.Connection) -> dict[str, bytes]:
            found: dict[str, bytes] = {}
            for start in range(0, len(wanted), _CHUNK):
                part = wanted[start : start + _CHUNK]
                marks = ",".join("?" * len(part))
                sql = f"SELECT key, print FROM fingerprints WHERE key IN ({marks})"
                found.update(connection.execute(sql, part).fetchall())
            return found

        return self._run(read, {}, reading=True)

    def keep(self, prints: Mapping[str, bytes]) -> None:
        """Keep fingerprints."""

        def write(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "INSERT OR REPLACE INTO fingerprints VALUES (?, ?)", prints.items()
            )

        self._run(write, None)

    def forget_all_but(self, keys: Collection[str]) -> None:
        """Drop the fingerprints of texts that are no more."""
        kept = set(keys)

        def write(connection: sqlite3.Connection) -> None:
            known = [row[0] for row in connection.execute("SELECT key FROM fingerprints")]
            gone = [(key,) for key in known if key not in kept]
            connection.executemany("DELETE FROM fingerprints WHERE key = ?", gone)

        self._run(write, None)

    def proposals(self) -> list[KeyedProposal]:
        """The proposals of the last comparison, the likeliest first."""

        def read(connection: sqlite3.Connection) -> list[KeyedProposal]:
            rows = connection.execute(
                "SELECT * FROM proposals ORDER BY score DESC, left_id, right_id"
            ).fetchall()
            return [KeyedProposal(row[0], row[1], Proposal(*row[2:])) for row in rows]

        return self._run(read, [], reading=True)

    def replace_proposals(self, found: Iterable[KeyedProposal], stamp: str) -> None:
        """Keep these proposals in place of the last ones; ``stamp`` says of what state they are."""
        rows = [
            (one.left_key, one.right_key, p.left_id, p.right_id, p.score, p.kind, p.reason)
            for one in found
            for p in (one.proposal,)
        ]

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM proposals")
            connection.executemany(
                "INSERT OR REPLACE INTO proposals VALUES (?, ?, ?, ?, ?, ?, ?)", rows
            )
            connection.execute("INSERT OR REPLACE INTO facts VALUES ('stamp', ?)", (stamp,))

        self._run(write, None)

    def stamp(self) -> str:
        """The state of the library that was compared last; empty if none was."""

        def read(connection: sqlite3.Connection) -> str:
            row = connection.execute("SELECT value FROM facts WHERE name = 'stamp'").fetchone()
            return str(row[0]) if row else ""

        return self._run(read, "", reading=True)

    def _run(
        self,
        work: Callable[[sqlite3.Connection], Answer],
        otherwise: Answer,
        *,
        reading: bool = False,
    ) -> Answer:
        """Do something in one transaction; of a file that fails nothing is expected.

        A damaged one is taken away, so that it is made anew the next time.
        """
        if reading and not self.path.exists():
            return otherwise
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                    _furnish(connection)
                answer = work(connection)
                connection.execute("COMMIT")
                return answer
        except (sqlite3.OperationalError, OSError):
            return otherwise
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
            return otherwise


def _furnish(connection: sqlite3.Connection) -> None:
    for table in ("fingerprints", "proposals", "facts"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
