"""Looking after a library: what it is, whether it is sound, and emptying the trash."""

from collections.abc import Callable

from cityreader.library.context import Context
from cityreader.models import CheckReport, LibraryInfo, RepairReport
from cityreader.store import articles, summary
from cityreader.store.purging import purge
from cityreader.text.phrases import counted


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

    def check(self, progress: Callable[[float], object] = lambda _: None) -> CheckReport:
        """Check the file, every text and the index of words, every mark, what must agree, what is
        worked out, and the history.

        ``progress`` hears how much of it is done, from 0 to 1.
        """
        from cityreader.library.checking import Check

        return Check(self._context, progress).run()

    def repair(self, progress: Callable[[float], object] = lambda _: None) -> RepairReport:
        """Check, take a backup, make again what can be made again, and check once more.

        Nothing that a person made is touched; what is wrong with that stays in the report.
        """
        from cityreader.library.backups.repairing import Repair
        from cityreader.library.checking import Check

        check = Check(self._context, lambda share: progress(0.3 * share))
        before = check.run()
        if not before.repairable:
            return RepairReport((), before.problems, before.checked)
        self._context.backup_before("repair")
        repair = Repair(self._context, "repair the library", lambda x: progress(0.3 + 0.4 * x))
        repair.run(with_indexes=not check.file_is_sound)
        after = Check(self._context, lambda share: progress(0.7 + 0.3 * share)).run()
        gone = [problem for problem in before.problems if problem not in after.problems]
        return RepairReport(tuple(gone), after.problems, after.checked)

    @property
    def in_place(self) -> bool:
        """Whether the library is still the file at its path, and not deleted or replaced."""
        return self._context.database.in_place

    def in_trash(self) -> int:
        """How many articles lie in the trash."""
        with self._context.view() as view:
            return len(articles.deleted(view))

    def purge_deleted(self) -> int:
        """Remove for good what lies in the trash, marks included; returns how many articles.

        This cannot be undone.
        """
        if self.in_trash():
            self._context.backup_before("purge")
        with self._context.unit("purge the trash") as unit:
            gone = [article.id for article in articles.deleted(unit)]
            if not gone:
                return 0
            purge(unit, gone)
            unit.describe(f"purge {counted(len(gone), 'article')}")
        self._context.database.vacuum()
        return len(gone)
