"""Copies of a library, made while it is in use and looked at before they count.

A copy is made page by page with a pause after each piece, so that a change never waits for more
than one piece. It is made through the connection that writes: what this program changes meanwhile
goes into the copy as well. Where another program changes the library, SQLite begins again by
itself; after a few of these a library that is not too large is copied in one go.

Everything is written under a passing name, brought to the disk, read again and only then given its
own name.
"""

import contextlib
import errno
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from cityreader.errors import LibraryError
from cityreader.store import opening
from cityreader.store.failures import damaged, explained, plain
from cityreader.store.placing import publish, remove
from cityreader.store.session import View

PAGES_AT_ONCE = 64
"""Pages in one piece: a MB, which takes a few milliseconds."""

PAUSE_SECONDS = 0.005
"""The pause after a piece: at 1 GB half of the time that the whole copy takes."""

RESTARTS = 5
"""How often the copy may begin again because another program changed the library."""

IN_ONE_GO_BELOW = 512 << 20
"""Bytes; what is larger would keep another program waiting for seconds."""

PASSING = ".passing-"
"""How the name of a copy begins that is not finished."""

Connection = sqlite3.Connection
"""For those who hand one on without knowing SQLite."""

_COUNTED = ("articles", "bodies", "pairs", "annotations", "events")


class Tally(NamedTuple):
    """What tells whether two copies hold the same: the newest step and change, and counts.

    ``counts`` are rows of articles, bodies, pairs, annotations and events, removed ones too.
    """

    steps: int
    newest_step: str
    changes: int
    counts: tuple[int, ...]

    @property
    def state(self) -> str:
        """A word that is another one after every change; see ``state``."""
        return f"{self.newest_step}:{self.changes}"


class _DisturbedError(Exception):
    """Another program changed the library too often."""


def tally(view: View) -> Tally:
    """Count what a library holds."""
    newest_step, changes = _newest(view)
    return Tally(
        steps=int(view.value("SELECT COUNT(*) FROM journal")),
        newest_step=newest_step,
        changes=changes,
        counts=tuple(int(view.value(f"SELECT COUNT(*) FROM {table}")) for table in _COUNTED),
    )


def state(view: View) -> str:
    """A word that is another one after every change, known without counting; empty as long as
    nobody did anything in this library."""
    newest_step, changes = _newest(view)
    return f"{newest_step}:{changes}" if newest_step else ""


def oldest_step(view: View) -> str | None:
    """When the first step was done, ISO 8601 in UTC."""
    at = view.value("SELECT at FROM journal ORDER BY id LIMIT 1")
    return None if at is None else str(at)


def _newest(view: View) -> tuple[str, int]:
    step = view.value("SELECT uuid FROM journal ORDER BY id DESC LIMIT 1")
    return str(step or ""), int(view.value("SELECT MAX(id) FROM changes") or 0)


def write(
    source: sqlite3.Connection,
    path: Path,
    target: Path,
    *,
    count: Callable[[], Tally],
    in_haste: Callable[[], bool] = lambda: False,
) -> Tally:
    """Copy the library at ``path``, open as ``source``, to the new file ``target``.

    ``count`` counts what is in the library for good, which ``source`` may be ahead of; ``in_haste``
    leaves the pauses out. Never writes over a file. Returns what the copy holds. Raises
    LibraryError, and then nothing is left of it.
    """
    passing = target.with_name(f"{PASSING}{secrets.token_hex(6)}.db")
    try:
        _refuse_full(source, target)
        before = count()
        _copy(source, path, passing, in_haste, IN_ONE_GO_BELOW)
        # What was private stays so; a library that was deleted underneath is kept all the same.
        with contextlib.suppress(FileNotFoundError):
            passing.chmod(path.stat().st_mode & 0o777 | 0o600)
        found = verified(passing)
        _compare(before, found, count(), target)
        publish(passing, target)
    except FileExistsError as error:
        if not target.exists():
            raise _failed(target, "a file is in the way of its folder") from error
        raise LibraryError(
            "No backup", f"{target} exists, so no backup was written.", "Choose another name."
        ) from error
    except OSError as error:
        raise _failed(target, plain(error)) from error
    except sqlite3.Error as error:
        known = explained(error, target)
        raise _failed(
            target, "the disk is full" if known.title == "Disk full" else str(error)
        ) from (error)
    finally:
        remove(passing)
    return found


@contextlib.contextmanager
def passing_copy(source: sqlite3.Connection, path: Path, folder: Path) -> Iterator[Path]:
    """A copy of the library at ``path``, open as ``source``, which is gone afterwards.

    A damaged one is copied with its damage. Raises OSError or sqlite3.Error where it cannot be
    copied, LibraryError if another program changes it all the time.
    """
    passing = folder / f"{PASSING}{secrets.token_hex(6)}.db"
    try:
        _refuse_full(source, passing)
        _copy(source, path, passing, lambda: True, opening.CHECK_BELOW_BYTES)
        yield passing
    finally:
        remove(passing)


def verified(path: Path) -> Tally:
    """Read a copy from beginning to end; returns what it holds.

    Raises LibraryError if it is no library, damaged, or newer than this program.
    """
    opening.inspect(path)
    try:
        with contextlib.closing(opening.connect(path, writable=False)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise damaged(path, str(verdict).splitlines()[-1])
            return tally(View(connection))
    except sqlite3.Error as error:
        raise explained(error, path) from error


def _copy(
    source: sqlite3.Connection,
    path: Path,
    passing: Path,
    in_haste: Callable[[], bool],
    in_one_go_below: int,
) -> None:
    copied = restarts = 0

    def went_on(status: int, remaining: int, total: int) -> None:
        nonlocal copied, restarts
        if status == sqlite3.SQLITE_OK:
            restarts += total - remaining <= copied
            copied = total - remaining
        if restarts > RESTARTS:
            raise _DisturbedError
        if not in_haste():
            time.sleep(PAUSE_SECONDS)

    try:
        with _emptied(passing) as copy:
            source.backup(copy, pages=PAGES_AT_ONCE, progress=went_on, sleep=PAUSE_SECONDS)
    except _DisturbedError:
        if _size(source) > in_one_go_below:
            raise LibraryError(
                "No copy",
                f"Another program keeps changing {path}, so it could not be copied.",
                "Try again when it is done.",
            ) from None
        with _emptied(passing) as copy:
            source.backup(copy, pages=-1, sleep=PAUSE_SECONDS)


@contextlib.contextmanager
def _emptied(passing: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a new file that is thrown away if anything fails, so nothing guards it.

    Nobody else may read it while it is made: the library may be private.
    """
    passing.unlink(missing_ok=True)
    passing.touch(mode=0o600, exist_ok=False)
    with contextlib.closing(sqlite3.connect(passing, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        yield copy
        # A library in WAL mode would need two more files beside it.
        copy.execute("PRAGMA journal_mode = DELETE")


def _refuse_full(source: sqlite3.Connection, target: Path) -> None:
    """Refuse before the copy fills the disk and keeps the library itself from being written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(target.parent).free < _size(source) * 1.1:
        raise OSError(errno.ENOSPC, "not enough space is left on the disk", str(target))


def _size(source: sqlite3.Connection) -> int:
    """Bytes of an open library, wherever its file is by now."""
    pages = int(source.execute("PRAGMA page_count").fetchone()[0])
    return pages * int(source.execute("PRAGMA page_size").fetchone()[0])


def _compare(before: Tally, found: Tally, after: Tally, target: Path) -> None:
    """The copy is of a moment between ``before`` and ``after``."""
    between = before != after and before.changes <= found.changes <= after.changes
    if found not in (before, after) and not between:
        raise _failed(target, "the copy does not hold what the library holds")


def _failed(target: Path, reason: str) -> LibraryError:
    return LibraryError(
        "No backup",
        f"No backup could be written to {target.parent}: {reason}.",
        "Free some space or make the folder writable; 'cityreader backup' tries again.",
    )
