"""One open library: a connection for reading, a connection for the one writer, and their locks."""

import os
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cityreader.errors import LibraryError, ReadOnlyLibraryError
from cityreader.store import opening
from cityreader.store.journal import Journal
from cityreader.store.session import Unit, View


def utc_now() -> str:
    """The time now, ISO 8601 in UTC to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def random_uuid() -> str:
    """A new random UUID."""
    return str(uuid.uuid4())


class Database:
    """An open library file.

    ``view()`` reads, ``unit()`` changes. Both may be used from any thread: readers take turns on
    one connection, changes on another, and a change is durable when ``unit()`` has ended. ``clock``
    and ``identify`` give times and UUIDs, so that a library can be rebuilt to the same content.
    """

    def __init__(
        self,
        path: Path,
        *,
        journal_mode: str = "truncate",
        writable: bool = True,
        clock: Callable[[], str] = utc_now,
        identify: Callable[[], str] = random_uuid,
    ) -> None:
        """Open the library at ``path``; ``writable`` False never writes to it.

        Raises LibraryError if it cannot be opened.
        """
        self.path = path.absolute()
        self.clock = clock
        self.identify = identify
        self._reading = threading.RLock()
        self._writing = threading.RLock()
        opening.inspect(self.path)
        allowed = os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)
        self.writable = writable and allowed
        self._identity = self._file_identity()
        try:
            self._writer: sqlite3.Connection | None = None
            if self.writable:
                self._writer = opening.connect(self.path, writable=True)
                opening.configure_writer(self._writer, journal_mode)
                opening.migrate(self._writer)
            self._reader = opening.connect(self.path, writable=False)
        except sqlite3.Error as error:
            raise self._translated(error) from error

    @contextmanager
    def view(self) -> Iterator[View]:
        """Read; what is read belongs together. Keep it short: a change waits for it to end."""
        with self._reading:
            try:
                self._reader.execute("BEGIN")
                try:
                    yield View(self._reader)
                finally:
                    if self._reader.in_transaction:
                        self._reader.execute("COMMIT")
            except sqlite3.Error as error:
                raise self._translated(error) from error

    @contextmanager
    def unit(
        self, coder_uuid: str, coder_name: str, summary: str, *, article_id: int | None = None
    ) -> Iterator[Unit]:
        """Change the library in one transaction and one undoable step of this coder.

        Everything or nothing happens; when the block has ended the change is on the disk. Never
        wait for anything inside. Raises ReadOnlyLibraryError, or LibraryError when the file is
        gone, replaced, full or locked; then nothing was changed.
        """
        with self._transaction() as connection:
            unit = Unit(connection, self.clock, self.identify)
            unit.start(coder_uuid, coder_name, summary, article_id)
            yield unit

    @contextmanager
    def continued(self, step_uuid: str) -> Iterator[Unit]:
        """Another transaction of a step that was begun before, as an import in batches makes."""
        with self._transaction() as connection:
            unit = Unit(connection, self.clock, self.identify)
            unit.resume(step_uuid)
            yield unit

    @contextmanager
    def journal(self) -> Iterator[Journal]:
        """Undo and redo, in one transaction."""
        with self._transaction() as connection:
            yield Journal(Unit(connection, self.clock, self.identify))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._writing:
            if self._writer is None:
                raise ReadOnlyLibraryError(
                    "Read-only library",
                    f"{self.path} can be read but not written, so nothing was changed.",
                    "Make the file and its folder writable, or copy it somewhere else.",
                )
            self._check_same_file()
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                try:
                    yield self._writer
                    # A unit that found nothing to do has rolled back already.
                    if self._writer.in_transaction:
                        self._writer.execute("COMMIT")
                except BaseException:
                    if self._writer.in_transaction:
                        self._writer.execute("ROLLBACK")
                    raise
            except sqlite3.Error as error:
                raise self._translated(error) from error

    def vacuum(self) -> None:
        """Give the space of purged records back to the disk."""
        with self._writing, self._reading:
            if self._writer is not None:
                self._writer.execute("VACUUM")

    def integrity(self) -> list[str]:
        """What SQLite finds wrong with the file, one line a problem."""
        with self._reading:
            try:
                rows = self._reader.execute("PRAGMA integrity_check(50)").fetchall()
                problems = [str(row[0]) for row in rows if row[0] != "ok"]
                broken = self._reader.execute("PRAGMA foreign_key_check").fetchall()
            except sqlite3.DatabaseError as error:
                return [str(error)]
            problems += [f"a row of {row[0]} refers to a missing row of {row[2]}" for row in broken]
            return problems

    def close(self) -> None:
        """Close the file; nothing is pending, since every change ends on the disk."""
        with self._writing, self._reading:
            self._reader.close()
            if self._writer is not None:
                self._writer.close()

    def _file_identity(self) -> tuple[int, int]:
        status = self.path.stat()
        return status.st_dev, status.st_ino

    def _check_same_file(self) -> None:
        try:
            same = self._file_identity() == self._identity
        except OSError:
            same = False
        if not same:
            raise LibraryError(
                "Library moved",
                f"{self.path} was deleted or replaced while it was open, so nothing was changed.",
                "Close cityreader, look at the file, and open it again.",
            )

    def _translated(self, error: sqlite3.Error) -> LibraryError:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return LibraryError(
                "Library is busy",
                f"Another program is changing {self.path}; nothing was changed here.",
                "Try again in a moment.",
            )
        if name.startswith("SQLITE_FULL"):
            return LibraryError(
                "Disk full",
                "The disk is full; nothing was changed and nothing was lost.",
                "Free some space and try again.",
            )
        if name.startswith("SQLITE_READONLY"):
            return ReadOnlyLibraryError(
                "Read-only library",
                f"{self.path} can no longer be written; nothing was changed.",
                "Check the file and its folder, then open it again.",
            )
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            return LibraryError(
                "Damaged library",
                f"{self.path} is damaged ({error}); nothing was changed.",
                "Copy it to a safe place and go back to the newest backup.",
            )
        return LibraryError(
            "Library error",
            f"{self.path} could not be used ({error}); nothing was changed.",
            "Run 'cityreader check'.",
        )
