"""Correcting rows: whatever is done, every sentence stays in exactly one row, in its order."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.bilingual import rows as correcting
from cityreader.bilingual.rows import UNJUDGED, Rows
from cityreader.errors import UsageError
from cityreader.models import Bead, Span
from cityreader.models.pair import Side

SIDES: tuple[Side, Side] = ("left", "right")


def text(sentences: int, word: str) -> str:
    """So many sentences of three words."""
    return " ".join(f"{word}{n} and more." for n in range(sentences))


def spans(body: str) -> list[Span]:
    """The sentences of such a text."""
    found, start = [], 0
    while (end := body.find(".", start)) >= 0:
        found.append(Span(start, end + 1))
        start = end + 2
    return found


LEFT, RIGHT = text(6, "a"), text(6, "b")
SENTENCES: dict[Side, list[Span]] = {"left": spans(LEFT), "right": spans(RIGHT)}
BODIES = (LEFT, RIGHT)


def row(left: str, right: str, score: float = 0.9, *, checked: bool = False) -> Bead:
    """A row of the sentences with these numbers, ``"12"`` for 1 and 2."""

    def around(side: Side, numbers: str) -> Span | None:
        own = SENTENCES[side]
        return Span(own[int(numbers[0])].start, own[int(numbers[-1])].end) if numbers else None

    return Bead(around("left", left), around("right", right), score, checked)


def shape(rows: Sequence[Bead]) -> list[tuple[str, str]]:
    """The numbers of the sentences in each row."""
    return [
        (numbers(bead.left, SENTENCES["left"]), numbers(bead.right, SENTENCES["right"]))
        for bead in rows
    ]


def numbers(span: Span | None, sentences: Sequence[Span]) -> str:
    """Which sentences touch a span."""
    return "".join(str(n) for n, one in enumerate(sentences) if span and one.overlaps(span))


START: Rows = (
    row("0", "0"),
    row("12", "1", 0.5),
    row("3", "2"),
    row("", "3", 0.8),
    row("45", "45"),
)


def test_merging_joins_both_sides_and_counts_as_checked() -> None:
    made = correcting.merge_with_next(START, 2)
    assert shape(made) == [("0", "0"), ("12", "1"), ("3", "23"), ("45", "45")]
    assert (made[2].checked, made[2].score) == (True, 1.0)
    assert [bead.checked for bead in made] == [False, False, True, False]
    with pytest.raises(UsageError, match="no next row"):
        correcting.merge_with_next(START, 4)


def test_a_split_cuts_both_sides_and_leaves_out_the_space_between() -> None:
    left, right = SENTENCES["left"][5].start, SENTENCES["right"][5].start
    made = correcting.split(START, 4, BODIES, left, right)
    assert shape(made)[4:] == [("4", "4"), ("5", "5")]
    assert made[4].left == SENTENCES["left"][4]
    inside = LEFT.index("and more", SENTENCES["left"][1].start)
    made = correcting.split(START, 1, BODIES, inside, None)
    first, second = made[1].left, made[2].left
    assert first is not None
    assert second is not None
    assert (LEFT[slice(*first)], LEFT[slice(*second)]) == ("a1", "and more. a2 and more.")
    assert (made[1].right, made[2].right) == (START[1].right, None)


@pytest.mark.parametrize("cut", [0, 200])
def test_a_cut_must_lie_in_the_row(cut: int) -> None:
    with pytest.raises(UsageError, match="leaves"):
        correcting.split(START, 2, BODIES, cut, None)


def test_a_split_leaves_text_in_both_rows() -> None:
    start = SENTENCES["left"][3].start
    with pytest.raises(UsageError, match="would have no text"):
        correcting.split(START, 2, BODIES, start, SENTENCES["right"][2].start)
    with pytest.raises(UsageError, match="would have no text"):
        correcting.split(START, 2, BODIES, None, None)
    made = correcting.split(START, 2, BODIES, start, SENTENCES["right"][2].end)
    assert shape(made)[2:4] == [("", "2"), ("3", "")]


def test_the_other_side_is_cut_at_its_nearest_sentence() -> None:
    sentences = SENTENCES["right"]
    cut = correcting.opposite_cut(START[4], "left", SENTENCES["left"][5].start, sentences)
    assert cut == sentences[5].start
    whole = START[1]
    late = SENTENCES["left"][2].end - 3
    assert correcting.opposite_cut(whole, "left", late, sentences) == sentences[1].end
    early = SENTENCES["left"][1].start + 2
    assert correcting.opposite_cut(whole, "left", early, sentences) == sentences[1].start
    assert correcting.opposite_cut(START[3], "right", sentences[3].start + 2, sentences) is None


def test_a_sentence_moves_to_the_next_row_which_then_wants_a_look() -> None:
    made = correcting.move_sentence(START, 1, "left", 1, SENTENCES["left"])
    assert shape(made)[1:3] == [("1", "1"), ("23", "2")]
    assert (made[1].checked, made[2].checked, made[2].score) == (True, False, UNJUDGED)
    assert made[2].doubtful
    back = correcting.move_sentence(made, 2, "left", -1, SENTENCES["left"])
    assert shape(back) == shape(START)


def test_a_sentence_that_fills_a_hole_makes_a_finished_row() -> None:
    made = correcting.move_sentence(START, 2, "left", 1, SENTENCES["left"])
    assert shape(made)[2:4] == [("", "2"), ("3", "3")]
    assert made[3].checked
    pair = (row("0", ""), row("", "0"))
    made = correcting.move_sentence(pair, 1, "right", -1, SENTENCES["right"])
    assert shape(made) == [("0", "0")]
    assert made[0].checked


def test_beyond_the_ends_a_new_row_is_made() -> None:
    made = correcting.move_sentence(START, 4, "right", 1, SENTENCES["right"])
    assert shape(made)[4:] == [("45", "4"), ("", "5")]
    made = correcting.move_sentence(START, 0, "left", -1, SENTENCES["left"])
    assert shape(made)[:2] == [("0", ""), ("", "0")]
    with pytest.raises(UsageError, match="no text on this side"):
        correcting.move_sentence(START, 3, "left", 1, SENTENCES["left"])
    alone = (row("0", "0"), row("1", ""))
    with pytest.raises(UsageError, match="alone"):
        correcting.move_sentence(alone, 1, "left", 1, SENTENCES["left"])


def test_unlinking_makes_two_holes() -> None:
    made = correcting.unlink(START, 1)
    assert shape(made)[1:3] == [("12", ""), ("", "1")]
    assert all(bead.checked for bead in made[1:3])
    with pytest.raises(UsageError):
        correcting.unlink(START, 3)


def test_checking_up_to_a_row_keeps_the_scores() -> None:
    made = correcting.check_to(START, 1)
    assert [bead.checked for bead in made] == [True, True, False, False, False]
    assert [bead.score for bead in made] == [bead.score for bead in START]
    assert not made[1].doubtful


def test_rows_are_found_by_their_text() -> None:
    assert correcting.row_at(START, "left", SENTENCES["left"][2].start) == 1
    assert correcting.row_at(START, "right", SENTENCES["right"][3].start) == 3
    assert correcting.row_at(START, "left", SENTENCES["left"][3].end) == 2
    with pytest.raises(UsageError):
        correcting.row_at((row("0", ""),), "right", 3)


def test_pins_come_back_as_they_were() -> None:
    pins = (row("0", "0", 0.4, checked=True),)
    made = (row("0", "0", 1.0), row("1", "", 0.9), row("", "1", 0.9))
    assert correcting.keep_pins(made, pins) == (pins[0], *made[1:])


def some_rows(shapes: list[tuple[int, int, bool]]) -> Rows:
    """All twelve sentences in rows of these shapes as far as they go, some of them checked."""
    left = right = 0
    made = []
    for a, b, checked in [*shapes, (6, 6, False)]:
        lefts = "".join(map(str, range(left, min(6, left + a))))
        rights = "".join(map(str, range(right, min(6, right + b))))
        if lefts or rights:
            made.append(row(lefts, rights, 0.9 if a == b else 0.3, checked=checked))
        left, right = min(6, left + a), min(6, right + b)
    return tuple(made)


Operation = Callable[[Rows, int, Side], Rows]
OPERATIONS: dict[str, tuple[Operation, Callable[[int], set[int]]]] = {
    "merge": (lambda rows, n, _: correcting.merge_with_next(rows, n), lambda n: {n, n + 1}),
    "unlink": (lambda rows, n, _: correcting.unlink(rows, n), lambda n: {n}),
    "down": (
        lambda rows, n, side: correcting.move_sentence(rows, n, side, 1, SENTENCES[side]),
        lambda n: {n, n + 1},
    ),
    "up": (
        lambda rows, n, side: correcting.move_sentence(rows, n, side, -1, SENTENCES[side]),
        lambda n: {n, n - 1},
    ),
    "split": (lambda rows, n, side: split_in_the_middle(rows, n, side), lambda n: {n}),
}


def split_in_the_middle(rows: Rows, n: int, side: Side) -> Rows:
    """Split at the middle sentence of a side, and where the other side then falls apart."""
    other: Side = "right" if side == "left" else "left"
    span = rows[n].left if side == "left" else rows[n].right
    if span is None:
        raise UsageError("Nothing to split", "The side has no text.")
    parts = correcting.pieces(SENTENCES[side], span)
    cut = parts[len(parts) // 2].start
    opposite = correcting.opposite_cut(rows[n], side, cut, SENTENCES[other])
    cuts = (cut, opposite) if side == "left" else (opposite, cut)
    return correcting.split(rows, n, BODIES, *cuts)


SIZE = st.integers(0, 3)


@settings(max_examples=60, deadline=None)
@given(
    shapes=st.lists(st.tuples(SIZE, SIZE, st.booleans()), max_size=6),
    steps=st.lists(
        st.tuples(st.sampled_from(sorted(OPERATIONS)), st.integers(0, 11), st.sampled_from(SIDES)),
        max_size=4,
    ),
)
def test_every_sentence_stays_in_one_row_in_its_order(
    shapes: list[tuple[int, int, bool]], steps: list[tuple[str, int, Side]]
) -> None:
    rows = some_rows(shapes)
    for name, number, side in steps:
        n = number % len(rows)
        operation, named = OPERATIONS[name]
        before = rows
        with contextlib.suppress(UsageError):
            rows = operation(rows, n, side)
        for own in SIDES:
            placed = [s for bead in rows if (s := bead.left if own == "left" else bead.right)]
            assert all(a.end <= b.start for a, b in pairwise(placed))
            found = [part for span in placed for part in correcting.pieces(SENTENCES[own], span)]
            assert found == SENTENCES[own]
        assert all(bead.left or bead.right for bead in rows)
        spared = [bead for m, bead in enumerate(before) if m not in named(n)]
        assert [bead for bead in rows if bead in spared] == spared


def test_what_a_machine_wrote_stays_marked_as_its() -> None:
    machine = replace(row("0", "0"), origin="machine")
    rows = (machine, row("1", "1"))
    assert correcting.merge_with_next(rows, 0)[0].origin == "machine"
    assert correcting.merge_with_next(rows[::-1], 0)[0].origin == "machine"
    assert [bead.origin for bead in correcting.unlink(rows, 0)] == ["machine", "machine", None]
    moved = correcting.move_sentence(rows, 0, "left", 1, SENTENCES["left"])
    assert [bead.origin for bead in moved] == ["machine", "machine"]
