"""Aligning the rest of a pair anew, from a row on, while the reader stays open."""

from typing import TYPE_CHECKING

from cityreader.errors import CityReaderError, StoppedError
from cityreader.library.library import Library
from cityreader.models import Coverage
from cityreader.text.phrases import counted
from cityreader.ui.long_work import WatchedWork
from cityreader.ui.reading.refreshing import Fresh, Refreshing

if TYPE_CHECKING:
    from cityreader.library.rows import Realignment, RowPlace


class Realigning:
    """Aligns in a thread what is not checked; what was stopped changes nothing."""

    def __init__(self, desk: Refreshing) -> None:
        self._desk = desk
        self.work = WatchedWork(desk, "Aligning the rest", desk.say)

    def begin(self, place: "RowPlace") -> None:
        """Align the pair anew, unless that is going on."""
        work = self.work.begin()
        if work is not None:
            self._desk.ask(
                "align",
                lambda library: library.rows.foresee_realignment(
                    place, progress=work.hear, cancelled=work.is_stopped
                ),
                self._foreseen,
                self._failed,
            )

    def _foreseen(self, realignment: "Realignment") -> None:
        if self.work.end():
            self._desk.say("Stopped; nothing was changed.")
            return
        desk, read = self._desk, self._desk.reading_again()

        def change(library: Library) -> Fresh:
            library.rows.realign(realignment)
            return read(library)

        def changed(fresh: Fresh) -> None:
            desk.show_fresh(fresh, desk.text_anchor())
            count = realignment.changed
            rows = f"{counted(count, 'row')} changed" if count else "nothing changed"
            desk.say(f"Aligned the rest: {rows} · {Coverage.of(fresh.spread.beads)}")

        desk.room.errands.change(change, changed, asker=desk)

    def _failed(self, error: CityReaderError) -> None:
        self.work.end()
        if isinstance(error, StoppedError):
            self._desk.say("Stopped; nothing was changed.")
        else:
            self._desk.room.report(error)
