"""Importing files: reading, recognising what is known, storing in small batches.

A whole import is one undoable step, written in batches, so that another program or a person at the
same library never waits long and a stop at any moment leaves whole articles behind.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

from cityreader.errors import LibraryError
from cityreader.ingest.walk import walk
from cityreader.library.aligner import Alignments
from cityreader.library.batches import BATCH_SECONDS, PAUSE_SECONDS, Batch
from cityreader.library.clutter import learn
from cityreader.library.context import Context
from cityreader.library.importing.delivery import Deliveries, Portion
from cityreader.library.importing.intake import foresee_rows, rehearse, take_in_all
from cityreader.library.importing.rehearsal import Rehearsal
from cityreader.library.importing.tally import STORED, ImportTally, Told
from cityreader.library.merging.merge import Merge
from cityreader.models import ImportedFile, ImportProgress, ImportSummary
from cityreader.store.session import Unit

MANY_FILES = 100
"""An import of more files than this is preceded by a backup."""


class ImportService:
    """Brings files into the library."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def run(
        self,
        paths: Iterable[Path],
        *,
        source: str | None = None,
        lang: str | None = None,
        dry_run: bool = False,
        passing_over: Iterable[Path] = (),
        piped: IO[bytes] | None = None,
        report: Callable[[ImportedFile], None] = lambda _: None,
        progress: Callable[[ImportProgress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportSummary:
        """Import files and folders; ``report`` hears of each article, ``progress`` of each file.

        ``source`` and ``lang`` override what the files say. ``dry_run`` reads and reports and
        writes nothing. The library itself and the files in ``passing_over`` are no input. A file
        that cannot be read is one report, never the end of the run; ``cancelled`` is asked between
        batches, and what was stored by then stays: the next run goes on from there. An export of
        cityreader is merged. ``piped`` is read first: one document, or one JSON object a line.
        """
        started = time.monotonic()
        tally = ImportTally()
        stopped = False
        found = list(walk(paths, skip=self._passed_over(passing_over)))
        total = len(found) + (piped is not None)
        if len(found) > MANY_FILES and not dry_run:
            self._context.backup_before("import")

        def is_stopped() -> bool:
            nonlocal stopped
            stopped = stopped or cancelled()
            return stopped

        def reading() -> Iterator[Portion]:
            deliveries = Deliveries(self._context, source, lang)
            if piped is not None:
                yield from deliveries.of_pipe(piped)
            for file in found:
                if is_stopped():
                    return
                yield from deliveries.of_file(file)

        batches = self._rehearsed if dry_run else self._stored
        for batch in batches(reading(), total, is_stopped):
            for number, told in enumerate(batch, start=1):
                for outcome in tally.take(told):
                    report(outcome)
                portion = told.portion
                if portion.is_last or number == len(batch):
                    seconds, counts = time.monotonic() - started, dict(tally.counts)
                    progress(ImportProgress(tally.files, total, portion.shown, seconds, counts))
        return tally.summary(self._context.path, cancelled=stopped)

    def _rehearsed(
        self, reading: Iterator[Portion], _files: int, is_stopped: Callable[[], bool]
    ) -> Iterator[list[Told]]:
        """What storing would say of each portion."""
        rehearsal = Rehearsal()
        for portion in reading:
            if is_stopped():
                return
            if portion.export is not None:
                with self._context.unit("merge") as unit:
                    told = _store(unit, portion, Alignments(None))
                    unit.abandon()
            else:
                told = Told(portion, self._rehearsed_of(portion, rehearsal))
            yield [told]

    def _rehearsed_of(self, portion: Portion, rehearsal: Rehearsal) -> list[ImportedFile]:
        try:
            with self._context.view() as view:
                rehearsed = [rehearse(view, arrival, rehearsal) for arrival in portion.arrivals]
        except LibraryError:
            raise
        except Exception as error:
            return portion.failed(error)
        return [*portion.settled, *rehearsed]

    def _stored(
        self, reading: Iterator[Portion], files: int, is_stopped: Callable[[], bool]
    ) -> Iterator[list[Told]]:
        """The outcomes of each portion in turn, already on the disk when they are given."""
        step: str | None = None
        kept = False
        sources: set[str] = set()
        batch = Batch(BATCH_SECONDS, lambda: self._context.database.person_waits)
        for waiting in _read_ahead(reading):
            name = Path(waiting[0].shown).name if files == 1 else f"{files} files"
            alignments = Alignments(self._context.folders, cancelled=is_stopped)
            if not kept and any(portion.export is not None for portion in waiting):
                self._context.backup_before("merge")
                kept = True
            for portion in waiting:
                # What fails here fails once more when it is stored, and is told then.
                with suppress(Exception):
                    foresee_rows(self._context, portion.arrivals, alignments)
            alignments.without_watch()
            while waiting and not is_stopped():
                if not any(portion.stores for portion in waiting):
                    yield [Told(portion, portion.settled) for portion in waiting]
                    break
                with self._context.batch(step, f"import {name}") as unit:
                    batch.begin()
                    told = _store_some(unit, waiting, alignments, batch)
                    # A step in which nothing changed is none, and cannot be continued.
                    step = unit.step_uuid if unit.changed else step
                batch.end()
                sources |= {
                    one.source
                    for handled in told
                    for one in handled.outcomes
                    if one.source and one.outcome in STORED
                }
                yield told
                time.sleep(PAUSE_SECONDS)
        if step is not None:
            learn(self._context, step, sources, PAUSE_SECONDS)
            self._context.backups.after_change()

    def _passed_over(self, paths: Iterable[Path]) -> Callable[[Path], bool]:
        library = self._context.path.absolute()
        passed = {library, *(path.absolute() for path in paths)}
        passed |= {
            library.with_name(f"{library.name}{end}") for end in ("-journal", "-wal", "-shm")
        }
        # By whatever name: closing a file that SQLite has open gives its locks away.
        same_file = self._context.database.is_file
        return lambda path: path.absolute() in passed or same_file(path)


def _read_ahead(reading: Iterator[Portion]) -> Iterator[deque[Portion]]:
    """Portions in the order they come, as many together as are read in a moment."""
    waiting: deque[Portion] = deque()
    began = time.monotonic()
    for portion in reading:
        waiting.append(portion)
        if portion.is_last and time.monotonic() - began > BATCH_SECONDS:
            yield waiting
            waiting = deque()
            began = time.monotonic()
    if waiting:
        yield waiting


def _store_some(
    unit: Unit, waiting: deque[Portion], alignments: Alignments, batch: Batch
) -> list[Told]:
    """Store portions from the left as long as the batch has room; at least one."""
    told: list[Told] = []
    while waiting:
        told.append(_store(unit, waiting.popleft(), alignments))
        if not batch.has_room():
            break
    return told


def _store(unit: Unit, portion: Portion, alignments: Alignments) -> Told:
    """Store a portion, all of it or nothing: where it fails the other files are stored still."""
    done = unit.attempt(lambda: _stored_whole(unit, portion, alignments))
    return Told(portion, portion.failed(done)) if isinstance(done, Exception) else done


def _stored_whole(unit: Unit, portion: Portion, alignments: Alignments) -> Told:
    if portion.export is None:
        stored = take_in_all(unit, portion.arrivals, alignments)
        return Told(portion, [*portion.settled, *stored])
    merge = Merge(unit, portion.export, alignments)
    summary = merge.run()
    outcomes = [
        replace(
            ImportedFile.of(portion.shown, merged.outcome, member, merged.record.article.details),
            article_uuid=merged.article_uuid,
            reason=merged.reason,
        )
        for member, merged in enumerate(merge.articles)
    ]
    return Told(portion, outcomes, summary)
