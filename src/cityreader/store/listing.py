"""Which articles a query selects, in which order, and the lines that show them."""

import json
import re
from array import array
from collections.abc import Iterable, Sequence

from cityreader.models import LibraryCounts, ListedArticle, Query
from cityreader.store.articles import date_of
from cityreader.store.selection import Condition, condition_of
from cityreader.store.session import Row, View

_ORDERS = {
    "date": "a.published_start {down}, a.id {down}",
    "title": "a.title_fold {up}, a.id {up}",
    "source": "a.source {up}, a.published_start {down}, a.id {down}",
    "added": "a.id {down}",
}
"""The way each sort key begins; reversing turns every part round."""


def order_by(sort: str, *, reverse: bool = False) -> str:
    """The ORDER BY of a sort key: newest first, titles and sources from A."""
    ways = {"down": "ASC", "up": "DESC"} if reverse else {"down": "DESC", "up": "ASC"}
    return _ORDERS[sort].format(**ways)


def line_ids(
    view: View,
    query: Query,
    coder_uuid: str,
    *,
    sort: str = "date",
    reverse: bool = False,
    limit: int | None = None,
) -> "array[int]":
    """Ids of the articles that lead a line of the list and match, counterparts counted in.

    Without a query this walks an index and stops at ``limit``, however large the library is.
    """
    condition = _for_lines(query, coder_uuid)
    sql = (
        f"SELECT a.id FROM articles a WHERE {_alive(query)} AND a.lead_id IS NULL"
        f" AND ({condition.sql}) ORDER BY {order_by(sort, reverse=reverse)}"
    )
    values = condition.values
    if limit is not None:
        sql += " LIMIT ?"
        values = (*values, limit)
    return array("q", (row[0] for row in view.connection.execute(sql, values)))


def article_ids(
    view: View,
    query: Query,
    coder_uuid: str,
    *,
    sort: str = "date",
    reverse: bool = False,
    limit: int | None = None,
) -> "array[int]":
    """Ids of the articles that match themselves, one each, folded or not."""
    condition = condition_of(query, coder_uuid)
    sql = (
        f"SELECT a.id FROM articles a WHERE {_alive(query)} AND ({condition.sql})"
        f" ORDER BY {order_by(sort, reverse=reverse)} LIMIT ?"
    )
    rows = view.connection.execute(sql, (*condition.values, -1 if limit is None else limit))
    return array("q", (row[0] for row in rows))


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


def lines(view: View, ids: Sequence[int], coder_uuid: str) -> list[ListedArticle]:
    """The lines that show these articles, in this order; missing ones are left out."""
    rows = view.rows_in(
        "SELECT a.* FROM articles a WHERE a.id IN ({keys})",
        ids,
    )
    leads = {row["id"]: row for row in rows}
    followers: dict[int, list[Row]] = {key: [] for key in leads}
    for row in view.rows_in(
        "SELECT a.id, a.lead_id, a.title, a.lang, a.source FROM articles a"
        " WHERE a.deleted_at IS NULL AND a.lead_id IN ({keys}) ORDER BY a.id",
        ids,
    ):
        followers[row["lead_id"]].append(row)
    owner = {row["id"]: lead for lead, found in followers.items() for row in found}
    owner.update({key: key for key in leads})
    tags: dict[int, dict[str, None]] = {key: {} for key in leads}
    for sql in (
        "SELECT article_id, tag FROM annotations WHERE deleted_at IS NULL AND tag IS NOT NULL"
        " AND article_id IN ({keys}) ORDER BY id",
        "SELECT article_id, tag FROM article_tags WHERE article_id IN ({keys}) ORDER BY id",
    ):
        for row in view.rows_in(sql, owner):
            tags[owner[row["article_id"]]][row["tag"]] = None
    readings = {
        row["article_id"]: row
        for row in view.rows_in(
            "SELECT r.article_id, r.state, r.flagged FROM readings r"
            " JOIN coders c ON c.id = r.coder_id"
            " WHERE r.article_id IN ({keys}) AND c.uuid = ?",
            ids,
            coder_uuid,
        )
    }
    coverage = _coverage(view, ids)
    return [
        _line(leads[key], followers[key], tuple(tags[key]), readings.get(key), coverage.get(key))
        for key in ids
        if key in leads
    ]


def counts(view: View, coder_uuid: str, opened: Iterable[str] = ()) -> LibraryCounts:
    """The numbers of the header.

    ``opened`` are UUIDs of articles this coder has opened without a record of it in the library.
    """
    row = view.row(
        "SELECT COUNT(*) AS listed FROM articles WHERE deleted_at IS NULL AND lead_id IS NULL"
    )
    states = view.row(
        "SELECT COUNT(*) AS begun, COALESCE(SUM(r.state = 'done'), 0) AS done FROM articles a"
        " LEFT JOIN readings r ON r.article_id = a.id"
        "  AND r.coder_id = (SELECT id FROM coders WHERE uuid = ?1)"
        " WHERE a.deleted_at IS NULL AND a.lead_id IS NULL AND (r.state <> 'new'"
        "  OR (r.state IS NULL AND a.uuid IN (SELECT value FROM json_each(?2))))"
        " AND a.id IN (SELECT article_id FROM readings UNION"
        "  SELECT id FROM articles WHERE uuid IN (SELECT value FROM json_each(?2)))",
        coder_uuid,
        json.dumps(list(opened)),
    )
    review = view.value(
        "SELECT COUNT(*) FROM annotations WHERE deleted_at IS NULL AND status <> 'ok'"
    )
    listed = int(row["listed"]) if row else 0
    begun = int(states["begun"]) if states else 0
    done = int(states["done"]) if states else 0
    return LibraryCounts(listed=listed, new=listed - begun, done=done, to_review=int(review))


def _alive(query: Query) -> str:
    shows_deleted = any(c.field == "is" and "deleted" in c.values for c in query.clauses)
    return "1" if shows_deleted else "a.deleted_at IS NULL"


def _for_lines(query: Query, coder_uuid: str) -> Condition:
    """Each clause may hold for the article or for one folded under it."""
    parts: list[str] = []
    values: list[object] = []
    for clause in query.clauses:
        one = Query(query.text, (clause,))
        condition = condition_of(one, coder_uuid)
        if clause.field in ("is",) or clause.negated:
            parts.append(f"({condition.sql})")
            values += condition.values
            continue
        follower = re.sub(r"\ba\.", "f.", condition.sql)
        parts.append(
            f"(({condition.sql}) OR a.id IN (SELECT f.lead_id FROM articles f"
            f" WHERE f.lead_id IS NOT NULL AND f.deleted_at IS NULL AND ({follower})))"
        )
        values += [*condition.values, *condition.values]
    return Condition(" AND ".join(parts) or "1", tuple(values))


def _coverage(view: View, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    rows = view.rows_in(
        "SELECT p.left_id AS key, COUNT(*) AS count,"
        " SUM(b.left_start IS NOT NULL AND b.right_start IS NOT NULL) AS paired"
        " FROM pairs p JOIN beads b ON b.pair_id = p.id"
        " WHERE p.deleted_at IS NULL AND p.status = 'linked' AND p.left_id IN ({keys})"
        " GROUP BY p.id ORDER BY p.id DESC",
        ids,
    )
    return {row["key"]: (row["count"], row["paired"]) for row in rows}


def _line(
    row: Row,
    followers: Sequence[Row],
    tags: tuple[str, ...],
    reading: Row | None,
    coverage: tuple[int, int] | None,
) -> ListedArticle:
    first = followers[0] if followers else None
    rows, paired = coverage or (0, 0)
    return ListedArticle(
        id=row["id"],
        uuid=row["uuid"],
        title=row["title"],
        lang=row["lang"],
        source=row["source"],
        published=date_of("published", row),
        url=row["url"],
        state=reading["state"] if reading else "new",
        flagged=bool(reading and reading["flagged"]),
        tags=tags,
        counterparts=tuple(follower["id"] for follower in followers),
        counterpart_title=first["title"] if first else None,
        counterpart_lang=first["lang"] if first else None,
        counterpart_source=first["source"] if first else None,
        rows=rows,
        paired=paired,
    )
