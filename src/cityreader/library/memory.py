"""The translation memory: the rows of the library that are most like a sentence."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from cityreader.errors import StoppedError
from cityreader.library.context import Context
from cityreader.models import Article, MemoryMatch, Span
from cityreader.store import articles, memory
from cityreader.store.memory import MemoryRow, Signature, family
from cityreader.text.scripts import fold

LEAST = 60.0
"""Less like than this, of 100, a row does not help: less than about two words in three agree."""

OFFERED = 3
"""Matches that are offered; each has a key."""

AT_ONCE = 4096
"""Rows compared at a time; between them other threads run, and the search can be stopped."""

PAIRS_AT_ONCE = 200
"""Pairs read at a time."""

_MOST_SEEN = 12
# Scores are compared by tens, so that a checked row goes before one a little more like.
_BAND = 10


@dataclass(slots=True)
class _Shelf:
    """The rows of one direction, kept as long as their pairs stay as they are."""

    signatures: dict[int, Signature] = field(default_factory=dict)
    rows: list[MemoryRow] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)

    def drop(self, pair_ids: set[int]) -> None:
        """Forget the rows of these pairs."""
        kept = [n for n, row in enumerate(self.rows) if row.pair_id not in pair_ids]
        self.rows = [self.rows[n] for n in kept]
        self.folded = [self.folded[n] for n in kept]
        for key in pair_ids:
            self.signatures.pop(key, None)


class MemoryService:
    """Finds rows by how like their source is; for workers."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._lock = threading.Lock()
        self._shelves: dict[tuple[str, str], _Shelf] = {}

    def matches(
        self,
        text: str,
        source_lang: str,
        target_lang: str,
        *,
        besides: tuple[int, Span] | None = None,
        limit: int = OFFERED,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[MemoryMatch]:
        """The rows whose source is most like ``text``, best first.

        Likeness is compared by tens; within, rows of published pairs that a person checked go
        before other published ones, and those before rows that were written here. ``besides`` is
        the article and the sentence one is at, whose own row is left out. The first call reads
        every row of the two languages, about a second for 100,000; later ones only what changed.
        Raises StoppedError once ``cancelled`` says yes.
        """
        languages = family(source_lang), family(target_lang)
        with self._lock:
            shelf = self._shelves.setdefault(languages, _Shelf())
            self._refresh(shelf, *languages, cancelled)
            found = _likest(" ".join(fold(text).split()), shelf, besides, cancelled)
        return self._told(found, limit)

    def forget(self) -> None:
        """Let go of the rows that are kept, as when nobody writes any more."""
        with self._lock:
            self._shelves.clear()

    def _refresh(
        self, shelf: _Shelf, source_lang: str, target_lang: str, cancelled: Callable[[], bool]
    ) -> None:
        with self._context.view() as view:
            now = memory.signatures(view, source_lang, target_lang)
        gone = {key for key, known in shelf.signatures.items() if now.get(key) != known}
        if gone:
            shelf.drop(gone)
        todo = [key for key in now if key not in shelf.signatures]
        for start in range(0, len(todo), PAIRS_AT_ONCE):
            _stop(cancelled)
            part = todo[start : start + PAIRS_AT_ONCE]
            with self._context.view() as view:
                rows = memory.rows_of(view, part, source_lang)
                bodies = articles.bodies(view, {row.source_id for row in rows})
            for row in rows:
                words = bodies[row.source_id][row.source.start : row.source.end]
                shelf.rows.append(row)
                shelf.folded.append(" ".join(fold(words).split()))
            shelf.signatures.update((key, now[key]) for key in part)

    def _told(self, found: Sequence[tuple[float, MemoryRow]], limit: int) -> list[MemoryMatch]:
        """The best of what was found, with their texts as they are now."""
        ids = {key for _, row in found for key in (row.source_id, row.target_id)}
        with self._context.view() as view:
            known = {one.id: one for one in articles.many(view, sorted(ids))}
            bodies = articles.bodies(view, ids)
        ranked = sorted(found, key=lambda one: _rank(one[0], one[1], known))
        matches: dict[tuple[str, str], MemoryMatch] = {}
        for score, row in ranked:
            source = _line(bodies.get(row.source_id, ""), row.source)
            target = _line(bodies.get(row.target_id, ""), row.target)
            if source and target:
                match = MemoryMatch(score, source, target, known[row.target_id], row.checked)
                matches.setdefault((fold(source), target), match)
        return list(matches.values())[:limit]


def _likest(
    wanted: str, shelf: _Shelf, besides: tuple[int, Span] | None, cancelled: Callable[[], bool]
) -> list[tuple[float, MemoryRow]]:
    from rapidfuzz import fuzz, process

    if not wanted:
        return []
    found: list[tuple[float, MemoryRow]] = []
    least = LEAST
    for start in range(0, len(shelf.rows), AT_ONCE):
        _stop(cancelled)
        part = shelf.folded[start : start + AT_ONCE]
        hits: Iterable[tuple[str, float, int]] = process.extract(
            wanted, part, scorer=fuzz.ratio, score_cutoff=least, limit=_MOST_SEEN
        )
        for _, score, place in hits:
            row = shelf.rows[start + place]
            if besides != (row.source_id, row.source):
                found.append((score, row))
        found.sort(key=lambda one: (-one[0], one[1].pair_id))
        if len(found) >= _MOST_SEEN:
            # Rows in the same ten as the last that is kept may still go before it.
            del found[_MOST_SEEN * 4 :]
            least = max(LEAST, _BAND * (found[_MOST_SEEN - 1][0] // _BAND))
    return found


def _rank(score: float, row: MemoryRow, known: dict[int, Article]) -> tuple[float, int, float, int]:
    own = any(known[key].kind == "user-translation" for key in (row.source_id, row.target_id))
    trust = 2 if own else 0 if row.checked else 1
    return (-(score // _BAND), trust, -score, row.pair_id)


def _line(body: str, span: Span) -> str:
    return " ".join(body[span.start : span.end].split())


def _stop(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise StoppedError("Stopped", "The search in the memory was stopped.")
