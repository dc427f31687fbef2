"""A parsed query as an SQL condition.

Conditions speak of ``a``, an article. For the list, where an article stands for the counterparts
folded under it as well, a condition holds if it holds for any of them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from cityreader.models import Clause, Query
from cityreader.models.query import ClauseKind
from cityreader.store import fulltext
from cityreader.store.likeness import NEAR_DUPLICATE
from cityreader.store.query_values import IS_CODER
from cityreader.text.scripts import fold

MARK_STATUSES = frozenset({"ok", "moved", "review", "orphan"})
"""Values of ``status:`` that are of marks; the others are of events."""

_STORIES = (
    " FROM likenesses l"
    " JOIN bodies b ON b.id = l.body_id"
    " JOIN articles f ON f.id = b.article_id AND f.revision = b.revision AND f.deleted_at IS NULL"
    " JOIN bodies c ON c.id = l.other_id"
    " JOIN articles o ON o.id = c.article_id AND o.revision = c.revision AND o.deleted_at IS NULL"
)
"""Two articles ``f`` and ``o`` that share most of their text; ``f`` came in after ``o``."""


CITY_EVENTS = """
WITH asked(name) AS (SELECT folded(?)),
city(name) AS (
  SELECT folded(form.value) FROM glossary g, json_each(g.forms) lang, json_each(lang.value) form
  WHERE g.deleted_at IS NULL AND EXISTS (
    SELECT 1 FROM json_each(g.forms) l, json_each(l.value) v, asked
    WHERE folded(v.value) = asked.name)
  UNION
  SELECT folded(name.value) FROM asked, participants p,
    json_each(json_array(p.name, p.name_en, p.name_zh)) name
  WHERE name.value IS NOT NULL
    AND asked.name IN (folded(p.name), folded(COALESCE(p.name_en, '')),
      folded(COALESCE(p.name_zh, '')))
),
named(id, names) AS (
  SELECT v.id, char(10) || folded(
    COALESCE(json_extract(v.place, '$.name'), '') || char(10)
    || COALESCE(json_extract(v.place, '$.text'), '') || char(10)
    || COALESCE((
      SELECT group_concat(p.name || char(10) || COALESCE(p.name_en, '') || char(10)
        || COALESCE(p.name_zh, '') || char(10) || COALESCE(p.of, ''), char(10))
      FROM participants p WHERE p.event_id = v.id), '')) || char(10)
  FROM events v WHERE v.deleted_at IS NULL
)
SELECT named.id FROM named, asked WHERE instr(named.names, asked.name) > 0
UNION
SELECT named.id FROM named, city
WHERE instr(named.names,
  CASE WHEN length(city.name) < 4 AND unicode(city.name) < 128
  THEN char(10) || city.name || char(10) ELSE city.name END) > 0
"""
"""The events whose place or participants name a city, in any of the names that glossary and
participants have for it; short names in Latin letters must stand alone. Takes the folded name."""


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL with its values; ``sql`` is true or false of one article ``a``."""

    sql: str
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose states count: a coder, and what that coder has opened without a record of it.

    ``opened`` is a JSON list of UUIDs of articles. Only marks and topics of the coder with the key
    ``shown`` count, where one is named. ``few``: asked of some articles, not of all.
    """

    coder_uuid: str
    opened: str = "[]"
    shown: int | None = None
    few: bool = False

    @property
    def counts(self) -> str:
        """Whether a mark ``n`` counts, as SQL."""
        return f"n.deleted_at IS NULL{self.whose('n')}"

    def whose(self, table: str) -> str:
        """What follows in SQL where only records of one coder count."""
        return "" if self.shown is None else f" AND {table}.coder_id = {self.shown:d}"


def condition_of(
    query: Query,
    coder_uuid: str,
    opened: Iterable[str] = (),
    shown: int | None = None,
    *,
    few: bool = False,
) -> Condition:
    """The condition that selects an article; ``is:`` is seen by this coder.

    ``opened`` are UUIDs of articles this coder has opened without a record of it in the library,
    ``shown`` the key of the coder whose marks and topics alone count. ``few``: it is asked of some
    articles, not of all.
    """
    reader = Reader(coder_uuid, json.dumps(list(opened)), shown, few)
    return _all([_negated(clause, _clause(clause, reader)) for clause in query.clauses])


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
    # Where a field is empty a comparison is neither true nor false: not true is what is meant.
    return Condition(f"({condition.sql}) IS NOT TRUE", condition.values)


def _clause(clause: Clause, reader: Reader) -> Condition:
    if clause.kind == "any":
        return _any([_negated(part, _clause(part, reader)) for part in clause.alternatives])
    if clause.kind != "field":
        return _title(clause.kind, clause.values[0])
    return _any([_field(clause.field or "", value, reader) for value in clause.values])


def _title(kind: ClauseKind, value: str) -> Condition:
    """Whether the folded title holds a text, begins or ends with it, or is it."""
    match kind:
        case "prefix":
            return Condition("substr(a.title_fold, 1, ?) = ?", (len(value), value))
        case "suffix":
            return Condition("substr(a.title_fold, ?) = ?", (-len(value), value))
        case "whole":
            return Condition("a.title_fold = ?", (value,))
    return Condition("instr(a.title_fold, ?) > 0", (value,))


def _field(field: str, value: str, reader: Reader) -> Condition:
    match field:
        case "title":
            return _title("exact", value)
        case "body":
            return Condition(*fulltext.condition(fold(value)))
        case "text":
            # Title or body; it is no field that can be typed.
            sql, values = fulltext.condition(value)
            title = "instr(a.title_fold, ?) > 0 AND holds_word(a.title_fold, ?)"
            return Condition(f"{title} OR {sql}", (value, value, *values))
        case "lang":
            return Condition("a.lang LIKE ? OR a.lang LIKE ? || '-%'", (value, value))
        case "source" if reader.few:
            return Condition("instr(folded(COALESCE(a.source, '')), folded(?)) > 0", (value,))
        case "source":
            # One look at every source instead of one at every article.
            return Condition(
                "a.source IN (SELECT s.source FROM (SELECT DISTINCT source FROM articles) s"
                " WHERE instr(folded(COALESCE(s.source, '')), folded(?)) > 0)",
                (value,),
            )
        case "city":
            return Condition(
                "a.id IN (SELECT n.article_id FROM annotations n"
                " JOIN event_mentions m ON m.annotation_id = n.id"
                f" WHERE {reader.counts} AND m.event_id IN ({CITY_EVENTS}))",
                (value,),
            )
        case "tag":
            return Condition(
                "EXISTS (SELECT 1 FROM annotations n WHERE n.article_id = a.id"
                f" AND {reader.counts} AND n.tag = ?)"
                " OR EXISTS (SELECT 1 FROM article_tags t WHERE t.article_id = a.id AND t.tag = ?"
                f"{reader.whose('t')})",
                (value, value),
            )
        case "status" if value in MARK_STATUSES:
            return Condition(
                "EXISTS (SELECT 1 FROM annotations n WHERE n.article_id = a.id"
                f" AND {reader.counts} AND n.status = ?)",
                (value,),
            )
        case "type" | "status":
            return Condition(
                "EXISTS (SELECT 1 FROM annotations n"
                " JOIN event_mentions m ON m.annotation_id = n.id"
                " JOIN events e ON e.id = m.event_id WHERE n.article_id = a.id"
                f" AND {reader.counts} AND e.deleted_at IS NULL AND e.{field} = ?)",
                (value,),
            )
        case "coder":
            return Condition(
                "EXISTS (SELECT 1 FROM annotations n JOIN coders c ON c.id = n.coder_id"
                f" WHERE n.article_id = a.id AND {reader.counts}"
                f" AND {IS_CODER})",
                (value,),
            )
        case "before" | "after" | "date":
            return date_condition(field, value, "a.published_start", "a.published_end")
        case "story":
            return Condition(
                f"a.id = ? OR a.id IN (SELECT o.id{_STORIES} WHERE f.id = ?"
                f" UNION ALL SELECT f.id{_STORIES} WHERE o.id = ?)",
                (int(value),) * 3,
            )
        case "is":
            return _state(value, reader)
        case "has":
            return _having(value, reader)
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


def _state(value: str, reader: Reader) -> Condition:
    own = (
        "SELECT 1 FROM readings r JOIN coders c ON c.id = r.coder_id"
        " WHERE r.article_id = a.id AND c.uuid = ?"
    )
    seen = f"NOT EXISTS ({own}) AND a.uuid IN (SELECT value FROM json_each(?))"
    coder = reader.coder_uuid
    match value:
        case "new":
            begun = f"EXISTS ({own} AND r.state <> 'new') OR ({seen})"
            return Condition(f"NOT ({begun})", (coder, coder, reader.opened))
        case "opened":
            return Condition(
                f"EXISTS ({own} AND r.state = 'opened') OR ({seen})", (coder, coder, reader.opened)
            )
        case "done":
            return Condition(f"EXISTS ({own} AND r.state = 'done')", (coder,))
        case "flagged":
            return Condition(f"EXISTS ({own} AND r.flagged = 1)", (coder,))
        case "deleted":
            return Condition("a.deleted_at IS NOT NULL")
        case "undated":
            return Condition("a.published_start IS NULL")
        case "paired":
            return _having("counterpart", reader)
        case "same-story":
            # Few articles are like another: one look at all of those instead of one an article.
            return Condition(f"a.id IN (SELECT f.id{_STORIES} UNION ALL SELECT o.id{_STORIES})")
        case "near-duplicate":
            return Condition(
                "EXISTS (SELECT 1 FROM bodies b JOIN likenesses l ON l.body_id = b.id"
                " JOIN bodies c ON c.id = l.other_id"
                " JOIN articles o ON o.id = c.article_id AND o.revision = c.revision"
                " WHERE b.article_id = a.id AND b.revision = a.revision"
                " AND l.similarity >= ? AND o.deleted_at IS NULL)",
                (NEAR_DUPLICATE,),
            )
    raise ValueError(f"unknown state {value!r}")


def _having(value: str, reader: Reader) -> Condition:
    mark = f"EXISTS (SELECT 1 FROM annotations n WHERE n.article_id = a.id AND {reader.counts}"
    match value:
        case "mark":
            return Condition(f"{mark})")
        case "note":
            return Condition(f"{mark} AND n.note IS NOT NULL)")
        case "event":
            return Condition(f"{mark} AND n.role IS NOT NULL)")
        case "counterpart":
            return Condition(
                "EXISTS (SELECT 1 FROM pairs p JOIN articles o"
                " ON o.id = p.left_id + p.right_id - a.id AND o.deleted_at IS NULL"
                " WHERE p.deleted_at IS NULL AND p.status = 'linked'"
                " AND (p.left_id = a.id OR p.right_id = a.id))"
            )
    raise ValueError(f"unknown thing to have {value!r}")
