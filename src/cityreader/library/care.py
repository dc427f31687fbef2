"""Looking after a library: what it is, whether it is sound, and emptying the trash."""

from cityreader.coding.anchors import check_span
from cityreader.errors import LibraryError, UsageError
from cityreader.library.articles import text_hash
from cityreader.library.context import Context
from cityreader.models import CheckReport, LibraryInfo, Query
from cityreader.store import annotations, articles, consistency, fulltext, listing, summary
from cityreader.store.purging import purge

CHECKED_AT_ONCE = 200
"""Articles read at a time, to keep memory even."""


class CareService:
    """Information, checks and purging."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def info(self) -> LibraryInfo:
        """What this library is and holds."""
        database = self._context.database
        with self._context.view() as view:
            return summary.info(
                view,
                database.path,
                journal_mode=database.journal_mode,
                writable=database.writable,
            )

    @property
    def starter(self) -> bool:
        """Whether this is the starter library that comes with the program."""
        with self._context.view() as view:
            return summary.setting(view, "starter") == "1"

    @property
    def writable(self) -> bool:
        """Whether changes can be stored."""
        return self._context.database.writable

    def check(self) -> CheckReport:
        """Check the file, every text and the index of words, every mark, and what must agree."""
        problems = self._context.database.integrity()
        with self._context.view() as view:
            ids = listing.article_ids(view, Query(""), "")
            ids.extend(article.id for article in articles.deleted(view))
        for start in range(0, len(ids), CHECKED_AT_ONCE):
            problems += self._check_articles(list(ids[start : start + CHECKED_AT_ONCE]))
        problems += self._check_words()
        return CheckReport(tuple(problems), len(ids))

    def purge_deleted(self) -> int:
        """Remove for good what lies in the trash, marks included; returns how many articles.

        This cannot be undone.
        """
        self._context.backup_before("purge")
        with self._context.unit("purge the trash") as unit:
            gone = [article.id for article in articles.deleted(unit)]
            if not gone:
                return 0
            purge(unit, gone)
            unit.describe(f"purge {len(gone)} article{'s' if len(gone) > 1 else ''}")
        self._context.database.vacuum()
        return len(gone)

    def rebuild_index(self) -> int:
        """Make the index of words anew from the texts; returns how many it holds.

        It is nobody's to undo, and searches find the same as before unless the index was damaged.
        """
        with self._context.unit("rebuild the index of words") as unit:
            return fulltext.rebuild(unit)

    def _check_words(self) -> list[str]:
        try:
            with self._context.view() as view:
                return fulltext.problems(view)
        except LibraryError as error:
            return [f"the index of words cannot be read: {error.message}"]

    def _check_articles(self, ids: list[int]) -> list[str]:
        problems: list[str] = []
        with self._context.view() as view:
            found = {article.uuid: article for article in articles.many(view, ids)}
            bodies = articles.bodies(view, ids)
            marks = annotations.of_articles(view, ids)
            problems += consistency.contradictions(view, ids)
        for article in found.values():
            body = bodies.get(article.id)
            if body is None:
                problems.append(f"article {article.id} has no text")
            elif text_hash(body) != article.text_sha256:
                problems.append(f"the text of article {article.id} is not what was stored")
        for mark in marks:
            article = found[mark.article_uuid]
            if mark.status == "orphan" or mark.revision != article.revision:
                continue
            body = bodies.get(article.id, "")
            try:
                check_span(body, mark.span)
            except UsageError as error:
                problems.append(f"a mark in article {article.id}: {error.message}")
                continue
            if body[mark.start : mark.end] != mark.exact:
                problems.append(f"the mark “{mark.exact[:40]}” in article {article.id} moved")
        return problems
