"""One open library: connections for reading, searching and the one writer, and their locks."""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cityreader.errors import ReadOnlyLibraryError, UnsoundLibraryError
from cityreader.store import opening
from cityreader.store.failures import UNREADABLE, damaged, explained, not_understood
from cityreader.store.journal import Journal
from cityreader.store.library_file import LibraryFile
from cityreader.store.searcher import Searcher
from cityreader.store.session import Unit, View
from cityreader.store.writer import Writer

if TYPE_CHECKING:
    from cityreader.store.backups import Tally


def utc_now() -> str:
    """The time now, ISO 8601 in UTC to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def random_uuid() -> str:
    """A new random UUID (RFC 9562, version 4), written at once: a change needs several."""
    digits = os.urandom(16).hex()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


class Database:
    """An open library file.

    ``view()`` reads, ``unit()`` changes. Both may be used from any thread: readers take turns on
    one connection, changes on another, and a change is durable when ``unit()`` has ended.
    ``searching()`` reads what takes long on a connection of its own, so that no other reader waits.
    ``clock`` and ``identify`` give times and UUIDs, so that a library can be rebuilt to the same
    content.
    """

    def __init__(
        self,
        path: Path,
        *,
        journal_mode: str = "truncate",
        writable: bool = True,
        clock: Callable[[], str] = utc_now,
        identify: Callable[[], str] = random_uuid,
        before_migration: Callable[[sqlite3.Connection], object] = lambda _: None,
    ) -> None:
        """Open the library at ``path``; ``writable`` False never writes to it.

        ``before_migration`` is called before a library of an older version is brought up to date,
        and stops it by raising. Raises LibraryError if it cannot be opened.
        """
        self.path = path.absolute()
        self.journal_mode = journal_mode
        self.clock = clock
        self.identify = identify
        self._reading = threading.RLock()
        self._seen: object = None
        opening.inspect(self.path)
        allowed = os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)
        self.writable = writable and allowed
        with contextlib.ExitStack() as opened:
            try:
                self._file = LibraryFile(self.path)
                sound = opening.refuse_damaged(self.path)
                # A reader of its own right puts a cut off change of another program back in order.
                self._reader = opened.enter_context(
                    contextlib.closing(opening.connect(self.path, writable=self.writable))
                )
                if not sound:
                    opening.check_soundness(self._reader, self.path)
                self._writer: Writer | None = None
                if self.writable:
                    connection = opened.enter_context(
                        contextlib.closing(opening.connect(self.path, writable=True))
                    )
                    # Opening changes no byte: a log of another tool goes when a change is closed.
                    mode = "wal" if opening.is_in_wal_mode(self.path) else journal_mode
                    opening.configure_writer(connection, mode)
                    if opening.is_older(connection):
                        before_migration(connection)
                        opening.update(connection, self.path)
                    self._writer = Writer(connection, self._file, clock, identify)
                opening.refuse_older(self._reader, self.path)
                self._reader.execute("PRAGMA query_only = ON")
            except sqlite3.Error as error:
                raise explained(error, self.path) from error
            except UnicodeDecodeError as error:
                # What SQLite has to say about broken tables quotes them.
                raise damaged(self.path, "its tables cannot be read") from error
            except OSError as error:
                # Gone since its header was looked at.
                raise opening.unreadable(self.path, error) from error
            self._searcher = Searcher(self._file, writable=self.writable)
            opened.pop_all()

    @contextmanager
    def view(self) -> Iterator[View]:
        """Read; what is read belongs together. Keep it short: a change waits for it to end.

        A view inside another of the same thread sees the same state.
        """
        if self._writer is not None:
            self._writer.settle()
        with self._reading:
            if self._reader.in_transaction:
                yield View(self._reader)
                return
            with self.understanding():
                state = self._file.state()
                if state != self._seen:
                    # What SQLite remembers may be of a file that was overwritten meanwhile.
                    self._reader.execute("PRAGMA shrink_memory")
                    self._seen = state
                try:
                    self._reader.execute("BEGIN")
                    yield View(self._reader)
                finally:
                    if self._reader.in_transaction:
                        self._reader.execute("COMMIT")

    @contextmanager
    def understanding(self) -> Iterator[None]:
        """Work with what was read; raises LibraryError where it can be nothing that was written.

        A fault of the program stays one, unless something is wrong with the records.
        """
        try:
            yield
        except sqlite3.Error as error:
            raise explained(error, self.path) from error
        except (ValueError, KeyError, TypeError) as error:
            from cityreader.store import soundness

            with self._reading:
                if isinstance(error, UNREADABLE) or soundness.is_doubtful(View(self._reader)):
                    raise not_understood(self.path, error) from error
            raise

    @contextmanager
    def searching(self, unwanted: Callable[[], bool] = lambda: False) -> Iterator[View]:
        """Read what may take long, beside all views; searches take turns.

        When ``unwanted`` becomes true, also in the middle of a query, StoppedError is raised. Not
        inside another search.
        """
        with self._searcher.reading(unwanted) as view:
            yield view

    @contextmanager
    def unit(
        self,
        coder_uuid: str,
        coder_name: str,
        summary: str,
        *,
        article_id: int | None = None,
        batch: bool = False,
    ) -> Iterator[Unit]:
        """Change the library in one transaction and one undoable step of this coder.

        Everything or nothing happens; when the block has ended the change is on the disk. A block
        that changed nothing leaves no step. Never wait for anything inside. A ``batch`` of long
        work lets every person go first. Raises ReadOnlyLibraryError, or LibraryError when the file
        is gone, replaced, full or locked; then nothing was changed.
        """
        with self._transaction(batch=batch) as unit:
            unit.start(coder_uuid, coder_name, summary, article_id)
            yield unit
            unit.end()

    @contextmanager
    def continued(self, step_uuid: str) -> Iterator[Unit]:
        """Another batch of a step that was begun before, as an import in batches makes.

        Raises RefusedError if the step was undone in between.
        """
        with self._transaction(batch=True) as unit:
            unit.resume(step_uuid)
            yield unit
            unit.end()

    @contextmanager
    def journal(
        self,
        progress: Callable[[float], object] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Journal]:
        """Undo and redo, in one transaction; see ``Journal``."""
        with self._transaction() as unit:
            yield Journal(unit, progress, cancelled)

    @property
    def person_waits(self) -> bool:
        """Whether a change of a person waits for its turn, so that a batch should end."""
        return self._writer is not None and self._writer.turns.wanted

    @property
    def in_place(self) -> bool:
        """Whether the path still leads to the file that is open."""
        return self._file.in_place

    def is_file(self, path: Path) -> bool:
        """Whether a path leads to the file that is open, by whatever name."""
        return self._file.is_at(path)

    @contextmanager
    def _transaction(self, *, batch: bool = False) -> Iterator[Unit]:
        if self._writer is None:
            raise ReadOnlyLibraryError(
                "Read-only library",
                f"{self.path} can be read but not written, so nothing was changed.",
                "Make the file and its folder writable, or copy it somewhere else.",
            )
        with self.understanding(), self._writer.transaction(batch=batch) as unit:
            yield unit

    def copy_to(self, target: Path, in_haste: Callable[[], bool] = lambda: False) -> "Tally":
        """Write a backup to the new file ``target`` while the library stays in use.

        ``in_haste`` is asked again and again whether to leave the pauses out. Returns what the copy
        holds. Raises LibraryError.
        """
        from cityreader.store import backups

        def count() -> backups.Tally:
            with self.view() as view:
                return backups.tally(view)

        def copy(source: sqlite3.Connection) -> backups.Tally:
            return backups.write(source, self.path, target, count=count, in_haste=in_haste)

        return copy(self._reader) if self._writer is None else self._writer.copied(copy)

    @contextmanager
    def snapshot(self, folder: Path) -> Iterator["Database"]:
        """The library as it is now, to read all of it while others change it.

        It is a copy in ``folder``, gone afterwards; where none can be made, for want of room say,
        it is the library itself, and changes wait for whoever reads. Raises LibraryError if another
        program changes a large library all the time.
        """
        with contextlib.ExitStack() as opened:
            try:
                looked_at = self._copied(folder, opened)
            except (OSError, sqlite3.Error, UnsoundLibraryError):
                looked_at = self
            yield looked_at

    def _copied(self, folder: Path, opened: contextlib.ExitStack) -> "Database":
        from cityreader.store import backups

        def copy(source: sqlite3.Connection) -> Path:
            return opened.enter_context(backups.passing_copy(source, self.path, folder))

        path = copy(self._reader) if self._writer is None else self._writer.copied(copy)
        database = opened.enter_context(contextlib.closing(Database(path, writable=False)))
        # What is wrong is said of the library.
        database.path = self.path
        return database

    def vacuum(self) -> bool:
        """Give the space of purged records back to the disk.

        Returns False, and leaves it for the next time, while another program uses the library or a
        backup is being made.
        """
        with self._reading:
            return self._writer is not None and self._writer.vacuum()

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
        self._searcher.close()
        with self._reading:
            self._reader.close()
            if self._writer is not None:
                self._writer.close(tidy=self.journal_mode == "truncate")
