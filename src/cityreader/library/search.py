"""Finding articles."""

from collections.abc import Callable, Sequence

from cityreader.library.bodies import BodyFinding, BodySearchService
from cityreader.library.context import Context
from cityreader.library.listings import Listings
from cityreader.library.queries import Queries
from cityreader.library.search_history import SearchHistory
from cityreader.library.titles import Titles
from cityreader.library.widening import Widening
from cityreader.models import Article, Completion, ListedArticle, Listing, Query, Span
from cityreader.search.highlight import highlight
from cityreader.store import articles, lines, listing
from cityreader.store.session import View

BODIES_SHOWN = 200
"""Hits in bodies that the list shows; the number of all stands above them."""

BODIES_SECONDS = 1.5
"""How long bodies are looked through while somebody waits at the list."""


class SearchService:
    """Queries, listings and the lines that show them."""

    def __init__(
        self, context: Context, queries: Queries, widening: Widening, bodies: BodySearchService
    ) -> None:
        self._context = context
        self._titles = Titles(context)
        self._queries = queries
        self._widening = widening
        self._bodies = bodies
        self._listings = Listings(context, self._titles, widening)
        self._history = SearchHistory(context.folders.state, context.library_uuid)

    def parse(self, text: str) -> Query:
        """What a query says; a value that the library does not know is a problem. Never raises."""
        return self._queries.read(text)

    def unknown(self, text: str) -> list[str]:
        """A sentence for each value of a clear query that the library does not know."""
        return self._queries.unknown(text)

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
        return self._bodies.finding(
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
            ids = listing.line_ids(
                view, Query(""), self._context.coder.uuid, sort=sort, limit=count
            )
            return self._lines(view, ids)

    def listing(self, text: str, *, sort: str = "date", reverse: bool = False) -> Listing:
        """The lines of the list that match, an article and its counterparts being one line.

        A value that the library does not know is left out and named as a problem.

        ``best`` ranks by how well the titles match; when no title holds the words, the nearest
        titles are given and the listing says so.
        """
        query = self._queries.read(text)
        return self._listings.of(query, sort=sort, reverse=reverse, by_line=True)

    def article_listing(
        self, text: str, *, sort: str = "date", limit: int | None = None
    ) -> Listing:
        """The articles that match, one each; none matches a value that the library does not
        know."""
        found = self._listings.of(self._queries.read_all(text), sort=sort, by_line=False)
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
            opened = self._context.places.all()
            begun = listing.begun_ids(view, self._context.coder.uuid, opened=opened)
        behind = (key for key in ids[after + 1 :] if key not in begun)
        before = (key for key in ids[: after + 1] if key not in begun)
        return next(behind, None) or next(before, None)

    def articles(self, ids: Sequence[int]) -> list[Article]:
        """These articles."""
        with self._context.view() as view:
            return articles.many(view, ids)

    def _lines(self, view: View, ids: Sequence[int]) -> list[ListedArticle]:
        context = self._context
        opened, shown = context.places.all(), context.viewpoint.coder_uuid
        return lines.of_articles(view, ids, context.coder.uuid, opened=opened, shown=shown)

    def prepare(self, cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Load or build the index of titles; meant for a worker. False when cancelled.

        Until then listings come from the library itself, which is slower and knows no typing slips
        beyond the nearest titles.
        """
        return self._titles.prepare(cancelled)
