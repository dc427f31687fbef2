"""ALIGN: correcting the rows of a pair from the keyboard."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from textual.worker import WorkerCancelled

from cityreader.errors import UsageError
from cityreader.library.library import Library
from cityreader.models import Coverage
from cityreader.models.pair import other_side
from cityreader.ui.reading.page import DOUBTFUL
from cityreader.ui.reading.realigning import Realigning
from cityreader.ui.reading.refreshing import Anchor, Fresh, Refreshing

if TYPE_CHECKING:
    from cityreader.library.rows import RowPlace, RowService


class Aligning(Refreshing):
    """The actions that correct rows.

    Each waits until its change is on the disk and on the screen, so that the next key, however
    fast it comes, finds the rows as they are then.
    """

    def __init__(self) -> None:
        super().__init__()
        self._realigning = Realigning(self)

    def action_align_rows(self) -> None:
        """Begin correcting rows, or stop."""
        if self.page is None:
            return
        if self.page.alone:
            self.say("No counterpart yet: there are no rows to correct.")
        elif self.view.cursor.aligning:
            self.action_leave_align()
        else:
            if self.view.selection is not None:
                self.view.select(None)
            self.view.put_cursor(replace(self.view.cursor, aligning=True))
            older = self.spread is not None and self.spread.older
            anew = " · aligned by an older version: r aligns anew" if older else " · esc leaves"
            self.say(f"{self._coverage()}{anew}")

    def action_leave_align(self) -> None:
        """Stop what is being aligned, else leave ALIGN."""
        if not self._realigning.work.stop():
            self.view.put_cursor(replace(self.view.cursor, aligning=False, cut=None))
            self.say(self._coverage())

    def swap_cuts(self) -> None:
        """Go to the other side of the row; the word stays here as the cut of this side."""
        cursor = self.view.cursor
        side = other_side(cursor.side)
        self.view.put_cursor(replace(cursor, side=side, word=cursor.cut, cut=cursor.word))

    def action_step_doubt(self, steps: int) -> None:
        """The next or previous doubtful row, round the ends."""
        page, here = self.page, self.view.cursor.unit
        if page is None:
            return
        doubtful = [block.units.start for block in page.blocks if block.sign == DOUBTFUL]
        if not doubtful:
            self.say(f"No doubtful rows: {self._coverage()}.")
            return
        if steps > 0:
            there = next((unit for unit in doubtful if unit > here), doubtful[0])
        else:
            there = next((unit for unit in reversed(doubtful) if unit < here), doubtful[-1])
        self.view.move_to(there)
        self.say(
            f"Doubtful row {doubtful.index(there) + 1} of {len(doubtful)} · c says it is right"
        )

    async def action_merge_rows(self) -> None:
        """Make one row of this one and the next."""
        await self._correct(lambda rows, place: rows.merge_with_next(place), "Merged")

    async def action_split_row(self) -> None:
        """Make two rows of this one, the second beginning at the word."""
        cursor = self.view.cursor
        if cursor.word is None:
            self.say("Go with h and l to the word with which the second row begins; s splits.")
            return
        cut = cursor.cut.start if cursor.cut else None
        await self._correct(lambda rows, place: rows.split(place, cut), "Split")

    async def action_move_sentence(self, steps: Literal[1, -1]) -> None:
        """Move a sentence of this side to the next row, or to the one before."""
        page, cursor = self.page, self.view.cursor
        span = page.units[cursor.unit].on(cursor.side) if page else None
        if span is None:
            self.say("There is no text on this side of the row.")
            return
        # The cursor stays with the row, not with the sentence that leaves it.
        anchor = Anchor(cursor.side, span.start if steps > 0 else span.end - 1)
        await self._correct(
            lambda rows, place: rows.move_sentence(place, steps),
            f"Moved a sentence {'down' if steps > 0 else 'up'}",
            anchor,
        )

    async def action_unlink_row(self) -> None:
        """Make two rows with one side each of this row."""
        await self._correct(lambda rows, place: rows.unlink(place), "Unlinked")

    async def action_check_rows(self) -> None:
        """Call this row and all before it right."""
        await self._correct(lambda rows, place: rows.check_to(place), "Checked to here")

    def action_realign_rest(self) -> None:
        """Align again what is not checked, in the background."""
        place = self._place(self.text_anchor())
        if place is not None:
            self._realigning.begin(place)

    def on_unmount(self) -> None:
        """Nobody waits any more for what is being aligned."""
        self._realigning.work.leave()

    async def _correct(
        self,
        correct: "Callable[[RowService, RowPlace], object]",
        done: str,
        anchor: Anchor | None = None,
    ) -> None:
        """Change the rows, and wait until the screen shows them."""
        anchor = anchor or self.text_anchor()
        place = self._place(anchor)
        if place is None:
            return
        read = self.reading_again()

        def change(library: Library) -> Fresh | UsageError:
            try:
                correct(library.rows, place)
            except UsageError as error:
                return error
            return read(library)

        def changed(answer: Fresh | UsageError) -> None:
            if isinstance(answer, UsageError):
                self.say(str(answer))
            else:
                self.show_fresh(answer, anchor)
                self.say(f"{done} · {self._coverage()} · u undoes")

        worker = self.room.errands.change(change, changed, asker=self)
        if worker is not None:
            with suppress(WorkerCancelled):
                await worker.wait()

    def _place(self, anchor: Anchor) -> "RowPlace | None":
        from cityreader.library.rows import RowPlace

        spread = self.spread
        if spread is None or spread.right is None or spread.pair_uuid is None:
            return None
        revisions = (spread.left.revision, spread.right.revision)
        return RowPlace(spread.pair_uuid, anchor.side, anchor.offset, revisions)

    def _coverage(self) -> str:
        return str(Coverage.of(self.spread.beads)) if self.spread else ""
