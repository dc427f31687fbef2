"""Which articles a query selects, in which order, and the lines that show them."""

import json
import re
import sys
from array import array
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

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
) -> "array[int]":
    """Ids of the articles that lead a line of the list and match, counterparts counted in.

    Without a query this walks an index and stops at ``limit``, however large the library is.
    ``opened`` are UUIDs of articles this coder has opened without a record of it in the library.
    """
    condition = _for_lines(query, coder_uuid, opened)
    where = f"{_alive(query)} AND a.lead_id IS NULL AND ({condition.sql})"
    return _ids(view, where, condition.values, order_by(sort, reverse=reverse), limit)


def article_ids(
    view: View,
    query: Query,
    coder_uuid: str,
    *,
    opened: Iterable[str] = (),
    sort: str = "date",
    reverse: bool = False,
    limit: int | None = None,
) -> "array[int]":
    """Ids of the articles that match themselves, one each, folded or not."""
    condition = condition_of(query, coder_uuid, opened)
    where = f"{_alive(query)} AND ({condition.sql})"
    return _ids(view, where, condition.values, order_by(sort, reverse=reverse), limit)


def _ids(
    view: View, where: str, values: Sequence[object], order: str, limit: int | None
) -> "array[int]":
    # Not as a list of rows: a million ids are 8 MB here and many times that as Python objects.
    sql = f"SELECT a.id FROM articles a WHERE {where} ORDER BY {order} LIMIT ?"
    rows = view.connection.execute(sql, (*values, -1 if limit is None else limit))
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


def lines(
    view: View, ids: Sequence[int], coder_uuid: str, *, opened: Container[str] = ()
) -> list[ListedArticle]:
    """The lines that show these articles, in this order; missing ones are left out.

    ``opened`` holds the UUIDs of articles this coder has opened without a record of it.
    """
    leads = {
        row["id"]: row for row in view.rows_in("SELECT * FROM articles WHERE id IN ({keys})", ids)
    }
    pairs = _pairs(view, ids)
    followers = _followers(view, ids, pairs)
    owner = {row["id"]: lead for lead, found in followers.items() for row in found}
    owner.update({key: key for key in leads})
    tags = _tags(view, owner)
    beads = _bead_counts(view, [found[0].pair_id for found in pairs.values() if found])
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
    found = []
    for key in ids:
        if key not in leads:
            continue
        row = leads[key]
        unread = {"state": "opened" if row["uuid"] in opened else "new", "flagged": 0}
        counted = beads.get(pairs[key][0].pair_id, (0, 0)) if key in pairs else (0, 0)
        reading = readings.get(key, unread)
        found.append(_line(row, followers.get(key, []), tuple(tags.get(key, ())), reading, counted))
    return found


def begun_ids(view: View, coder_uuid: str, *, opened: Iterable[str] = ()) -> set[int]:
    """The articles that are not new to this coder; ``opened`` as for ``lines``."""
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
    """The numbers of the header.

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
    to_review = view.value(
        "SELECT COUNT(*) FROM annotations n JOIN articles a ON a.id = n.article_id"
        " WHERE n.deleted_at IS NULL AND n.status <> 'ok' AND a.deleted_at IS NULL"
    )
    return LibraryCounts(
        listed=listed,
        new=listed - len(begun) - merely_opened,
        done=begun.count("done"),
        to_review=to_review,
    )


def _alive(query: Query) -> str:
    shows_deleted = any(c.field == "is" and "deleted" in c.values for c in query.clauses)
    return "1" if shows_deleted else "a.deleted_at IS NULL"


def _for_lines(query: Query, coder_uuid: str, opened: Iterable[str]) -> Condition:
    """Each clause may hold for the article or for one folded under it; states are the line's."""
    opened = list(opened)
    parts: list[str] = []
    values: list[object] = []
    for clause in query.clauses:
        plain = Query(query.text, (replace(clause, negated=False),))
        condition = condition_of(plain, coder_uuid, opened)
        sql = condition.sql
        values += condition.values
        if clause.field != "is":
            sql += (
                " OR a.id IN (SELECT f.lead_id FROM articles f WHERE f.lead_id IS NOT NULL"
                f" AND f.deleted_at IS NULL AND ({_FROM_ARTICLE.sub('f.', sql)}))"
            )
            values += condition.values
        parts.append(f"({sql}) IS NOT TRUE" if clause.negated else f"({sql})")
    return Condition(" AND ".join(parts) or "1", tuple(values))


class _Paired(NamedTuple):
    """One pair of an article: its key and the key of the other article."""

    pair_id: int
    other_id: int


def _pairs(view: View, ids: Sequence[int]) -> dict[int, list[_Paired]]:
    """The linked pairs of these articles, oldest first, without the trash."""
    found: dict[int, list[_Paired]] = {}
    for own, other in (("left", "right"), ("right", "left")):
        for row in view.rows_in(
            f"SELECT p.id, p.{own}_id AS own, p.{other}_id AS other FROM pairs p"
            f" JOIN articles o ON o.id = p.{other}_id WHERE o.deleted_at IS NULL"
            f" AND p.deleted_at IS NULL AND p.status = 'linked' AND p.{own}_id IN ({{keys}})",
            ids,
        ):
            found.setdefault(row["own"], []).append(_Paired(row["id"], row["other"]))
    return {key: sorted(paired) for key, paired in found.items()}


def _followers(
    view: View, ids: Sequence[int], pairs: Mapping[int, Sequence[_Paired]]
) -> dict[int, list[Row]]:
    """The articles folded under these; direct counterparts first, as the reader offers them."""
    rank = {
        (lead, paired.other_id): paired.pair_id
        for lead, of_one in pairs.items()
        for paired in of_one
    }
    found: dict[int, list[Row]] = {}
    for row in view.rows_in(
        "SELECT id, lead_id, title, lang, source FROM articles"
        " WHERE deleted_at IS NULL AND lead_id IN ({keys})",
        ids,
    ):
        found.setdefault(row["lead_id"], []).append(row)
    for lead, rows in found.items():
        rows.sort(key=lambda row: (rank.get((lead, row["id"]), sys.maxsize), row["id"]))
    return found


def _tags(view: View, owner: Mapping[int, int]) -> dict[int, dict[str, None]]:
    """The tags of each line in the order they were given; ``owner`` says which line an id is in."""
    found: dict[int, dict[str, None]] = {}
    for sql in (
        "SELECT article_id, tag FROM annotations WHERE deleted_at IS NULL AND tag IS NOT NULL"
        " AND article_id IN ({keys}) ORDER BY id",
        "SELECT article_id, tag FROM article_tags WHERE article_id IN ({keys}) ORDER BY id",
    ):
        for row in view.rows_in(sql, owner):
            found.setdefault(owner[row["article_id"]], {})[row["tag"]] = None
    return found


def _bead_counts(view: View, pair_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many rows each pair has, and how many with text on both sides."""
    rows = view.rows_in(
        "SELECT pair_id, COUNT(*) AS count,"
        " SUM(left_start IS NOT NULL AND right_start IS NOT NULL) AS paired"
        " FROM beads WHERE pair_id IN ({keys}) GROUP BY pair_id",
        pair_ids,
    )
    return {row["pair_id"]: (row["count"], row["paired"]) for row in rows}


def _line(
    row: Row,
    followers: Sequence[Row],
    tags: tuple[str, ...],
    reading: Row,
    beads: tuple[int, int],
) -> ListedArticle:
    first = followers[0] if followers else None
    return ListedArticle(
        id=row["id"],
        uuid=row["uuid"],
        title=row["title"],
        lang=row["lang"],
        source=row["source"],
        published=date_of("published", row),
        url=row["url"],
        state=reading["state"],
        flagged=bool(reading["flagged"]),
        tags=tags,
        counterparts=tuple(follower["id"] for follower in followers),
        counterpart_title=first["title"] if first else None,
        counterpart_lang=first["lang"] if first else None,
        counterpart_source=first["source"] if first else None,
        rows=beads[0],
        paired=beads[1],
    )
