"""What the parts of the list screen share: the listing, and fetching things anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from cityreader.errors import CityReaderError
from cityreader.ui.coders import viewpoint_words
from cityreader.ui.command_screen import ChangingScreen
from cityreader.ui.frame import HeldFrame
from cityreader.ui.listing.text_hits import NO_HITS, with_texts
from cityreader.ui.widgets.article_list import ArticleList
from cityreader.ui.widgets.column_heads import ColumnHeads
from cityreader.ui.widgets.filter_box import FilterBox
from cityreader.ui.widgets.list_header import ListHeader
from cityreader.ui.widgets.preview import Preview

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import (
        Codebook,
        Completion,
        LibraryCounts,
        ListedArticle,
        Listing,
        SortKey,
    )
    from cityreader.ui.listing.glance import Glance


class _Answer(NamedTuple):
    """A listing, the seconds it took, some of its lines, and what is being typed can become.

    ``asked`` are the ids whose lines were asked for.
    """

    listing: Listing
    seconds: float
    asked: list[int]
    lines: list[ListedArticle]
    completion: Completion | None


class ListPart(ChangingScreen):
    """The ground the commands of the list stand on."""

    @dataclass
    class Shown(Message):
        """A listing or its counts are on the screen."""

    @dataclass
    class Listed(Message):
        """The lines that were asked for are on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.listing: Listing | None = None
        self.sort: SortKey = "best"
        self.reverse = False
        self.best_by_hand = False
        self.touched: set[int] = set()
        self.opening = False
        self.listing_seconds = 0.0
        self.frame = HeldFrame(self)

    @property
    def articles(self) -> ArticleList:
        """The list."""
        return self.query_one(ArticleList)

    @property
    def header(self) -> ListHeader:
        """The first line."""
        return self.query_one(ListHeader)

    @property
    def filter_box(self) -> FilterBox:
        """The line of the filter."""
        return self.query_one(FilterBox)

    def on_unmount(self) -> None:
        """Hold nothing back any longer."""
        self.frame.close()

    @property
    def is_listing(self) -> bool:
        """Whether a listing was asked for and is not on the screen yet."""
        return self.is_asking("filter")

    def relist(
        self, *, at: int | None = None, from_top: bool = False, unless_changed: bool = False
    ) -> None:
        """Ask again which articles are listed.

        The cursor stays with its article, or goes to article ``at`` unless it was moved meanwhile,
        or to the first line. With ``unless_changed`` the answer is dropped if lines were taken out
        meanwhile: it may still hold them.
        """
        text, sort, reverse = self.filter_box.input.value, self.sort, self.reverse
        asked_on, asked_with = self.articles.current_id, len(self.articles.ids)
        in_view = self.articles.size.height if from_top else 0
        box = self.filter_box.input

        def question(library: Library) -> _Answer:
            started = perf_counter()
            found = library.search.listing(text, sort=sort, reverse=reverse)
            seconds = perf_counter() - started
            # With the lines that come into view, so that all is painted at once.
            wanted = self.articles.pages.unknown(found.ids[:in_view])
            lines = library.search.lines(wanted) if wanted else []
            # The cursor follows the text a moment later, so it is looked at only now.
            completion = library.search.complete(text, box.cursor_position)
            return _Answer(found, seconds, wanted, lines, completion)

        def answered(answer: _Answer) -> None:
            listing, seconds = answer.listing, answer.seconds
            if unless_changed and len(self.articles.ids) != asked_with:
                return
            self.articles.pages.put(answer.asked, answer.lines)
            if box.value == text:
                self.filter_box.offer(answer.completion)
            wanted = at if self.articles.current_id == asked_on else None
            if from_top and len(listing.ids) and self.articles.current_id == asked_on:
                wanted = listing.ids[0]
            self._show_listing(listing, seconds, wanted)
            self.frame.release()

        def failed(error: CityReaderError) -> None:
            self.opening = False
            self.frame.release()
            self.room.report(error)

        self.ask("filter", question, answered, failed)

    def reload(self) -> None:
        """Fetch every line again, its letters, the counts and the preview; nothing moves."""
        self.articles.pages.forget()
        self.articles.want_lines()
        self._show_letters()
        self.show_counts()
        self.show_preview()

    def reread(self) -> None:
        """Fetch every line again, and which there are."""
        self.reload()
        self.relist()

    def viewpoint_changed(self) -> None:
        """Other marks are shown now."""
        self.header.change(viewpoint=viewpoint_words(self.room))
        self.reread()

    def show_counts(self) -> None:
        """Fetch the numbers of the header."""

        def question(library: Library) -> LibraryCounts:
            # What it is counted of is loaded behind the first frame.
            from cityreader.library.waiting import decisions_in

            return replace(
                library.readings.counts(),
                to_review=decisions_in(library),
                not_compared=library.counterparts.not_compared(),
            )

        def answered(counts: LibraryCounts) -> None:
            self.header.change(counts=counts)
            if self.listing is not None:
                self.filter_box.tell(self._filter_status(self.listing, self.listing_seconds))
            self.post_message(self.Shown())

        self.ask("counts", question, answered)

    def show_preview(self) -> None:
        """Fetch the first look at the article under the cursor, if there is room for it."""
        preview = self.query_one(Preview)
        article_id = self.articles.current_id
        if not preview.display:
            return
        if article_id is None:
            preview.glance = None
            return
        from cityreader.ui.listing.glance import glance_at

        def answered(glance: Glance) -> None:
            if glance.article_id == self.articles.current_id:
                preview.glance = glance

        self.ask("preview", glance_at(article_id), answered, lambda _: None)

    def _show_letters(self) -> None:
        """Fetch the letters and colours of the tags."""

        def answered(codebook: Codebook) -> None:
            if codebook != self.articles.look.codebook:
                self.articles.look = replace(self.articles.look, codebook=codebook)

        self.ask("letters", lambda library: library.coding.codebook(), answered)

    def change_lines(self, article_ids: Sequence[int], act: Callable[[Library], str]) -> None:
        """Change articles, then show their lines as they are now and say what was done, if the
        lines do not say it themselves."""
        self.touched.update(article_ids)

        def change(library: Library) -> tuple[str, list[ListedArticle]]:
            said = act(library)
            return said, library.search.lines(article_ids)

        def changed(answer: tuple[str, list[ListedArticle]]) -> None:
            said, lines = answer
            self.articles.put_lines(article_ids, lines)
            self.show_counts()
            self.show_preview()
            if said:
                self.room.tell(said)

        self.room.errands.change(change, changed, asker=self)

    def _show_listing(self, listing: Listing, seconds: float, at: int | None) -> None:
        before = self.listing.query.text if self.listing is not None else None
        self.listing, self.listing_seconds = listing, seconds
        library = self.room.library
        if library is None:
            return
        query = listing.query
        highlighted = bool(query.clauses)
        found = partial(library.search.highlight, query=query) if highlighted else _nothing
        self.articles.look = replace(self.articles.look, found=found)
        # What was found in texts stays where it is while the same query is asked again.
        kept = self.articles.in_text if before == listing.query.text else NO_HITS
        ids, in_text = with_texts(listing.ids, kept)
        self.articles.show(ids, at=at, in_text=in_text)
        self.filter_box.show_problems(query.problems)
        self.filter_box.tell(self._filter_status(listing, seconds))
        heads = self.query_one(ColumnHeads)
        heads.notice = _notice(listing)
        by_match = self.sort == "best"
        heads.show_sort(
            ("best" if query.words else "date") if by_match else self.sort, reverse=self.reverse
        )
        self.post_message(self.Shown())
        self.post_message(self.Listed())

    def _filter_status(self, listing: Listing, seconds: float) -> str:
        """``17 of 412 · 3 ms`` while something is filtered, else nothing."""
        if not listing.query.text.strip():
            return ""
        counts = self.header.state.counts
        total = f" of {counts.listed:,}" if counts else ""
        ranked = " · best first" if listing.query.words and self.sort == "best" else ""
        shown = f"{len(listing.ids):,}{total}{ranked}"
        if listing.approximate:
            shown = f"nearest titles: {len(listing.ids):,}"
        return f"{shown} · {max(1, round(seconds * 1000))} ms"


def _notice(listing: Listing) -> str:
    """The sentence about a filter that did not go as typed."""
    if listing.query.problems:
        return listing.query.problems[0].message
    if listing.approximate:
        return "No title holds these words; these are the nearest."
    return ""


def _nothing(_: str) -> tuple[()]:
    return ()
