"""Articles, annotations and events as the command line lists them: each for itself, by query.

For annotations and events ``tag:``, ``type:``, ``status:``, ``coder:``, ``has:note`` and the dates
speak of the record itself (dates are those of its event); everything else speaks of the article it
stands in.
"""

from collections.abc import Callable, Iterable, Sequence

from cityreader.models import Annotation, Clause, FoundArticle, Query
from cityreader.store import annotations, articles
from cityreader.store.query_values import IS_CODER
from cityreader.store.selection import CITY_EVENTS, Condition, condition_of, date_condition
from cityreader.store.session import View


def found_articles(view: View, ids: Sequence[int]) -> list[FoundArticle]:
    """These articles, in this order, with their tags and counterparts; missing ones left out."""
    found = articles.many(view, ids)
    tags: dict[int, dict[str, None]] = {article.id: {} for article in found}
    counterparts: dict[int, list[int]] = {article.id: [] for article in found}
    for row in view.rows_in(
        "SELECT article_id, tag FROM annotations WHERE deleted_at IS NULL AND tag IS NOT NULL"
        " AND article_id IN ({keys}) ORDER BY id",
        ids,
    ):
        tags[row["article_id"]][row["tag"]] = None
    for own, other in (("left", "right"), ("right", "left")):
        for row in view.rows_in(
            f"SELECT p.{own}_id AS own, p.{other}_id AS other FROM pairs p"
            f" JOIN articles a ON a.id = p.{other}_id AND a.deleted_at IS NULL"
            f" WHERE p.deleted_at IS NULL AND p.status = 'linked' AND p.{own}_id IN ({{keys}})",
            ids,
        ):
            counterparts[row["own"]].append(row["other"])
    return [
        FoundArticle(
            article,
            tuple(dict.fromkeys((*tags[article.id], *article.tags))),
            tuple(sorted(counterparts[article.id])),
        )
        for article in found
    ]


def numbers(view: View, uuids: Iterable[str]) -> dict[str, int]:
    """The ids of articles by their UUIDs."""
    rows = view.rows_in("SELECT id, uuid FROM articles WHERE uuid IN ({keys})", uuids)
    return {row["uuid"]: row["id"] for row in rows}


def titles(view: View, uuids: Iterable[str]) -> dict[str, str]:
    """The titles of articles by their UUIDs."""
    rows = view.rows_in("SELECT uuid, title FROM articles WHERE uuid IN ({keys})", uuids)
    return {row["uuid"]: row["title"] for row in rows}


def select_annotations(
    view: View, query: Query, coder_uuid: str, opened: Iterable[str] = ()
) -> list[Annotation]:
    """The marks that the fields of a query select, article by article in reading order.

    Words, and alternatives with words among them, are left to the caller.
    """
    asked = _Asked(coder_uuid, list(opened))
    conditions = [_clause(clause, asked.of_annotation) for clause in query.clauses]
    sql, values = _joined(conditions)
    return annotations.where(view, f"a.deleted_at IS NULL AND {sql}", *values)


def event_condition(query: Query, coder_uuid: str, opened: Iterable[str] = ()) -> Condition:
    """The fields of a query as a condition on event ``e`` and its coder ``c``.

    Words, and alternatives with words among them, are left to the caller. Events that only
    articles in the trash mention are left out.
    """
    asked = _Asked(coder_uuid, list(opened))
    conditions = [_clause(clause, asked.of_event) for clause in query.clauses]
    return Condition(*_joined([Condition(_mentioned("1")), *conditions]))


class _Asked:
    """What one value of a clause asks; the names of the tables are those of ``where``."""

    def __init__(self, coder_uuid: str, opened: list[str]) -> None:
        self._coder_uuid = coder_uuid
        self._opened = opened

    def of_annotation(self, field: str, value: str) -> Condition:
        """Of a mark: itself, its event's date, type and status, or its article."""
        match field, value:
            case "tag", _:
                return Condition("n.tag = ?", (value,))
            case "type", _:
                return Condition("e.type = ?", (value,))
            case "status", _:
                return Condition("e.status = ? OR n.status = ?", (value, value))
            case "coder", _:
                return Condition(IS_CODER, (value,))
            case "city", _:
                return Condition(f"e.id IN ({CITY_EVENTS})", (value,))
            case "has", "note":
                return Condition("n.note IS NOT NULL")
            case "has", "event":
                return Condition("e.id IS NOT NULL")
            case (("date" | "before" | "after"), _):
                return date_condition(field, value, "e.date_start", "e.date_end")
        return self._of_article(field, value)

    def of_event(self, field: str, value: str) -> Condition:
        """Of an event: itself, or any article that mentions it."""
        match field, value:
            case (("tag" | "type"), _):
                return Condition("e.type = ?", (value,))
            case "status", _:
                return Condition("e.status = ?", (value,))
            case "coder", _:
                return Condition(IS_CODER, (value,))
            case "city", _:
                return Condition(f"e.id IN ({CITY_EVENTS})", (value,))
            case "has", "note":
                return Condition("e.note IS NOT NULL")
            case (("date" | "before" | "after"), _):
                return date_condition(field, value, "e.date_start", "e.date_end")
        condition = self._of_article(field, value)
        return Condition(_mentioned(condition.sql), condition.values)

    def _of_article(self, field: str, value: str) -> Condition:
        one = Query("", (Clause("field", (value,), field),))
        return condition_of(one, self._coder_uuid, self._opened)


def _clause(clause: Clause, asked: Callable[[str, str], Condition]) -> Condition:
    """Whether any value of a clause holds, or none where it is negated; words are not SQL's."""
    if clause.kind == "any" and not any(part.kind != "field" for part in clause.alternatives):
        either = [_clause(part, asked) for part in clause.alternatives]
        return Condition(
            " OR ".join(f"({one.sql})" for one in either),
            tuple(value for one in either for value in one.values),
        )
    if clause.kind != "field" or clause.field is None:
        return Condition("1")
    found = [asked(clause.field, value) for value in clause.values]
    sql = " OR ".join(f"({condition.sql})" for condition in found)
    # Where a column is empty a comparison is neither true nor false: not true is what is meant.
    return Condition(
        f"({sql}) IS NOT TRUE" if clause.negated else sql,
        tuple(value for condition in found for value in condition.values),
    )


def _mentioned(condition: str) -> str:
    """Whether an article that mentions event ``e`` and is not in the trash meets a condition."""
    return (
        "EXISTS (SELECT 1 FROM event_mentions em JOIN annotations en ON en.id = em.annotation_id"
        " JOIN articles a ON a.id = en.article_id WHERE em.event_id = e.id"
        f" AND en.deleted_at IS NULL AND a.deleted_at IS NULL AND ({condition}))"
    )


def _joined(conditions: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    sql = " AND ".join(f"({condition.sql})" for condition in conditions) or "1"
    return sql, tuple(value for condition in conditions for value in condition.values)
