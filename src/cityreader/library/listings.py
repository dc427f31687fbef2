"""Listings: the articles, or the lines of the list, that a query finds."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cityreader.library.context import Context
from cityreader.library.folded_titles import FoldedTitles
from cityreader.library.query_parts import asks_titles, fields_of, has_words, without_words
from cityreader.library.titles import Titles
from cityreader.library.widening import Widening
from cityreader.models import Listing, Query
from cityreader.search.ranking import nearest, rank
from cityreader.search.subsequences import find_subsequences
from cityreader.store import listing, titles
from cityreader.store.session import View

if TYPE_CHECKING:
    from cityreader.search.title_search import Matches, TitleSearch

RANKED_AT_MOST = 5_000
"""Matches beyond this many stay in the order of their dates; nobody pages that far by rank."""

NEAREST_AMONG = 200_000
"""When nothing matches, the nearest titles are looked for among this many of the newest."""

NEAREST_SHOWN = 200

FEW_MATCHES = 5_000
"""Fields are asked of so few titles that match one by one, of more of all articles at once."""

EXACT = 100.0
"""The score of a title that holds what was asked for to the letter."""


class Listings:
    """Answers queries by the index of titles, and by the library itself while there is none."""

    def __init__(self, context: Context, index: Titles, widening: Widening) -> None:
        self._context = context
        self._titles = index
        self._folded = FoldedTitles()
        self._widening = widening
        self._fields: tuple[object, Sequence[int]] | None = None

    def of(self, query: Query, *, sort: str, reverse: bool = False, by_line: bool) -> Listing:
        """What a query finds in the order of ``sort``: lines of the list, or articles."""
        wide = self._widening.widened(query)
        with self._context.view() as view:
            search = self._titles.search(view) if asks_titles(query) else None
            if search is not None:
                return self._listing_of(search, view, query, wide, sort, reverse, by_line)
        found = self._plain_listing(query, wide, sort, reverse, by_line)
        return replace(found, plain=asks_titles(query))

    def _listing_of(
        self,
        search: "TitleSearch",
        view: View,
        asked: Query,
        query: Query,
        sort: str,
        reverse: bool,
        by_line: bool,
    ) -> Listing:
        """The answer by the index; what is not words is asked of the library.

        ``query`` is ``asked``, widened by the glossary.
        """
        from cityreader.search.title_query import either, find_titles

        def read(wanted: Sequence[int]) -> Sequence[str]:
            return self._folded.of(search, view, wanted, by_line=by_line)

        matches = find_titles(search, asked, read, by_line=by_line)
        if query is not asked:
            matches = either(matches, find_titles(search, query, read, by_line=by_line))
        if not matches.total:
            return self._subsequences(view, asked, by_line)
        rest = fields_of(query)
        select = self._select(by_line=by_line)
        if rest.clauses:
            matches = search.restricted(
                matches, self._allowed(search, matches, view, rest, by_line)
            )
        if sort == "best" and matches.weighed:
            ids, scores = search.ranked(matches, read)
            if reverse:
                ids, scores = ids[::-1], scores[::-1]
            return Listing(query, ids, scores, approximate=matches.approximate)
        if sort in ("best", "date"):
            ids = search.newest(matches)
            if sort == "best" and has_words(query):
                return Listing(query, ids, array("d", [EXACT]) * len(ids))
            ids = ids[::-1] if reverse else ids
        else:
            everything = Query("")
            order = select(
                view, everything, self._coder, opened=self._opened, sort=sort, reverse=reverse
            )
            ids = search.among(matches, order)
        return Listing(query, ids, approximate=matches.approximate)

    def _allowed(
        self, search: "TitleSearch", matches: "Matches", view: View, rest: Query, by_line: bool
    ) -> Sequence[int]:
        """The articles, or lines, that meet the fields of a query: at least of the matches."""
        select = self._select(by_line=by_line)
        if matches.total <= FEW_MATCHES:
            few = search.newest(matches)
            return select(view, rest, self._coder, opened=self._opened, among=few)
        # While words are typed behind them, the same fields are asked at every key.
        asked = (rest.clauses, by_line, titles.state(view), self._seen_by)
        if self._fields is None or self._fields[0] != asked:
            self._fields = asked, select(view, rest, self._coder, opened=self._opened)
        return self._fields[1]

    def _subsequences(self, view: View, query: Query, by_line: bool) -> Listing:
        """The titles that hold the letters of the words in order, where nothing else is found."""
        kept = without_words(query)
        select = self._select(by_line=by_line)
        folded = listing.folded_titles if by_line else listing.own_titles
        among = None
        if kept.clauses:
            among = select(view, kept, self._coder, opened=self._opened, limit=NEAREST_AMONG)
        newest_first = folded(view, among, limit=NEAREST_AMONG)
        near = find_subsequences(query.words, newest_first, NEAREST_SHOWN)
        ids, scores = array("q", [key for key, _ in near]), [score for _, score in near]
        return Listing(query, ids, scores, approximate=bool(near))

    def _plain_listing(
        self, asked: Query, query: Query, sort: str, reverse: bool, by_line: bool
    ) -> Listing:
        """The answer without the index; ``query`` is ``asked``, widened by the glossary."""
        select = self._select(by_line=by_line)
        folded = listing.folded_titles if by_line else listing.own_titles
        order = "date" if sort == "best" else sort
        with self._context.view() as view:
            ids = select(
                view,
                query,
                self._coder,
                opened=self._opened,
                sort=order,
                reverse=reverse and order == sort,
            )
            if not has_words(query) or (ids and sort != "best"):
                return Listing(query, ids)
            if ids:
                by_id = dict(folded(view, ids[:RANKED_AT_MOST], limit=RANKED_AT_MOST))
                newest_first = [(key, by_id[key]) for key in ids[:RANKED_AT_MOST]]
            else:
                kept = without_words(asked)
                among = None
                if kept.clauses:
                    among = select(
                        view, kept, self._coder, opened=self._opened, limit=NEAREST_AMONG
                    )
                newest_first = folded(view, among, limit=NEAREST_AMONG)
        if ids:
            ranked = rank(query, newest_first)
            scores = [score for _, score in ranked]
            rest = ids[RANKED_AT_MOST:]
            order_of = array("q", [key for key, _ in ranked]) + rest
            return Listing(query, order_of, scores + [0.0] * len(rest))
        near = nearest(asked, newest_first, NEAREST_SHOWN)
        return Listing(
            query,
            array("q", [key for key, _ in near]),
            [score for _, score in near],
            approximate=bool(near),
        )

    def _select(self, *, by_line: bool) -> Callable[..., "array[int]"]:
        """What selects the ids of articles, or of those that lead a line of the list."""
        select = listing.line_ids if by_line else listing.article_ids
        return partial(select, shown=self._context.viewpoint.coder_uuid)

    @property
    def _coder(self) -> str:
        return self._context.coder.uuid

    @property
    def _seen_by(self) -> tuple[object, ...]:
        """What fields depend on besides the library: what was opened here, whose marks are shown.

        What was opened stays so; its number tells of any change.
        """
        return len(self._opened), self._context.viewpoint.coder_uuid

    @property
    def _opened(self) -> Mapping[str, object]:
        """The articles opened on this machine, by UUID."""
        return self._context.places.all()
