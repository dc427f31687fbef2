from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.bilingual.alignment import align
from cityreader.errors import StoppedError, UsageError
from cityreader.models import Bead, Span
from cityreader.text.sentences import sentences

LEFT = "The port opened. It rained. Nurses came from abroad. The mayor spoke of 30 ships. All ate."
RIGHT = "港口开放了。下雨了。护士从国外来。市长谈到30艘船。大家都吃了。"


def spans(body: str, *parts: str) -> list[Span]:
    return [Span(body.index(part), body.index(part) + len(part)) for part in parts]


def test_a_confirmed_row_stays_and_its_neighbours_follow():
    (left,) = spans(LEFT, "The port opened. It rained.")
    (right,) = spans(RIGHT, "港口开放了。")
    pin = Bead(left, right, 0.3, checked=True)
    found = align(LEFT, RIGHT, pins=[pin])
    assert found.beads[0] == Bead(left, right, 1.0, checked=True)
    assert found.left_beads[0] == (0, 1)
    assert found.right_beads[0] == (0,)
    assert [row.checked for row in found.beads[1:]] == [False] * (len(found.beads) - 1)


def test_a_row_split_at_a_word_cuts_the_sentence_there():
    (left,) = spans(LEFT, "Nurses came")
    (right,) = spans(RIGHT, "护士")
    found = align(LEFT, RIGHT, pins=[Bead(left, right, 1.0, checked=True)])
    assert [LEFT[slice(*span)] for span in found.left_sentences[2:4]] == [
        "Nurses came",
        "from abroad.",
    ]
    at = [row.left for row in found.beads].index(left)
    assert found.beads[at].right == right
    following = found.beads[at + 1]
    assert following.left == spans(LEFT, "from abroad.")[0]
    assert following.right == spans(RIGHT, "从国外来。")[0]


def test_a_confirmed_hole_is_not_filled_and_not_crossed():
    (hole,) = spans(LEFT, "Nurses came from abroad.")
    found = align(LEFT, RIGHT.replace("护士从国外来。", ""), pins=[Bead(hole, None, 0.2, True)])
    assert Bead(hole, None, 1.0, True) in found.beads
    assert len(found.beads) == 5
    opposite = align(RIGHT, LEFT, pins=[Bead(None, hole, 0.2, True)])
    assert Bead(None, hole, 1.0, True) in opposite.beads


def test_rows_that_cross_are_refused():
    first, second = spans(LEFT, "The port opened.", "It rained.")
    one, two = spans(RIGHT, "港口开放了。", "下雨了。")
    with pytest.raises(UsageError):
        align(LEFT, RIGHT, pins=[Bead(first, two, 1.0), Bead(second, one, 1.0)])
    with pytest.raises(UsageError):
        align(LEFT, RIGHT, pins=[Bead(first, one, 1.0), Bead(first, two, 1.0)])


def test_progress_is_heard_and_work_can_be_stopped():
    heard: list[float] = []
    align(LEFT, RIGHT, progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    with pytest.raises(StoppedError):
        align(LEFT, RIGHT, cancelled=lambda: True)


BODIES = st.lists(
    st.sampled_from(
        ["Yes. ", "No one came at 5 pm. ", "是的。", "五点没人来。", "\n\n", "Ah, 5. "]
    ),
    max_size=8,
).map("".join)


@st.composite
def bodies_with_pins(draw):
    left, right = draw(BODIES), draw(BODIES)
    ends = []
    for body in (left, right):
        size = 2 * draw(st.integers(0, 2))
        places = st.integers(0, len(body))
        ends.append(sorted(draw(st.lists(places, min_size=size, max_size=size, unique=True)))
                    if len(body) >= size else [])  # fmt: skip
    sides = [
        [
            Span(a, b)
            for a, b in zip(at[::2], at[1::2], strict=True)
            if body[a:b] and body[a:b] == body[a:b].strip()
        ]
        for body, at in zip((left, right), ends, strict=True)
    ]
    pins = []
    while sides[0] or sides[1]:
        use_left = bool(sides[0]) and draw(st.booleans())
        use_right = bool(sides[1]) and (draw(st.booleans()) or not use_left)
        if not use_left and not use_right:
            use_left = bool(sides[0])
            use_right = bool(sides[1])
        pins.append(
            Bead(
                sides[0].pop(0) if use_left else None,
                sides[1].pop(0) if use_right else None,
                0.5,
                checked=True,
            )
        )
    return left, right, pins


@settings(max_examples=150, deadline=None)
@given(bodies_with_pins())
def test_pins_are_kept_and_every_sentence_is_in_one_row(case):
    left, right, pins = case
    found = align(left, right, pins=pins)
    assert [row for row in found.beads if row.checked and row.left and row.right] == [
        Bead(pin.left, pin.right, 1.0, True) for pin in pins if pin.left and pin.right
    ]
    for pin in pins:
        assert Bead(pin.left, pin.right, 1.0, True) in found.beads
    for numbers, side in ((found.left_beads, 0), (found.right_beads, 1)):
        spans_of_side = (found.left_sentences, found.right_sentences)[side]
        assert [n for bead in numbers for n in bead] == list(range(len(spans_of_side)))
        rows = [(row.left, row.right)[side] for row in found.beads]
        present = [row for row in rows if row is not None]
        assert all(a.end <= b.start for a, b in pairwise(present))
    joined = "".join(left[slice(*span)] for span in found.left_sentences)
    assert "".join(joined.split()) == "".join(left.split())
    if not pins:
        assert list(found.left_sentences) == sentences(left)
