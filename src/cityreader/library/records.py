"""Articles, marks and events one by one: selected by a query, and as the JSON of the exports."""

from collections.abc import Iterable, Mapping, Sequence

from cityreader.export import json_records
from cityreader.library.context import Context
from cityreader.library.event_table import event_keys
from cityreader.library.queries import Queries
from cityreader.library.record_words import asks_words, chosen_by_fields, with_words
from cityreader.models import (
    Annotation,
    Article,
    ArticleRecord,
    Event,
    FoundArticle,
    Pair,
    Query,
)
from cityreader.models.people import told_apart
from cityreader.store import articles, coders, event_table, events, pairs, readings, records

Record = dict[str, object]


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
    return json_records.annotation(mark)


def event_record(event: Event) -> Record:
    """An event as the export has it."""
    return json_records.event(event)


class RecordService:
    """Records for lists, each for itself."""

    def __init__(self, context: Context, queries: Queries) -> None:
        self._context = context
        self._queries = queries

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
            states = readings.of_articles(view, [article.id]).get(article.id, [])
            linked = pairs.of_article(view, article.id) if with_pairs else []
            numbers = records.numbers(
                view, {u for p in linked for u in (p.left_uuid, p.right_uuid)}
            )
        exported = json_records.article(ArticleRecord(article, body, tuple(states)), with_text=True)
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

            found, chosen = select(query), chosen_by_fields(query, select, _uuid_of)
            titles = {}
            if asks_words(query):
                titles = records.titles(view, {mark.article_uuid for mark in found})

        def words_of(mark: Annotation) -> Iterable[str | None]:
            return mark.exact, mark.note, titles.get(mark.article_uuid)

        return with_words(found, query, words_of, chosen, _uuid_of)

    def events(self, text: str) -> list[Event]:
        """The events that a query selects, by date; undated ones last. Raises UsageError.

        Words are looked for in title, note, place, participants, mentions and article titles.
        """
        query = self._queries.clear(text)
        coder, opened = self._context.coder.uuid, self._context.places.all()
        with self._context.view() as view:
            found = event_keys(view, query, coder, opened, "date", reverse=True)
            return events.by_uuids(view, event_table.uuids(view, found))

    def numbers(self, uuids: Iterable[str]) -> dict[str, int]:
        """The ids of articles by their UUIDs."""
        with self._context.view() as view:
            return records.numbers(view, uuids)

    def coders(self) -> dict[str, str]:
        """What the coders of this library are called, by UUID; namesakes are told apart."""
        with self._context.view() as view:
            return told_apart(coders.everybody(view))


def _uuid_of(mark: Annotation) -> str:
    return mark.uuid


def _pair_record(pair: Pair, article: Article, numbers: Mapping[str, int]) -> Record:
    """A pair seen from an article: the id at the other side, which is left, and the rows."""
    left, right = numbers[pair.left_uuid], numbers[pair.right_uuid]
    return {
        "counterpart": right if left == article.id else left,
        "left": left,
        "right": right,
        "beads": json_records.pair(pair)["beads"],
    }
