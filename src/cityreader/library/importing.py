"""Importing files: reading, recognising what is known, storing in small batches.

A whole import is one undoable step, written in batches, so that another program or a person at the
same library never waits long and a stop at any moment leaves whole articles behind.
"""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cityreader.ingest.limits import Limits
from cityreader.ingest.reader import UnreadableError, read_articles
from cityreader.ingest.walk import Found, walk
from cityreader.library.articles import revise, text_hash
from cityreader.library.context import Context
from cityreader.models import Article, ArticleDraft, ImportedFile, ImportProgress, ImportSummary
from cityreader.store import articles
from cityreader.store.session import Unit, View

BATCH_SECONDS = 0.05
"""A batch holds the library at most this long, so that a person's key press never waits for it."""

PAUSE_SECONDS = 0.01
"""Between batches others get their turn; without it a tight loop starves them."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read: what is known of the file itself, and its articles or the reason for none."""

    found: Found
    stamp: dict[str, Any]
    drafts: tuple[ArticleDraft, ...] = ()
    unchanged: Article | None = None
    problem: str | None = None


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
        report: Callable[[ImportedFile], None] = lambda _: None,
        progress: Callable[[ImportProgress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportSummary:
        """Import files and folders; ``report`` hears of each article, ``progress`` of each file.

        ``source`` and ``lang`` override what the files say. ``dry_run`` reads and reports and
        writes nothing. A file that cannot be read is one report, never the end of the run;
        ``cancelled`` is asked between files, and what was stored by then stays.
        """
        started = time.monotonic()
        counts: Counter[str] = Counter()
        found = list(walk(paths))
        undated = warned = 0
        stopped = False
        outcomes_of_each = self._outcomes(found, source, lang, dry_run)
        for done, outcomes in enumerate(outcomes_of_each, start=1):
            for outcome in outcomes:
                counts[outcome.outcome] += 1
                warned += bool(outcome.warnings)
                undated += outcome.outcome in ("new", "updated") and outcome.published is None
                report(outcome)
            current = found[done - 1].shown
            progress(
                ImportProgress(done, len(found), current, time.monotonic() - started, dict(counts))
            )
            if cancelled():
                stopped = True
                break
        return ImportSummary(
            counts=dict(counts),
            undated=undated,
            warnings=warned,
            library=str(self._context.path),
            cancelled=stopped,
        )

    def _outcomes(
        self, found: list[Found], source: str | None, lang: str | None, dry_run: bool
    ) -> Iterator[list[ImportedFile]]:
        """The outcomes of each file in turn; each list is on the disk when it is yielded."""
        if dry_run:
            for file in found:
                read = self._read(file, source, lang)
                with self._context.view() as view:
                    yield _foreseen(view, read)
            return
        step: str | None = None
        waiting: list[_Read] = []
        began = time.monotonic()
        for position, file in enumerate(found, start=1):
            waiting.append(self._read(file, source, lang))
            full = time.monotonic() - began > BATCH_SECONDS or position == len(found)
            if not full:
                continue
            if not any(read.drafts for read in waiting):
                yield from (_storing(None, read) for read in waiting)
            else:
                stored, step = self._store(waiting, step, len(found))
                yield from stored
                if position < len(found):
                    time.sleep(PAUSE_SECONDS)
            waiting = []
            began = time.monotonic()

    def _store(
        self, batch: list[_Read], step: str | None, files: int
    ) -> tuple[list[list[ImportedFile]], str]:
        named = batch[0].found.path.name if files == 1 else f"{files} files"
        opened = (
            self._context.unit(f"import {named}")
            if step is None
            else self._context.database.continued(step)
        )
        with opened as unit:
            return [_storing(unit, read) for read in batch], unit.step_uuid

    def _read(self, found: Found, source: str | None, lang: str | None) -> _Read:
        if found.problem is not None:
            return _Read(found, {}, problem=found.problem)
        config = self._context.config.importing
        limits = Limits(max_bytes=config.max_bytes, seconds=config.seconds)
        path = str(found.path.absolute())
        try:
            status = found.path.stat()
        except OSError as error:
            return _Read(found, {}, problem=f"it cannot be read: {error.strerror}")
        stamp = {"size": status.st_size, "modified_ns": status.st_mtime_ns}
        with self._context.view() as view:
            known = articles.origins_of(view, path)
            first = articles.get(view, known[0]["article_id"]) if known else None
        same = known and all(known[0][name] == value for name, value in stamp.items())
        if same and first is not None and not first.deleted:
            return _Read(found, stamp, unchanged=first)
        try:
            drafts = read_articles(found.path, limits, source=source, lang=lang)
        except UnreadableError as error:
            return _Read(found, stamp, problem=error.message)
        digest = hashlib.sha256(found.path.read_bytes()).hexdigest()
        return _Read(found, {**stamp, "file_sha256": digest}, tuple(drafts))


def is_export(path: Path) -> bool:
    """Whether a file is an export of cityreader, by its first bytes."""
    try:
        with path.open("rb") as file:
            return b'"cityreader-export"' in file.read(400)
    except OSError:
        return False


def read_export(path: Path) -> object:
    """The parsed JSON of an export. Raises ValueError for broken JSON, OSError for no file."""
    return json.loads(path.read_text(encoding="utf-8"))


def _storing(unit: Unit | None, read: _Read) -> list[ImportedFile]:
    if read.problem is not None:
        return [ImportedFile(read.found.shown, "failed", reason=read.problem)]
    if read.unchanged is not None:
        return [_outcome(read, "unchanged", read.unchanged)]
    if unit is None:
        return []
    return [_store_draft(unit, read, draft) for draft in read.drafts]


def _store_draft(unit: Unit, read: _Read, draft: ArticleDraft) -> ImportedFile:
    digest = text_hash(draft.body)
    path = str(read.found.path.absolute())
    known, same_text = _known(unit, path, draft, digest)
    if known is None:
        uuid = unit.identify()
        article_id = articles.add(unit, draft, digest, uuid=uuid, kind="article")
        articles.add_origin(unit, article_id, path, draft.member, read.stamp)
        stored = articles.get(unit, article_id)
        return _outcome(read, "new", stored, draft)
    if known.deleted:
        return replace(
            _outcome(read, "skipped", known, draft),
            reason=f"it is in the trash; 'cityreader restore {known.id}' brings it back",
        )
    outcome = "updated"
    if not same_text:
        revise(unit, known.id, draft.body)
        articles.update_details(unit, known.id, _respecting_hand(known, draft))
    elif _came_from(unit, known, path):
        changed = articles.update_details(unit, known.id, _respecting_hand(known, draft))
        outcome = "updated" if changed else "unchanged"
    else:
        outcome = "duplicate"
    articles.add_origin(unit, known.id, path, draft.member, read.stamp)
    return _outcome(read, outcome, articles.get(unit, known.id), draft)


def _known(view: View, path: str, draft: ArticleDraft, digest: str) -> tuple[Article | None, bool]:
    """The article this draft is a copy or a newer state of, and whether the text is the same.

    Identity goes by URL and language, then by the file it came from, then by the text itself.
    """
    if draft.url:
        for article in articles.same_url(view, draft.url):
            if article.lang == draft.lang:
                return article, article.text_sha256 == digest
    for origin in articles.origins_of(view, path):
        if origin["member"] == draft.member:
            article = articles.get(view, origin["article_id"])
            if article is not None:
                return article, article.text_sha256 == digest
    for article in articles.same_text(view, digest):
        if article.url is None or draft.url is None or article.url == draft.url:
            return article, True
    return None, False


def _respecting_hand(known: Article, draft: ArticleDraft) -> ArticleDraft:
    """The draft with every field that a person edited kept as that person left it."""
    by_hand = {name for name, why in known.reasons.items() if why == "by hand"}
    kept: dict[str, Any] = {name: getattr(known, name) for name in by_hand}
    return replace(draft, reasons={**draft.reasons, **dict.fromkeys(by_hand, "by hand")}, **kept)


def _came_from(view: View, article: Article, path: str) -> bool:
    return path in articles.origin_paths(view, article.id)


def _foreseen(view: View, read: _Read) -> list[ImportedFile]:
    """What storing would do, without doing it."""
    if read.problem is not None or read.unchanged is not None:
        return _storing(None, read)
    path = str(read.found.path.absolute())
    outcomes = []
    for draft in read.drafts:
        known, same_text = _known(view, path, draft, text_hash(draft.body))
        if known is None:
            outcome = "new"
        elif known.deleted:
            outcome = "skipped"
        elif not same_text:
            outcome = "updated"
        else:
            outcome = "unchanged" if _came_from(view, known, path) else "duplicate"
        outcomes.append(_outcome(read, outcome, known, draft))
    return outcomes


def _outcome(
    read: _Read, outcome: Any, article: Article | None, draft: ArticleDraft | None = None
) -> ImportedFile:
    described = draft or article
    return ImportedFile(
        path=read.found.shown,
        outcome=outcome,
        member=draft.member if draft else None,
        article_uuid=article.uuid if article else None,
        title=described.title if described else None,
        published=described.published.iso if described else None,
        lang=described.lang if described else None,
        why=dict(draft.reasons) if draft else {},
        warnings=draft.warnings if draft else (),
    )
