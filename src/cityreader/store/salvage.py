"""Reading what can be read of a damaged library into a new one.

Rows are read one after the other past what cannot be read. What is left is then made whole: a text
that is not the one that was stored goes, as does a mark whose words do not stand in its text, and
whatever refers to what is gone. Words of the index and all that is worked out are made anew.
"""

import contextlib
import hashlib
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from cityreader.store import fulltext, opening
from cityreader.store.backups import PASSING
from cityreader.store.failures import explained
from cityreader.store.placing import remove
from cityreader.store.session import Unit

AT_ONCE = 200
"""Rows read together as long as nothing is in the way."""

STEPS = 4000
"""Keys that are tried one by one behind a row that cannot be read, before the steps grow."""

LARGEST_KEY = 1 << 40
"""Keys beyond this are not looked for."""

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT'"


@contextlib.contextmanager
def salvaged(damaged: Path, folder: Path) -> Iterator[Path | None]:
    """A passing library of what can be read of ``damaged``, beside which there has to be room.

    None where nothing can be read. It lies in ``folder``: that of the library, since a folder for
    passing files is often in memory, and smaller. Raises LibraryError or OSError.
    """
    made = folder / f"{PASSING}{secrets.token_hex(6)}.db"
    try:
        yield made if salvage(damaged, made) else None
    finally:
        remove(made)


def salvage(damaged: Path, target: Path) -> int:
    """Make the new library ``target`` of what can be read of ``damaged``, which is not written to.

    Returns how many articles could be saved; 0, and no library, if there is none. Raises
    LibraryError if ``target`` cannot be made.
    """
    opening.create(target, lambda _: None, lambda: "", lambda: "")
    # Before anything is in it: what was private stays so.
    target.chmod(damaged.stat().st_mode & 0o777 | 0o600)
    try:
        address = f"{damaged.absolute().as_uri()}?mode=ro&immutable=1"
        with (
            contextlib.closing(sqlite3.connect(address, uri=True)) as source,
            contextlib.closing(opening.connect(target, writable=True)) as copy,
        ):
            # Half a character must not end the reading; its row is left out instead.
            source.text_factory = _text
            copy.execute("PRAGMA foreign_keys = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            copy.execute("BEGIN IMMEDIATE")
            for (table,) in copy.execute(_TABLES).fetchall():
                _save(source, copy, table)
            _make_whole(copy)
            unit = Unit(copy, lambda: "", lambda: "")
            fulltext.add_all(unit)
            count = int(unit.value("SELECT COUNT(*) FROM articles"))
            copy.execute("COMMIT")
    except sqlite3.Error as error:
        raise explained(error, target) from error
    if not count:
        target.unlink()
    return count


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _save(source: sqlite3.Connection, copy: sqlite3.Connection, table: str) -> None:
    """Copy the rows of a table that can be read; the columns that both libraries know."""
    known = [row["name"] for row in copy.execute(f"PRAGMA table_info({table})")]
    try:
        there = {row[1] for row in source.execute(f"PRAGMA table_info({table})")}
    except sqlite3.Error:
        return
    columns = [name for name in known if name in there]
    if "id" not in columns:
        # Worked out from texts, and made again when it is wanted.
        return
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    for row in _rows(source, f"SELECT {names}, rowid FROM {table}"):
        with contextlib.suppress(sqlite3.Error, UnicodeError):
            copy.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", row[:-1])


def _rows(source: sqlite3.Connection, select: str) -> Iterator[tuple[object, ...]]:
    """The rows that can be read, by key; the key stands last in each."""
    last = tried = 0
    count = AT_ONCE
    while last + tried < LARGEST_KEY:
        try:
            found = source.execute(
                f"{select} WHERE rowid > ? ORDER BY rowid LIMIT ?", (last + tried, count)
            ).fetchall()
        except sqlite3.Error:
            if count > 1:
                count = 1
            else:
                tried += 1 if tried < STEPS else tried
            continue
        if not found:
            return
        yield from found
        if tried == 0 and count == 1:
            count = AT_ONCE
        last, tried = int(found[-1][-1]), 0


def _make_whole(copy: sqlite3.Connection) -> None:
    """Remove what is not what it was, and what refers to something that is gone."""
    for row in copy.execute("SELECT id, body, text_sha256 FROM bodies").fetchall():
        if hashlib.sha256(row["body"].encode()).hexdigest() != row["text_sha256"]:
            copy.execute("DELETE FROM bodies WHERE id = ?", (row["id"],))
    copy.execute(
        "DELETE FROM articles WHERE NOT EXISTS (SELECT 1 FROM bodies b"
        " WHERE b.article_id = articles.id AND b.revision = articles.revision)"
    )
    copy.execute(
        "DELETE FROM annotations WHERE status <> 'orphan' AND exact <> COALESCE((SELECT"
        " substr(b.body, start + 1, end - start) FROM bodies b"
        " WHERE b.article_id = annotations.article_id AND b.revision = annotations.revision), '')"
    )
    copy.execute(
        "UPDATE articles SET lead_id = NULL WHERE lead_id NOT IN (SELECT id FROM articles)"
    )
    while broken := copy.execute("PRAGMA foreign_key_check").fetchall():
        for row in broken:
            copy.execute(f"DELETE FROM {row['table']} WHERE rowid = ?", (row["rowid"],))
