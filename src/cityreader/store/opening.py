"""Opening a library file: what is refused, what is made, what is brought up to date.

A new library is built beside its place and linked in whole, so that no other program ever sees half
of one. Foreign, empty, damaged and newer files are refused before anything is written to them.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from cityreader.errors import LibraryError
from cityreader.store.schema import APPLICATION_ID, PAGE_SIZE, SCHEMA_VERSION, migrations
from cityreader.store.session import Unit

BUSY_SECONDS = 10.0
"""How long a change waits for another program to finish its own."""

CHECK_BELOW_BYTES = 64 << 20
"""Files smaller than this are checked at every open; a larger one takes seconds: ``check``."""

OLDEST_SQLITE = (3, 37, 0)
"""The first SQLite with strict tables."""

_HEADER = b"SQLite format 3\x00"


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """A connection in manual transaction mode, usable from any one thread at a time."""
    mode = "rw" if writable else "ro"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def configure_writer(connection: sqlite3.Connection, journal_mode: str) -> None:
    """Set how changes reach the disk; the reasons stand in ``docs/architecture.md``."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode = {journal_mode}").fetchone()
            break
        except sqlite3.OperationalError as error:
            # This pragma does not wait on the busy timeout as everything else does.
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")


def create(
    path: Path,
    furnish: Callable[[Unit], None],
    clock: Callable[[], str],
    identify: Callable[[], str],
) -> None:
    """Make a library at ``path``; if another program makes it first, keep the other's.

    ``furnish`` puts in what every library begins with; the journal does not hear of it.

    Raises LibraryError when the folder is missing or cannot be written.
    """
    aside = path.with_name(f"{path.name}.new-{os.getpid()}-{time.monotonic_ns()}")
    try:
        connection = sqlite3.connect(aside, isolation_level=None)
        try:
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            connection.execute("PRAGMA synchronous = FULL")
            connection.row_factory = sqlite3.Row
            migrate(connection)
            connection.execute("BEGIN IMMEDIATE")
            furnish(Unit(connection, clock, identify))
            connection.execute("COMMIT")
        finally:
            connection.close()
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        except OSError:
            # A file system without hard links (FAT, some network shares).
            if not path.exists():
                aside.rename(path)
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            "Cannot make the library",
            f"No library could be made at {path}: {_plain(error)}.",
            "Check that the folder exists and can be written, or name another file with --db.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def inspect(path: Path) -> None:
    """Refuse a file that is no library of this program, before it is opened for writing.

    Raises LibraryError for a file that is missing, empty, foreign, damaged or newer.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise LibraryError(
            "SQLite is too old",
            f"This Python has SQLite {sqlite3.sqlite_version}, and libraries need 3.37 or newer.",
            "Use a newer Python.",
        )
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except OSError as error:
        raise LibraryError(
            "Cannot open the library",
            f"{path} cannot be read: {_plain(error)}.",
            "Check the path, or name another file with --db.",
        ) from error
    if size == 0:
        raise LibraryError(
            "Empty file",
            f"{path} is an empty file, not a library (a copy cut short, or a cloud placeholder?).",
            "Fetch the file again, or remove it to start a new library there.",
        )
    if header != _HEADER:
        raise _foreign(path)
    try:
        connection = connect(path, writable=False)
    except sqlite3.Error as error:
        raise _damaged(path, _plain(error)) from error
    try:
        _inspect_open(connection, path, size)
    except sqlite3.DatabaseError as error:
        raise _damaged(path, _plain(error)) from error
    finally:
        connection.close()


def _inspect_open(connection: sqlite3.Connection, path: Path, size: int) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise _foreign(path)
    if version > SCHEMA_VERSION:
        raise LibraryError(
            "Newer library",
            f"{path} was written by a newer cityreader "
            f"(schema {version}, this one knows {SCHEMA_VERSION}).",
            "Update cityreader to open it; the file was left as it is.",
        )
    if size < CHECK_BELOW_BYTES:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise _damaged(path, str(verdict).splitlines()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date, all or nothing, one program at a time.

    ``Migrations.apply`` takes no lock of its own, so the version is read again under the lock.
    """
    from sqlite_utils import Database

    if _version(connection) == SCHEMA_VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) < SCHEMA_VERSION:
            migrations.apply(Database(connection))
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _foreign(path: Path) -> LibraryError:
    return LibraryError(
        "Not a library",
        f"{path} is not a cityreader library, so it was left alone.",
        "Name a library with --db, or another place to make one.",
    )


def _damaged(path: Path, reason: str) -> LibraryError:
    return LibraryError(
        "Damaged library",
        f"{path} is damaged ({reason}) and was left as it is.",
        "Copy it to a safe place and go back to the newest backup.",
    )


def _plain(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error)
