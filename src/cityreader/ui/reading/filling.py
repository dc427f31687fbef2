"""Filling rows by the configured translation command; nothing runs unless a person asks."""

from functools import partial

from cityreader.errors import CityReaderError, StoppedError
from cityreader.library.library import Library
from cityreader.models import Span
from cityreader.text.phrases import counted
from cityreader.ui.long_work import WatchedWork
from cityreader.ui.reading.sheet import row_of, source_text, stored_text
from cityreader.ui.reading.writing import Writing

NOT_CONFIGURED = "No translation command is configured: [translate] command = … in the config."


class Filling(Writing):
    """The actions that let a command fill rows, which are marked ``m`` until a person writes them.

    What the command answered is written when it is done or stopped, all rows in one step.
    """

    def __init__(self) -> None:
        super().__init__()
        self._filling = WatchedWork(self, "Translating", self.say)

    def action_fill_row(self) -> None:
        """Fill the row that is being written, if nothing was typed into it."""
        if self.area.text.strip():
            self.say("There is text in this row; empty it first.")
        elif self.row is not None:
            self._fill([self.view.cursor.unit])

    def action_fill_rows(self) -> None:
        """Fill all empty rows of the translation."""
        if not self.view.cursor.writing:
            self.say("Begin to write first; then all empty rows can be filled.")
        elif self.spread is not None:
            self._fill(
                [n for n in range(len(self.spread.beads)) if not stored_text(self.spread, n)]
            )

    def action_leave_write(self) -> None:
        """Stop the command if it runs, else stop writing."""
        if not self._filling.stop():
            super().action_leave_write()

    def on_unmount(self) -> None:
        """Nobody waits any more for what is being filled."""
        self._filling.leave()

    def _fill(self, numbers: list[int]) -> None:
        spread, source, row = self.spread, self.source_article(), self.row
        library = self.room.library
        if spread is None or source is None or row is None:
            return
        if library is None or not library.machine.configured:
            self.say(NOT_CONFIGURED)
            return
        wanted: dict[Span, str] = {}
        for number in numbers:
            target = row_of(spread, number)
            if target is not None:
                wanted[target.span] = source_text(spread, number)
        work = self._filling.begin()
        if work is None:
            return
        lang, into = source.lang, row.lang

        def translate(library: Library) -> tuple[dict[Span, str], CityReaderError | None]:
            made: dict[Span, str] = {}
            for done, (span, text) in enumerate(wanted.items()):
                work.hear(done / len(wanted))
                try:
                    made[span] = library.machine.translate(
                        text, lang, into, cancelled=work.is_stopped
                    )
                except CityReaderError as error:
                    return made, error
            return made, None

        self.ask("fill", translate, partial(self._filled, row.source_id))

    def _filled(
        self, source_id: int, answer: tuple[dict[Span, str], CityReaderError | None]
    ) -> None:
        made, error = answer
        self._filling.end()
        row = self.row
        if row is None or row.source_id != source_id:
            return
        if error is not None and not isinstance(error, StoppedError):
            self.room.report(error)
        typed = self.area.text
        if typed.strip():
            made.pop(row.span, None)
        if not made:
            self.say("Stopped; nothing was filled." if error else "There was nothing to fill.")
            return
        here = row.span

        def shown() -> None:
            if self.row is not None and self.row.span == here and not self.area.text.strip():
                self._begin_row(self.view.cursor.unit)
            count = counted(len(made), "row")
            self.say(f"Filled {count} by machine, marked m · enter takes a row over")

        self._change(lambda library: library.writing.fill(row, made), row, "", shown)
