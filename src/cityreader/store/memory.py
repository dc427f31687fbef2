"""The rows of pairs as a translation memory reads them: by pair, with what tells a change."""

from collections.abc import Iterable
from typing import NamedTuple

from cityreader.models import DOUBTFUL_BELOW, Span
from cityreader.store.session import View

Signature = tuple[object, ...]


class MemoryRow(NamedTuple):
    """A row with text on both sides, from the side that is the source."""

    pair_id: int
    source_id: int
    source: Span
    target_id: int
    target: Span
    checked: bool


def signatures(view: View, source_lang: str, target_lang: str) -> dict[int, Signature]:
    """The linked pairs with these languages, and for each something that its rows change.

    ``zh`` stands for every Chinese. Articles in the trash are left out.
    """
    rows = view.rows(
        "SELECT p.id, p.left_revision, p.right_revision, l.lang AS left_lang,"
        " r.lang AS right_lang, l.kind AS left_kind, r.kind AS right_kind,"
        " COUNT(*) AS count, MAX(b.id) AS last, TOTAL(b.left_end) AS lefts,"
        " TOTAL(b.right_end) AS rights, SUM(b.checked) AS checked, COUNT(b.origin) AS made,"
        " TOTAL(b.score) AS scores"
        " FROM pairs p JOIN beads b ON b.pair_id = p.id"
        " JOIN articles l ON l.id = p.left_id JOIN articles r ON r.id = p.right_id"
        " WHERE p.deleted_at IS NULL AND p.status = 'linked'"
        " AND l.deleted_at IS NULL AND r.deleted_at IS NULL GROUP BY p.id"
    )
    wanted = {source_lang, target_lang}
    return {
        row["id"]: tuple(row.values())
        for row in rows
        if {family(row["left_lang"]), family(row["right_lang"])} == wanted
    }


def rows_of(view: View, pair_ids: Iterable[int], source_lang: str) -> list[MemoryRow]:
    """The rows of these pairs that are worth remembering.

    Doubtful rows are not, nor are those a machine made that no person checked.
    """
    found = view.rows_in(
        "SELECT b.*, p.left_id, p.right_id, l.lang FROM beads b JOIN pairs p ON p.id = b.pair_id"
        " JOIN articles l ON l.id = p.left_id WHERE b.pair_id IN ({keys})"
        " AND b.left_start IS NOT NULL AND b.right_start IS NOT NULL"
        f" AND (b.checked OR (b.origin IS NULL AND b.score >= {DOUBTFUL_BELOW}))"
        " ORDER BY b.pair_id, b.position",
        pair_ids,
    )
    rows = []
    for row in found:
        left, right = (
            (row[f"{side}_id"], Span(row[f"{side}_start"], row[f"{side}_end"]))
            for side in ("left", "right")
        )
        source, target = (left, right) if family(row["lang"]) == source_lang else (right, left)
        rows.append(MemoryRow(row["pair_id"], *source, *target, bool(row["checked"])))
    return rows


def family(lang: str) -> str:
    """The language of a tag without script and region."""
    return lang.partition("-")[0].lower()
