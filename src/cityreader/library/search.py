"""Finding articles."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cityreader.library.bodies import BodyFinding, BodySearchService
from cityreader.library.context import Context
from cityreader.library.folded_titles import FoldedTitles
from cityreader.library.queries import Queries
from cityreader.library.query_parts import asks_titles, fields_of, has_words, without_words
from cityreader.library.search_history import SearchHistory
from cityreader.library.titles import Titles
from cityreader.library.widening import Widening
from cityreader.models import Article, Completion, ListedArticle, Listing, Query, Span
from cityreader.search.highlight import highlight
from cityreader.search.ranking import nearest, rank
from cityreader.search.subsequences import find_subsequences
from cityreader.store import articles, lines, listing, titles
from cityreader.store.session import View

if TYPE_CHECKING:
    from cityreader.search.title_search import Matches, TitleSearch

RANKED_AT_MOST = 5_000
"""Matches beyond this many stay in the order of their dates; nobody pages that far by rank."""

NEAREST_AMONG = 200_000
"""When nothing matches, the nearest titles are looked for among this many of the newest."""

NEAREST_SHOWN = 200

BODIES_SHOWN = 200
"""Hits in bodies that the list shows; the number of all stands above them."""

BODIES_SECONDS = 1.5
"""How long bodies are looked through while somebody waits at the list."""

FEW_MATCHES = 5_000
"""Fields are asked of so few titles that match one by one, of more of all articles at once."""

EXACT = 100.0
"""The score of a title that holds what was asked for to the letter."""


class SearchService:
    """Queries, listings and the lines that show them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._titles = Titles(context)
        self._folded = FoldedTitles()
        self._queries = Queries(context)
        self._widening = Widening(context)
        self._history = SearchHistory(context.folders.state, context.library_uuid)
        self._fields: tuple[object, Sequence[int]] | None = None

    def parse(self, text: str) -> Query:
        """What a query says; a value that the library does not know is a problem. Never raises."""
        return self._queries.read(text)

    def clear(self, text: str) -> Query:
        """The same of a query without problems. Raises UsageError for any other."""
        return self._queries.clear(text)

    def complete(self, text: str, cursor: int) -> Completion | None:
        """What the part of a query at the cursor can become; None for nothing."""
        return self._queries.complete(text, cursor)

    def in_bodies(
        self,
        text: str,
        *,
        above: Sequence[int] = (),
        best_first: bool = False,
        limit: int = BODIES_SHOWN,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> BodyFinding:
        """Lines of the list whose text holds what a query asks, newest or best first.

        Each is given once, by the article that holds it, and those ``above`` are left out. Meant
        for a worker.
        A library too large to be looked through in a moment gives what was found until then.
        """
        query = self._widening.widened(self._queries.read(text))
        if not any(query.words) or query.asks("is", "deleted"):
            return BodyFinding((), 0)
        return BodySearchService(self._context).finding(
            query,
            best_first=best_first,
            limit=limit,
            above=above,
            cancelled=cancelled,
            seconds=BODIES_SECONDS,
        )

    def remember(self, text: str) -> None:
        """Keep a query in the history of searches, outside the library."""
        self._history.put(text)

    def remembered(self) -> list[str]:
        """The history of searches, newest first."""
        return self._history.all()

    def highlight(self, title: str, query: Query) -> list[Span]:
        """The code points of a title that a query matched."""
        return highlight(title, query)

    def first_lines(self, count: int, *, sort: str = "date") -> list[ListedArticle]:
        """The first lines of the whole list, as quick with a million articles as with ten."""
        with self._context.view() as view:
            ids = listing.line_ids(view, Query(""), self._coder, sort=sort, limit=count)
            return self._lines(view, ids)

    def listing(self, text: str, *, sort: str = "date", reverse: bool = False) -> Listing:
        """The lines of the list that match, an article and its counterparts being one line.

        A value that the library does not know is left out and named as a problem.

        ``best`` ranks by how well the titles match; when no title holds the words, the nearest
        titles are given and the listing says so.
        """
        return self._listing(self._queries.read(text), sort, reverse, by_line=True)

    def article_listing(
        self, text: str, *, sort: str = "date", limit: int | None = None
    ) -> Listing:
        """The articles that match, one each; none matches a value that the library does not
        know."""
        found = self._listing(self._queries.read_all(text), sort, False, by_line=False)
        if limit is None:
            return found
        return Listing(
            found.query, found.ids[:limit], found.scores[:limit], approximate=found.approximate
        )

    def lines(self, ids: Sequence[int]) -> list[ListedArticle]:
        """The lines that show these articles, with the tags of the coders that are shown."""
        with self._context.view() as view:
            return self._lines(view, ids)

    def next_new(self, ids: Sequence[int], after: int) -> int | None:
        """The next new article of a listing behind position ``after``, or from its top; its id."""
        with self._context.view() as view:
            begun = listing.begun_ids(view, self._coder, opened=self._opened)
        behind = (key for key in ids[after + 1 :] if key not in begun)
        before = (key for key in ids[: after + 1] if key not in begun)
        return next(behind, None) or next(before, None)

    def articles(self, ids: Sequence[int]) -> list[Article]:
        """These articles."""
        with self._context.view() as view:
            return articles.many(view, ids)

    def _lines(self, view: View, ids: Sequence[int]) -> list[ListedArticle]:
        shown = self._context.viewpoint.coder_uuid
        return lines.of_articles(view, ids, self._coder, opened=self._opened, shown=shown)

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

    def prepare(self, cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Load or build the index of titles; meant for a worker. False when cancelled.

        Until then listings come from the library itself, which is slower and knows no typing slips
        beyond the nearest titles.
        """
        return self._titles.prepare(cancelled)

    def _listing(self, query: Query, sort: str, reverse: bool, *, by_line: bool) -> Listing:
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
