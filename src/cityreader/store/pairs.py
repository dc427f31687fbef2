"""The rows of pairs and of their beads, and which articles a pair brings together."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from cityreader.models import Bead, Pair, Span
from cityreader.store.session import Row, Unit, View

Across = tuple[Span, int, Span]
"""A row from one side: the span there, the id of the other article, and the span in that."""

STEP = 1024
"""How far apart the positions of rows are at first, so that a row between two moves no other."""

_SELECT = """SELECT p.*, l.uuid AS left_uuid, r.uuid AS right_uuid FROM pairs p
  JOIN articles l ON l.id = p.left_id JOIN articles r ON r.id = p.right_id"""

_ROWS_AT = " UNION ALL ".join(
    f"""SELECT p.id, b.{own}_start AS start, b.{own}_end AS end, p.{other}_id AS other_id,
      b.{other}_start AS there, b.{other}_end AS there_end
      FROM pairs p JOIN beads b ON b.pair_id = p.id JOIN articles a ON a.id = p.{other}_id
      WHERE p.{own}_id = ?1 AND a.deleted_at IS NULL AND p.deleted_at IS NULL
      AND p.status = 'linked' AND b.{own}_start <= ?2 AND b.{own}_end > ?2
      AND b.{other}_start IS NOT NULL"""
    for own, other in (("left", "right"), ("right", "left"))
)


def of_article(view: View, article_id: int) -> list[Pair]:
    """The linked pairs this article is in, oldest first, without those whose other side is gone."""
    rows = view.rows(
        f"{_SELECT} WHERE p.deleted_at IS NULL AND p.status = 'linked'"
        " AND (p.left_id = ?1 OR p.right_id = ?1)"
        " AND l.deleted_at IS NULL AND r.deleted_at IS NULL ORDER BY p.id",
        article_id,
    )
    return _pairs(view, rows)


def rows_at(view: View, article_id: int, offset: int) -> list[Across]:
    """The rows in which the code point at ``offset`` stands, in every linked pair of the article.

    Rows without text on the other side, and other sides in the trash, are left out.
    """
    rows = view.rows(f"{_ROWS_AT} ORDER BY 1", article_id, offset)
    return [
        (Span(row["start"], row["end"]), row["other_id"], Span(row["there"], row["there_end"]))
        for row in rows
    ]


def neighbours(view: View, article_ids: Iterable[int]) -> list[tuple[int, int]]:
    """The linked pairs that touch these articles, as (left id, right id), without the trash."""
    wanted = list(article_ids)
    found: set[tuple[int, int]] = set()
    for side in ("left", "right"):
        rows = view.rows_in(
            "SELECT p.left_id, p.right_id FROM pairs p JOIN articles l ON l.id = p.left_id"
            " JOIN articles r ON r.id = p.right_id WHERE p.deleted_at IS NULL"
            " AND p.status = 'linked' AND l.deleted_at IS NULL AND r.deleted_at IS NULL"
            f" AND p.{side}_id IN ({{keys}})",
            wanted,
        )
        found.update((row["left_id"], row["right_id"]) for row in rows)
    return sorted(found)


def touching(view: View, article_id: int) -> list[Pair]:
    """Every pair of this article, also proposals and those whose other side is in the trash."""
    rows = view.rows(
        f"{_SELECT} WHERE p.deleted_at IS NULL AND (p.left_id = ?1 OR p.right_id = ?1)"
        " ORDER BY p.id",
        article_id,
    )
    return _pairs(view, rows)


def between(view: View, left_id: int, right_id: int) -> Pair | None:
    """The pair of these two articles, whichever is left; also a proposal and one in the trash."""
    rows = view.rows(
        f"{_SELECT} WHERE p.deleted_at IS NULL"
        " AND ((p.left_id = ?1 AND p.right_id = ?2) OR (p.left_id = ?2 AND p.right_id = ?1))",
        left_id,
        right_id,
    )
    return next(iter(_pairs(view, rows)), None)


def were_ever(view: View, left_id: int, right_id: int) -> bool:
    """Whether these two articles are a pair, or were one that was taken apart or dismissed."""
    return bool(
        view.value(
            "SELECT EXISTS(SELECT 1 FROM pairs WHERE (left_id = ?1 AND right_id = ?2)"
            " OR (left_id = ?2 AND right_id = ?1))",
            left_id,
            right_id,
        )
    )


def are_there(view: View) -> bool:
    """Whether any two articles are a pair."""
    return bool(view.value("SELECT EXISTS(SELECT 1 FROM pairs WHERE deleted_at IS NULL)"))


def among(view: View, article_ids: Iterable[int]) -> list[Pair]:
    """The pairs with both sides among these articles, in the order of their UUIDs."""
    wanted = set(article_ids)
    rows = view.rows_in(
        f"{_SELECT} WHERE p.deleted_at IS NULL AND p.left_id IN ({{keys}})", sorted(wanted)
    )
    kept = sorted((row for row in rows if row["right_id"] in wanted), key=lambda row: row["uuid"])
    return _pairs(view, kept)


def by_uuid(view: View, uuid: str) -> Pair | None:
    """The pair with this UUID, unless it was undone."""
    rows = view.rows(f"{_SELECT} WHERE p.uuid = ? AND p.deleted_at IS NULL", uuid)
    return next(iter(_pairs(view, rows)), None)


def is_known(view: View, uuid: str) -> bool:
    """Whether there is a pair with this UUID, taken apart or not."""
    return view.value("SELECT 1 FROM pairs WHERE uuid = ?", uuid) is not None


def sides(view: View, pair_uuid: str) -> tuple[int, int]:
    """The ids of the left and the right article of a pair."""
    row = view.row("SELECT left_id, right_id FROM pairs WHERE uuid = ?", pair_uuid)
    if row is None:
        raise LookupError(pair_uuid)
    return row["left_id"], row["right_id"]


def add(
    unit: Unit,
    left_id: int,
    right_id: int,
    revisions: tuple[int, int],
    beads: Sequence[Bead],
    *,
    uuid: str,
    origin: str,
    status: str = "linked",
    aligner: str | None = None,
) -> None:
    """Store a pair with its rows; ``aligner`` says what made them."""
    pair_id = unit.insert(
        "pairs",
        {
            "uuid": uuid,
            "left_id": left_id,
            "right_id": right_id,
            "left_revision": revisions[0],
            "right_revision": revisions[1],
            "aligner": aligner,
            "origin": origin,
            "status": status,
            "created_at": unit.now,
        },
    )
    _put_rows(unit, pair_id, beads)


def take_back(
    unit: Unit, pair: Pair, left_id: int, right_id: int, revisions: tuple[int, int]
) -> None:
    """Give a pair that was here, taken apart or not, the state of ``pair``."""
    key = unit.value("SELECT id FROM pairs WHERE uuid = ?", pair.uuid)
    unit.update(
        "pairs",
        key,
        {
            "left_id": left_id,
            "right_id": right_id,
            "left_revision": revisions[0],
            "right_revision": revisions[1],
            "aligner": pair.aligner,
            "status": pair.status,
            "deleted_at": None,
        },
    )
    _put_rows(unit, key, pair.beads)


def realign(
    unit: Unit,
    pair_uuid: str,
    revisions: tuple[int, int],
    beads: Sequence[Bead],
    aligner: str | None = None,
) -> None:
    """Give a pair new rows, for these revisions of its two bodies."""
    pair_id = unit.value("SELECT id FROM pairs WHERE uuid = ?", pair_uuid)
    left_revision, right_revision = revisions
    unit.update(
        "pairs",
        pair_id,
        {"left_revision": left_revision, "right_revision": right_revision, "aligner": aligner},
    )
    _put_rows(unit, pair_id, beads)


def correct(unit: Unit, pair_uuid: str, beads: Sequence[Bead]) -> None:
    """Give a pair rows that a person corrected."""
    _put_rows(unit, unit.value("SELECT id FROM pairs WHERE uuid = ?", pair_uuid), beads)


def renumber(unit: Unit, article_id: int, revision: int) -> None:
    """Say that the same text of an article has another number."""
    for side in ("left", "right"):
        for key in unit.column(
            f"SELECT id FROM pairs WHERE deleted_at IS NULL AND {side}_id = ?", article_id
        ):
            unit.update("pairs", key, {f"{side}_revision": revision})


def set_status(unit: Unit, pair_uuid: str, status: str) -> None:
    """Say whether a pair is linked, proposed or dismissed."""
    pair_id = unit.value("SELECT id FROM pairs WHERE uuid = ?", pair_uuid)
    unit.update("pairs", pair_id, {"status": status})


def set_deleted(unit: Unit, pair_uuid: str) -> None:
    """Take a pair apart; its rows are kept for undo."""
    pair_id = unit.value("SELECT id FROM pairs WHERE uuid = ?", pair_uuid)
    unit.update("pairs", pair_id, {"deleted_at": unit.now})


def _put_rows(unit: Unit, pair_id: int, beads: Sequence[Bead]) -> None:
    """Make ``beads`` the rows of a pair; only those between the first and the last change are
    written, so that correcting a row of a book is as quick as one of a short text."""
    old = unit.rows("SELECT * FROM beads WHERE pair_id = ? ORDER BY position", pair_id)
    new = [_bead_row(bead) for bead in beads]
    head, tail = _common(old, new)
    changed, wanted = old[head : len(old) - tail], new[head : len(new) - tail]
    before = old[head - 1]["position"] if head else 0
    after = old[len(old) - tail]["position"] if tail else before + STEP * (len(wanted) + 1)
    if after - before > len(wanted):
        gap = (after - before) / (len(wanted) + 1)
        places = [before + int(gap * n) for n in range(1, len(wanted) + 1)]
    else:
        # No room left between the neighbours: all rows of the pair are spaced out again.
        changed, wanted = old, new
        places = [STEP * n for n in range(1, len(new) + 1)]
    if len(changed) == len(wanted):
        places = [row["position"] for row in changed]
    for values, place, row in zip_longest(wanted, places, changed):
        if values is None:
            unit.delete("beads", row["id"])
        elif row is None:
            unit.insert("beads", {**values, "pair_id": pair_id, "position": place})
        else:
            unit.update("beads", row["id"], {**values, "position": place})


def _common(old: Sequence[Row], new: Sequence[Row]) -> tuple[int, int]:
    """How many rows at the beginning and at the end are the same."""

    def same(row: Row, values: Row) -> bool:
        return all(row[name] == value for name, value in values.items())

    head = 0
    while head < min(len(old), len(new)) and same(old[head], new[head]):
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    return head, tail


def _pairs(view: View, rows: Sequence[Row]) -> list[Pair]:
    beads: dict[int, list[Bead]] = {row["id"]: [] for row in rows}
    found = view.rows_in(
        "SELECT * FROM beads WHERE pair_id IN ({keys}) ORDER BY pair_id, position", list(beads)
    )
    for bead in found:
        beads[bead["pair_id"]].append(_bead(bead))
    return [
        Pair(
            uuid=row["uuid"],
            left_uuid=row["left_uuid"],
            right_uuid=row["right_uuid"],
            origin=row["origin"],
            status=row["status"],
            left_revision=row["left_revision"],
            right_revision=row["right_revision"],
            aligner=row["aligner"],
            beads=tuple(beads[row["id"]]),
        )
        for row in rows
    ]


def _bead(row: Row) -> Bead:
    left, right = row["left_start"], row["right_start"]
    return Bead(
        left=None if left is None else Span(left, row["left_end"]),
        right=None if right is None else Span(right, row["right_end"]),
        score=row["score"],
        checked=bool(row["checked"]),
        origin=row["origin"],
    )


def _bead_row(bead: Bead) -> Row:
    return {
        "left_start": bead.left.start if bead.left else None,
        "left_end": bead.left.end if bead.left else None,
        "right_start": bead.right.start if bead.right else None,
        "right_end": bead.right.end if bead.right else None,
        "score": float(bead.score),
        "checked": int(bead.checked),
        "origin": bead.origin,
    }
