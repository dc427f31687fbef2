"""A parsed query as an SQL condition.

Conditions speak of ``a``, an article. For the list, where an article stands for the counterparts
folded under it as well, a condition holds if it holds for any of them.
"""

from dataclasses import dataclass

from cityreader.models import Clause, Query


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL with its values; ``sql`` is true or false of one article ``a``."""

    sql: str
    values: tuple[object, ...] = ()


def condition_of(query: Query, coder_uuid: str) -> Condition:
    """The condition that selects an article; ``is:`` and ``has:`` are seen by this coder."""
    parts = [_negated(clause, _clause(clause, coder_uuid)) for clause in query.clauses]
    return _all(parts)


def record_condition_of(query: Query, coder_uuid: str) -> Condition:
    """The same without what concerns a record rather than its article (dates, types, coders)."""
    parts = [
        _negated(clause, _clause(clause, coder_uuid))
        for clause in query.clauses
        if clause.field not in RECORD_FIELDS
    ]
    return _all(parts)


RECORD_FIELDS = frozenset({"tag", "type", "status", "coder", "date", "before", "after"})
"""Fields that select annotations and events themselves, not the articles they stand in."""


def like(text: str) -> str:
    """A LIKE pattern for text that holds this, with its own wildcards escaped by ``\\``."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _all(parts: list[Condition]) -> Condition:
    if not parts:
        return Condition("1")
    return Condition(
        " AND ".join(f"({part.sql})" for part in parts),
        tuple(value for part in parts for value in part.values),
    )


def _any(parts: list[Condition]) -> Condition:
    return Condition(
        " OR ".join(f"({part.sql})" for part in parts),
        tuple(value for part in parts for value in part.values),
    )


def _negated(clause: Clause, condition: Condition) -> Condition:
    if not clause.negated:
        return condition
    return Condition(f"NOT ({condition.sql})", condition.values)


def _clause(clause: Clause, coder_uuid: str) -> Condition:
    if clause.kind != "field":
        return Condition("a.title_fold LIKE ? ESCAPE '\\'", (like(clause.values[0]),))
    return _any([_field(clause.field or "", value, coder_uuid) for value in clause.values])


def _field(field: str, value: str, coder_uuid: str) -> Condition:
    match field:
        case "title":
            return Condition("a.title_fold LIKE ? ESCAPE '\\'", (like(value),))
        case "body":
            return Condition(
                "EXISTS (SELECT 1 FROM bodies b WHERE b.article_id = a.id"
                " AND b.revision = a.revision AND b.body LIKE ? ESCAPE '\\')",
                (like(value),),
            )
        case "lang":
            return Condition("a.lang = ? OR a.lang LIKE ? || '-%'", (value, value))
        case "source":
            return Condition("a.source LIKE ? ESCAPE '\\'", (like(value),))
        case "tag":
            return Condition(
                "EXISTS (SELECT 1 FROM annotations n WHERE n.article_id = a.id"
                " AND n.deleted_at IS NULL AND n.tag = ?)"
                " OR EXISTS (SELECT 1 FROM article_tags t WHERE t.article_id = a.id AND t.tag = ?)",
                (value, value),
            )
        case "type" | "status":
            return Condition(
                "EXISTS (SELECT 1 FROM annotations n"
                " JOIN event_mentions m ON m.annotation_id = n.id"
                " JOIN events e ON e.id = m.event_id WHERE n.article_id = a.id"
                f" AND n.deleted_at IS NULL AND e.deleted_at IS NULL AND e.{field} = ?)",
                (value,),
            )
        case "coder":
            return Condition(
                "EXISTS (SELECT 1 FROM annotations n JOIN coders c ON c.id = n.coder_id"
                " WHERE n.article_id = a.id AND n.deleted_at IS NULL AND c.name = ?)",
                (value,),
            )
        case "before" | "after" | "date":
            return date_condition(field, value, "a.published_start", "a.published_end")
        case "is":
            return _state(value, coder_uuid)
        case "has":
            return _having(value)
    raise ValueError(f"unknown field {field!r}")


def date_condition(field: str, value: str, start: str, end: str) -> Condition:
    """Whether the dates in columns ``start`` and ``end`` fall before, after or within ``value``.

    ``value`` is a day, a month or a year in ISO form, or two of them joined by ``..``; an undated
    record never matches.
    """
    first, _, last = value.partition("..")
    last = last if ".." in value else first
    if field == "before":
        return Condition(f"{start} < ?", (first,))
    if field == "after":
        return Condition(f"{start} > ?", (_ceiling(first),))
    return Condition(
        f"{start} <= ? AND COALESCE({end}, {start}) >= ?", (_ceiling(last or "9999"), first or "0")
    )


def _ceiling(value: str) -> str:
    """The greatest day that begins with this year or month, as text compares."""
    return value if len(value) == len("2025-12-28") else f"{value}-99"


def _state(value: str, coder_uuid: str) -> Condition:
    reading = (
        "EXISTS (SELECT 1 FROM readings r JOIN coders c ON c.id = r.coder_id"
        " WHERE r.article_id = a.id AND c.uuid = ? AND {})"
    )
    match value:
        case "new":
            begun = reading.format("r.state <> 'new'")
            return Condition(f"NOT {begun}", (coder_uuid,))
        case "opened" | "done":
            return Condition(reading.format("r.state = ?"), (coder_uuid, value))
        case "flagged":
            return Condition(reading.format("r.flagged = 1"), (coder_uuid,))
        case "deleted":
            return Condition("a.deleted_at IS NOT NULL")
        case "undated":
            return Condition("a.published_start IS NULL")
        case "paired":
            return _having("counterpart")
    raise ValueError(f"unknown state {value!r}")


def _having(value: str) -> Condition:
    mark = "EXISTS (SELECT 1 FROM annotations n WHERE n.article_id = a.id AND n.deleted_at IS NULL"
    match value:
        case "mark":
            return Condition(f"{mark})")
        case "note":
            return Condition(f"{mark} AND n.note IS NOT NULL)")
        case "event":
            return Condition(f"{mark} AND n.role IS NOT NULL)")
        case "counterpart":
            return Condition(
                "EXISTS (SELECT 1 FROM pairs p WHERE p.deleted_at IS NULL AND p.status = 'linked'"
                " AND (p.left_id = a.id OR p.right_id = a.id))"
            )
    raise ValueError(f"unknown thing to have {value!r}")
