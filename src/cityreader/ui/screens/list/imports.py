"""The list and the import that goes on behind it."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from cityreader.text.phrases import counted
from cityreader.ui.screens.list.part import ListPart

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.ui.imports import FileImport
    from cityreader.ui.messages import ImportAdvanced, ImportEnded

QUIET_SECONDS = 2.0
"""The list shows what came in this often at most."""

FIRST_SECONDS = 0.5
"""The list shows the first articles after this long."""

OWN_WORK = frozenset({"is", "has", "tag", "type", "status", "coder"})
"""Fields of a filter that a person's own work changes. A list filtered by them is not renewed by
itself, so that no line goes away because it was read or tagged."""


class ListImports(ListPart):
    """Starting an import, saying how far it is, listing what came in and comparing it."""

    def __init__(self) -> None:
        super().__init__()
        self._renewed_at = 0.0
        self._shown_stored = 0
        self._quit_asked = False
        self._gone = False

    def on_unmount(self) -> None:
        """Nobody waits for a comparison any more."""
        self._gone = True

    def action_import_files(self) -> None:
        """Look at the import that is running or has just ended, else choose what to import."""
        current = self.room.imports.current
        if current is None:
            self._choose()
        else:
            self._watch(current)

    def on_import_advanced(self, event: ImportAdvanced) -> None:
        """Say how far it is, and now and then show what came in."""
        from cityreader.ui.listing.import_words import header_words

        file_import = event.file_import
        if file_import.running:
            self.header.change(
                importing=header_words(file_import.progress, stopping=file_import.stopping)
            )
            # Of a list that takes long to read, less often.
            if monotonic() - self._renewed_at >= max(QUIET_SECONDS, 10 * self.listing_seconds):
                self._renew(file_import)

    def on_import_ended(self, event: ImportEnded) -> None:
        """Say what it did, unless the person is looking, and show all of it."""
        from cityreader.ui.dialogs.import_watch import ImportWatch
        from cityreader.ui.listing.import_words import end_words

        file_import = event.file_import
        self.header.change(importing=())
        if not isinstance(self.app.screen, ImportWatch):
            if file_import.summary is not None:
                self.room.tell(end_words(file_import.summary))
            elif file_import.error is not None:
                self.room.report(file_import.error)
        if file_import.elsewhere is None and self.room.library is not None:
            self.reload()
            if not self._filtered_by_own_work:
                self.relist()
            self.find_counterparts()

    def find_counterparts(self) -> None:
        """Compare what came in with the rest if it is little, and say quietly what was found.

        Of much the header says that it was not compared.
        """

        def question(library: Library) -> int | None:
            from cityreader.library.waiting import likely_counterparts

            return likely_counterparts(
                library, cancelled=lambda: self._gone or self.room.library is not library
            )

        def answered(count: int | None) -> None:
            if count:
                self.room.tell(f"{counted(count, 'likely counterpart')}, R to review")
            self.show_counts()

        self.ask("propose", question, answered, lambda _: None)

    async def action_quit(self) -> None:
        """Leave the program when every change is on the disk; an import stops before that."""
        running = self.room.imports.running
        if running is not None and not self._quit_asked:
            self._quit_asked = True
            self.room.tell(
                "An import is running. q again stops it and quits;"
                " importing the same again goes on where it stopped."
            )
            return
        await self.room.action_quit()

    def _choose(self) -> None:
        from cityreader.ui.dialogs.import_path import ImportDialog

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._shown_stored = 0
                self._quit_asked = False
                # The first articles show soon.
                self._renewed_at = monotonic() - QUIET_SECONDS + FIRST_SECONDS
                self._watch(self.room.imports.start(path))

        if self.room.library is not None:
            self.app.push_screen(ImportDialog(), chosen)

    def _watch(self, file_import: FileImport) -> None:
        from cityreader.ui.dialogs.import_watch import ImportWatch

        def left(again: bool | None) -> None:
            if again:
                self._choose()

        self.app.push_screen(ImportWatch(file_import), left)

    def _renew(self, file_import: FileImport) -> None:
        """Show what came in, where nobody is typing, reading or waiting for another list."""
        stored = file_import.stored
        seen = all(isinstance(screen, ModalScreen) for screen in self.app.screen_stack[1:])
        elsewhere = file_import.elsewhere is not None
        if elsewhere or not seen or stored == self._shown_stored or self.is_listing:
            return
        self._renewed_at, self._shown_stored = monotonic(), stored
        self.show_counts()
        if not self._filtered_by_own_work:
            self.articles.want_lines(anew=True)
            self.relist(unless_changed=True)

    @property
    def _filtered_by_own_work(self) -> bool:
        clauses = self.listing.query.clauses if self.listing else ()
        return any(clause.kind == "field" and clause.field in OWN_WORK for clause in clauses)
