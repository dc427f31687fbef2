"""Saved searches in the list: named, run, renamed and removed from the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from cityreader.ui.command_screen import PaletteEntry
from cityreader.ui.screens.list.search import ListSearch

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import SavedSearch
    from cityreader.ui.messages import LibraryOpened


class ListSaved(ListSearch):
    """Keeps the saved searches with their counts at hand for the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[tuple[SavedSearch, int]] = []
        self._loaded_saved = False

    def reload(self) -> None:
        """Fetch every line again, and what saved searches find."""
        super().reload()
        if self.saved:
            self.load_saved()

    def on_library_opened(self, event: LibraryOpened) -> None:
        """Another library has other searches."""
        self.saved = []
        self._loaded_saved = False

    def on_list_part_listed(self) -> None:
        """The list is there: fetch the saved searches, once."""
        if not self._loaded_saved:
            self._loaded_saved = True
            self.load_saved()

    def load_saved(self) -> None:
        """Fetch the saved searches and count what each finds."""

        def question(library: Library) -> list[tuple[SavedSearch, int]]:
            return [
                (search, len(library.search.listing(search.query).ids))
                for search in library.saved_searches.all()
            ]

        def answered(saved: list[tuple[SavedSearch, int]]) -> None:
            self.saved = saved

        self.ask("saved", question, answered)

    def palette_entries(self) -> Iterator[PaletteEntry]:
        """The saved searches as the palette shows them."""
        for search, count in self.saved:
            lines = "1 line" if count == 1 else f"{count:,} lines"
            yield (
                f"Search: {search.name}",
                f"{lines} · {search.query}",
                partial(self.run_search, search),
            )
        for search, _ in self.saved:
            rename, remove = partial(self._rename, search), partial(self._remove, search)
            yield f"Rename the search “{search.name}”", search.query, rename
            yield f"Remove the search “{search.name}”", "u brings it back", remove

    def run_search(self, search: SavedSearch) -> None:
        """List what a saved search finds."""
        box = self.filter_box.input
        box.value = search.query
        box.cursor_position = len(search.query)
        self.remember_search()

    def action_save_search(self) -> None:
        """Ask for a name for the filter as it is."""
        query = self.filter_box.input.value.strip()
        if not query:
            self.room.tell("There is no search to save: / begins one.")
            return

        from cityreader.ui.dialogs.prompt import Prompt

        def named(name: str | None) -> None:
            if name and name.strip():
                self._change_saved(
                    lambda library: library.saved_searches.save(name, query),
                    f"Saved: {name.strip()}."
                    f" The palette (:) runs it, @{name.strip()} begins a query.",
                )

        name = next((search.name for search, _ in self.saved if search.query == query), query)
        self.app.push_screen(Prompt("Save this search", name, f"A name for  {query}"), named)

    def _rename(self, search: SavedSearch) -> None:
        from cityreader.ui.dialogs.prompt import Prompt

        def named(name: str | None) -> None:
            if name and name.strip():
                self._change_saved(
                    lambda library: library.saved_searches.rename(search.uuid, name),
                    f"Renamed: {name.strip()}.",
                )

        self.app.push_screen(Prompt("Rename the search", search.name, search.query), named)

    def _remove(self, search: SavedSearch) -> None:
        self._change_saved(
            lambda library: library.saved_searches.remove(search.uuid),
            f"Removed the search {search.name}. u brings it back.",
        )

    def _change_saved(self, change: Callable[[Library], object], said: str) -> None:
        def changed(_: object) -> None:
            self.room.tell(said)
            self.load_saved()

        self.room.errands.change(change, changed, asker=self)
