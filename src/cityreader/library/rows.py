"""Correcting the rows of a pair, each correction one step that undo takes back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from cityreader.bilingual import rows as correcting
from cityreader.bilingual.rows import Rows
from cityreader.errors import NotFoundError
from cityreader.library.aligner import Alignments, is_older
from cityreader.library.context import Context
from cityreader.library.lookup import changed_since
from cityreader.models import Bead, Pair, Span
from cityreader.models.pair import Side, other_side
from cityreader.store import articles, pairs
from cityreader.store.session import Unit, View
from cityreader.text.sentences import sentences

LONG = 400
"""Rows of a pair from which only the block around the cursor is aligned again; a book takes long
(about 36 CPU seconds for 5,000 sentences with sentence vectors), a block of it a moment."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row as a person sees it: the one that holds ``offset`` of the body on ``side``.

    Named by its text, a row is found again after the rows above it were merged or split.
    ``revisions`` are those of the two bodies on the screen.
    """

    pair_uuid: str
    side: Side
    offset: int
    revisions: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Realignment:
    """Rows for a pair, worked out and not stored yet, and what they were worked out from.

    ``aligner`` names what made them; ``whole`` says that all were, but for those that are checked.
    """

    pair: Pair
    rows: Rows
    aligner: str
    whole: bool

    @property
    def changed(self) -> int:
        """How many rows would be new."""
        before = {(row.left, row.right) for row in self.pair.beads}
        return sum((row.left, row.right) not in before for row in self.rows)


class RowService:
    """Corrects rows by hand, and aligns the others again.

    All raise RefusedError where the text changed since the person saw it, NotFoundError where the
    pair is gone, and UsageError where there is nothing to do.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def merge_with_next(self, place: RowPlace) -> None:
        """Make one row of this row and the next."""
        self._correct(
            place,
            lambda n: f"merge rows {n + 1}-{n + 2}",
            lambda desk, n: correcting.merge_with_next(desk.rows, n),
        )

    def split(self, place: RowPlace, opposite_cut: int | None = None) -> None:
        """Make two rows of this one; the second begins at the offset of the place.

        The other side is cut at ``opposite_cut``, by default at its nearest sentence border.
        """

        def split(desk: "_Desk", n: int) -> Rows:
            other = other_side(place.side)
            there = opposite_cut
            if there is None:
                there = correcting.opposite_cut(
                    desk.rows[n], place.side, place.offset, desk.sentences(n, other)
                )
            cuts = (place.offset, there) if place.side == "left" else (there, place.offset)
            return correcting.split(desk.rows, n, desk.bodies, *cuts)

        self._correct(place, lambda n: f"split row {n + 1}", split)

    def move_sentence(self, place: RowPlace, steps: Literal[1, -1]) -> None:
        """Move the last sentence of this side to the next row, or the first to the one before."""
        self._correct(
            place,
            lambda n: f"move a sentence of row {n + 1} {'down' if steps > 0 else 'up'}",
            lambda desk, n: correcting.move_sentence(
                desk.rows, n, place.side, steps, desk.sentences(n, place.side)
            ),
        )

    def unlink(self, place: RowPlace) -> None:
        """Make two rows with one side each of this row."""
        self._correct(
            place,
            lambda n: f"unlink row {n + 1}",
            lambda desk, n: correcting.unlink(desk.rows, n),
        )

    def check_to(self, place: RowPlace) -> int:
        """Call this row and all before it right; returns how many were not called so before."""
        known: list[Bead] = []

        def check(desk: "_Desk", n: int) -> Rows:
            known.extend(row for row in desk.rows[: n + 1] if not row.checked)
            return correcting.check_to(desk.rows, n)

        self._correct(place, lambda n: f"check rows to {n + 1}", check)
        return len(known)

    def foresee_realignment(
        self,
        place: RowPlace,
        *,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Realignment:
        """Align what is not checked again; checked rows are borders and stay as they are.

        Of a pair with more than ``LONG`` rows only the blocks next to the place, unless an older
        aligner made them. Nothing is stored. ``progress`` hears shares from 0 to 1; raises
        StoppedError once ``cancelled`` says yes.
        """
        with self._context.view() as view:
            desk = _Desk(view, place)
        alignments = Alignments(self._context.folders, progress, cancelled)
        number = correcting.row_at(desk.rows, place.side, place.offset)
        whole = len(desk.rows) <= LONG or is_older(
            desk.pair.aligner, alignments.aligner(*desk.bodies)
        )
        kept = [row.checked or row.origin is not None for row in desk.rows]
        if not whole:
            first, last = _blocks_around(desk.rows, number)
            kept = [keep or not first <= n < last for n, keep in enumerate(kept)]
        pins = [row for row, keep in zip(desk.rows, kept, strict=True) if keep]
        made = alignments.rows(*desk.bodies, pins)
        return Realignment(desk.pair, made, alignments.aligner(*desk.bodies), whole)

    def foresee_anew(
        self,
        left_id: int,
        right_id: int,
        *,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Realignment:
        """The same for all rows of two articles, wherever one stands."""
        with self._context.view() as view:
            pair = pairs.between(view, left_id, right_id)
        if pair is None:
            raise _gone()
        place = RowPlace(pair.uuid, "left", 0, (pair.left_revision, pair.right_revision))
        return self.foresee_realignment(place, progress=progress, cancelled=cancelled)

    def realign(self, realignment: Realignment) -> None:
        """Store rows that were worked out.

        Raises RefusedError where the rows or the texts changed since.
        """
        pair = realignment.pair
        with self._context.unit("align again") as unit:
            now = pairs.by_uuid(unit, pair.uuid)
            if now is None:
                raise _gone()
            if (now.beads, now.left_revision, now.right_revision) != (
                pair.beads,
                pair.left_revision,
                pair.right_revision,
            ):
                raise changed_since(
                    "The rows changed while they were aligned, so they were left alone.",
                    "Align them again.",
                )
            _describe(unit, pair, "align the rest again")
            if realignment.changed or realignment.whole:
                revisions = (pair.left_revision, pair.right_revision)
                aligner = realignment.aligner if realignment.whole else pair.aligner
                pairs.realign(unit, pair.uuid, revisions, realignment.rows, aligner)

    def _correct(
        self,
        place: RowPlace,
        words: Callable[[int], str],
        operation: "Callable[[_Desk, int], Rows]",
    ) -> None:
        with self._context.unit("correct rows") as unit:
            desk = _Desk(unit, place)
            number = correcting.row_at(desk.rows, place.side, place.offset)
            rows = operation(desk, number)
            _describe(unit, desk.pair, words(number))
            pairs.correct(unit, desk.pair.uuid, rows)


class _Desk:
    """The pair of a place as it lies in the library, with its two bodies."""

    def __init__(self, view: View, place: RowPlace) -> None:
        pair = pairs.by_uuid(view, place.pair_uuid)
        if pair is None:
            raise _gone()
        if (pair.left_revision, pair.right_revision) != place.revisions:
            raise changed_since(
                "The text of this pair changed since it was opened, so its rows were left alone.",
                "Open the article again.",
            )
        self.pair = pair
        self.rows = pair.beads
        left_id, right_id = pairs.sides(view, pair.uuid)
        found = articles.bodies(view, (left_id, right_id))
        self.bodies = (found[left_id], found[right_id])

    def sentences(self, number: int, side: Side) -> list[Span]:
        """The sentences of a row on a side."""
        span = self.rows[number].on(side)
        if span is None:
            return []
        text = self.bodies[side == "right"][slice(*span)]
        return [Span(one.start + span.start, one.end + span.start) for one in sentences(text)]


def _blocks_around(rows: Rows, number: int) -> tuple[int, int]:
    """The rows from the checked one before a row to the checked one after it, as a range.

    From a checked row on, whose correction moves what stands on both sides of it, that is the
    block above and the block below. At most ``LONG`` rows either way.
    """
    first, last = number, number + 1
    while first > max(0, number - LONG // 2) and not rows[first - 1].checked:
        first -= 1
    while last < min(len(rows), number + LONG // 2) and not rows[last].checked:
        last += 1
    return first, last


def _describe(unit: Unit, pair: Pair, words: str) -> None:
    left_id, _ = pairs.sides(unit, pair.uuid)
    article = articles.get(unit, left_id)
    unit.place(left_id)
    unit.describe(f"{words}: {article.title}" if article else words)


def _gone() -> NotFoundError:
    return NotFoundError("No such pair", "The two articles are no pair any more.")
