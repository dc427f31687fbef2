"""Putting another file in the place of a library; the one that was there is kept beside it."""

import contextlib
import secrets
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cityreader.errors import LibraryError
from cityreader.store import opening
from cityreader.store.backups import PASSING, tally, verified, write
from cityreader.store.failures import explained, plain
from cityreader.store.placing import exchange, remove
from cityreader.store.session import View


def replace(path: Path, source: Path, word: str, now: datetime) -> Path | None:
    """Put a copy of the library ``source`` at ``path``; returns where the old file lies now.

    The old file is renamed, never removed: ``annotations.WORD-DATE.db``. The copy is finished and
    looked at before anything is renamed. Whoever could read the old file can read the new one, and
    nobody else; where there was none only the owner can. Raises LibraryError, and then the old
    file is in place.
    """
    passing = path.with_name(f"{PASSING}{secrets.token_hex(6)}.db")
    try:
        with contextlib.closing(opening.connect(source, writable=False)) as connection:
            write(
                connection,
                source,
                passing,
                count=lambda: tally(View(connection)),
                in_haste=lambda: True,
            )
        passing.chmod(_mode_of(path))
        with _alone(path):
            aside = _exchange(path, passing, word, now)
    except sqlite3.Error as error:
        raise explained(error, path) from error
    except OSError as error:
        raise LibraryError(
            "Not replaced",
            f"{path} could not be replaced: {plain(error)}.",
            "Make its folder writable; nothing was changed.",
        ) from error
    finally:
        remove(passing)
    return aside


def steps_beside(library: Path, other: Path) -> int | None:
    """How many steps of the history of ``library`` the other one has not; None if unreadable."""
    try:
        return len(_steps(library) - _steps(other))
    except sqlite3.Error:
        return None


def uuid_of(path: Path) -> str | None:
    """The UUID of a library, also of a damaged one as far as it can be read."""
    try:
        with _looked_at(path) as connection:
            row = connection.execute("SELECT value FROM settings WHERE key = 'uuid'").fetchone()
            return str(row[0]) if row else None
    except (OSError, sqlite3.Error):
        return None


def is_sound(path: Path) -> bool:
    """Whether a file is a library that nothing is wrong with; reads all of it."""
    try:
        verified(path)
    except LibraryError:
        return False
    return True


def _steps(path: Path) -> set[str]:
    with _looked_at(path) as connection:
        return {row[0] for row in connection.execute("SELECT uuid FROM journal")}


@contextlib.contextmanager
def _looked_at(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that leaves no trace, not even a lock."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other programs from changing a library meanwhile, as far as SQLite can read it.

    A program that has it open notices afterwards that its file was moved.
    """
    if not path.exists():
        yield
        return
    with contextlib.ExitStack() as held:
        try:
            connection = held.enter_context(
                contextlib.closing(opening.connect(path, writable=True))
            )
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise
        except sqlite3.DatabaseError:
            # Nobody can change what SQLite does not recognise.
            pass
        yield


def _mode_of(path: Path) -> int:
    """Who may do what with a library, its owner always reading and writing."""
    try:
        return path.stat().st_mode & 0o777 | 0o600
    except FileNotFoundError:
        return 0o600


def _exchange(path: Path, passing: Path, word: str, now: datetime) -> Path | None:
    stamp = now.strftime("%Y-%m-%dT%H%M%S")
    aside = path.with_name(f"{path.stem}.{word}-{stamp}{path.suffix}")
    number = 2
    while aside.exists():
        aside = path.with_name(f"{path.stem}.{word}-{stamp}-{number}{path.suffix}")
        number += 1
    was_there = path.exists()
    exchange(path, passing, aside)
    return aside if was_there else None
