"""The one writer of an open library: whose turn it is, what is looked at first, how it ends."""

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from cityreader.errors import LibraryError
from cityreader.store import opening
from cityreader.store.failures import disk_failed, explained
from cityreader.store.library_file import LibraryFile
from cityreader.store.placing import bring_folder_to_disk
from cityreader.store.retraction import retract
from cityreader.store.session import Unit
from cityreader.store.turns import Turns

Copied = TypeVar("Copied")

PERSON_POLL_SECONDS = 0.002
"""How often a person's change asks for a library that another program is changing; five times in
the pause that an import makes after each batch."""

BATCH_POLL_SECONDS = 0.01
"""How often a batch asks: less often than a person, who so comes first."""


class Writer:
    """Gives out transactions one at a time, each durable or as if it had never been."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        file: LibraryFile,
        clock: Callable[[], str],
        identify: Callable[[], str],
    ) -> None:
        """``connection`` is the writer's own, configured and in no transaction."""
        self._connection = connection
        self._file = file
        self._clock = clock
        self._identify = identify
        self.turns = Turns()
        self._copying = threading.Lock()
        self.changed = False
        self._seen: object = file.state()
        last = connection.execute("SELECT id, uuid FROM journal ORDER BY id DESC LIMIT 1")
        self._last: tuple[int, str] | None = next(map(tuple, last.fetchall()), None)
        self._uncertain: tuple[str, int] | None = None
        self._journal: int | None = None
        self._journal_name = f"{file.path}-journal"
        # Waiting is done here, where it is known who waits.
        connection.execute("PRAGMA busy_timeout = 0")

    @contextmanager
    def transaction(self, *, batch: bool = False) -> Iterator[Unit]:
        """Change in one transaction; when it has ended, it is on the disk.

        Raises LibraryError when the file is gone, replaced, full or locked; then nothing was
        changed. A ``batch`` waits behind every person.
        """
        poll = BATCH_POLL_SECONDS if batch else PERSON_POLL_SECONDS
        with self.turns.taken(batch=batch):
            try:
                self._take_back(poll)
                with self._begun(poll) as unit:
                    yield unit
                    # A unit that found nothing to do has rolled back already.
                    if self._connection.in_transaction:
                        self._commit(unit, poll)
                if not self._file.in_place:
                    # It went into a file that nobody can open any more.
                    raise self._file.moved()
            except sqlite3.Error as error:
                raise explained(error, self._file.path) from error

    def copied(self, copy: Callable[[sqlite3.Connection], Copied]) -> Copied:
        """Have a copy made through this connection: what is changed meanwhile goes in."""
        with self._copying:
            return copy(self._connection)

    def vacuum(self) -> bool:
        """Make the file anew without its free space.

        False while another program uses it, or a backup is being made.
        """
        if not self._copying.acquire(blocking=False):
            return False
        try:
            with self.turns.taken():
                self._connection.execute("VACUUM")
        except sqlite3.OperationalError:
            return False
        finally:
            self._copying.release()
        return True

    def close(self, *, tidy: bool) -> None:
        """Close; ``tidy`` takes the empty journal file away, unless another program is at work."""
        with self.turns.taken():
            if self._file.in_place:
                with contextlib.suppress(sqlite3.Error, LibraryError):
                    self._take_back(PERSON_POLL_SECONDS)
                    if tidy and self.changed:
                        self._connection.execute("PRAGMA journal_mode = DELETE")
            self._connection.close()

    @contextmanager
    def _begun(self, poll: float) -> Iterator[Unit]:
        state = self._file.state()
        if state != self._seen:
            # What SQLite remembers may be of a file that was overwritten without its knowing.
            self._connection.execute("PRAGMA shrink_memory")
        _patiently(lambda: self._connection.execute("BEGIN IMMEDIATE"), poll)
        try:
            self.changed = True
            if not self._file.in_place:
                raise self._file.moved()
            unit = Unit(self._connection, self._clock, self._identify)
            if state != self._seen:
                self._recognise(unit)
            yield unit
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _recognise(self, unit: Unit) -> None:
        """See that this is still the library whose last step is known, or one gone on from it."""
        try:
            found = self._last is None or unit.value(
                "SELECT 1 FROM journal WHERE id = ? AND uuid = ?", *self._last
            )
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise
            # No such table: the file was emptied, or is no library at all by now.
            raise self._file.overwritten() from error
        if not found:
            raise self._file.overwritten()

    def _commit(self, unit: Unit, poll: float) -> None:
        try:
            self._finish(unit, poll)
        except (sqlite3.Error, LibraryError):
            if not self._connection.in_transaction:
                # It ended, and whether it took place is seen before anything else is written.
                self._uncertain = (unit.step_uuid, unit.first_change)
                with contextlib.suppress(sqlite3.Error, LibraryError):
                    self._take_back(poll)
            raise

    def _finish(self, unit: Unit, poll: float) -> None:
        last = unit.newest_step()
        _patiently(lambda: self._connection.execute("COMMIT"), poll)
        self._name_journal()
        self._last = last
        self._seen = self._file.state()

    def _name_journal(self) -> None:
        """Bring the name of the journal file to the disk; SQLite looks away where that fails.

        Without the name a power cut in a later change would leave nothing to take it back by.
        """
        path = self._file.path
        try:
            journal = os.stat(self._journal_name).st_ino  # noqa: PTH116
        except OSError:
            # There is none in WAL mode.
            return
        if journal != self._journal:
            try:
                bring_folder_to_disk(path.parent)
            except OSError as error:
                raise disk_failed(error, path) from error
            self._journal = journal

    def settle(self) -> None:
        """Take back what a failed commit left, so that nobody reads it; else leave it for later."""
        if self._uncertain is not None:
            with self.turns.taken(), contextlib.suppress(sqlite3.Error, LibraryError):
                self._take_back(PERSON_POLL_SECONDS)

    def _take_back(self, poll: float) -> None:
        """Take back what a failed commit may have left; until then nothing else is written."""
        if self._uncertain is None:
            return
        step_uuid, first = self._uncertain
        with self._begun(poll) as unit:
            retract(unit, step_uuid, first)
            self._finish(unit, poll)
        self._uncertain = None


def _patiently(act: Callable[[], object], poll: float) -> None:
    """Do what another program may be in the way of, as soon as it is not."""
    deadline = time.monotonic() + opening.BUSY_SECONDS
    while True:
        try:
            act()
            return
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > deadline:
                raise
            time.sleep(poll)
