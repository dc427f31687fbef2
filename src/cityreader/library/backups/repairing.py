"""Making again what is worked out from texts and pairs, in batches like those of an import."""

import time
from collections import deque
from collections.abc import Callable, Iterator

from cityreader.library.batches import BATCH_SECONDS, PAUSE_SECONDS, Batch
from cityreader.library.context import Context
from cityreader.store import reindexing, soundness
from cityreader.store.session import Unit

AT_ONCE = 50
"""Articles whose columns are looked at in one portion of a batch."""

_WORDS_SHARE = 0.9
"""The share of the time of a repair that the index of words takes, about."""

_Work = Callable[[Unit], Iterator[object]]
"""Something that is done portion by portion, left after any of them, and gone on with when called
again; it has ended when no portion is left."""


class Repair:
    """One repair, a single step in the history without changes, so there is nothing to undo.

    Nothing that a person made is touched. Killed between two batches it leaves a library in which
    what is done is done and the index of words is still the old one; the next repair does the rest.
    """

    def __init__(
        self, context: Context, summary: str, progress: Callable[[float], object] = lambda _: None
    ) -> None:
        """``summary`` names the step; ``progress`` hears how much is done, from 0 to 1."""
        self._context = context
        self._summary = summary
        self._progress = progress
        self._step: str | None = None
        self._batch = Batch(BATCH_SECONDS, lambda: context.database.person_waits)

    def run(self, *, with_indexes: bool) -> None:
        """Make again what follows from something else, and the indexes where ``with_indexes``."""
        for work in self._each_index() if with_indexes else ():
            self._do(work)
        self._do(soundness.drop_orphans)
        self._do(self._each_article())
        self.reindex(1 - _WORDS_SHARE)
        self._context.backups.after_change()

    def reindex(self, begun: float = 0.0) -> int:
        """Make the index of words anew while the old one goes on answering; returns how many texts
        it holds. ``begun`` is the share of the repair that is done by now."""
        with self._context.view() as view:
            total = reindexing.texts(view)
        added, finished = 0, False

        def adding(unit: Unit) -> Iterator[None]:
            nonlocal added
            for added in reindexing.texts_added(unit):
                self._progress(begun + (1 - begun) * min(1.0, added / max(total, 1)))
                yield

        def finishing(unit: Unit) -> Iterator[None]:
            nonlocal finished
            # Texts may have come since, or the new index may have gone with a purge.
            finished = reindexing.is_complete(unit)
            if finished:
                reindexing.finish(unit)
            yield from ()

        self._do(_once(reindexing.begin))
        while not finished:
            self._do(adding)
            self._do(finishing)
        with self._context.view() as view:
            tables = reindexing.left_over(view)
        for table in tables:
            self._do(_once(reindexing.drop, table))
        self._progress(1.0)
        return added

    def _each_index(self) -> list[_Work]:
        with self._context.view() as view:
            names = soundness.indexes(view)
        return [_once(soundness.make_index_again, name) for name in names]

    def _each_article(self) -> _Work:
        with self._context.view() as view:
            ids = deque(soundness.article_ids(view))

        def deriving(unit: Unit) -> Iterator[None]:
            while ids:
                soundness.derive_again(unit, [ids.popleft() for _ in range(min(AT_ONCE, len(ids)))])
                yield

        return deriving

    def _do(self, work: _Work) -> None:
        """Do work to its end, in as many batches as it takes."""
        ended = False
        while not ended:
            with self._context.batch(self._step, self._summary) as unit:
                self._batch.begin()
                ended = True
                for _ in work(unit):
                    if not self._batch.has_room():
                        ended = False
                        break
                # A step in which nothing changed is none, and cannot be continued.
                self._step = unit.step_uuid if unit.changed else self._step
            self._batch.end()
            time.sleep(PAUSE_SECONDS)


def _once(act: Callable[..., None], *arguments: object) -> _Work:
    """What cannot be left in the middle."""

    def work(unit: Unit) -> Iterator[None]:
        act(unit, *arguments)
        yield from ()

    return work
