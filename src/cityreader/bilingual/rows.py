"""Correcting the rows of a pair by hand.

Every function takes all rows of a pair in reading order and gives back all rows; those it does not
speak of stay as they are. A row that a person made counts as checked, so that aligning the rest
again leaves it alone. Numbers count rows from 0, offsets are code points of one side's body.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from cityreader.errors import UsageError
from cityreader.models import Bead, Span
from cityreader.models.pair import Side, other_side

Rows = tuple[Bead, ...]

BY_HAND = 1.0
"""The score of a row that a person made."""

UNJUDGED = 0.5
"""The score of a row that changed because its neighbour was corrected: it wants a look."""


def row_at(rows: Sequence[Bead], side: Side, offset: int) -> int:
    """The row that holds the code point at ``offset``, or the last one that begins before it.

    Raises UsageError where no row has text on this side.
    """
    found = [(span.start, n) for n, row in enumerate(rows) if (span := row.on(side)) is not None]
    if not found:
        raise UsageError("No such row", f"No row has text on the {side}.")
    place = bisect_right([start for start, _ in found], offset) - 1
    return found[max(place, 0)][1]


def merge_with_next(rows: Rows, number: int) -> Rows:
    """Make one row of a row and the next. Raises UsageError at the last row."""
    if number + 1 >= len(rows):
        raise UsageError("Last row", "There is no next row to merge with.")
    here, after = rows[number], rows[number + 1]
    left, right = _around(here.left, after.left), _around(here.right, after.right)
    merged = _by_hand(here if here.origin else after, left, right)
    return (*rows[:number], merged, *rows[number + 2 :])


def split(
    rows: Rows, number: int, bodies: tuple[str, str], left_cut: int | None, right_cut: int | None
) -> Rows:
    """Make two rows of one: what stands before the cuts, and what begins at them.

    A cut at the beginning of a side gives all of it to the second row, one at its end, or None, to
    the first. White space at a cut belongs to neither row. Raises UsageError where a cut leaves the
    row, or where one of the two rows would have no text.
    """
    row = rows[number]
    first_left, second_left = _cut(bodies[0], row.left, left_cut)
    first_right, second_right = _cut(bodies[1], row.right, right_cut)
    if not (first_left or first_right) or not (second_left or second_right):
        raise UsageError(
            "Nothing to split",
            "One of the two rows would have no text.",
            "Go to the word with which the second row begins.",
        )
    made = _by_hand(row, first_left, first_right), _by_hand(row, second_left, second_right)
    return (*rows[:number], *made, *rows[number + 1 :])


def opposite_cut(row: Bead, side: Side, cut: int, sentences: Sequence[Span]) -> int | None:
    """Where the other side is cut when ``side`` is cut at ``cut``: at its nearest sentence border.

    ``sentences`` are those of the other side. Nearest is what leaves the most equal shares on both
    sides; the beginning and the end count as borders. None where the other side has no text.
    """
    here, there = row.on(side), row.on(other_side(side))
    if here is None or there is None:
        return None
    share = (cut - here.start) / (here.end - here.start)
    wanted = there.start + share * (there.end - there.start)
    borders = [there.start, *(piece.start for piece in pieces(sentences, there)[1:]), there.end]
    return min(borders, key=lambda border: abs(border - wanted))


def move_sentence(
    rows: Rows, number: int, side: Side, steps: Literal[1, -1], sentences: Sequence[Span]
) -> Rows:
    """Move the last sentence of a side to the next row, or the first one to the row before.

    ``sentences`` are those of that side. Beyond the first and the last row a new one is made. The
    row it left is checked by that; the row it came to is so only if all it has on this side came
    with it, since what was there before may have to move on. Raises UsageError where the row has
    no text on this side, or nothing would change.
    """
    row = rows[number]
    span = row.on(side)
    if span is None:
        raise UsageError("Nothing to move", "The row has no text on this side.")
    parts = pieces(sentences, span)
    moved, kept = (parts[-1], parts[:-1]) if steps > 0 else (parts[0], parts[1:])
    left_behind = _hand(row.with_text(side, Span(kept[0].start, kept[-1].end) if kept else None))
    source = [left_behind] if left_behind.left or left_behind.right else []
    there = number + steps
    if not 0 <= there < len(rows):
        if not source:
            raise UsageError("Nothing to move", "It is alone in the row at the end already.")
        new = _by_hand(row, None, None).with_text(side, moved)
        pair = [*source, new] if steps > 0 else [new, *source]
        return (*rows[:number], *pair, *rows[number + 1 :])
    taken = rows[there].on(side)
    receiver = rows[there].with_text(side, _around(*_in_order(taken, moved)))
    receiver = replace(receiver, origin=receiver.origin or row.origin)
    finished = taken is None or rows[there].checked
    receiver = _hand(receiver) if finished else replace(receiver, score=UNJUDGED)
    if steps > 0:
        return (*rows[:number], *source, receiver, *rows[there + 1 :])
    return (*rows[:there], receiver, *source, *rows[number + 1 :])


def unlink(rows: Rows, number: int) -> Rows:
    """Make two rows with one side each of a row. Raises UsageError for a row with one side."""
    row = rows[number]
    if row.one_sided:
        raise UsageError("Not linked", "The row has text on one side only.")
    return (
        *rows[:number],
        _by_hand(row, row.left, None),
        _by_hand(row, None, row.right),
        *rows[number + 1 :],
    )


def check_to(rows: Rows, number: int) -> Rows:
    """Call all rows up to this one right; their scores stay."""
    return tuple(
        replace(row, checked=True) if n <= number and not row.checked else row
        for n, row in enumerate(rows)
    )


def pieces(sentences: Sequence[Span], span: Span) -> list[Span]:
    """What of each sentence lies in ``span``, in order; ``span`` itself where no sentence does."""
    first = bisect_left(sentences, span.start, key=lambda sentence: sentence.end)
    found = []
    for sentence in sentences[first:]:
        if sentence.start >= span.end:
            break
        if sentence.end > span.start:
            part = Span(max(sentence.start, span.start), min(sentence.end, span.end))
            found.append(part)
    return found or [span]


def keep_pins(made: Sequence[Bead], pins: Sequence[Bead]) -> Rows:
    """Rows aligned anew around ``pins``, with these exactly as they were."""
    kept = {(pin.left, pin.right): pin for pin in pins}
    return tuple(kept.get((row.left, row.right), row) for row in made)


def _in_order(*spans: Span | None) -> list[Span]:
    """The spans that are there, in the order of their text."""
    return sorted(span for span in spans if span is not None)


def _cut(body: str, span: Span | None, cut: int | None) -> tuple[Span | None, Span | None]:
    if span is None:
        return None, None
    at = span.end if cut is None else cut
    if not span.start <= at <= span.end:
        raise UsageError("Cut outside the row", f"The cut at {at} leaves {span.start}-{span.end}.")
    return _trimmed(body, span.start, at), _trimmed(body, at, span.end)


def _trimmed(body: str, start: int, end: int) -> Span | None:
    text = body[start:end]
    if not text.strip():
        return None
    return Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))


def _around(*spans: Span | None) -> Span | None:
    """From the start of the first to the end of the last; None where there is none."""
    present = [span for span in spans if span is not None]
    return Span(present[0].start, present[-1].end) if present else None


def _by_hand(made_of: Bead, left: Span | None, right: Span | None) -> Bead:
    """A row a person made of another, whose text may still be a machine's."""
    return _hand(replace(made_of, left=left, right=right))


def _hand(row: Bead) -> Bead:
    return replace(row, score=BY_HAND, checked=True)
