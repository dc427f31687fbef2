"""Changing the consensus from the comparison: adopting a version, taking one out, setting aside."""

from collections.abc import Callable, Sequence

from cityreader.models import Step
from cityreader.models.comparison import ComparedLine
from cityreader.ui.command_screen import ChangingScreen
from cityreader.ui.listing.compared_line import chosen_side
from cityreader.ui.listing.comparing import Comparing
from cityreader.ui.screens.table_screen import TableScreen
from cityreader.ui.widgets.paged_lines import PagedLines


class ConsensusChanges(TableScreen, ChangingScreen):
    """Every change acts on the line under the cursor; ``touched`` are the articles changed here."""

    def __init__(self) -> None:
        super().__init__()
        self.comparing = Comparing()
        self.touched: set[int] = set()

    @property
    def rows(self) -> PagedLines[ComparedLine]:
        """The lines."""
        return self.query_one(PagedLines)

    @property
    def here(self) -> set[int]:
        """The article under the cursor, and those changed here."""
        line = self.rows.current
        return self.touched | ({line.article_id} if line else set())

    def recompare(
        self,
        *,
        at: ComparedLine | None = None,
        from_top: bool = False,
        shown: Callable[[], object] = lambda: None,
    ) -> None:
        """Compare anew, with the cursor on a line, and then do what ``shown`` does."""

    def step_reversed(self, step: Step) -> None:
        """Compare anew; what was taken back may stand in the consensus of any article in view."""
        self.touched.update(self.here)
        self.reread()

    def action_adopt(self) -> None:
        """Copy the version under the cursor into the consensus, and go to the next difference."""
        line = self.rows.current
        if line is not None:
            self._adopt([line], chosen_side(line, self.comparing.side), line)

    def action_adopt_same(self) -> None:
        """Copy all that both have alike into the consensus."""
        if self.comparing.found is None:
            return
        if not self.comparing.alike:
            self.say("There is nothing here that both say the same.")
            return
        self._adopt(self.comparing.alike, None, None)

    def action_dismiss_line(self) -> None:
        """Take what is there out of the consensus, else set the difference aside, or take it up."""
        line = self.rows.current
        if line is None:
            return
        if line.agreed is not None:
            self.touched.add(line.article_id)
            self.room.errands.change(
                lambda library: library.comparison.take_out(line),
                lambda _: self._changed("Taken out of the consensus · u undoes", line),
                lambda _: self.recompare(),
                asker=self,
            )
        elif line.differs:
            aside = not line.set_aside
            words = "Set aside on this machine · x takes it up again" if aside else "Taken up again"
            self.room.errands.change(
                lambda library: library.comparison.set_aside(line, aside),
                lambda _: self._changed(words, line, onward=aside),
                asker=self,
            )
        else:
            self.say("Both say the same here; ↵ copies it into the consensus.")

    def _adopt(
        self, lines: Sequence[ComparedLine], side: int | None, at: ComparedLine | None
    ) -> None:
        name = "" if side is None else self.comparing.name_of(side)

        def adopted(count: int) -> None:
            self.touched.update(line.article_id for line in lines)
            words = f"{count:,} alike copied into the consensus · u undoes"
            if side is not None:
                words = f"Into the consensus: the version of {name} · u undoes"
            if not count:
                words = "The consensus has that already."
            self._changed(words, at, onward=bool(count and at and at.differs))

        self.room.errands.change(
            lambda library: library.comparison.adopt(lines, side),
            adopted,
            lambda _: self.recompare(),
            asker=self,
        )

    def _changed(self, words: str, at: ComparedLine | None, *, onward: bool = False) -> None:
        """Show the lines as they are now, with the cursor at the next difference if asked."""

        def shown() -> None:
            found = self.comparing.difference(self.rows.cursor, 1) if onward else None
            if found is not None:
                self.rows.show(self.rows.ids, at=found)
            self.say(words)

        self.recompare(at=at, shown=shown)
