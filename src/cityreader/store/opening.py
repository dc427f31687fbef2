"""Opening a library file: what is refused, what is made, what is brought up to date.

A new library is built beside its place and linked in whole, so that no other program ever sees half
of one. Foreign, empty, damaged and newer files are refused before anything is written to them.
"""

import contextlib
import secrets
import sqlite3
import stat
import time
from collections.abc import Callable
from pathlib import Path

from cityreader.errors import LibraryError, ReadOnlyLibraryError, UnsoundLibraryError
from cityreader.store.failures import damaged, plain
from cityreader.store.placing import SIDE_FILES, make_folder, publish
from cityreader.store.schema import APPLICATION_ID, PAGE_SIZE, SCHEMA_VERSION, migrations
from cityreader.store.session import Unit
from cityreader.text.occurrences import holds
from cityreader.text.scripts import fold

BUSY_SECONDS = 30.0
"""How long a change waits for another program to finish its own; a merge of a large library takes
seconds."""

CHECK_BELOW_BYTES = 64 << 20
"""Files smaller than this are checked at every open; a larger one takes seconds: ``check``."""

OLDEST_SQLITE = (3, 37, 0)
"""The first SQLite with strict tables."""

_MAGIC = b"SQLite format 3\x00"
# The header of an SQLite file: bytes 16 and 17 are the size of a page (1 means 65,536), 2 at byte
# 19 is WAL mode, user_version stands at byte 60, application_id at byte 68.
_HEADER_BYTES = 100
_WAL_AT = 19
_PAGE_SIZE_AT = slice(16, 18)


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """A connection in manual transaction mode, usable from any one thread at a time.

    One that is not writable never makes a file, not even beside a library in WAL mode that nobody
    uses just now.
    """
    mode = "mode=rw" if writable else "mode=ro"
    if not writable and is_in_wal_mode(path) and not _beside(path, "-wal").exists():
        mode += "&immutable=1"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA trusted_schema = OFF")
    # Bodies are stored as they were written; a query that asks for words sees them folded.
    connection.create_function("folded", 1, fold, deterministic=True)
    connection.create_function("holds_word", 2, holds, deterministic=True)
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

    Raises LibraryError when the folder cannot be made or written.
    """
    _refuse_left_over(path)
    aside = path.with_name(f"{path.name}.new-{secrets.token_hex(6)}")
    try:
        make_folder(path.parent)
        connection = sqlite3.connect(aside, isolation_level=None)
        try:
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            connection.execute("PRAGMA synchronous = FULL")
            connection.row_factory = sqlite3.Row
            migrate(connection)
            connection.execute("BEGIN IMMEDIATE")
            # The same clock as everything else, so that a library can be rebuilt to the byte.
            connection.execute("UPDATE _sqlite_migrations SET applied_at = ?", (clock(),))
            furnish(Unit(connection, clock, identify))
            connection.execute("COMMIT")
        finally:
            connection.close()
        with contextlib.suppress(FileExistsError):
            publish(aside, path)
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            "Cannot make the library",
            f"No library could be made at {path}: {plain(error)}.",
            "Check that the folder can be written, or name another file with --db.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def inspect(path: Path) -> None:
    """Refuse a file that is no library of this program, by its header alone.

    SQLite never sees a file that is refused here, so that it stays byte-identical and gets no side
    files. Raises LibraryError for a file that is missing, empty, foreign, cut off or newer.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise LibraryError(
            "SQLite is too old",
            f"This Python has SQLite {sqlite3.sqlite_version}, and libraries need 3.37 or newer.",
            "Use a newer Python.",
        )
    try:
        # A pipe or a device would make the next line wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise _foreign(path)
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise unreadable(path, error) from error
    if not header:
        raise UnsoundLibraryError(
            "Empty file",
            f"{path} is an empty file, not a library (a copy cut short, or a cloud placeholder?).",
            "Fetch the file again, or remove it to start a new library there.",
        )
    if not header.startswith(_MAGIC):
        raise _foreign(path)
    if len(header) < _HEADER_BYTES:
        raise damaged(path, "it is cut off")
    version, application = (int.from_bytes(header[at : at + 4], "big") for at in (60, 68))
    if application != APPLICATION_ID:
        raise _foreign(path)
    if version > SCHEMA_VERSION:
        raise LibraryError(
            "Newer library",
            f"{path} was written by a newer cityreader "
            f"(schema {version}, this one knows {SCHEMA_VERSION}).",
            "Update cityreader to open it; the file was left as it is.",
        )
    if _ends_within_a_page(path, header):
        raise damaged(path, "it was cut off or added to")


def unreadable(path: Path, error: OSError) -> LibraryError:
    """The error for a file that the system does not let be read."""
    return LibraryError(
        "Cannot open the library",
        f"{path} cannot be read: {plain(error)}.",
        "Check the path, or name another file with --db.",
    )


def refuse_damaged(path: Path) -> bool:
    """Refuse a damaged library without writing to it.

    Returns False if a change was cut off and must be taken back, which only one that may write can
    do, before anything can be said. Raises LibraryError.
    """
    try:
        with contextlib.closing(connect(path, writable=False)) as connection:
            check_soundness(connection, path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
        return False
    return True


def check_soundness(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a damaged library; a large one is only looked at here, and checked by ``check``.

    Raises LibraryError. The first read also takes back a change that was cut off.
    """
    if path.stat().st_size < CHECK_BELOW_BYTES:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise damaged(path, str(verdict).splitlines()[-1])
    else:
        connection.execute("SELECT COUNT(*) FROM settings").fetchone()


def update(connection: sqlite3.Connection, path: Path) -> None:
    """Bring an older library up to date. Raises LibraryError, and then it is as it was."""
    try:
        migrate(connection)
    except Exception as error:
        with contextlib.suppress(sqlite3.Error):
            # Takes the empty journal file away.
            connection.execute("PRAGMA journal_mode = DELETE")
        raise LibraryError(
            "Not brought up to date",
            f"{path} was written by an older cityreader and could not be brought up to date"
            f" ({error}); it is as it was.",
            "Open it with the older cityreader, and tell the developers.",
        ) from error


def refuse_older(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a library that must be brought up to date and cannot be written."""
    if is_older(connection):
        raise ReadOnlyLibraryError(
            "Older library",
            f"{path} was written by an older cityreader and must be brought up to date, but it"
            " cannot be written.",
            "Make the file and its folder writable, or copy it somewhere else.",
        )


def is_older(connection: sqlite3.Connection) -> bool:
    """Whether a library was written by an older version of the program."""
    return _version(connection) < SCHEMA_VERSION


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


def is_in_wal_mode(path: Path) -> bool:
    """Whether some tool had the changes of a library written to a log beside it."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(_HEADER_BYTES)[_WAL_AT : _WAL_AT + 1] == b"\x02"
    return False


def _ends_within_a_page(path: Path, header: bytes) -> bool:
    """Whether a file is no whole number of pages, which SQLite would fill up with zeros.

    A change that was cut off may leave one so; what takes it back then lies beside it.
    """
    size = int.from_bytes(header[_PAGE_SIZE_AT], "big")
    page = 65536 if size == 1 else size
    try:
        whole = page == 0 or path.stat().st_size % page == 0
    except OSError as error:
        raise unreadable(path, error) from error
    beside = (_beside(path, end) for end in SIDE_FILES)
    return not whole and not any(file.exists() and file.stat().st_size for file in beside)


def _beside(path: Path, end: str) -> Path:
    return path.with_name(f"{path.name}{end}")


def _refuse_left_over(path: Path) -> None:
    """Refuse to make a library where SQLite would put an old one's cut off change into it."""
    for end in SIDE_FILES:
        beside = path.with_name(path.name + end)
        # A program that makes the library just now has it in place before anything beside it.
        with contextlib.suppress(OSError):
            if beside.stat().st_size and not path.exists():
                raise LibraryError(
                    "Library is gone",
                    f"{path} is gone, but what belongs to its last change is still there"
                    f" ({beside.name}), so no new library was made.",
                    "Put the library back beside it, or move that file away.",
                )


def _foreign(path: Path) -> UnsoundLibraryError:
    return UnsoundLibraryError(
        "Not a library",
        f"{path} is not a cityreader library, so it was left alone.",
        "Name a library with --db, or another place to make one.",
    )
