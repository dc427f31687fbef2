"""Importing files: reading, recognising what is known, storing in small batches.

A whole import is one undoable step, written in batches, so that another program or a person at the
same library never waits long and a stop at any moment leaves whole articles behind.
"""

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cityreader.errors import CityReaderError
from cityreader.ingest.extract import Refusal
from cityreader.ingest.files import bounded, printable, read_bytes, system_reason
from cityreader.ingest.limits import Limits
from cityreader.ingest.problems import EmptyFileError, UnreadableError
from cityreader.ingest.reader import Contents, parse_file, suffix_of
from cityreader.ingest.walk import Found, walk
from cityreader.library.clutter import learn
from cityreader.library.context import Context
from cityreader.library.dossiers import is_export, read_export
from cityreader.library.intake import Arrival, foresee, take_in_all
from cityreader.library.merging import Merge
from cityreader.library.rehearsal import Rehearsal
from cityreader.models import (
    Article,
    ArticleDraft,
    Dossier,
    ImportedFile,
    ImportProgress,
    ImportSummary,
    Outcome,
)
from cityreader.store import articles
from cityreader.store.session import Unit

BATCH_SECONDS = 0.05
"""A batch holds the library at most this long, so that a person's key press never waits for it."""

_PIPED = "standard input"

PAUSE_SECONDS = 0.01
"""Between batches others get their turn; without it a tight loop starves them."""

STORED = frozenset({"new", "updated", "near-duplicate"})
"""Outcomes that put a text into the library."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read: its articles or an export's content, or why there is nothing to store."""

    found: Found
    arrivals: tuple[Arrival, ...] = ()
    export: Dossier | None = None
    settled: tuple[ImportedFile, ...] = ()

    @property
    def stores(self) -> bool:
        return bool(self.arrivals) or self.export is not None


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
        files, and what was stored by then stays. An export of cityreader is merged. ``piped`` is
        read first: one document, or one JSON object a line.
        """
        started = time.monotonic()
        counts: Counter[str] = Counter()
        undated = warned = 0
        stopped = False
        found = list(walk(paths, skip=self._passed_over(passing_over)))

        def reading() -> Iterator[_Read]:
            nonlocal stopped
            if piped is not None:
                yield self._read_piped(piped, source, lang)
            for file in found:
                if cancelled():
                    stopped = True
                    return
                yield self._read(file, source, lang)

        total = len(found) + (piped is not None)
        batches = self._foreseen(reading()) if dry_run else self._stored(reading(), total)
        for done, (shown, outcomes) in enumerate(batches, start=1):
            for outcome in outcomes:
                counts[outcome.outcome] += 1
                warned += bool(outcome.warnings)
                undated += outcome.outcome in STORED and outcome.published is None
                report(outcome)
            seconds = time.monotonic() - started
            progress(ImportProgress(done, total, shown, seconds, dict(counts)))
        return ImportSummary(
            counts=dict(counts),
            undated=undated,
            warnings=warned,
            library=str(self._context.path),
            cancelled=stopped,
        )

    def _foreseen(self, reading: Iterator[_Read]) -> Iterator[tuple[str, list[ImportedFile]]]:
        """What storing would say of each file."""
        rehearsal = Rehearsal()
        for read in reading:
            if read.export is not None:
                with self._context.unit("merge") as unit:
                    outcomes = _store(unit, read)
                    unit.abandon()
            else:
                with self._context.view() as view:
                    foreseen = [foresee(view, arrival, rehearsal) for arrival in read.arrivals]
                outcomes = [*read.settled, *foreseen]
            yield read.found.shown, outcomes

    def _stored(
        self, reading: Iterator[_Read], files: int
    ) -> Iterator[tuple[str, list[ImportedFile]]]:
        """The outcomes of each file in turn, already on the disk when they are given."""
        step: str | None = None
        sources: set[str] = set()
        for batch in _batches(reading):
            if not any(read.stores for read in batch):
                yield from ((read.found.shown, list(read.settled)) for read in batch)
                continue
            named = batch[0].found.path.name if files == 1 else f"{files} files"
            with self._unit(step, f"import {printable(named)}") as unit:
                outcomes = [(read.found.shown, _store(unit, read)) for read in batch]
                # A step in which nothing changed is none, and cannot be continued.
                step = unit.step_uuid if unit.changed else step
            for _, reports in outcomes:
                sources |= {one.source for one in reports if one.source and one.outcome in STORED}
            yield from outcomes
            time.sleep(PAUSE_SECONDS)
        if step is not None:
            learn(self._context, step, sources, PAUSE_SECONDS)

    def _unit(self, step: str | None, summary: str) -> Any:
        if step is None:
            return self._context.unit(summary)
        return self._context.database.continued(step)

    def _read(self, found: Found, source: str | None, lang: str | None) -> _Read:
        """A file as it comes from the disk; whatever is wrong with it becomes one sentence."""
        if found.problem is not None:
            return _refused(found, "skipped" if found.unsupported else "failed", found.problem)
        return _settled(found, lambda: self._read_file(found, source, lang))

    def _read_file(self, found: Found, source: str | None, lang: str | None) -> _Read:
        if is_export(found.path):
            return _Read(found, export=read_export(found.path))
        return self._read_articles(found, source, lang)

    def _read_piped(self, piped: IO[bytes], source: str | None, lang: str | None) -> _Read:
        """What comes through a pipe, known again by its bytes since it has no path."""
        found = Found(Path(_PIPED), _PIPED)

        def read() -> _Read:
            limits = self._limits()
            data = bounded(piped, limits)
            digest = hashlib.sha256(data).hexdigest()
            stamp = {"size": len(data), "modified_ns": 0, "file_sha256": digest}
            name = Path(f"{_PIPED}{suffix_of(data)}")
            contents = parse_file(data, name, limits, source=source, lang=lang)
            return _with_articles(found, contents, f"{_PIPED} {digest[:16]}", stamp)

        return _settled(found, read)

    def _limits(self) -> Limits:
        config = self._context.config.importing
        return Limits(max_bytes=config.max_bytes, seconds=config.seconds)

    def _read_articles(self, found: Found, source: str | None, lang: str | None) -> _Read:
        origin = printable(os.path.abspath(found.path))  # noqa: PTH100 - links are not resolved
        status = found.path.stat()
        stamp: dict[str, Any] = {"size": status.st_size, "modified_ns": status.st_mtime_ns}
        if source is None and lang is None and (same := self._untouched(origin, stamp)):
            return _Read(found, settled=tuple(_unchanged(found, *known) for known in same))
        limits = self._limits()
        data = read_bytes(found.path, limits)
        contents = parse_file(data, found.path, limits, source=source, lang=lang)
        stamp["file_sha256"] = hashlib.sha256(data).hexdigest()
        return _with_articles(found, contents, origin, stamp)

    def _untouched(self, origin: str, stamp: dict[str, Any]) -> list[tuple[int | None, Article]]:
        """The articles of a file that has not changed since it was imported, by member."""
        with self._context.view() as view:
            known = articles.origins_of(view, origin)
            if any(row[name] != value for row in known for name, value in stamp.items()):
                return []
            found = [(row["member"], articles.get(view, row["article_id"])) for row in known]
        alive = [(member, article) for member, article in found if article and not article.deleted]
        return alive if len(alive) == len(found) else []

    def _passed_over(self, paths: Iterable[Path]) -> Callable[[Path], bool]:
        library = self._context.path.absolute()
        passed = {library, *(path.absolute() for path in paths)}
        passed |= {
            library.with_name(f"{library.name}{end}") for end in ("-journal", "-wal", "-shm")
        }
        return lambda path: path.absolute() in passed


def _batches(reading: Iterator[_Read]) -> Iterator[Sequence[_Read]]:
    """Files in the order they come, as many together as are read in a moment."""
    waiting: list[_Read] = []
    began = time.monotonic()
    for read in reading:
        waiting.append(read)
        if time.monotonic() - began > BATCH_SECONDS:
            yield waiting
            waiting = []
            began = time.monotonic()
    if waiting:
        yield waiting


def _store(unit: Unit, read: _Read) -> list[ImportedFile]:
    if read.export is None:
        return [*read.settled, *take_in_all(unit, read.arrivals)]
    merge = Merge(unit, read.export)
    merge.run()
    return [
        ImportedFile(
            path=read.found.shown,
            outcome=merged.outcome,
            member=member,
            article_uuid=merged.article_uuid,
            reason=merged.reason,
            title=merged.record.article.title,
            published=merged.record.article.published.iso,
            lang=merged.record.article.lang,
            source=merged.record.article.source,
        )
        for member, merged in enumerate(merge.articles)
    ]


def _settled(found: Found, read: Callable[[], _Read]) -> _Read:
    """Read; whatever is wrong becomes one sentence of the report."""
    try:
        return read()
    except EmptyFileError as error:
        return _refused(found, "skipped", error.reason)
    except UnreadableError as error:
        return _refused(found, "failed", error.reason)
    except CityReaderError as error:
        return _refused(found, "failed", error.message)
    except OSError as error:
        return _refused(found, "failed", system_reason(error))
    except Exception as error:
        # A fault in a reader is one file's fault; the other files are not to pay for it.
        return _refused(found, "failed", f"it could not be read ({type(error).__name__})")


def _with_articles(
    found: Found, contents: Contents, origin: str, stamp: Mapping[str, Any]
) -> _Read:
    """The articles of a file, and a line of the report for each part that gave none."""
    failed = (
        ImportedFile(_inside(found.shown, part.where), "failed", reason=_sentence(part))
        for part in contents.refusals
    )
    return _Read(
        found,
        arrivals=tuple(
            Arrival(draft, _shown(found, draft), origin, stamp) for draft in contents.drafts
        ),
        settled=tuple(failed),
    )


def _shown(found: Found, draft: ArticleDraft) -> str:
    """Name the file of an article, and in an archive the file in it."""
    _, mark, inner = draft.path.removeprefix(found.shown).partition("!")
    return f"{found.shown}!{inner}" if mark else found.shown


def _inside(shown: str, where: str) -> str:
    """Name a part of a file: a file in an archive by both names, a line by its file."""
    return f"{shown}{printable(where)}" if where.startswith("!") else shown


def _sentence(part: Refusal) -> str:
    return part.reason if part.where.startswith("!") else f"{part.where}: {part.reason}"


def _unchanged(found: Found, member: int | None, article: Article) -> ImportedFile:
    return ImportedFile(
        path=found.shown,
        outcome="unchanged",
        member=member,
        article_uuid=article.uuid,
        title=article.title,
        published=article.published.iso,
        lang=article.lang,
        source=article.source,
        why=dict(article.reasons),
    )


def _refused(found: Found, outcome: Outcome, reason: str) -> _Read:
    return _Read(found, settled=(ImportedFile(found.shown, outcome, reason=reason),))
