"""The lines of the list: an article with those folded under it, their tags and states."""

import sys
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from cityreader.models import ListedArticle
from cityreader.store.articles import date_of
from cityreader.store.session import Row, View


def of_articles(
    view: View,
    ids: Sequence[int],
    coder_uuid: str,
    *,
    opened: Container[str] = (),
    shown: str | None = None,
) -> list[ListedArticle]:
    """The lines that show these articles, in this order; missing ones are left out.

    ``opened`` holds the UUIDs of articles this coder has opened without a record of it. Tags are
    those of the coder ``shown``, or of all.
    """
    leads = {
        row["id"]: row for row in view.rows_in("SELECT * FROM articles WHERE id IN ({keys})", ids)
    }
    pairs = _pairs(view, ids)
    followers = _followers(view, ids, pairs)
    owner = {row["id"]: lead for lead, found in followers.items() for row in found}
    owner.update({key: key for key in leads})
    tags = _tags(view, owner, shown)
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
        "SELECT id, lead_id, title, lang, source, kind FROM articles"
        " WHERE deleted_at IS NULL AND lead_id IN ({keys})",
        ids,
    ):
        found.setdefault(row["lead_id"], []).append(row)
    for lead, rows in found.items():
        rows.sort(key=lambda row: (rank.get((lead, row["id"]), sys.maxsize), row["id"]))
    return found


def _tags(view: View, owner: Mapping[int, int], shown: str | None) -> dict[int, dict[str, None]]:
    """The tags of each line in the order they were given; ``owner`` says which line an id is in."""
    found: dict[int, dict[str, None]] = {}
    whose = " AND coder_id = (SELECT id FROM coders WHERE uuid = ?)" if shown else ""
    for sql in (
        "SELECT article_id, tag FROM annotations WHERE deleted_at IS NULL AND tag IS NOT NULL"
        f" AND article_id IN ({{keys}}){whose} ORDER BY id",
        f"SELECT article_id, tag FROM article_tags WHERE article_id IN ({{keys}}){whose}"
        " ORDER BY id",
    ):
        for row in view.rows_in(sql, owner, *([shown] if shown else [])):
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
        counterpart_kind=first["kind"] if first else None,
    )
