"""Finding articles by their whole text, with a piece of it around what was found."""

import math
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from cityreader.errors import StoppedError, UsageError
from cityreader.library.context import Context
from cityreader.library.queries import Queries
from cityreader.library.widening import Widening
from cityreader.models import Clause, Query
from cityreader.search.matching import holds
from cityreader.store import articles, fulltext, listing
from cityreader.store.session import View
from cityreader.text.occurrences import stands
from cityreader.text.scripts import fold
from cityreader.text.snippets import Snippet, snippet

AT_ONCE = 100
"""Articles looked through at a time; between them others get at the library."""

_TITLE_WORTH = 3.0
# A long text holds any word more often; half of the length of a usual article (code points).
_USUAL_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class BodyHit:
    """An article that holds the words of a query.

    ``score`` is from 0 to 1; 1 for all where the newest come first.
    """

    article_id: int
    score: float
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class BodyFinding:
    """What a search in bodies gave: the first ``hits`` of ``total``.

    ``complete`` is false where it did not get through the whole library.
    """

    hits: tuple[BodyHit, ...]
    total: int
    complete: bool = True


class BodySearchService:
    """Looks through titles and bodies, whatever their script, case and width."""

    def __init__(self, context: Context, queries: Queries, widening: Widening) -> None:
        self._context = context
        self._queries = queries
        self._widening = widening

    def find(
        self,
        text: str,
        *,
        limit: int | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[BodyHit]:
        """The articles whose title or body hold every word of a query, best first.

        Fields select articles as in the list. Raises UsageError for a query that is not clear or
        selects everything.
        """
        query = self._queries.clear(text)
        if not query.clauses:
            raise UsageError("Nothing to look for", "A search needs words or fields.", "Type some.")
        query = self._widening.widened(query)
        return list(self.finding(query, limit=limit, cancelled=cancelled).hits)

    def finding(
        self,
        query: Query,
        *,
        best_first: bool = True,
        limit: int | None = None,
        above: Collection[int] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        seconds: float = math.inf,
    ) -> BodyFinding:
        """The same for a query that was read, best or newest first, as far as it gets in a time.

        ``above`` are lines of the list that are shown already: then lines are found instead of
        articles, each once, and not those.
        """
        try:
            if above is not None and not best_first and fulltext.narrowed(query)[1]:
                found, total = self._newest(query, above, limit, cancelled)
                complete = True
            else:
                found, complete = self._read(query, best_first, above, cancelled, seconds)
                total = len(found)
                if best_first:
                    # The newest come first, so a stable sort keeps them first among equals.
                    found.sort(key=lambda one: -one[0])
            with self._context.database.searching(cancelled) as view:
                bodies = articles.bodies(view, [article_id for _, article_id in found[:limit]])
        except StoppedError:
            return BodyFinding((), 0, complete=False)
        words = _words_to_show(query)
        hits = tuple(
            BodyHit(article_id, score, snippet(bodies.get(article_id, ""), words))
            for score, article_id in found[:limit]
        )
        return BodyFinding(hits, total, complete)

    def _newest(
        self,
        query: Query,
        above: Collection[int],
        limit: int | None,
        cancelled: Callable[[], bool],
    ) -> tuple[list[tuple[float, int]], int]:
        """The first of the lines that the index alone is sure of, and how many there are."""
        with self._context.database.searching(cancelled) as view:
            ids, total = listing.newest_below(
                view,
                fulltext.narrowed(query)[0],
                above,
                self._context.coder.uuid,
                opened=self._context.places.all(),
                shown=self._context.viewpoint.coder_uuid,
                limit=limit,
            )
        return [(1.0, key) for key in ids], total

    def _read(
        self,
        query: Query,
        best_first: bool,
        above: Collection[int] | None,
        cancelled: Callable[[], bool],
        seconds: float,
    ) -> tuple[list[tuple[float, int]], bool]:
        """What is found by reading the texts, and whether that was all."""
        found: list[tuple[float, int]] = []
        seen = None if above is None else set(above)
        ends = time.monotonic() + seconds
        asked, sure = fulltext.narrowed(query)
        with self._context.database.searching(cancelled) as view:
            ids = listing.article_ids(
                view,
                asked,
                self._context.coder.uuid,
                opened=self._context.places.all(),
                shown=self._context.viewpoint.coder_uuid,
            )
        for start in range(0, len(ids), AT_ONCE):
            if cancelled() or time.monotonic() > ends:
                return found, False
            # A change waits for a search to end, so each looks at some articles only.
            with self._context.database.searching(cancelled) as view:
                lines = _lines(view, ids[start : start + AT_ONCE], seen)
                # Where the index is sure and nothing is to be ranked, no text is read.
                scores = dict.fromkeys(lines, 1.0)
                if best_first or not sure:
                    scores = _scores(view, query, list(lines))
            for article_id, score in scores.items():
                if seen is None or lines[article_id] not in seen:
                    found.append((score, article_id))
                if seen is not None:
                    seen.add(lines[article_id])
        return found, True


def _lines(view: View, ids: Sequence[int], seen: Collection[int] | None) -> dict[int, int]:
    """The articles whose line was not seen, with the line each stands in."""
    if seen is None:
        return {key: key for key in ids}
    leads = listing.leads(view, ids)
    return {key: leads[key] for key in ids if leads[key] not in seen}


def _scores(view: View, query: Query, ids: Sequence[int]) -> dict[int, float]:
    """How well those of these articles answer that do."""
    bodies = articles.bodies(view, ids)
    titles = {one.id: one.title for one in articles.many(view, ids)}
    scores = {}
    for key in ids:
        body = fold(bodies.get(key, "")).replace("\n", " ")
        score = _score(query, fold(titles.get(key, "")), body)
        if score is not None:
            scores[key] = score
    return scores


def _words_to_show(query: Query) -> Sequence[str]:
    asked = [
        fold(value)
        for clause in query.clauses
        for part in clause.parts()
        if part.field == "body" and not part.negated
        for value in part.values
    ]
    return [*query.words, *asked]


def _score(query: Query, title: str, body: str) -> float | None:
    """How well an article answers, None where it does not; both texts are folded."""
    total, count = 0.0, 0
    text = f"{title}\n{body}"
    for clause in query.clauses:
        if not clause.asks_text:
            continue
        if not _holds(clause, text):
            return None
        words = [part.values[0] for part in clause.parts() if not part.negated]
        if words:
            places = sum(body.count(word) for word in words)
            often = places / (places + 0.5 + len(body) / _USUAL_LENGTH)
            in_title = any(word in title for word in words)
            total += (_TITLE_WORTH * in_title + often) / (_TITLE_WORTH + 1)
            count += 1
    return round(total / count, 6) if count and math.isfinite(total) else 1.0


def _holds(clause: Clause, text: str) -> bool:
    """Whether a folded text meets a clause; words stand where they begin a term of it."""
    if clause.kind == "any":
        return any(_holds(part, text) for part in clause.alternatives) != clause.negated
    if clause.kind in fulltext.ANYWHERE:
        return stands(text, clause.values[0]) != clause.negated
    return holds(clause, text)
