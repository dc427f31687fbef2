import subprocess
import sys
from itertools import pairwise

import pytest
from bilingual_words import FewWords
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.bilingual.alignment import align, monolingual
from cityreader.bilingual.numbers import numbers
from cityreader.bilingual.sentence_alignment import Borders, align_sentences
from cityreader.models import Span
from cityreader.text.scripts import to_simplified
from cityreader.text.sentences import sentences

ENGLISH = [
    "Rivermouth and Hillcrest renewed their friendship agreement on 12 May 2025.",
    "The two mayors signed the document in the old customs house, where the first one was signed.",
    "They also agreed to exchange 20 nurses a year.",
    "Will other towns follow?",
    "“We would be glad to see it,” said a spokesman of the UNESCO office.",
    "The first nurses leave in September.",
]
CHINESE = [
    "河口市与山顶市于2025年5月12日续签了友好协定。",
    "两市市长在旧海关楼签署了文件，第一份协定也是在那里签署的。",
    "双方还同意每年互派20名护士。",
    "其他城市会跟进吗？",
    "“我们乐见其成。”UNESCO办事处发言人说。",
    "首批护士将于9月出发。",
]


@pytest.fixture(params=[None, FewWords()], ids=["plain", "dictionary"])
def shapes(request):
    def found(left: list[str], right: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        beads = align_sentences(left, right, lexicon=request.param)
        return [(bead.left, bead.right) for bead in beads]

    return found


def diagonal(count: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [((number,), (number,)) for number in range(count)]


def test_sentences_of_a_plain_translation_go_together(shapes):
    assert shapes(ENGLISH, CHINESE) == diagonal(6)
    assert shapes(CHINESE, ENGLISH) == diagonal(6)


def test_a_sentence_that_only_one_side_has_stays_alone(shapes):
    shorter = [CHINESE[0], *CHINESE[2:]]
    expected = [((0,), (0,)), ((1,), ()), *[((n,), (n - 1,)) for n in (2, 3, 4, 5)]]
    assert shapes(ENGLISH, shorter) == expected
    assert shapes(shorter, ENGLISH) == [(right, left) for left, right in expected]


def test_two_sentences_that_became_one_are_one_row(shapes):
    joined = [CHINESE[0], CHINESE[1][:-1] + "，" + CHINESE[2], *CHINESE[3:]]
    found = shapes(ENGLISH, joined)
    assert found[1] == ((1, 2), (1,))
    assert found[-1] == ((5,), (4,))


def test_a_clear_row_is_surer_than_a_doubtful_one():
    clear = align_sentences(ENGLISH, CHINESE)
    assert all(bead.score > 0.9 for bead in clear)
    doubtful = align_sentences(
        ["It rains a lot here in town.", "It snows a lot here in town."],
        ["城里常常下雨。", "城里常常下雪。", "城里常常出太阳。"],
    )
    assert all(0 < bead.score < 0.9 for bead in doubtful)


def test_a_missing_side_leaves_every_sentence_alone(shapes):
    assert align_sentences([], []) == []
    assert shapes(ENGLISH, []) == [((number,), ()) for number in range(6)]
    assert shapes([], CHINESE) == [((), (number,)) for number in range(6)]


def test_rows_of_bodies_reach_from_first_to_last_sentence():
    left = " ".join(ENGLISH[:3]) + "\n\n" + " ".join(ENGLISH[3:])
    right = CHINESE[0] + CHINESE[1][:-1] + "，" + CHINESE[2] + "\n\n" + "".join(CHINESE[3:])
    found = align(left, right)
    row = found.beads[1]
    assert found.left_beads[1] == (1, 2)
    assert row.left is not None
    assert row.right is not None
    assert left[slice(*row.left)] == f"{ENGLISH[1]} {ENGLISH[2]}"
    assert right[slice(*row.right)] == CHINESE[1][:-1] + "，" + CHINESE[2]
    assert [left[slice(*span)] for span in found.left_sentences] == ENGLISH


def test_rows_stay_inside_paragraphs_that_go_together():
    left = "Short one. Another one here.\n\nA third one follows. And the last."
    right = "很短的一句，接着另一句。\n\n第三句随后。还有最后一句。"
    found = align(left, right)
    assert found.left_beads == ((0, 1), (2,), (3,))
    assert found.right_beads == ((0,), (1,), (2,))


def test_as_many_paragraphs_that_do_not_go_together_bind_nothing():
    left = ENGLISH[0] + "\n\n" + " ".join(ENGLISH[1:])
    right = "".join(CHINESE[:5]) + "\n\n" + CHINESE[5]
    found = align(left, right)
    assert list(zip(found.left_beads, found.right_beads, strict=True)) == diagonal(6)


def test_known_sentences_are_not_split_further():
    left, right = "One. Two.\nThree.\n", "一。二。\n三。"
    found = align(left, right, [Span(0, 9), Span(10, 16)], [Span(0, 4), Span(5, 8)])
    assert found.left_sentences == (Span(0, 9), Span(10, 16))
    assert found.right_beads == ((0,), (1,))


def test_without_counterpart_each_sentence_is_a_row():
    body = "".join(CHINESE)
    rows = monolingual(body)
    assert [row.left for row in rows] == sentences(body)
    assert {(row.right, row.score) for row in rows} == {(None, 1.0)}
    assert monolingual("") == ()


@pytest.mark.parametrize(
    ("english", "chinese", "common"),
    [
        ("It cost 2.4 million yuan.", "耗資240萬元。", {"2.4e+06"}),
        ("On May 12, 2025", "二〇二五年5月12日", {"m5", "12", "2025"}),
        ("about 1,200 guests", "约一千二百名来宾", {"1200"}),
        ("three of 38 towns", "三十八个城市中的三个", {"3", "38"}),
        ("The office", "办事处", set()),
    ],
)
def test_numbers_look_alike_in_both_languages(english, chinese, common):
    assert numbers(to_simplified(english)) & numbers(to_simplified(chinese)) == common


TEXTS = st.lists(
    st.sampled_from(
        ["Yes.", "No one came at 5 pm.", "是的。", "五点没有人来。", "？", "A b c d e f."]
    ),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, st.data())
def test_every_sentence_is_in_one_bead_and_beads_are_in_order(left, right, data):
    breaks = [
        sorted(data.draw(st.sets(st.integers(1, len(side) - 1)))) if len(side) > 1 else []
        for side in (left, right)
    ]
    left_borders, right_borders = map(Borders, breaks)
    beads = align_sentences(left, right, left_borders=left_borders, right_borders=right_borders)
    mirrored = align_sentences(right, left, left_borders=right_borders, right_borders=left_borders)
    # Of a text beside itself nothing tells which side plays the Chinese one.
    assert left == right or [(bead.right, bead.left, bead.score) for bead in mirrored] == beads
    assert [number for bead in beads for number in bead.left] == list(range(len(left)))
    assert [number for bead in beads for number in bead.right] == list(range(len(right)))
    for bead in beads:
        assert bead.left or bead.right
        assert 0 <= bead.score <= 1


@settings(max_examples=30, deadline=None)
@given(st.text("a.。 \n中?", max_size=40), st.text("a.。 \n中?", max_size=40))
def test_rows_of_any_bodies_hold_all_their_sentences(left, right):
    found = align(left, right)
    for body, spans, sides in (
        (left, found.left_sentences, [bead.left for bead in found.beads]),
        (right, found.right_sentences, [bead.right for bead in found.beads]),
    ):
        present = [side for side in sides if side is not None]
        assert all(before.end <= after.start for before, after in pairwise(present))
        assert all(any(side.contains(span) for side in present) for span in spans)
        assert list(spans) == sentences(body)


def test_the_door_does_not_load_numpy():
    code = "import sys, cityreader.bilingual.alignment as door; door.monolingual('A b. C d.')"
    code += "; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
