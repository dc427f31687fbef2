"""Where to look for words in the rows of pairs, and which rows hold a place in a body."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cityreader.models import Clause, Query, Span
from cityreader.store import listing
from cityreader.store.session import Row, View


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row seen from one of its two articles; ``number`` counts the rows of the pair from 1."""

    pair_uuid: str
    number: int
    other_id: int
    other: Span | None
    score: float
    checked: bool


def candidates(
    view: View,
    query: Query,
    phrases: Sequence[str],
    coder_uuid: str,
    *,
    opened: Iterable[str] = (),
) -> "array[int]":
    """The articles in pairs whose text holds any of these folded phrases, newest first.

    The fields of the query select articles.
    """
    fields = tuple(clause for clause in query.clauses if clause.kind == "field")
    paired = Clause("field", ("counterpart",), "has")
    words = Clause("field", tuple(phrases), "body")
    wanted = Query(query.text, (*fields, paired, words))
    return listing.article_ids(view, wanted, coder_uuid, opened=opened)


def rows_at(view: View, article_id: int, places: Sequence[int]) -> list[list[RowSeen]]:
    """For each of these code points of a body, the rows it stands in, one a linked pair.

    A pair whose other article is in the trash is left out.
    """
    found: list[list[RowSeen]] = [[] for _ in places]
    for own, other in (("left", "right"), ("right", "left")):
        rows = view.rows(
            "SELECT * FROM (SELECT p.id, p.uuid, b.score, b.checked,"
            f" ROW_NUMBER() OVER (PARTITION BY p.id ORDER BY b.position) AS number,"
            f" b.{own}_start AS start, b.{own}_end AS end, p.{other}_id AS other_id,"
            f" b.{other}_start AS other_start, b.{other}_end AS other_end"
            f" FROM pairs p JOIN beads b ON b.pair_id = p.id"
            f" JOIN articles a ON a.id = p.{other}_id WHERE p.{own}_id = ?"
            " AND a.deleted_at IS NULL AND p.deleted_at IS NULL AND p.status = 'linked')"
            " WHERE start IS NOT NULL ORDER BY id, start",
            article_id,
        )
        for pair_rows in _by_pair(rows):
            starts = [row["start"] for row in pair_rows]
            for place, seen in zip(places, found, strict=True):
                number = bisect_right(starts, place) - 1
                if number >= 0 and place < pair_rows[number]["end"]:
                    seen.append(_seen(pair_rows[number]))
    return found


def _by_pair(rows: Sequence[Row]) -> list[list[Row]]:
    pairs: dict[int, list[Row]] = {}
    for row in rows:
        pairs.setdefault(row["id"], []).append(row)
    return list(pairs.values())


def _seen(row: Row) -> RowSeen:
    start, end = row["other_start"], row["other_end"]
    return RowSeen(
        pair_uuid=row["uuid"],
        number=row["number"],
        other_id=row["other_id"],
        other=None if start is None else Span(start, end),
        score=row["score"],
        checked=bool(row["checked"]),
    )
