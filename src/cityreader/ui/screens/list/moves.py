"""The commands of the list that move, sort and select."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cityreader.ui.listing.script import AS_PUBLISHED
from cityreader.ui.screens.list.saved import ListSaved
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.preview import Preview

if TYPE_CHECKING:
    from cityreader.models.query import SortKey

PREVIEW_FROM = 24
"""Lines of the screen from which there is a preview."""


class ListMoves(ListSaved):
    """Moving the cursor, finding lines, and how lines are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.sorting = False
        self.script = AS_PUBLISHED
        self.preview_wanted = True

    def action_move(self, lines: int) -> None:
        """Move the cursor by lines."""
        self.articles.move_to(self.articles.cursor + lines)

    def action_move_top(self) -> None:
        """Move to the first line."""
        self.articles.move_to(0)

    def action_move_bottom(self) -> None:
        """Move to the last line."""
        self.articles.move_to(self.articles.count - 1)

    def action_page(self, pages: int) -> None:
        """Move by a screenful."""
        self.articles.move_page(pages)

    def action_next_new(self) -> None:
        """Move to the next new article of the list, from the end on to the beginning."""
        ids, after = self.articles.ids, self.articles.cursor

        def moved(found: int | None) -> None:
            if found is None or not self.articles.move_to_article(found):
                self.room.tell("Nothing new in this list.")

        self.ask("next new", lambda library: library.search.next_new(ids, after), moved)

    def action_focus_filter(self) -> None:
        """Type in the filter."""
        # At once, so that the letters typed next go there.
        self.set_focus(self.filter_box.input)
        self.load_history()

    def action_complete(self) -> None:
        """Complete what is being typed; once more takes the next choice."""
        self.filter_box.input.complete(1)

    def action_recall(self) -> None:
        """Put the newest of the past searches into the filter."""
        self.filter_box.input.recall(1)

    def action_sort(self) -> None:
        """Ask by what to sort; a letter answers."""
        self.sorting = True
        self.show_mode()

    def action_sort_by(self, sort: SortKey) -> None:
        """Sort by this, or the other way round if it sorts by this already."""
        self.sorting = False
        self.reverse = sort == self.sort and not self.reverse and sort != "best"
        self.sort = sort
        self.best_by_hand = sort == "best"
        self.show_mode()
        self.relist()

    def action_toggle_select(self) -> None:
        """Select the line, or take it out of the selection, and go on to the next."""
        self.articles.toggle_selected()
        self.articles.move_to(self.articles.cursor + 1)

    def action_leave(self) -> None:
        """Leave one level: the menu, the filter's line, aligning, the selection, the filter."""
        if self.sorting:
            self.sorting = False
        elif self.filter_box.input.has_focus:
            self.remember_search()
            self.focus_list()
        elif self.room.pairing.stop():
            pass
        elif self.articles.selected:
            self.articles.clear_selection()
        elif self.filter_box.input.value:
            self.filter_box.input.value = ""
        self.show_mode()

    def action_toggle_preview(self) -> None:
        """Show or hide the preview."""
        self.preview_wanted = not self.preview_wanted
        self.place_preview()

    def action_cycle_script(self) -> None:
        """Show Chinese as published, in simplified, in traditional characters."""
        self.script = self.script.next
        self.room.tell(f"Chinese {self.script.label}")
        # The tables of the conversion take a moment to load.
        self.ask("script", lambda _: self.script.convert("zh", "城"), lambda _: self.show_script())

    def focus_list(self) -> None:
        """Give the keys back to the list, or to what stands in its place."""
        articles = self.articles
        self.set_focus(articles if articles.display else self.query_one("#welcome"))

    @property
    def is_opening(self) -> bool:
        """Whether there will be a list, and is none yet."""
        if self.room.refused is not None:
            return False
        return self.room.library is None or (self.listing is None and not self.articles.ids)

    @property
    def mode(self) -> str:
        """What keys mean now; the names are those of the commands."""
        if self.room.refused is not None:
            return "closed"
        if self.filter_box.input.has_focus:
            return "filter" if self.filter_box.input.value else "filter:empty"
        if self.is_opening:
            return "opening"
        if self.sorting:
            return "sort"
        counts = self.header.state.counts
        if counts is not None and not counts.listed:
            return "empty"
        return "select" if self.articles.selected else "read"

    def show_mode(self) -> None:
        """Show the keys of the mode."""
        self.query_one(KeyBar).mode = self.mode

    def place_preview(self) -> None:
        """Give the preview its third of the screen, where there is room for it."""
        preview = self.query_one(Preview)
        height = self.size.height
        preview.styles.height = max(7, height // 3)
        shown = self.preview_wanted and height >= PREVIEW_FROM and self.articles.display
        if preview.display != shown:
            preview.display = shown
            self.show_preview()

    def show_script(self) -> None:
        """Show titles and preview in the script wanted."""
        convert = self.script.convert
        self.articles.look = replace(self.articles.look, convert=convert)
        preview = self.query_one(Preview)
        preview.look = replace(preview.look, convert=convert)
