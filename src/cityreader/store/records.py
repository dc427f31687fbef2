"""Articles, annotations and events as the command line lists them: each for itself, by query.

For annotations and events ``tag:``, ``type:``, ``status:``, ``coder:``, ``has:note`` and the dates
speak of the record itself (dates are those of its event); everything else speaks of the article it
stands in.
"""

from collections.abc import Sequence

from cityreader.models import Annotation, Clause, Event, FoundArticle, Query
from cityreader.store import annotations, articles, events
from cityreader.store.selection import Condition, condition_of, date_condition
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


def select_annotations(view: View, query: Query, coder_uuid: str) -> list[Annotation]:
    """The marks that a query selects, but for its words; article by article in reading order."""
    conditions = [
        _turned(clause, _annotation_condition(clause, query, coder_uuid))
        for clause in query.clauses
    ]
    sql, values = _joined(conditions)
    return annotations.where(view, f"a.deleted_at IS NULL AND {sql}", *values)


def select_events(view: View, query: Query, coder_uuid: str) -> list[Event]:
    """The events that a query selects, but for its words, by date; undated ones last.

    Events that only articles in the trash mention are left out.
    """
    conditions = [
        _turned(clause, _event_condition(clause, query, coder_uuid)) for clause in query.clauses
    ]
    sql, values = _joined([Condition(_mentioned("1")), *conditions])
    return events.where(view, sql, *values)


def _annotation_condition(clause: Clause, query: Query, coder_uuid: str) -> Condition:
    if clause.kind != "field":
        return Condition("1")
    return _any([_annotation_value(clause, v, query, coder_uuid) for v in clause.values])


def _annotation_value(clause: Clause, value: str, query: Query, coder_uuid: str) -> Condition:
    match clause.field, value:
        case "tag", _:
            return Condition("COALESCE(n.tag, '') = ?", (value,))
        case "type", _:
            return Condition("COALESCE(e.type, '') = ?", (value,))
        case "status", _:
            return Condition("COALESCE(e.status, '') = ? OR n.status = ?", (value, value))
        case "coder", _:
            return Condition("c.name = ?", (value,))
        case "has", "note":
            return Condition("n.note IS NOT NULL")
        case "has", "event":
            return Condition("e.id IS NOT NULL")
        case ("date" | "before" | "after") as field, _:
            dated = date_condition(field, value, "e.date_start", "e.date_end")
            return Condition(f"COALESCE({dated.sql}, 0)", dated.values)
    return _of_article(clause, value, query, coder_uuid)


def _event_condition(clause: Clause, query: Query, coder_uuid: str) -> Condition:
    if clause.kind != "field":
        return Condition("1")
    return _any([_event_value(clause, value, query, coder_uuid) for value in clause.values])


def _event_value(clause: Clause, value: str, query: Query, coder_uuid: str) -> Condition:
    match clause.field, value:
        case "tag" | "type", _:
            return Condition("e.type = ?", (value,))
        case "status", _:
            return Condition("e.status = ?", (value,))
        case "coder", _:
            return Condition("c.name = ?", (value,))
        case "has", "note":
            return Condition("e.note IS NOT NULL")
        case ("date" | "before" | "after") as field, _:
            dated = date_condition(field, value, "e.date_start", "e.date_end")
            return Condition(f"COALESCE({dated.sql}, 0)", dated.values)
    condition = _of_article(clause, value, query, coder_uuid)
    return Condition(_mentioned(condition.sql), condition.values)


def _of_article(clause: Clause, value: str, query: Query, coder_uuid: str) -> Condition:
    one = Query(query.text, (Clause("field", (value,), clause.field),))
    return condition_of(one, coder_uuid)


def _mentioned(condition: str) -> str:
    """Whether an article that mentions event ``e`` and is not in the trash meets a condition."""
    return (
        "EXISTS (SELECT 1 FROM event_mentions em JOIN annotations en ON en.id = em.annotation_id"
        " JOIN articles a ON a.id = en.article_id WHERE em.event_id = e.id"
        f" AND en.deleted_at IS NULL AND a.deleted_at IS NULL AND ({condition}))"
    )


def _turned(clause: Clause, condition: Condition) -> Condition:
    if not clause.negated or clause.kind != "field":
        return condition
    return Condition(f"NOT ({condition.sql})", condition.values)


def _any(conditions: Sequence[Condition]) -> Condition:
    sql = " OR ".join(f"({condition.sql})" for condition in conditions)
    return Condition(sql, tuple(v for condition in conditions for v in condition.values))


def _joined(conditions: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    sql = " AND ".join(f"({condition.sql})" for condition in conditions) or "1"
    return sql, tuple(value for condition in conditions for value in condition.values)
