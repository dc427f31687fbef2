"""One open library: a connection for reading, a connection for the one writer, and their locks."""

import contextlib
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
from cityreader.store.failures import explained
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
        self.journal_mode = journal_mode
        self.clock = clock
        self.identify = identify
        self._reading = threading.RLock()
        self._writing = threading.RLock()
        self._changed = False
        opening.inspect(self.path)
        allowed = os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)
        self.writable = writable and allowed
        with contextlib.ExitStack() as opened:
            try:
                self._identity = self._file_identity()
                # A reader of its own right puts a cut off change of another program back in order.
                self._reader = opened.enter_context(
                    contextlib.closing(opening.connect(self.path, writable=self.writable))
                )
                opening.check_soundness(self._reader, self.path)
                self._writer: sqlite3.Connection | None = None
                if self.writable:
                    self._writer = opened.enter_context(
                        contextlib.closing(opening.connect(self.path, writable=True))
                    )
                    opening.configure_writer(self._writer, journal_mode)
                    opening.migrate(self._writer)
                self._reader.execute("PRAGMA query_only = ON")
            except sqlite3.Error as error:
                raise explained(error, self.path) from error
            except OSError as error:
                raise self._moved() from error
            opened.pop_all()

    @contextmanager
    def view(self) -> Iterator[View]:
        """Read; what is read belongs together. Keep it short: a change waits for it to end.

        A view inside another of the same thread sees the same state.
        """
        with self._reading:
            if self._reader.in_transaction:
                yield View(self._reader)
                return
            try:
                try:
                    self._reader.execute("BEGIN")
                    yield View(self._reader)
                finally:
                    if self._reader.in_transaction:
                        self._reader.execute("COMMIT")
            except sqlite3.Error as error:
                raise explained(error, self.path) from error

    @contextmanager
    def unit(
        self, coder_uuid: str, coder_name: str, summary: str, *, article_id: int | None = None
    ) -> Iterator[Unit]:
        """Change the library in one transaction and one undoable step of this coder.

        Everything or nothing happens; when the block has ended the change is on the disk. A block
        that changed nothing leaves no step. Never wait for anything inside. Raises
        ReadOnlyLibraryError, or LibraryError when the file is gone, replaced, full or locked; then
        nothing was changed.
        """
        with self._transaction() as connection:
            unit = Unit(connection, self.clock, self.identify)
            unit.start(coder_uuid, coder_name, summary, article_id)
            yield unit
            _end(unit)

    @contextmanager
    def continued(self, step_uuid: str) -> Iterator[Unit]:
        """Another transaction of a step that was begun before, as an import in batches makes.

        Raises RefusedError if the step was undone in between.
        """
        with self._transaction() as connection:
            unit = Unit(connection, self.clock, self.identify)
            unit.resume(step_uuid)
            yield unit
            _end(unit)

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
            if not self._same_file():
                raise self._moved()
            try:
                try:
                    self._writer.execute("BEGIN IMMEDIATE")
                    self._changed = True
                    yield self._writer
                    # A unit that found nothing to do has rolled back already.
                    if self._writer.in_transaction:
                        self._writer.execute("COMMIT")
                finally:
                    if self._writer.in_transaction:
                        self._writer.execute("ROLLBACK")
            except sqlite3.Error as error:
                raise explained(error, self.path) from error

    def vacuum(self) -> bool:
        """Give the space of purged records back to the disk.

        Returns False, and leaves it for the next time, while another program uses the library.
        """
        with self._writing, self._reading:
            if self._writer is None:
                return False
            try:
                self._writer.execute("VACUUM")
            except sqlite3.OperationalError:
                return False
            return True

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
            if self._writer is None:
                return
            if self._changed and self.journal_mode == "truncate" and self._same_file():
                # Takes the empty journal file away, unless another program is at work just now.
                with contextlib.suppress(sqlite3.Error):
                    self._writer.execute("PRAGMA journal_mode = DELETE")
            self._writer.close()

    def _file_identity(self) -> tuple[int, int]:
        status = self.path.stat()
        return status.st_dev, status.st_ino

    def _same_file(self) -> bool:
        try:
            return self._file_identity() == self._identity
        except OSError:
            return False

    def _moved(self) -> LibraryError:
        return LibraryError(
            "Library moved",
            f"{self.path} was deleted or replaced while it was open, so nothing was changed.",
            "Close cityreader, look at the file, and open it again.",
        )


def _end(unit: Unit) -> None:
    if not unit.changed and unit.connection.in_transaction:
        unit.abandon()
