"""Checking a library from beginning to end."""

from collections.abc import Callable, Sequence

from cityreader.coding.anchors import check_span
from cityreader.coding.codebook import parse_codebook
from cityreader.errors import CityReaderError, UsageError
from cityreader.library.articles import text_hash
from cityreader.library.context import Context
from cityreader.models import CheckReport
from cityreader.store import (
    annotations,
    articles,
    codebooks,
    consistency,
    fulltext,
    reindexing,
    soundness,
)

AT_ONCE = 200
"""Articles read at a time, to keep memory even."""

MOST_SHOWN = 1000
"""Problems that are told one by one; a library with more is not repaired by hand."""

_SHARES = (0.15, 0.40, 0.15, 0.30)
"""How much of the time the file, the articles, the history and the words take, about."""


class Check:
    """One check, stage by stage; each stage tells what it finds and never ends at it."""

    def __init__(self, context: Context, progress: Callable[[float], object]) -> None:
        self._context = context
        self._database = context.database
        self._progress = progress
        self._problems: list[str] = []
        self._repairable: list[str] = []
        self.file_is_sound = True
        """Whether SQLite found nothing wrong with the file, indexes included."""

    def run(self) -> CheckReport:
        """Check everything, in a copy of this moment wherever one can be made."""
        with self._context.backups.snapshot() as database:
            self._database = database
            return self._run()

    def _run(self) -> CheckReport:
        faults = self._database.integrity()
        self.file_is_sound = not faults
        self._repairable += faults
        self._advance(0, 1, 1)
        with self._database.view() as view:
            ids = soundness.article_ids(view)
        for start in range(0, len(ids), AT_ONCE):
            self._try(self._check_articles, ids[start : start + AT_ONCE])
            self._advance(1, start + AT_ONCE, len(ids))
        self._try(self._check_codebook)
        self._try(self._check_history)
        self._try(self._check_words)
        self._progress(1.0)
        found = list(dict.fromkeys((*self._problems, *self._repairable)))
        if len(found) > MOST_SHOWN:
            found = [*found[:MOST_SHOWN], f"and {len(found) - MOST_SHOWN:,} more"]
        return CheckReport(tuple(found), len(ids), repairable=bool(self._repairable))

    def _try(self, check: Callable[..., None], *arguments: object) -> None:
        """Run a part of the check; what cannot be read is a problem and not the end."""
        try:
            check(*arguments)
        except CityReaderError as error:
            self._problems.append(f"a part of the library cannot be read: {error.message}")
        except (ValueError, KeyError, TypeError) as error:
            self._problems.append(f"a record cannot be understood: {error}")

    def _check_articles(self, ids: Sequence[int]) -> None:
        with self._database.view() as view:
            found = {article.uuid: article for article in articles.many(view, ids)}
            bodies = articles.bodies(view, ids)
            marks = annotations.of_articles(view, ids)
            self._problems += consistency.contradictions(view, ids)
            self._repairable += soundness.derived_problems(view, ids)
        for article in found.values():
            body = bodies.get(article.id)
            if body is None:
                self._problems.append(f"article {article.id} has no text")
            elif text_hash(body) != article.text_sha256:
                self._problems.append(f"the text of article {article.id} is not what was stored")
        for mark in marks:
            article = found[mark.article_uuid]
            if mark.status == "orphan" or mark.revision != article.revision:
                continue
            body = bodies.get(article.id, "")
            try:
                check_span(body, mark.span)
            except UsageError as error:
                self._problems.append(f"a mark in article {article.id}: {error.message}")
                continue
            if body[mark.start : mark.end] != mark.exact:
                self._problems.append(f"the mark “{mark.exact[:40]}” in article {article.id} moved")

    def _check_codebook(self) -> None:
        with self._database.view() as view:
            book = codebooks.get(view)
        if not book.text:
            return
        written = parse_codebook(book.text, "the codebook")
        parts = ("id", "version", "sha256", "roles", "themes", "rules")
        if any(getattr(written, part) != getattr(book, part) for part in parts):
            self._problems.append("the codebook is not what was loaded")
        for tag in written.tags:
            if book.get(tag.code) != tag:
                self._problems.append(f"the tag {tag.code} is not what the codebook says")

    def _check_history(self) -> None:
        with self._database.view() as view:
            self._problems += soundness.schema_problems(view)
            tables = soundness.journalled_tables(view)
            if count := soundness.orphans(view):
                self._repairable.append(f"{count:,} worked out rows belong to texts that are gone")
        for number, table in enumerate(tables, start=1):
            key: int | None = 0
            while key is not None:
                with self._database.view() as view:
                    found, key = soundness.journal_problems(view, table, key)
                self._problems += found
            self._advance(2, number, len(tables))

    def _check_words(self) -> None:
        with self._database.view() as view:
            if reindexing.left_over(view):
                self._repairable.append(
                    "a new index of words is not finished, and the one before is in use"
                )
        try:
            self._repairable += fulltext.problems(self._database.view, self._indexed)
        except CityReaderError as error:
            self._repairable.append(f"the index of words cannot be read: {error.message}")

    def _indexed(self, done: int, total: int) -> None:
        self._advance(3, done, total)

    def _advance(self, stage: int, done: int, total: int) -> None:
        share = min(1.0, done / total) if total else 1.0
        self._progress(sum(_SHARES[:stage]) + _SHARES[stage] * share)
