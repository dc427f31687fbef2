"""The history: every step that was done in this library, the newest first."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.strip import Strip

from cityreader.library.viewpoint import MINE
from cityreader.models import Span, Step
from cityreader.models.history import HistoryLine
from cityreader.text.phrases import counted
from cityreader.ui.command_screen import ChangingScreen
from cityreader.ui.commands import HISTORY_COMMANDS
from cityreader.ui.errands import is_open
from cityreader.ui.keymap import bindings_of
from cityreader.ui.listing.history_line import UNDONE, paint_step
from cityreader.ui.safety import plain
from cityreader.ui.screens.table_screen import TableScreen
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.paged_lines import PagedLines
from cityreader.ui.widgets.reader_lines import StatusLine

if TYPE_CHECKING:
    from cityreader.library.library import Library

NO_STEPS = (
    "Nothing was done yet.",
    "Imports, marks, events and every other change stand here, and u takes them back.",
)
NO_STEPS_OF_MINE = ("You have done nothing here yet.", "c shows what other coders did.")


class HistoryScreen(TableScreen, ChangingScreen):
    """Shows the steps and walks to where they were done; leaves with 1 if one was reversed."""

    BINDINGS = [*bindings_of(HISTORY_COMMANDS)]
    command_table = HISTORY_COMMANDS
    help_title = "History"
    DEFAULT_CSS = """
    HistoryScreen > StatusLine.heading { margin-bottom: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.everyone = True
        self._changed = False

    @property
    def rows(self) -> PagedLines[HistoryLine]:
        """The steps."""
        return self.query_one(PagedLines)

    def compose(self) -> ComposeResult:
        """Heading, steps, status and keys."""
        self.heading = StatusLine()
        self.heading.add_class("heading")
        yield self.heading
        yield PagedLines[HistoryLine](self._painter())
        self.status = StatusLine()
        yield self.status
        yield KeyBar(HISTORY_COMMANDS)

    def on_mount(self) -> None:
        """Ask for the steps."""
        self.set_focus(self.rows)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())
        if self.room.library is not None:
            # Whoever codes blind does not want to see what others did.
            self.everyone = self.room.library.viewpoint.now.choice != MINE
        self._show_heading(None)
        self.reread()

    def action_open_place(self) -> None:
        """Read on at what the step changed."""
        key = self.rows.current_id
        if key is None:
            return

        def answered(place: tuple[int, Span | None] | None) -> None:
            from cityreader.ui.reading.finding import Jump
            from cityreader.ui.screens.reader import ReaderScreen

            if place is None:
                self.say("This step is in no article, or its article is in the trash.")
                return
            article_id, span = place
            jump = Jump(article_id, span) if span else None
            self.app.push_screen(ReaderScreen(article_id, jump=jump), lambda _: self.reread())

        self.ask("place", lambda library: library.history.place_of(key), answered)

    def action_toggle_coders(self) -> None:
        """Own steps, or those of all coders."""
        self.everyone = not self.everyone
        self.reread()

    def action_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss(1 if self._changed else 0)

    def reread(self) -> None:
        """Ask which steps there are, and for their lines anew."""
        everyone = self.everyone

        def answered(keys: Sequence[int]) -> None:
            if not is_open(self):
                return
            self.rows.show(keys, NO_STEPS if everyone else NO_STEPS_OF_MINE)
            self.rows.want_lines(anew=True)
            self._show_heading(len(keys))

        self.ask("history", lambda library: library.history.keys(everyone=everyone), answered)

    @property
    def here(self) -> set[int]:
        """The article of the line under the cursor, whose step the person sees before pressing."""
        line = self.rows.current
        article = line.step.article_id if line else None
        return set() if article is None else {article}

    def step_reversed(self, step: Step) -> None:
        """Another step stands in the history now, or one is no longer undone."""
        self._changed = True
        self.reread()

    def described_row(self) -> Content:
        """The whole words of the step."""
        line = self.rows.current
        if line is None:
            return Content("")
        state = f"{UNDONE} undone: " if line.step.undone else ""
        return plain(state + line.step.summary).stylize(palette_of(self).dim)

    @on(PagedLines.Activated)
    def _activated(self) -> None:
        self.action_open_place()

    @on(PagedLines.LinesWanted)
    def _lines_wanted(self, message: PagedLines.LinesWanted) -> None:
        wanted = message.ids

        def question(library: "Library") -> list[HistoryLine]:
            return library.history.lines(wanted)

        def answered(lines: list[HistoryLine]) -> None:
            if is_open(self):
                self.rows.put_lines(wanted, lines)

        self.ask("steps", question, answered)

    def _show_heading(self, count: int | None) -> None:
        palette = palette_of(self)
        whose = "all coders" if self.everyone else "your own steps"
        steps = "…" if count is None else counted(count, "step")
        self.heading.show(
            left=Content.assemble(
                Content.styled("History", f"bold {palette.accent}"),
                Content.styled(f"  {steps}", palette.dim),
            ),
            right=Content.styled(f"{whose} · newest first", palette.faint),
        )

    def _painter(self) -> Callable[[HistoryLine, int, bool], Strip]:
        palette = palette_of(self)
        return lambda line, width, current: paint_step(line, width, palette, current=current)

    def _repaint(self) -> None:
        self.rows.repaint(self._painter())
        self._show_heading(self.rows.count)
        self.show_place()
