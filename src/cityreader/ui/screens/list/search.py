"""The search of the list: completion and history in the box, texts below the titles, the index."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cityreader.ui.listing.text_hits import TextHits, with_texts
from cityreader.ui.screens.list.part import ListPart

if TYPE_CHECKING:
    from textual.timer import Timer

    from cityreader.library.bodies import BodyFinding
    from cityreader.library.library import Library
    from cityreader.ui.messages import LibraryOpened

REST = 0.15
"""Seconds without a key press after which texts are looked through."""
FEW = 5
"""With so few titles the texts are looked through at once."""


class ListSearch(ListPart):
    """What goes on around a filter besides listing titles."""

    def __init__(self) -> None:
        super().__init__()
        self.looking_in_texts = False
        self._search = 0
        self._rest: Timer | None = None
        self._prepared_for: str | None = None

    def stop_search(self) -> None:
        """Another text outdates what is looked for in texts, which would only be in the way."""
        self._search += 1

    def on_library_opened(self, event: LibraryOpened) -> None:
        """Another library has another index."""
        self._prepared_for = None

    def on_list_part_listed(self) -> None:
        """The titles are there: look through the texts, and see that the index is made."""
        self._look_in_texts()
        self.open_if_asked()
        if self._prepared_for is None or (
            self.listing is not None and self.listing.plain and not self._was_prepared
        ):
            self._prepare_index()

    def open_if_asked(self) -> None:
        """Open the first line, if enter was pressed before it was there."""
        if self.opening and (self.articles.ids or not self.looking_in_texts):
            self.opening = False
            self.call_later(self.run_action, "open_article")

    def load_history(self) -> None:
        """Fetch the searches of this library for the box."""

        def answered(history: list[str]) -> None:
            self.filter_box.input.history = history

        self.ask("history", lambda library: library.search.remembered(), answered)

    def remember_search(self) -> None:
        """Keep what was searched for; called when the box is left."""
        text = self.filter_box.input.value.strip()
        if text:
            self.ask("remember", lambda library: library.search.remember(text), lambda _: None)

    @property
    def _was_prepared(self) -> bool:
        """Whether the index was asked for at this query already."""
        return self.listing is not None and self.listing.query.text == self._prepared_for

    def _prepare_index(self) -> None:
        text = self.filter_box.input.value
        self._prepared_for = text
        if self.room.errands.is_asking("index"):
            return
        room, opened = self.room, self.room.library

        def answered(there: bool) -> None:
            # A better answer takes the place of the plain one; the row of the cursor stays.
            if there and self.listing is not None and self.listing.plain:
                self.relist()

        room.errands.ask(
            "index",
            lambda library: library.search.prepare(
                lambda: room.leaving or room.library is not opened
            ),
            answered,
        )

    def _look_in_texts(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._search += 1
        listing = self.listing
        self.looking_in_texts = listing is not None and any(listing.query.words)
        if listing is not None and self.looking_in_texts:
            delay = 0.001 if len(listing.ids) <= FEW else REST
            self._rest = self.set_timer(delay, partial(self._ask_texts, self._search))

    def _ask_texts(self, search: int) -> None:
        listing = self.listing
        if listing is None or search != self._search:
            return
        text, above, best_first = listing.query.text, listing.ids, self.best_by_hand

        def question(library: Library) -> BodyFinding:
            return library.search.in_bodies(
                text,
                above=above,
                best_first=best_first,
                cancelled=lambda: self._search != search or self.room.leaving,
            )

        def answered(finding: BodyFinding) -> None:
            if search == self._search:
                self.looking_in_texts = False
                self._show_texts(finding)

        self.ask("texts", question, answered)

    def _show_texts(self, finding: BodyFinding) -> None:
        listing, articles = self.listing, self.articles
        if listing is None:
            return
        more = "" if finding.complete else "+ among the newest"
        hits = TextHits(
            0,
            {hit.article_id: hit.snippet for hit in finding.hits},
            f"in the text · {finding.total:,}{more}",
        )
        if finding.hits or articles.in_text.rows:
            ids, in_text = with_texts(listing.ids, hits)
            articles.show(ids, in_text=in_text)
        self.post_message(self.Shown())
        if self.opening:
            self.open_if_asked()
