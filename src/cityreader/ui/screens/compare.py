"""The comparison: what two coders made of the same words, differences first."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.strip import Strip

from cityreader.models.comparison import ComparedLine, Comparison
from cityreader.ui.commands import COMPARE_COMMANDS
from cityreader.ui.errands import is_open
from cityreader.ui.keymap import bindings_of
from cityreader.ui.listing.compared_line import CompareLook, paint_compared
from cityreader.ui.listing.comparing import Comparing, key_labels
from cityreader.ui.listing.script import script_named
from cityreader.ui.safety import plain
from cityreader.ui.screens.consensus_changes import ConsensusChanges
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.compared_view import ComparedView, CompareHeads, compare_heading
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.paged_lines import PagedLines
from cityreader.ui.widgets.reader_lines import StatusLine

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import Codebook

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


class CompareScreen(ConsensusChanges):
    """Shows two coders beside each other; leaves with 1 if the consensus was changed.

    Without ``article_ids`` it compares all articles that both marked as done.
    """

    BINDINGS = [*bindings_of(COMPARE_COMMANDS)]
    command_table = COMPARE_COMMANDS
    help_title = "Compare"

    def __init__(self, article_ids: Sequence[int] = ()) -> None:
        super().__init__()
        self._ids = tuple(article_ids)

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
        yield KeyBar(COMPARE_COMMANDS)

    def on_mount(self) -> None:
        """Ask who can be compared, and compare the first two."""
        self.set_focus(self.rows)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())
        self.heading.show(left=Content.styled("Compare", f"bold {palette_of(self).accent}"))
        ids = self._ids

        def question(library: "Library") -> Comparing:
            return Comparing(library.comparison.couples(ids), library.coding.codebook())

        def answered(comparing: Comparing) -> None:
            if is_open(self):
                self.comparing = comparing
                self._repaint()
                self.recompare()

        self.ask("couples", question, answered)

    def action_switch_side(self) -> None:
        """The other version."""
        self.comparing.switch_side()
        self._repaint()

    def action_step(self, steps: int) -> None:
        """The next or previous difference that is not decided; where all are, the next one."""
        found = self.comparing.difference(self.rows.cursor, steps)
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
            self.app.push_screen(reader, lambda _: self.recompare())

    def action_next_coders(self) -> None:
        """The next two coders, where there are more than two."""
        if self.comparing.turn_to_next_couple():
            self.recompare(from_top=True)
        else:
            self.say("There are no other two coders to compare here.")

    def action_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss(1 if self.touched else 0)

    def on_resize(self) -> None:
        """The heading has another room."""
        self._show_heading()

    @property
    def here(self) -> set[int]:
        """The articles that are compared, and those changed here."""
        return super().here | set(self._ids)

    def reread(self) -> None:
        """Compare anew, with the letters of the codebook as it is now."""

        def answered(codebook: "Codebook") -> None:
            self.comparing.codebook = codebook
            self._repaint()
            self.recompare()

        self.ask("letters", lambda library: library.coding.codebook(), answered)

    def recompare(
        self,
        *,
        at: ComparedLine | None = None,
        from_top: bool = False,
        shown: Callable[[], object] = lambda: None,
    ) -> None:
        """Compare anew, with the cursor on the same line."""
        couple, ids = self.comparing.couple, self._ids
        if couple is None:
            self.rows.show([], NO_COUPLE_HERE if ids else NO_COUPLE)
            return
        key = at.key if at else self.rows.current.key if self.rows.current else None

        def answered(found: Comparison) -> None:
            if not is_open(self):
                return
            self.comparing.found = found
            numbers = [line.id for line in found.lines]
            place = self.comparing.id_of(key)
            self.rows.want_lines(anew=True)
            self.rows.put_lines(numbers[:AT_ONCE], found.lines[:AT_ONCE])
            self.rows.show(numbers, NOTHING, at=None if from_top else place, from_top=from_top)
            self.query_one(CompareHeads).show(found)
            self._show_heading()
            self.show_place()
            shown()

        self.ask("compare", lambda library: library.comparison.compare(couple, ids), answered)

    @on(PagedLines.LinesWanted)
    def _lines_wanted(self, message: PagedLines.LinesWanted) -> None:
        lines = self.comparing.lines
        found = [lines[key] for key in message.ids if key < len(lines)]
        self.rows.put_lines(message.ids, found)

    @on(PagedLines.Activated)
    def _activated(self) -> None:
        self.action_adopt()

    def show_place(self) -> None:
        """Show the line in full as well."""
        super().show_place()
        self.query_one(KeyBar).labels = key_labels(self.rows.current)
        self.query_one(ComparedView).show(self.rows.current, self.comparing.found, self._look())

    def described_row(self) -> Content:
        """The article of the line."""
        line = self.rows.current
        return plain(line.article_title).stylize(palette_of(self).dim) if line else Content("")

    def _show_heading(self) -> None:
        if self.comparing.found is not None:
            left, right = compare_heading(self.comparing.found, palette_of(self))
            self.heading.show(left=left, right=right)

    def _look(self) -> CompareLook:
        return self.comparing.look(palette_of(self), self._script.convert)

    def _painter(self) -> Callable[[ComparedLine, int, bool], Strip]:
        look = self._look()
        return lambda line, width, current: paint_compared(line, width, look, current=current)

    def _repaint(self) -> None:
        self.rows.repaint(self._painter())
        self._show_heading()
        self.show_place()
