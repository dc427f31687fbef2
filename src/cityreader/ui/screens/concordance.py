"""The concordance: every row in the library that holds some words, to compare and to read on."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input

from cityreader.errors import CityReaderError
from cityreader.models import ConcordanceHit
from cityreader.text.cells import fit
from cityreader.text.scripts import fold
from cityreader.ui.clipboard import copy_text
from cityreader.ui.command_screen import CommandScreen
from cityreader.ui.commands import CONCORDANCE_COMMANDS
from cityreader.ui.keymap import bindings_of
from cityreader.ui.keys import LineInput
from cityreader.ui.listing.script import script_named
from cityreader.ui.reading.finding import Jump
from cityreader.ui.safety import plain
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.kwic_lines import NO_COUNTERPART, HitLook, KwicLines
from cityreader.ui.widgets.reader_lines import StatusLine
from cityreader.ui.widgets.words import Words

if TYPE_CHECKING:
    from cityreader.library.concordance import ConcordanceWalk
    from cityreader.library.library import Library

MOST_HITS = 5_000
"""More rows than this nobody reads; the words want to be chosen more narrowly."""

SORTS = {"date": "newest first", "right": "by what follows", "left": "by what stands before"}


class ConcordanceScreen(CommandScreen):
    """Shows the rows that hold some words; asks for words where none are given."""

    BINDINGS = [*bindings_of(CONCORDANCE_COMMANDS)]
    command_table = CONCORDANCE_COMMANDS
    help_title = "Concordance"
    DEFAULT_CSS = """
    ConcordanceScreen > #concordance-words { background: $panel; padding: 0 2; }
    ConcordanceScreen > #concordance-row {
        height: 20%; min-height: 4; padding: 0 2; border-top: solid $border;
        background: $background;
    }
    ConcordanceScreen > #concordance-row > Words { width: 100%; height: auto; }
    """

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = " ".join(words.split())
        self.sort = "date"
        self.reverse = False
        self._mode = "read"
        self._selected = self.words
        self._found: list[ConcordanceHit] = []
        self._walk: ConcordanceWalk | None = None

    @property
    def mode(self) -> str:
        """What keys mean now; the names are those of the commands."""
        return self._mode

    @property
    def rows(self) -> KwicLines:
        """The list of hits."""
        return self.query_one(KwicLines)

    def compose(self) -> ComposeResult:
        """Heading, words, hits, the row under the cursor, status and keys."""
        self.script = script_named(self.room.config.reader.chinese)
        self.heading = StatusLine()
        yield self.heading
        words = LineInput(self.words_entered, placeholder="words", id="concordance-words")
        words.display = False
        yield words
        yield KwicLines(self._look())
        with VerticalScroll(id="concordance-row", can_focus=False):
            yield Words()
        self.status = StatusLine()
        yield self.status
        yield KeyBar(CONCORDANCE_COMMANDS)

    def on_mount(self) -> None:
        """Look for the words, or ask for some."""
        self.set_focus(self.rows)
        self._show_heading()
        if self.words:
            self._search()
        else:
            self.action_edit_query()

    def action_open_row(self) -> None:
        """Open the reader at the row, with the words selected."""
        from cityreader.ui.screens.reader import ReaderScreen

        hit = self.rows.current
        if hit is None:
            return
        jump = Jump(hit.article.id, hit.span, hit.counterpart.id)
        self.app.push_screen(ReaderScreen(hit.article.id, jump=jump))

    def action_edit_query(self) -> None:
        """Type other words."""
        bar = self.query_one("#concordance-words", Input)
        bar.value = self.words
        bar.cursor_position = len(bar.value)
        bar.display = True
        self._enter_mode("words")
        self.set_focus(bar)

    def words_entered(self, text: str) -> None:
        """Look for what was typed."""
        self._close_words()
        if text.strip():
            self.words = " ".join(text.split())
            self._search()

    def action_move(self, hits: int) -> None:
        """Next or previous hit."""
        self.rows.move_to(self.rows.cursor + hits)

    def action_move_top(self) -> None:
        """First hit."""
        self.rows.move_to(0)

    def action_move_bottom(self) -> None:
        """Last hit."""
        self.rows.move_to(len(self.rows.hits) - 1)

    def action_page(self, pages: int) -> None:
        """A page down or up."""
        self.rows.move_page(pages)

    def action_sort(self) -> None:
        """Ask for the order."""
        self._enter_mode("sort")

    def action_sort_by(self, sort: str) -> None:
        """Sort; the same order again turns it round."""
        self.reverse = sort == self.sort and not self.reverse
        self.sort = sort
        self._enter_mode("read")
        self.rows.show(self._sorted())
        self._show_heading()

    def action_cycle_script(self) -> None:
        """Chinese as published, simplified, traditional; only for display."""
        self.script = self.script.next
        self.rows.look = self._look()
        self._show_row(self.rows.current)
        self.say(f"Chinese {self.script.label}")

    def action_copy(self) -> None:
        """Copy the row in both languages with its sources."""
        hit = self.rows.current
        if hit is None:
            return
        text = f"…{hit.before}{hit.words}{hit.after}…\n{hit.other}\n— {_citation(hit)}"
        self.ask(
            "copy",
            lambda _: copy_text(self.app, text),
            lambda way: self.say(f"Row copied through {way}"),
        )

    def action_leave(self) -> None:
        """Leave one thing: the menu, the words being typed, then the concordance."""
        if self.mode == "words" and (self.words or self._found):
            self._close_words()
        elif self.mode == "sort":
            self._enter_mode("read")
        else:
            self.action_back()

    def action_back(self) -> None:
        """Back to where it was asked for."""
        self._walk = None
        self.dismiss(0)

    def say(self, message: str) -> None:
        """Show a message in the status line until the cursor moves."""
        self.status.show(left=Content.styled(message, self.room.palette.ink))

    def on_resize(self) -> None:
        """The heading is cut to the new width."""
        self._show_heading()

    @on(KwicLines.CursorMoved)
    def _cursor_moved(self, message: KwicLines.CursorMoved) -> None:
        self._show_heading()
        self._show_row(message.hit)

    @on(KwicLines.Activated)
    def _activated(self) -> None:
        self.action_open_row()

    def _search(self) -> None:
        """Begin to look for the words; what was found for others is forgotten."""
        words, self._walk, self._found = self.words, None, []
        as_it_stands = words == self._selected
        self.rows.show([], from_top=True)
        self._show_row(None)
        self._show_heading()

        def begin(library: "Library") -> "ConcordanceWalk":
            service = library.concordance
            return service.walk_words(words) if as_it_stands else service.walk(words)

        def began(walk: "ConcordanceWalk") -> None:
            self._walk = walk
            self._go_on(walk)

        def failed(error: CityReaderError) -> None:
            self.say(error.message)

        self.ask("concordance", begin, began, failed)

    def _go_on(self, walk: "ConcordanceWalk") -> None:
        """Look at some more articles; the hits are shown as they come."""

        def answered(found: list[ConcordanceHit]) -> None:
            if self._walk is not walk or not self.is_attached:
                return
            self._found = (self._found + found)[:MOST_HITS]
            if found:
                self.rows.show(self._sorted())
            self._show_heading()
            if not walk.done and len(self._found) < MOST_HITS:
                self._go_on(walk)
            elif not self._found:
                self.say("No row of a pair holds these words.")

        self.ask("concordance", lambda _: walk.more(), answered)

    def _sorted(self) -> list[ConcordanceHit]:
        if self.sort == "date":
            return self._found[::-1] if self.reverse else list(self._found)
        on_right = self.sort == "right"

        def context(hit: ConcordanceHit) -> str:
            return fold(hit.after).strip() if on_right else fold(hit.before)[::-1].strip()

        return sorted(self._found, key=context, reverse=self.reverse)

    def _show_heading(self) -> None:
        palette, walk = self.room.palette, self._walk
        count = f"{len(self._found):,} row{'s' * (len(self._found) != 1)}"
        if walk is not None and not walk.done:
            done = len(self._found) >= MOST_HITS
            note = "the first of more" if done else f"{walk.looked_at:,} of {walk.total:,} articles"
            count = f"{count} · {note}"
        order = SORTS[self.sort] + " ↑" * self.reverse
        right = Content.styled(f"{count} · {order}", palette.dim)
        room = max(10, self.app.size.width - 22 - right.cell_length)
        left = Content.assemble(
            Content.styled("Concordance  ", palette.accent),
            plain(fit(self.words, room, cell_len).rstrip()).stylize("bold"),
        )
        self.heading.show(left=left, right=right)

    def _show_row(self, hit: ConcordanceHit | None) -> None:
        """The other side whole, and where the row is from."""
        palette = self.room.palette
        pane = self.query_one("#concordance-row > Words", Words)
        if hit is None:
            pane.update(Content(""))
            self.status.show(left=Content(""), right=Content(""))
            return
        other = self.script.convert(hit.counterpart.lang, hit.other)
        pane.update(plain(other or NO_COUNTERPART).stylize(palette.ink if other else palette.faint))
        self.query_one("#concordance-row").scroll_home(animate=False)
        number = f"{self.rows.cursor + 1}/{len(self.rows.hits)}"
        self.status.show(
            left=plain(_citation(hit)).stylize(palette.dim),
            right=Content.styled(f"row {hit.row} · {number}", palette.faint),
        )

    def _close_words(self) -> None:
        self.query_one("#concordance-words", Input).display = False
        self._enter_mode("read")
        self.set_focus(self.rows)

    def _enter_mode(self, mode: str) -> None:
        self._mode = mode
        self.query_one(KeyBar).mode = mode
        self.refresh_bindings()

    def _look(self) -> HitLook:
        return HitLook(self.room.palette, self.script.convert)


def _citation(hit: ConcordanceHit) -> str:
    article = hit.article
    facts = (article.published.iso, article.source, article.title)
    return " · ".join(fact for fact in facts if fact)
