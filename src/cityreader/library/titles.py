"""The index of a library's titles: loaded or built beside the work, and kept up to date.

It lies in the user's cache folder, named by the library's UUID and the version of folding. A file
that is missing, damaged or of another state of the library is built again without a word.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cityreader.library.context import Context
from cityreader.store import titles
from cityreader.store.session import View
from cityreader.store.titles import StoredTitle, TitleState

if TYPE_CHECKING:
    from cityreader.search.title_index import Title, TitleIndex
    from cityreader.search.title_search import TitleSearch

FOLD_VERSION = 3
"""Goes up when folding, or what the index holds, changes; older files are then built again."""
READ_AT_ONCE = 10_000
"""Titles read in one view while building: a change waits for a view to end."""
MOST_CHANGED = 5_000
"""With more changed titles beside the index it is built anew."""
SMALL = 20_000
"""An index of so few titles is built at once instead of in the background: a tenth of a second."""


class Titles:
    """The search over all titles of one library, as of its last change."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._lock = threading.Lock()
        self._base: TitleIndex | None = None
        self._at = TitleState(0, 0)
        self._changed: set[int] = set()
        self._search: TitleSearch | None = None

    def prepare(self, cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Load or build the index and keep it; meant for a worker. False when cancelled."""
        with self._lock:
            with self._context.view() as view:
                if self._current(view) is not None:
                    return True
            return self._load() or self._build(cancelled)

    def search(self, view: View) -> "TitleSearch | None":
        """The search as of this view's state; None while there is none, or it is being built."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            found = self._current(view)
            if found is None and titles.count(view) <= SMALL:
                self._build(lambda: False)
                found = self._current(view)
            return found
        finally:
            self._lock.release()

    def _current(self, view: View) -> "TitleSearch | None":
        if self._base is None:
            return None
        now = titles.state(view)
        if now == self._at and self._search is not None:
            return self._search
        touched = titles.changed_since(view, self._at.change)
        if touched or self._search is None:
            self._changed |= touched
            self._search = self._assembled(view)
        # A purge takes changes out of the history; then the numbers no longer agree.
        if (
            self._search is None
            or now.change < self._at.change
            or len(self._search) != titles.count(view)
        ):
            self._base = self._search = None
            self._changed = set()
            return None
        self._at = now
        return self._search

    def _assembled(self, view: View) -> "TitleSearch | None":
        from cityreader.search.title_index import TitleIndex
        from cityreader.search.title_search import TitleSearch

        if self._base is None or len(self._changed) > max(MOST_CHANGED, len(self._base) // 20):
            return None
        if not self._changed:
            return TitleSearch(self._base)
        changed = _rows(titles.of_articles(view, self._changed))
        return TitleSearch(self._base, TitleIndex.build(changed), gone=self._changed)

    def _load(self) -> bool:
        from cityreader.search.index_file import DamagedIndexError, load_index

        path = self._path()
        try:
            index, stamp = load_index(path)
            change, step = (int(part) for part in stamp.split(":"))
        except (OSError, DamagedIndexError, ValueError):
            return False
        self._base, self._at = index, TitleState(change, step)
        with self._context.view() as view:
            return self._current(view) is not None

    def _build(self, cancelled: Callable[[], bool]) -> bool:
        from cityreader.search.index_file import save_index
        from cityreader.search.title_index import TitleIndex

        with self._context.view() as view:
            before = titles.state(view)
        stopped = False

        def source() -> "Iterator[Title]":
            nonlocal stopped
            last = 0
            while not stopped:
                with self._context.view() as view:
                    found = titles.some(view, last, READ_AT_ONCE)
                if not found:
                    return
                yield from _rows(found)
                last = found[-1].article_id
                stopped = cancelled()

        index = TitleIndex.build(source())
        if stopped:
            return False
        # What changed while it was read is newer than ``before`` and comes as changed.
        self._base, self._at, self._changed, self._search = index, before, set(), None
        # With a full disk or a read-only folder the next start builds it again.
        with suppress(OSError):
            save_index(index, self._path(), f"{before.change}:{before.step}")
        with self._context.view() as view:
            return self._current(view) is not None

    def _path(self) -> Path:
        name = f"titles-{FOLD_VERSION}-{self._context.library_uuid}"
        return self._context.folders.cache / "search" / name


def _rows(found: Iterable[StoredTitle]) -> "Iterator[Title]":
    from cityreader.search.title_index import Title

    for title in found:
        yield Title(title.article_id, title.folded, _date(title.published), title.lead_id or 0)


def _date(published: str | None) -> int:
    """``2025-12-28`` as 20251228; a month or a year sorts before its days, and nothing first."""
    digits = (published or "").replace("-", "")
    return int(digits.ljust(8, "0")[:8]) if digits.isdecimal() and digits.isascii() else 0
