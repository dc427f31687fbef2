"""Articles, marks and events one by one: selected by a query, and as the JSON of the exports."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from cityreader.export import document
from cityreader.library.context import Context
from cityreader.library.queries import Queries
from cityreader.models import (
    Annotation,
    Article,
    ArticleRecord,
    Clause,
    Event,
    FoundArticle,
    Pair,
    Query,
)
from cityreader.search.matching import holds
from cityreader.store import articles, pairs, people, records
from cityreader.text.scripts import fold

Record = dict[str, object]
T = TypeVar("T", Annotation, Event)


def listed_record(found: FoundArticle, score: float | None = None) -> Record:
    """An article as lists print it; ``published`` is ISO at its own precision or None."""
    article = found.article
    return {
        "id": article.id,
        "uuid": article.uuid,
        "title": article.title,
        "lang": article.lang,
        "source": article.source,
        "published": article.published.iso,
        "url": article.url,
        "tags": list(found.tags),
        "counterparts": list(found.counterparts),
        "score": score,
    }


def annotation_record(mark: Annotation) -> Record:
    """A mark as the export has it."""
    return document.annotation(mark)


def event_record(event: Event) -> Record:
    """An event as the export has it."""
    return document.event(event)


class RecordService:
    """Records for lists, each for itself."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._queries = Queries(context)

    def found(self, ids: Sequence[int]) -> list[FoundArticle]:
        """These articles, in this order, with their tags and counterparts."""
        with self._context.view() as view:
            return records.found_articles(view, ids)

    def article(self, article: Article, *, with_pairs: bool = False) -> Record:
        """An article as ``listed_record`` gives it, with everything else that the export has.

        ``published_range`` is the date with its precision and basis. With ``with_pairs`` there is
        a ``pairs`` member: the article at the other side and the rows, this article to the left.
        """
        with self._context.view() as view:
            found = records.found_articles(view, [article.id])[0]
            body = articles.body(view, article.id) or ""
            readings = people.readings(view, [article.id]).get(article.id, [])
            linked = pairs.of_article(view, article.id) if with_pairs else []
            numbers = records.numbers(
                view, {u for p in linked for u in (p.left_uuid, p.right_uuid)}
            )
        exported = document.article(ArticleRecord(article, body, tuple(readings)), with_text=True)
        listed = listed_record(found)
        del listed["score"]
        record = {
            **listed,
            **{name: value for name, value in exported.items() if name not in listed},
            "published_range": exported["published"],
            "deleted": article.deleted,
            "why": dict(article.reasons),
        }
        if with_pairs:
            record["pairs"] = [_pair_record(pair, article, numbers) for pair in linked]
        return record

    def annotations(self, text: str) -> list[Annotation]:
        """The marks that a query selects, article by article. Raises UsageError.

        Words are looked for in the mark, its note and the title of its article.
        """
        query = self._queries.clear(text)
        coder, opened = self._context.coder.uuid, self._context.places.all()
        with self._context.view() as view:

            def select(asked: Query) -> list[Annotation]:
                return records.select_annotations(view, asked, coder, opened)

            found, chosen = select(query), _chosen_by_fields(query, select)
            titles = {}
            if _asks_words(query):
                titles = records.titles(view, {mark.article_uuid for mark in found})

        def words_of(mark: Annotation) -> Iterable[str | None]:
            return mark.exact, mark.note, titles.get(mark.article_uuid)

        return _with_words(found, query, words_of, chosen)

    def events(self, text: str) -> list[Event]:
        """The events that a query selects, by date; undated ones last. Raises UsageError.

        Words are looked for in title, note, place, participants, mentions and article titles.
        """
        query = self._queries.clear(text)
        coder, opened = self._context.coder.uuid, self._context.places.all()
        with self._context.view() as view:

            def select(asked: Query) -> list[Event]:
                return records.select_events(view, asked, coder, opened)

            found, chosen = select(query), _chosen_by_fields(query, select)
            titles, quotes = {}, {}
            if _asks_words(query):
                titles = records.titles(view, {u for event in found for u in event.article_uuids})
                quotes = records.quotes(view, [u for e in found for u in e.annotation_uuids])

        def words_of(event: Event) -> Iterable[str | None]:
            yield from (event.title, event.note, event.place.name, event.place.text)
            for one in event.participants:
                yield from (one.name, one.name_en, one.name_zh, one.office, one.of)
            yield from event.themes
            yield from (titles.get(uuid) for uuid in event.article_uuids)
            yield from (quotes.get(uuid) for uuid in event.annotation_uuids)

        return _with_words(found, query, words_of, chosen)

    def numbers(self, uuids: Iterable[str]) -> dict[str, int]:
        """The ids of articles by their UUIDs."""
        with self._context.view() as view:
            return records.numbers(view, uuids)

    def coders(self) -> dict[str, str]:
        """The names of the coders of this library by their UUIDs."""
        with self._context.view() as view:
            return {coder.uuid: coder.name for coder in people.coders(view)}


def _pair_record(pair: Pair, article: Article, numbers: Mapping[str, int]) -> Record:
    """A pair seen from an article: the id at the other side, which is left, and the rows."""
    left, right = numbers[pair.left_uuid], numbers[pair.right_uuid]
    return {
        "counterpart": right if left == article.id else left,
        "left": left,
        "right": right,
        "beads": document.pair(pair)["beads"],
    }


def _asks_words(query: Query) -> bool:
    return any(part.kind != "field" for clause in query.clauses for part in clause.parts())


def _chosen_by_fields(
    query: Query, select: Callable[[Query], Sequence[T]]
) -> dict[Clause, frozenset[str]]:
    """The records that each field among alternatives with words selects, by UUID."""
    fields = {
        part
        for clause in query.clauses
        if clause.kind == "any" and _asks_words(Query("", (clause,)))
        for part in clause.alternatives
        if part.kind == "field"
    }
    return {part: frozenset(one.uuid for one in select(Query("", (part,)))) for part in fields}


def _with_words(
    found: Iterable[T],
    query: Query,
    words_of: Callable[[T], Iterable[str | None]],
    chosen: Mapping[Clause, frozenset[str]],
) -> list[T]:
    """Those whose texts hold what is asked of them; ``chosen`` are those that fields select."""
    asked = [clause for clause in query.clauses if _asks_words(Query("", (clause,)))]

    def meets(part: Clause, uuid: str, text: str) -> bool:
        return uuid in chosen[part] if part.kind == "field" else holds(part, text)

    kept = []
    for one in found:
        text = "\n".join(fold(words) for words in words_of(one) if words) if asked else ""
        if all(any(meets(part, one.uuid, text) for part in clause.parts()) for clause in asked):
            kept.append(one)
    return kept
