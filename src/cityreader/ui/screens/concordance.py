"""The concordance: every row in the library that holds some words, to compare and to read on."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from cityreader.errors import CityReaderError
from cityreader.models import ConcordanceHit
from cityreader.ui.clipboard import copy
from cityreader.ui.commands import CONCORDANCE_COMMANDS
from cityreader.ui.errands import is_open
from cityreader.ui.keymap import bindings_of
from cityreader.ui.keys import LineInput
from cityreader.ui.listing.concordance_hits import ConcordanceHits
from cityreader.ui.listing.script import script_named
from cityreader.ui.reading.finding import Jump
from cityreader.ui.safety import fitted, plain
from cityreader.ui.screens.query_screen import QueryScreen
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.cursor_lines import CursorLines
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.kwic_lines import NO_COUNTERPART, HitLook, KwicLines
from cityreader.ui.widgets.reader_lines import StatusLine
from cityreader.ui.widgets.words import Words

if TYPE_CHECKING:
    from cityreader.library.concordance import ConcordanceWalk
    from cityreader.library.library import Library

SORTS = {"date": "newest first", "right": "by what follows", "left": "by what stands before"}


class ConcordanceScreen(QueryScreen[str]):
    """Shows the rows that hold some words; asks for words where none are given."""

    BINDINGS = [*bindings_of(CONCORDANCE_COMMANDS)]
    command_table = CONCORDANCE_COMMANDS
    help_title = "Concordance"
    typing = "words"
    DEFAULT_CSS = """
    ConcordanceScreen > #concordance-words { background: $panel; margin: 0 2; }
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
        self._selected = self.words
        self._hits = ConcordanceHits()

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
        self.app.theme_changed_signal.subscribe(self, lambda _: self.repaint())
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
        self.open_query(self.words)

    def words_entered(self, text: str) -> None:
        """Look for what was typed."""
        self.close_query()
        if text.strip():
            self.words = " ".join(text.split())
            self._search()

    def action_copy(self) -> None:
        """Copy the row in both languages with its sources."""
        hit = self.rows.current
        if hit is not None:
            words = f"…{hit.before}{hit.words}{hit.after}…"
            copy(self, f"{words}\n{hit.other}\n— {_citation(hit)}", "the row")

    def action_leave(self) -> None:
        """Leave one thing: the menu, the words being typed, then the concordance."""
        if self.mode == "words" and (self.words or self._hits):
            self.close_query()
        elif self.mode == "sort":
            self.enter_mode("read")
        else:
            self.action_back()

    def action_back(self) -> None:
        """Back to where it was asked for."""
        self._hits = ConcordanceHits()
        self.dismiss(0)

    def sorted_anew(self) -> None:
        """Show the hits in the order that was chosen."""
        self.rows.show(self._hits.ordered(self.sort, reverse=self.reverse))
        self._show_heading()

    def repaint(self) -> None:
        """Paint everything anew."""
        self.rows.look = self._look()
        self._show_heading()
        self.show_place()

    def show_place(self) -> None:
        """Show the other side whole, and where the row is from."""
        super().show_place()
        hit, palette = self.rows.current, palette_of(self)
        other = self.script.convert(hit.counterpart.lang, hit.other) if hit else ""
        shown = plain(other).stylize(palette.ink)
        if hit is not None and not other:
            shown = plain(NO_COUNTERPART).stylize(palette.faint)
        self.query_one("#concordance-row > Words", Words).update(shown)
        self.query_one("#concordance-row").scroll_home(animate=False)

    def described_row(self) -> Content:
        """Where the hit is from."""
        hit = self.rows.current
        return plain(_citation(hit)).stylize(palette_of(self).dim) if hit else Content("")

    def numbered_row(self) -> str:
        """The number of the row in its article, and of the hit."""
        hit, number = self.rows.current, super().numbered_row()
        return f"row {hit.row} · {number}" if hit else number

    def on_resize(self) -> None:
        """The heading is cut to the new width."""
        self._show_heading()

    @on(CursorLines.Activated)
    def _activated(self) -> None:
        self.action_open_row()

    def _search(self) -> None:
        """Begin to look for the words; what was found for others is forgotten."""
        words, hits = self.words, ConcordanceHits()
        as_it_stands = words == self._selected
        self._hits, self.said = hits, False
        self.rows.show([], from_top=True)
        self.show_place()
        self._show_heading()

        def begin(library: "Library") -> tuple["ConcordanceWalk", list[str]]:
            service = library.concordance
            if as_it_stands:
                return service.walk_words(words), []
            return service.walk(words), library.search.unknown(words)

        def began(answer: tuple["ConcordanceWalk", list[str]]) -> None:
            hits.walk, hits.unknown = answer
            self._go_on(hits, hits.walk)

        def failed(error: CityReaderError) -> None:
            self.say(error.message)

        self.ask("concordance", begin, began, failed)

    def _go_on(self, hits: ConcordanceHits, walk: "ConcordanceWalk") -> None:
        """Look at some more articles; the hits are shown as they come."""

        def answered(found: list[ConcordanceHit]) -> None:
            if self._hits is not hits or not is_open(self):
                return
            hits.add(found)
            if found:
                self.rows.show(hits.ordered(self.sort, reverse=self.reverse))
            self._show_heading()
            if not hits.complete:
                self._go_on(hits, walk)
            elif hits.unknown:
                self.say(hits.unknown[0])
            elif not hits:
                self.say("No row of a pair holds these words.")

        self.ask("concordance", lambda _: walk.more(), answered)

    def _show_heading(self) -> None:
        palette = palette_of(self)
        order = SORTS[self.sort] + " ↑" * self.reverse
        right = Content.styled(f"{self._hits.counted} · {order}", palette.dim)
        room = max(10, self.app.size.width - 22 - right.cell_length)
        left = Content.assemble(
            Content.styled("Concordance  ", palette.accent),
            plain(fitted(self.words, room).rstrip()).stylize("bold"),
        )
        self.heading.show(left=left, right=right)

    def _look(self) -> HitLook:
        return HitLook(palette_of(self), self.script.convert)


def _citation(hit: ConcordanceHit) -> str:
    article = hit.article
    facts = (article.published.iso, article.source, article.title)
    return " · ".join(fact for fact in facts if fact)
