"""The list: every article of the library on one line each."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from cityreader.ui.commands import LIST_COMMANDS
from cityreader.ui.keymap import bindings_of, is_input_method_text
from cityreader.ui.listing.line import Look
from cityreader.ui.listing.script import script_named
from cityreader.ui.safety import plain
from cityreader.ui.screens.list.exits import ListExits
from cityreader.ui.screens.list.imports import ListImports
from cityreader.ui.screens.list.moves import PREVIEW_FROM, ListMoves
from cityreader.ui.screens.list.review import ListReview
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.article_list import ArticleList
from cityreader.ui.widgets.column_heads import ColumnHeads
from cityreader.ui.widgets.filter_box import FilterBox
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.list_header import HeaderState, ListHeader
from cityreader.ui.widgets.preview import Preview
from cityreader.ui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import Article, Codebook, ListedArticle
    from cityreader.ui.messages import (
        BackupFailed,
        LibraryMoved,
        LibraryOpened,
        LibraryRefused,
    )

PREVIEW_REST = 0.03
"""Seconds after which the preview follows what a filter found."""


class ListScreen(ListMoves, ListReview, ListExits, ListImports):
    """Puts the widgets together and passes on what they tell."""

    BINDINGS = [*bindings_of(LIST_COMMANDS)]
    AUTO_FOCUS = "ArticleList"

    command_table = LIST_COMMANDS
    help_title = "Keys of the list"
    _is_early = False
    """Whether keys are kept that came before the library was open."""

    def compose(self) -> ComposeResult:
        """Header, filter, heads, list, preview, keys."""
        look = Look(palette_of(self))
        yield ListHeader(HeaderState(self.room.path.name, self.room.config.coder, "opening …"))
        yield FilterBox(self.filter_entered)
        yield ColumnHeads()
        yield ArticleList(look)
        yield Welcome(id="welcome")
        preview = Preview(look)
        preview.display = self.app.size.height >= PREVIEW_FROM
        yield preview
        yield KeyBar(LIST_COMMANDS)

    def on_mount(self) -> None:
        """Paint with the theme's colours, also when it changes."""
        self.script = script_named(self.room.config.reader.chinese)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())
        self.show_mode()
        # Told at once and not by a message: the search begins before the letter is painted.
        self.watch(self.filter_box.input, "value", self.filter_changed, init=False)

    def on_library_opened(self, event: "LibraryOpened") -> None:
        """Show the first lines at once, then all of the list, the numbers, the preview."""
        library = event.library
        self.articles.forget()
        self.touched.clear()
        self.listing = None
        self.header.change(
            counts=None,
            selected=0,
            library=library.path.name,
            coder=library.coder.name,
            note="",
            warning="" if library.care.writable else "read-only",
            viewpoint=library.viewpoint.now.words,
        )
        self.show_mode()
        self.show_script()
        self._show_first(library)
        self.show_counts()
        if self.room.article is not None:
            self._open_named(self.room.article)

    def on_library_refused(self, event: "LibraryRefused") -> None:
        """Say why the library cannot be opened, and what to do."""
        error = event.error
        self.header.change(note="")
        self.query_one(Welcome).say(plain(error.title), plain(error.message), plain(error.hint))
        self._show_welcome(True)
        self._release_early()

    def on_backup_failed(self, event: "BackupFailed") -> None:
        """Say so once in a sentence, and from then on in the header."""
        self.header.change(warning="no backup")
        self.app.notify(
            event.message, title="No backup", severity="error", timeout=15, markup=False
        )

    def on_library_moved(self, event: "LibraryMoved") -> None:
        """Say where what is open was kept, and that nothing more can be stored."""
        self.header.change(warning="moved away")
        path = self.room.path
        kept = f"What was stored is kept as {event.kept}." if event.kept else ""
        message = f"{path} was deleted or replaced while it was open; nothing more can be stored."
        self.app.notify(
            f"{message} {kept} Look at the file, then open it again.",
            title="Library moved",
            severity="error",
            timeout=30,
            markup=False,
        )

    def on_list_part_shown(self) -> None:
        """Say why there is nothing to list, where that is so."""
        counts, listing = self.header.state.counts, self.listing
        empty = counts is not None and not counts.listed
        found = listing is None or len(self.articles.ids) > 0
        welcome = self.query_one(Welcome)
        if empty:
            welcome.say_empty(palette_of(self))
        elif not found and listing is not None:
            welcome.say_nothing_found(
                listing.query, palette_of(self), looking=self.looking_in_texts
            )
        self._show_welcome(empty or not found)
        self.show_mode()
        if listing is not None:
            self._release_early()

    def on_cursor_lines_cursor_moved(self) -> None:
        """Look at the article the cursor is on now, when the line of the cursor is painted."""
        if self.filter_box.input.has_focus:
            # The terminal takes what was found first, while letters are typed.
            self.set_timer(PREVIEW_REST, self.show_preview)
        else:
            self.call_after_refresh(self.show_preview)

    def on_article_list_selection_changed(self, event: ArticleList.SelectionChanged) -> None:
        """Count the selection."""
        self.header.change(selected=event.count)
        self.show_mode()

    def on_cursor_lines_activated(self) -> None:
        """Read the article that was clicked."""
        self.action_open_article()

    def on_fetched_lines_lines_wanted(self, event: ArticleList.LinesWanted) -> None:
        """Fetch lines that came into view."""
        wanted = event.ids

        def answered(lines: "list[ListedArticle]") -> None:
            self.articles.put_lines(wanted, lines)

        self.ask("lines", lambda library: library.search.lines(wanted), answered)

    def on_column_heads_clicked(self, event: ColumnHeads.Clicked) -> None:
        """Sort by the column that was clicked."""
        self.action_sort_by(event.sort)

    def filter_changed(self, text: str) -> None:
        """Filter at every key press; a filter begins at its first line."""
        self.stop_search()
        self.frame.hold()
        self.relist(from_top=bool(text.strip()))

    def filter_entered(self, text: str) -> None:
        """Read the article the filter leads to, as soon as it is known which that is."""
        self.remember_search()
        self.focus_list()
        if self.listing is not None and self.listing.query.text == text and self.articles.ids:
            self.action_open_article()
        else:
            self.opening = True
            self.relist(from_top=True)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keys that work depend on who has the focus."""
        self.show_mode()

    def on_resize(self) -> None:
        """The preview comes and goes with the height."""
        self.place_preview()

    def holds(self, event: events.Key) -> bool:
        """Keep what means something only when there is a list, until it is there."""
        if self.is_opening and self.means_something(event.key):
            if self.can_run(event.key):
                return False
            self._is_early = True
            self.hold_keys()
        return super().holds(event)

    def _release_early(self) -> None:
        if self._is_early:
            self._is_early = False
            self.release_keys()

    async def on_key(self, event: events.Key) -> None:
        """Say so when an input method swallows the commands."""
        if is_input_method_text(event.character) and not self.filter_box.input.has_focus:
            self.room.tell("The input method is on; switch it off for commands.")

    def _show_first(self, library: "Library") -> None:
        count = max(20, self.size.height)

        def question(_: "Library") -> "tuple[list[ListedArticle], Codebook, int | None, bool]":
            return (
                library.search.first_lines(count),
                library.coding.codebook(),
                library.readings.last_read_id(),
                library.care.starter,
            )

        def answered(answer: "tuple[list[ListedArticle], Codebook, int | None, bool]") -> None:
            lines, codebook, last, starter = answer
            self.header.change(note="the samples" if starter else "")
            self.articles.look = replace(self.articles.look, codebook=codebook)
            if not self.filter_box.input.value:
                ids = [line.id for line in lines]
                self.articles.put_lines(ids, lines)
                self.articles.show(ids, at=last)
            self.relist(at=last)

        self.ask("first", question, answered)

    def _open_named(self, name: str) -> None:
        self.room.article = None

        def answered(article: "Article") -> None:
            self.read(article.id)

        self.ask("named", lambda library: library.articles.resolve(name), answered)

    def _show_welcome(self, shown: bool) -> None:
        welcome = self.query_one(Welcome)
        if welcome.display != shown:
            welcome.display = shown
            self.articles.display = self.query_one(ColumnHeads).display = not shown
            self.place_preview()
            if not self.filter_box.input.has_focus:
                self.focus_list()

    def _repaint(self) -> None:
        palette = palette_of(self)
        self.articles.look = replace(self.articles.look, palette=palette)
        preview = self.query_one(Preview)
        preview.look = replace(preview.look, palette=palette)
        self.refresh()
