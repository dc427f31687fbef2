"""Rows that came with the articles of a file, in place of those the program would find."""

from dataclasses import replace

from cityreader.library.articles import text_hash
from cityreader.models import ArticleDraft, Bead
from cityreader.store import articles, pairs
from cityreader.store.session import Unit


def keep_given_rows(
    unit: Unit, draft: ArticleDraft, uuid: str | None, counterpart_uuid: str | None
) -> None:
    """Give the pair of two articles the rows that the file has for them.

    Nothing happens where the two are no pair, where the text here is another than in the file, or
    where a person has checked a row that the file has otherwise. Rows checked here stay checked.
    """
    here, there = (articles.by_uuid(unit, key or "") for key in (uuid, counterpart_uuid))
    if not draft.rows or here is None or there is None or here.id == there.id:
        return
    pair = pairs.between(unit, here.id, there.id)
    if pair is None or here.text_sha256 != text_hash(draft.body):
        return
    rows = draft.rows
    if pair.left_uuid != here.uuid:
        rows = tuple(replace(row, left=row.right, right=row.left) for row in rows)
    if not _fits(rows, *(articles.body(unit, key) or "" for key in pairs.sides(unit, pair.uuid))):
        return
    checked = {(row.left, row.right) for row in pair.beads if row.checked}
    if not checked <= {(row.left, row.right) for row in rows}:
        return
    kept = [replace(row, checked=row.checked or (row.left, row.right) in checked) for row in rows]
    pairs.realign(unit, pair.uuid, (pair.left_revision, pair.right_revision), kept)


def _fits(rows: tuple[Bead, ...], left_body: str, right_body: str) -> bool:
    """Whether the rows cover two bodies: in order, with nothing but white space between."""
    for body, spans in (
        (left_body, [row.left for row in rows if row.left is not None]),
        (right_body, [row.right for row in rows if row.right is not None]),
    ):
        ends = [0, *(span.end for span in spans)]
        starts = [*(span.start for span in spans), len(body)]
        if any(
            body[end:start].strip() or end > start for end, start in zip(ends, starts, strict=True)
        ):
            return False
    return True
