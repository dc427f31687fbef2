"""The comparison: what two coders made of the same words, differences first."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.strip import Strip

from cityreader.models import Codebook, Step
from cityreader.models.comparison import ComparedLine, Comparison
from cityreader.ui.coder_commands import COMPARE_COMMANDS
from cityreader.ui.command_screen import ChangingScreen
from cityreader.ui.commands import APP_COMMANDS
from cityreader.ui.errands import is_open
from cityreader.ui.keymap import bindings_of
from cityreader.ui.listing.compared_line import CompareLook, chosen_side, paint_compared
from cityreader.ui.listing.script import script_named
from cityreader.ui.safety import plain
from cityreader.ui.screens.table_screen import TableScreen
from cityreader.ui.widgets.compared_view import ComparedView, CompareHeads, compare_heading
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.paged_lines import PagedLines
from cityreader.ui.widgets.reader_lines import StatusLine

if TYPE_CHECKING:
    from cityreader.library.library import Library

NOTHING = (
    "Both coders marked nothing here.",
    "What two coders mark in the same articles stands here, differences first.",
)
NO_COUPLE_HERE = (
    "Only one coder marked anything here.",
    "cityreader merge brings in what others coded; C in the list compares all that two did.",
)
NO_COUPLE = (
    "No article was done by two coders.",
    "d marks an article as done; in an article C compares those who marked it, done or not.",
)

AT_ONCE = 200
"""Lines that are there with the first frame; the others come as they are looked at."""

Couples = list[tuple[str, str]]


class CompareScreen(TableScreen, ChangingScreen):
    """Shows two coders beside each other; leaves with 1 if the consensus was changed.

    Without ``article_ids`` it compares all articles that both marked as done.
    """

    BINDINGS = [*bindings_of(COMPARE_COMMANDS)]
    command_table = COMPARE_COMMANDS
    help_title = "Compare"

    def __init__(self, article_ids: Sequence[int] = ()) -> None:
        super().__init__()
        self._ids = tuple(article_ids)
        self._couples: Couples = []
        self._at = 0
        self._comparison: Comparison | None = None
        self._codebook: Codebook | None = None
        self._side = 0
        self._touched: set[int] = set()

    @property
    def rows(self) -> PagedLines[ComparedLine]:
        """The lines."""
        return self.query_one(PagedLines)

    def compose(self) -> ComposeResult:
        """Heading, names, lines, the line in full, status and keys."""
        self._script = script_named(self.room.config.reader.chinese)
        self.heading = StatusLine()
        yield self.heading
        yield CompareHeads()
        yield PagedLines[ComparedLine](self._painter())
        yield ComparedView()
        self.status = StatusLine()
        yield self.status
        yield KeyBar((*COMPARE_COMMANDS, *APP_COMMANDS))

    def on_mount(self) -> None:
        """Ask who can be compared, and compare the first two."""
        self.set_focus(self.rows)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())
        self.heading.show(left=Content.styled("Compare", f"bold {self.room.palette.accent}"))
        ids = self._ids

        def question(library: "Library") -> tuple[Couples, Codebook]:
            return library.comparison.couples(ids), library.coding.codebook()

        def answered(answer: tuple[Couples, Codebook]) -> None:
            if is_open(self):
                self._couples, self._codebook = answer
                self._repaint()
                self._reload()

        self.ask("couples", question, answered)

    def action_adopt(self) -> None:
        """Copy the version under the cursor into the consensus, and go to the next difference."""
        line = self.rows.current
        if line is not None:
            self._adopt([line], chosen_side(line, self._side), line)

    def action_adopt_same(self) -> None:
        """Copy all that both have alike into the consensus."""
        if self._comparison is not None:
            self._adopt([line for line in self._comparison.lines if not line.differs], None, None)

    def action_dismiss_line(self) -> None:
        """Take what is there out of the consensus, else set the difference aside, or take it up."""
        line = self.rows.current
        if line is None:
            return
        if line.agreed is not None:
            self._touched.add(line.article_id)
            self.room.errands.change(
                lambda library: library.comparison.take_out(line),
                lambda _: self._changed("Taken out of the consensus · u undoes", line),
                lambda _: self._reload(),
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

    def action_switch_side(self) -> None:
        """The other version."""
        self._side = 1 - self._side
        self._repaint()

    def action_step(self, steps: int) -> None:
        """The next or previous difference that is not decided; where all are, the next one."""
        found = self._difference(steps)
        if found is None:
            self.say("No further difference this way.")
        else:
            self.rows.move_to(found)

    def action_open_words(self) -> None:
        """Read on at the words."""
        from cityreader.ui.reading.finding import Jump
        from cityreader.ui.screens.reader import ReaderScreen

        line = self.rows.current
        if line is not None:
            jump = Jump(line.article_id, line.place.span)
            reader = ReaderScreen(line.article_id, jump=jump)
            self.app.push_screen(reader, lambda _: self._reload())

    def action_next_coders(self) -> None:
        """The next two coders, where there are more than two."""
        if len(self._couples) < 2:
            self.say("There are no other two coders to compare here.")
            return
        self._at = (self._at + 1) % len(self._couples)
        self._side = 0
        self._reload(from_top=True)

    def action_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss(1 if self._touched else 0)

    def on_resize(self) -> None:
        """The heading has another room."""
        self._show_heading()

    @property
    def here(self) -> set[int]:
        """The articles that are compared, and those changed here."""
        line = self.rows.current
        return self._touched | ({line.article_id} if line else set()) | set(self._ids)

    def _difference(self, steps: int) -> int | None:
        """Where the next difference stands that is to decide, else the next one at all."""
        lines = self._comparison.lines if self._comparison else ()
        here = self.rows.cursor
        order = range(here + 1, len(lines)) if steps > 0 else range(here - 1, -1, -1)
        undecided = (number for number in order if lines[number].is_open)
        differing = (number for number in order if lines[number].differs)
        return next(chain(undecided, differing), None)

    def _adopt(
        self, lines: Sequence[ComparedLine], side: int | None, at: ComparedLine | None
    ) -> None:
        names = self._comparison.names if self._comparison else ("", "")

        def adopted(count: int) -> None:
            self._touched.update(line.article_id for line in lines)
            words = f"{count:,} alike copied into the consensus · u undoes"
            if side is not None:
                words = f"Into the consensus: the version of {names[side]} · u undoes"
            if not count:
                words = "The consensus has that already."
            self._changed(words, at, onward=bool(count and at and at.differs))

        self.room.errands.change(
            lambda library: library.comparison.adopt(lines, side),
            adopted,
            lambda _: self._reload(),
            asker=self,
        )

    def _changed(self, words: str, at: ComparedLine | None, *, onward: bool = False) -> None:
        """Show the lines as they are now, with the cursor at the next difference if asked."""

        def shown() -> None:
            found = self._difference(1) if onward else None
            if found is not None:
                self.rows.show(self.rows.ids, NOTHING, at=found)
            self.say(words)

        self._reload(at=at, shown=shown)

    def step_reversed(self, step: Step) -> None:
        """Compare anew; what was taken back may stand in the consensus of any article in view."""
        self._touched.update(self.here)
        self._reload()

    def _reload(
        self,
        *,
        at: ComparedLine | None = None,
        from_top: bool = False,
        shown: Callable[[], object] = lambda: None,
    ) -> None:
        """Compare anew, with the cursor on the same line."""
        if not self._couples:
            self.rows.show([], NO_COUPLE_HERE if self._ids else NO_COUPLE)
            return
        couple, ids = self._couples[self._at], self._ids
        key = at.key if at else self.rows.current.key if self.rows.current else None

        def answered(found: Comparison) -> None:
            if not is_open(self):
                return
            self._comparison = found
            numbers = [line.id for line in found.lines]
            place = next((line.id for line in found.lines if line.key == key), None)
            self.rows.want_lines(anew=True)
            self.rows.put_lines(numbers[:AT_ONCE], found.lines[:AT_ONCE])
            self.rows.show(numbers, NOTHING, at=None if from_top else place, from_top=from_top)
            self.query_one(CompareHeads).show(found.names)
            self._show_heading()
            self.show_place()
            shown()

        self.ask("compare", lambda library: library.comparison.compare(couple, ids), answered)

    @on(PagedLines.LinesWanted)
    def _lines_wanted(self, message: PagedLines.LinesWanted) -> None:
        lines = self._comparison.lines if self._comparison else ()
        found = [lines[key] for key in message.ids if key < len(lines)]
        self.rows.put_lines(message.ids, found)

    @on(PagedLines.Activated)
    def _activated(self) -> None:
        self.action_adopt()

    def show_place(self) -> None:
        """Show the line in full as well."""
        super().show_place()
        self.query_one(ComparedView).show(self.rows.current, self._comparison, self._look())

    def described_row(self) -> Content:
        """The article of the line."""
        line = self.rows.current
        return plain(line.article_title).stylize(self.room.palette.dim) if line else Content("")

    def _show_heading(self) -> None:
        found, palette = self._comparison, self.room.palette
        if found is None:
            return
        left, right = compare_heading(found, palette)
        self.heading.show(left=left, right=right)

    def _look(self) -> CompareLook:
        return CompareLook(self.room.palette, self._codebook, self._script.convert, self._side)

    def _painter(self) -> Callable[[ComparedLine, int, bool], Strip]:
        look = self._look()
        return lambda line, width, current: paint_compared(line, width, look, current=current)

    def _repaint(self) -> None:
        self.rows.repaint(self._painter())
        self._show_heading()
        self.show_place()
