"""A connection for what takes long to read, so that lists and openings need not wait for it."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cityreader.store import opening
from cityreader.store.failures import explained
from cityreader.store.library_file import LibraryFile
from cityreader.store.session import View

STEPS_BETWEEN_LOOKS = 20_000
"""Steps of SQLite, about a millisecond of work, after which a search sees whether it is still
wanted."""


class Searcher:
    """Searches of one library take turns here; each can be given up while a query is running."""

    def __init__(self, file: LibraryFile, *, writable: bool) -> None:
        self._file = file
        self._writable = writable
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    @contextmanager
    def reading(self, unwanted: Callable[[], bool]) -> Iterator[View]:
        """Read; what is read belongs together. Not inside another search.

        When ``unwanted`` becomes true, the query that is running ends at once with StoppedError.
        """
        with self._lock:
            connection = self._opened()
            connection.set_progress_handler(unwanted, STEPS_BETWEEN_LOOKS)
            try:
                try:
                    connection.execute("PRAGMA shrink_memory")
                    connection.execute("BEGIN")
                    yield View(connection)
                finally:
                    connection.set_progress_handler(None, 0)
                    if connection.in_transaction:
                        connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise explained(error, self._file.path) from error

    def close(self) -> None:
        """Close the connection, if there was ever anything to look for."""
        with self._lock:
            self._closed = True
            if self._connection is not None:
                self._connection.close()

    def _opened(self) -> sqlite3.Connection:
        # Opened when first needed: a start does not pay for it.
        if self._closed or not self._file.in_place:
            raise self._file.moved()
        if self._connection is None:
            path = self._file.path
            try:
                self._connection = opening.connect(path, writable=self._writable)
                self._connection.execute("PRAGMA query_only = ON")
            except sqlite3.Error as error:
                raise explained(error, path) from error
        return self._connection
