"""Which articles a query selects, in which order, and how many there are; ``lines`` shows them."""

import json
import re
from array import array
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace

from cityreader.models import Clause, LibraryCounts, Query
from cityreader.store.coders import known_key
from cityreader.store.selection import Condition, condition_of
from cityreader.store.session import View

_ORDERS = {
    "date": "a.published_start {down}, a.id {down}",
    "title": "a.title_fold {up}, a.id {up}",
    "source": "a.source {up}, a.published_start {down}, a.id {down}",
    "added": "a.id {down}",
}
"""The way each sort key begins; reversing turns every part round."""

_FROM_ARTICLE = re.compile(r"\ba\.")


def order_by(sort: str, *, reverse: bool = False) -> str:
    """The ORDER BY of a sort key: newest first, titles and sources from A."""
    ways = {"down": "ASC", "up": "DESC"} if reverse else {"down": "DESC", "up": "ASC"}
    return _ORDERS[sort].format(**ways)


def line_ids(
    view: View,
    query: Query,
    coder_uuid: str,
    *,
    opened: Iterable[str] = (),
    sort: str = "date",
    reverse: bool = False,
    limit: int | None = None,
    shown: str | None = None,
    among: Sequence[int] | None = None,
) -> "array[int]":
    """Ids of the articles that lead a line of the list and match, counterparts counted in.

    Without a query this walks an index and stops at ``limit``, however large the library is.
    ``opened`` are UUIDs of articles this coder has opened without a record of it in the library.
    Only marks and topics of the coder ``shown`` count, where one is named. With ``among`` only
    these ids are looked at, which is quick for a few thousand of them.
    """
    few = among is not None
    condition = _for_lines(query, coder_uuid, opened, _key_of(view, shown), few=few)
    where = f"{_alive(query)} AND a.lead_id IS NULL AND ({condition.sql})"
    return _ids(view, where, condition, order_by(sort, reverse=reverse), limit, among)


def article_ids(
    view: View,
    query: Query,
    coder_uuid: str,
    *,
    opened: Iterable[str] = (),
    sort: str = "date",
    reverse: bool = False,
    limit: int | None = None,
    shown: str | None = None,
    among: Sequence[int] | None = None,
) -> "array[int]":
    """Ids of the articles that match themselves, one each, folded or not; see ``line_ids``."""
    key = _key_of(view, shown)
    condition = condition_of(query, coder_uuid, opened, key, few=among is not None)
    where = f"{_alive(query)} AND ({condition.sql})"
    return _ids(view, where, condition, order_by(sort, reverse=reverse), limit, among)


def _ids(
    view: View,
    where: str,
    condition: Condition,
    order: str,
    limit: int | None,
    among: Sequence[int] | None,
) -> "array[int]":
    source, values = "articles a", condition.values
    if among is not None:
        source = "json_each(?) chosen CROSS JOIN articles a ON a.id = chosen.value"
        values = (json.dumps(list(among)), *values)
    elif condition.sql != "1" and limit is None:
        # To read all rows as they lie and sort is five times as quick as to go to them by date.
        source = "articles a NOT INDEXED"
    # Not as a list of rows: a million ids are 8 MB here and many times that as Python objects.
    sql = f"SELECT a.id FROM {source} WHERE {where} ORDER BY {order} LIMIT ?"
    rows = view.connection.execute(sql, (*values, -1 if limit is None else limit))
    return array("q", (row[0] for row in rows))


def newest_below(
    view: View,
    query: Query,
    above: Iterable[int],
    coder_uuid: str,
    *,
    opened: Iterable[str] = (),
    limit: int | None = None,
    shown: str | None = None,
) -> tuple[list[int], int]:
    """The newest articles that match in other lines than those ``above``, one a line, and the
    number of all such lines; see ``line_ids``."""
    condition = condition_of(query, coder_uuid, opened, _key_of(view, shown))
    sql = (
        "WITH above(line) AS MATERIALIZED (SELECT value FROM json_each(?)),"
        " below AS MATERIALIZED (SELECT a.id, COALESCE(a.lead_id, a.id) AS line,"
        f" a.published_start AS day FROM articles a WHERE {_alive(query)} AND ({condition.sql})"
        " AND COALESCE(a.lead_id, a.id) NOT IN above)"
        " SELECT id, line, (SELECT COUNT(DISTINCT line) FROM below) AS total FROM below"
        " ORDER BY day DESC, id DESC"
    )
    total, newest = 0, dict[int, int]()
    with closing(
        view.connection.execute(sql, (json.dumps(list(above)), *condition.values))
    ) as rows:
        for key, line, number in rows:
            total = number
            newest.setdefault(line, key)
            if len(newest) == limit:
                break
    return list(newest.values()), total


def folded_titles(view: View, ids: Iterable[int] | None, *, limit: int) -> list[tuple[int, str]]:
    """Ids with their folded titles and their counterparts'; the newest ``limit``, or these ids."""
    sql = (
        "SELECT a.id, a.title_fold || COALESCE(char(10) || (SELECT group_concat(f.title_fold,"
        " char(10)) FROM articles f WHERE f.lead_id = a.id AND f.deleted_at IS NULL), '') AS titles"
        " FROM articles a"
    )
    if ids is None:
        rows = view.rows(
            f"{sql} WHERE a.deleted_at IS NULL AND a.lead_id IS NULL"
            f" ORDER BY {order_by('date')} LIMIT ?",
            limit,
        )
    else:
        rows = view.rows_in(f"{sql} WHERE a.id IN ({{keys}})", ids)
    return [(row["id"], row["titles"]) for row in rows]


def own_titles(view: View, ids: Iterable[int] | None, *, limit: int) -> list[tuple[int, str]]:
    """Ids with their own folded titles only; newest ``limit`` or the given ids."""
    sql = "SELECT a.id, a.title_fold FROM articles a"
    if ids is None:
        rows = view.rows(
            f"{sql} WHERE a.deleted_at IS NULL ORDER BY {order_by('date')} LIMIT ?", limit
        )
    else:
        rows = view.rows_in(f"{sql} WHERE a.id IN ({{keys}})", ids)
    return [(row["id"], row["title_fold"]) for row in rows]


def leads(view: View, ids: Iterable[int]) -> dict[int, int]:
    """The articles that lead the lines in which these stand, by id; an article may lead itself."""
    rows = view.rows_in("SELECT id, lead_id FROM articles WHERE id IN ({keys})", ids)
    return {row["id"]: row["lead_id"] or row["id"] for row in rows}


def begun_ids(view: View, coder_uuid: str, *, opened: Iterable[str] = ()) -> set[int]:
    """The articles that are not new to this coder; ``opened`` as for ``line_ids``."""
    rows = view.column(
        "SELECT r.article_id FROM readings r JOIN coders c ON c.id = r.coder_id"
        " WHERE c.uuid = ?1 AND r.state <> 'new'"
        " UNION SELECT a.id FROM articles a"
        " WHERE a.uuid IN (SELECT value FROM json_each(?2)) AND NOT EXISTS"
        " (SELECT 1 FROM readings r JOIN coders c ON c.id = r.coder_id"
        "  WHERE r.article_id = a.id AND c.uuid = ?1)",
        coder_uuid,
        json.dumps(list(opened)),
    )
    return set(rows)


def counts(view: View, coder_uuid: str, opened: Iterable[str] = ()) -> LibraryCounts:
    """The numbers of the header, but for what is to review.

    ``opened`` are UUIDs of articles this coder has opened without a record of it in the library.
    """
    listed = view.value(
        "SELECT COUNT(*) FROM articles WHERE deleted_at IS NULL AND lead_id IS NULL"
    )
    begun = view.column(
        "SELECT r.state FROM readings r JOIN articles a ON a.id = r.article_id"
        " WHERE r.coder_id = (SELECT id FROM coders WHERE uuid = ?) AND r.state <> 'new'"
        " AND a.deleted_at IS NULL AND a.lead_id IS NULL",
        coder_uuid,
    )
    merely_opened = view.value(
        "SELECT COUNT(*) FROM json_each(?) o JOIN articles a ON a.uuid = o.value"
        " WHERE a.deleted_at IS NULL AND a.lead_id IS NULL AND NOT EXISTS (SELECT 1"
        " FROM readings r JOIN coders c ON c.id = r.coder_id"
        " WHERE r.article_id = a.id AND c.uuid = ?)",
        json.dumps(list(opened)),
        coder_uuid,
    )
    return LibraryCounts(
        articles=view.value("SELECT COUNT(*) FROM articles WHERE deleted_at IS NULL"),
        listed=listed,
        new=listed - len(begun) - merely_opened,
        done=begun.count("done"),
    )


def _alive(query: Query) -> str:
    return "1" if query.asks("is", "deleted") else "a.deleted_at IS NULL"


def _key_of(view: View, coder_uuid: str | None) -> int | None:
    """The key of a coder, 0 for one who did nothing in this library yet."""
    return None if coder_uuid is None else known_key(view, coder_uuid) or 0


def _for_lines(
    query: Query, coder_uuid: str, opened: Iterable[str], shown: int | None, *, few: bool
) -> Condition:
    """Each clause may hold for the article or for one folded under it; states are the line's."""
    opened = list(opened)
    parts = [_for_line(clause, coder_uuid, opened, shown, few) for clause in query.clauses]
    return Condition(
        " AND ".join(f"({part.sql})" for part in parts) or "1",
        tuple(value for part in parts for value in part.values),
    )


def _for_line(
    clause: Clause, coder_uuid: str, opened: list[str], shown: int | None, few: bool
) -> Condition:
    """``few``: the condition is asked of a few articles, not of all."""
    if clause.kind == "any":
        either = [_for_line(part, coder_uuid, opened, shown, few) for part in clause.alternatives]
        return Condition(
            " OR ".join(f"({part.sql})" for part in either),
            tuple(value for part in either for value in part.values),
        )
    plain = Query("", (replace(clause, negated=False),))
    condition = condition_of(plain, coder_uuid, opened, shown, few=few)
    sql, values = condition.sql, condition.values
    if clause.field != "is":
        folded = f"f.deleted_at IS NULL AND ({_FROM_ARTICLE.sub('f.', sql)})"
        if few:
            sql += f" OR EXISTS (SELECT 1 FROM articles f WHERE f.lead_id = a.id AND {folded})"
        else:
            sql += (
                " OR a.id IN (SELECT f.lead_id FROM articles f NOT INDEXED"
                f" WHERE f.lead_id IS NOT NULL AND {folded})"
            )
        values += condition.values
    return Condition(f"({sql}) IS NOT TRUE" if clause.negated else sql, values)
