"""Who may change the library next: a person before any batch of long work."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Hands the one right to write from thread to thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._owner: int | None = None
        self._people = 0

    @property
    def wanted(self) -> bool:
        """Whether a person waits for a turn just now."""
        return self._people > 0

    @contextmanager
    def taken(self, *, batch: bool = False) -> Iterator[None]:
        """Wait for a turn and have it; a ``batch`` begins only when no person waits.

        Raises RuntimeError where this thread has one already: it would wait for itself.
        """
        own = threading.get_ident()
        if self._owner == own:
            raise RuntimeError("a change inside another change")
        with self._changed:
            if not batch:
                self._people += 1
            try:
                self._changed.wait_for(lambda: self._is_free(batch))
                self._owner = own
            finally:
                if not batch:
                    self._people -= 1
        try:
            yield
        finally:
            with self._changed:
                self._owner = None
                self._changed.notify_all()

    def _is_free(self, batch: bool) -> bool:
        return self._owner is None and not (batch and self._people > 0)
