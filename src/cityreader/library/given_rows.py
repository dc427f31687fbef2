"""Rows that came with the articles of a file, in place of those the program would find."""

from dataclasses import replace

from cityreader.models import ArticleDraft, Bead
from cityreader.store import articles, pairs
from cityreader.store.session import Unit


def given_rows(
    draft: ArticleDraft, on_left: bool, left_body: str, right_body: str
) -> tuple[Bead, ...]:
    """The rows that a file has for a pair; none where they do not cover the two texts here.

    ``on_left`` says whether the article of ``draft`` is the left one of the pair.
    """
    rows = draft.rows
    if not on_left:
        rows = tuple(replace(row, left=row.right, right=row.left) for row in rows)
    own = left_body if on_left else right_body
    fits = own == draft.body and _covers(rows, left_body, right_body)
    return rows if fits else ()


def keep_given_rows(
    unit: Unit, draft: ArticleDraft, uuid: str | None, counterpart_uuid: str | None
) -> None:
    """Give a pair that is here already the rows that the file has for it.

    Nothing happens where the two articles are no pair, where the text here is another than in the
    file, or where a person has checked a row that the file has otherwise. Rows checked here stay
    checked.
    """
    here, there = (articles.by_uuid(unit, key or "") for key in (uuid, counterpart_uuid))
    if not draft.rows or here is None or there is None or here.id == there.id:
        return
    pair = pairs.between(unit, here.id, there.id)
    if pair is None:
        return
    left_id, right_id = pairs.sides(unit, pair.uuid)
    bodies = articles.bodies(unit, (left_id, right_id))
    rows = given_rows(draft, here.id == left_id, bodies[left_id], bodies[right_id])
    checked = {(row.left, row.right) for row in pair.beads if row.checked}
    if not rows or not checked <= {(row.left, row.right) for row in rows}:
        return
    kept = [replace(row, checked=row.checked or (row.left, row.right) in checked) for row in rows]
    pairs.realign(unit, pair.uuid, (pair.left_revision, pair.right_revision), kept)


def _covers(rows: tuple[Bead, ...], left_body: str, right_body: str) -> bool:
    """Whether the rows cover two bodies: in order, with nothing but white space between."""
    for body, spans in (
        (left_body, [row.left for row in rows if row.left is not None]),
        (right_body, [row.right for row in rows if row.right is not None]),
    ):
        ends = [0, *(span.end for span in spans)]
        starts = [*(span.start for span in spans), len(body)]
        gaps = zip(ends, starts, strict=True)
        if any(end > start or body[end:start].strip() for end, start in gaps):
            return False
    return True
