"""The import of files while everything else goes on: a thing of the program, not of a screen."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cityreader.errors import CityReaderError
from cityreader.models import ImportedFile, ImportProgress, ImportSummary
from cityreader.ui.messages import ImportAdvanced, ImportEnded

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.ui.room import ReadingRoom

TOLD_SECONDS = 0.25
"""How often the screens hear how far it is; the import itself never waits for them."""


class FileImport:
    """One import, running or ended.

    ``elsewhere`` is the library it goes into, where that is not the one on the screen. ``progress``
    is how far it is, ``failed`` what gave no article so far; both are written by its thread and may
    be read at any time. At its end there is either a ``summary`` or an ``error``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.elsewhere: Path | None = None
        self.progress: ImportProgress | None = None
        self.failed: list[ImportedFile] = []
        self.summary: ImportSummary | None = None
        self.error: CityReaderError | None = None
        self.stopping = False

    @property
    def running(self) -> bool:
        """Whether it is still under way."""
        return self.summary is None and self.error is None

    @property
    def stored(self) -> int:
        """How many texts it has put into the library so far."""
        counts = self.progress.counts if self.progress else {}
        return sum(counts.get(outcome, 0) for outcome in ("new", "updated", "near-duplicate"))

    def stop(self) -> None:
        """Stop it between two files; what was stored stays."""
        self.stopping = True

    def run(self, library: "Library", own: Path, open_library: "Callable[[Path], Library]") -> None:
        """Import, to the end or to where it is stopped; for a thread of its own.

        ``own`` is the person's own library, into which files go where the open one holds samples.
        """
        try:
            self.elsewhere = elsewhere(library, own)
            if self.elsewhere is None:
                self.summary = self._run(library)
            else:
                with open_library(self.elsewhere) as theirs:
                    self.summary = self._run(theirs)
        except CityReaderError as error:
            self.error = error

    def _run(self, library: "Library") -> ImportSummary:
        return library.importing.run(
            [self.path],
            report=self._heard,
            progress=self._moved,
            cancelled=lambda: self.stopping,
        )

    def _heard(self, outcome: ImportedFile) -> None:
        if outcome.outcome in ("failed", "skipped"):
            self.failed.append(outcome)

    def _moved(self, progress: ImportProgress) -> None:
        self.progress = progress


class Imports:
    """The imports of the program, one at a time; screens hear of them by messages."""

    def __init__(self, app: "ReadingRoom") -> None:
        self._app = app
        self.current: FileImport | None = None

    @property
    def own(self) -> Path:
        """The person's own library."""
        return self._app.config.library or self._app.folders.library

    @property
    def running(self) -> FileImport | None:
        """The import that is under way."""
        return self.current if self.current is not None and self.current.running else None

    def start(self, path: Path) -> FileImport:
        """Begin to import a file or a folder; what ended before is forgotten."""
        if self.running is not None:
            return self.running
        self.current = FileImport(path)
        self._app.run_worker(self._run(self.current), group="import")
        return self.current

    def forget(self) -> None:
        """Forget an import that has ended."""
        if self.running is None:
            self.current = None

    async def finish(self) -> None:
        """Stop what is running between two files, and wait until it has stopped."""
        if self.running is not None:
            self.running.stop()
        for worker in [worker for worker in self._app.workers if worker.group == "import"]:
            if not worker.is_finished:
                await worker.wait()

    async def _run(self, file_import: FileImport) -> None:
        library = self._app.library
        if library is None:
            self.current = None
            return
        telling = self._app.set_interval(
            TOLD_SECONDS, lambda: self._tell(ImportAdvanced, file_import)
        )
        try:
            await asyncio.to_thread(file_import.run, library, self.own, self._app.library_at)
        finally:
            # Where the program ends on another way, the thread ends soon after.
            file_import.stop()
            telling.stop()
        self._tell(ImportEnded, file_import)

    def _tell(
        self, news: type[ImportAdvanced] | type[ImportEnded], file_import: FileImport
    ) -> None:
        for screen in self._app.screen_stack:
            screen.post_message(news(file_import))


def elsewhere(library: "Library", own: Path) -> Path | None:
    """The person's own library, where the open one only holds the samples; else None."""
    return own if library.care.starter and library.path != own else None
