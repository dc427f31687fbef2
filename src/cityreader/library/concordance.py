"""The concordance: every row in the library that holds some words, beside its other side."""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from cityreader.errors import UsageError
from cityreader.library.context import Context
from cityreader.library.queries import Queries
from cityreader.library.records import Record
from cityreader.models import Article, Clause, ConcordanceHit, Query, Span
from cityreader.store import articles, concordance
from cityreader.store.session import View
from cityreader.text.graphemes import snap
from cityreader.text.occurrences import holds, occurrences
from cityreader.text.scripts import fold

CONTEXT = 120
"""Code points on each side of the words; more than a screen shows."""

MOST_PHRASES = 64
"""Phrases that alternatives may make together."""

AT_ONCE = 40
"""Bodies looked through at a time; between them others get at the library."""


class ConcordanceService:
    """Finds words in the rows of pairs, whatever their script, case and width."""

    def __init__(self, context: Context, queries: Queries) -> None:
        self._context = context
        self._queries = queries

    def walk(self, text: str) -> "ConcordanceWalk":
        """Begin to look for what ``text`` asks: its words, as they stand there, in articles that
        its fields select. Raises UsageError for a query that is not clear or has no words."""
        return self._walk(self._queries.clear(text))

    def walk_words(self, words: str) -> "ConcordanceWalk":
        """Begin to look for these words as they stand, a selection. Raises UsageError for none."""
        return self._walk(Query(words, (Clause("phrase", (" ".join(fold(words).split()),)),)))

    def rows(
        self,
        text: str,
        *,
        limit: int | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[ConcordanceHit]:
        """The hits of a query one by one, those in the newest articles first. Raises UsageError."""
        walk = self.walk(text)

        def hits() -> Iterator[ConcordanceHit]:
            while not walk.done and not cancelled():
                yield from walk.more()

        return islice(hits(), limit)

    def _walk(self, query: Query) -> "ConcordanceWalk":
        if not any(query.words):
            raise UsageError(
                "Nothing to look for", "A concordance needs words to look for.", "Type some."
            )
        context, phrases = self._context, _phrases(query)
        with context.view() as view:
            ids = concordance.candidates(
                view, query, phrases, context.coder.uuid, opened=context.places.all()
            )
        return ConcordanceWalk(context, query, phrases, ids)


class ConcordanceWalk:
    """One way through the library, some articles at a time, so that it can show what it has."""

    def __init__(
        self, context: Context, query: Query, phrases: Sequence[str], ids: Sequence[int]
    ) -> None:
        self._context = context
        self._phrases = phrases
        self._unwanted = [
            clause.values[0]
            for clause in query.clauses
            if clause.kind != "field" and clause.negated
        ]
        self._ids = ids
        self._position = 0

    @property
    def done(self) -> bool:
        """Whether every article was looked at."""
        return self._position >= len(self._ids)

    @property
    def looked_at(self) -> int:
        """How many of ``total`` articles were looked at."""
        return self._position

    @property
    def total(self) -> int:
        """How many articles there are to look at."""
        return len(self._ids)

    def more(self, seconds: float = 0.2) -> list[ConcordanceHit]:
        """What the next articles hold, as many of them as can be read in about that time."""
        ends = time.monotonic() + seconds
        found: list[ConcordanceHit] = []
        while not self.done:
            part = self._ids[self._position : self._position + AT_ONCE]
            with self._context.view() as view:
                found += self._in_articles(view, part)
            self._position += len(part)
            if time.monotonic() > ends:
                break
        return found

    def _in_articles(self, view: View, ids: Sequence[int]) -> list[ConcordanceHit]:
        found: list[ConcordanceHit] = []
        for article_id, body in articles.bodies(view, ids).items():
            spans = occurrences(body, self._phrases)
            if spans:
                found += self._in_article(view, article_id, body, spans)
        order = {article_id: number for number, article_id in enumerate(ids)}
        return sorted(found, key=lambda hit: order[hit.article.id])

    def _in_article(
        self, view: View, article_id: int, body: str, spans: Sequence[Span]
    ) -> list[ConcordanceHit]:
        rows = concordance.rows_at(view, article_id, [span.start for span in spans])
        others = {row.other_id for seen in rows for row in seen}
        known = {one.id: one for one in articles.many(view, [article_id, *others])}
        bodies = articles.bodies(view, others)
        found = []
        for span, seen in zip(spans, rows, strict=True):
            for row in seen:
                there = bodies.get(row.other_id, "")
                other = there[row.other.start : row.other.end] if row.other else ""
                hit = _hit(known[article_id], known[row.other_id], body, span, row, other)
                line = f"{hit.before}{hit.words}{hit.after}"
                if not any(holds(line, word) or holds(other, word) for word in self._unwanted):
                    found.append(hit)
        return found


def _phrases(query: Query) -> list[str]:
    """The folded phrases of which a row must hold one: the words of a query side by side, with
    every alternative in its place. Raises UsageError for alternatives that are no words."""
    found = [""]
    for clause in query.clauses:
        if clause.kind == "field" or (clause.negated and clause.kind != "any"):
            continue
        if any(part.kind == "field" or part.negated for part in clause.parts()):
            raise UsageError(
                "Unclear alternatives",
                "In a concordance only words can be alternatives of each other.",
                "Give fields and unwanted words a place of their own, or ask twice.",
            )
        words = [part.values[0] for part in clause.parts()]
        found = [f"{phrase} {word}".strip() for phrase in found for word in words]
        if len(found) > MOST_PHRASES:
            raise UsageError(
                "Too many alternatives",
                f"Together they make more than {MOST_PHRASES} phrases.",
                "Ask for fewer at a time.",
            )
    return list(dict.fromkeys(found))


def hit_record(hit: ConcordanceHit) -> Record:
    """A hit as JSON prints it; spans count code points of the two bodies."""
    article, counterpart = hit.article, hit.counterpart
    return {
        "id": article.id,
        "uuid": article.uuid,
        "title": article.title,
        "lang": article.lang,
        "source": article.source,
        "published": article.published.iso,
        "pair": hit.pair_uuid,
        "row": hit.row,
        "start": hit.span.start,
        "end": hit.span.end,
        "before": hit.before,
        "words": hit.words,
        "after": hit.after,
        "other": hit.other,
        "other_span": None if hit.other_span is None else list(hit.other_span),
        "counterpart": counterpart.id,
        "counterpart_uuid": counterpart.uuid,
        "counterpart_title": counterpart.title,
        "counterpart_lang": counterpart.lang,
        "score": hit.score,
        "checked": hit.checked,
    }


def _hit(
    article: Article,
    counterpart: Article,
    body: str,
    span: Span,
    row: concordance.RowSeen,
    other: str,
) -> ConcordanceHit:
    around = snap(body, Span(max(0, span.start - CONTEXT), min(len(body), span.end + CONTEXT)))
    return ConcordanceHit(
        article=article,
        counterpart=counterpart,
        pair_uuid=row.pair_uuid,
        row=row.number,
        span=span,
        before=_on_one_line(body[around.start : span.start]),
        words=_on_one_line(body[span.start : span.end]),
        after=_on_one_line(body[span.end : around.end]),
        other=_on_one_line(other),
        other_span=row.other,
        score=row.score,
        checked=row.checked,
    )


def _on_one_line(text: str) -> str:
    """The text with every line end as one space; a blank line between paragraphs as one too."""
    return text.replace("\n\n", " ").replace("\n", " ")
