import random
import time
from itertools import pairwise

from bilingual_words import FewWords
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.bilingual.comparison import Comparison
from cityreader.bilingual.sentence_alignment import align_sentences
from cityreader.bilingual.stretches import cuts_between, longest_chain, stretches

PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=8)


@given(PAIRS)
def test_the_chain_goes_forward_and_none_is_longer(pairs):
    pairs = sorted(dict(pairs).items())
    chain = longest_chain(pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(chain))
    longest = [0] * len(pairs)
    for n, (i, j) in enumerate(pairs):
        before = [longest[k] for k in range(n) if pairs[k][0] < i and pairs[k][1] < j]
        longest[n] = 1 + max(before, default=0)
    assert len(chain) == max(longest, default=0)


def test_texts_are_cut_where_two_anchors_follow_each_other():
    every = [(number, number) for number in range(1000)]
    cuts = cuts_between(every, 1000, 1000)
    assert cuts[:3] == [(100, 100), (200, 200), (300, 300)]
    assert cuts_between([(n, n) for n in range(0, 1000, 7)], 1000, 1000) == []


PHRASES = [
    ("the mouth of the river", "河口"), ("a hilltop", "山顶"), ("friendship", "友好"),
    ("an agreement", "协定"), ("the mayor", "市长"), ("customs", "海关"), ("the building", "楼"),
    ("a document", "文件"), ("nurses", "护士"), ("the spokesman", "发言人"), ("a port", "港口"),
    ("rain", "下雨"), ("ships", "船"), ("people from abroad", "国外的人"), ("a city", "城市"),
]  # fmt: skip


def town(number: int) -> tuple[str, str]:
    """A sentence of some phrases about the town of a number, in both languages."""
    dice = random.Random(number)
    chosen = dice.sample(PHRASES, dice.randint(2, 6))
    return (
        f"Town {1000 + 7 * number} has seen {', '.join(english for english, _ in chosen)}.",
        f"{1000 + 7 * number}号城市见过{'、'.join(chinese for _, chinese in chosen)}。",
    )


def test_a_long_passage_of_one_side_stays_alone_and_the_rest_goes_together():
    english, chinese = map(list, zip(*map(town, range(420)), strict=True))
    beads = align_sentences(english, chinese[:140] + chinese[270:], lexicon=FewWords())
    alone = [bead.left[0] for bead in beads if not bead.right]
    assert alone == list(range(140, 270))
    assert all(bead.left[0] - bead.right[0] in (0, 130) for bead in beads if bead.right)


def test_stretches_cover_everything_in_order():
    english, chinese = map(list, zip(*map(town, range(500)), strict=True))
    for lexicon in (FewWords(), None):
        parts = stretches(Comparison(english, chinese, lexicon))
        assert len(parts) > 2
        rows = [number for part, _ in parts for number in part]
        columns = [number for _, part in parts for number in part]
        assert rows == columns == list(range(500))


def test_texts_with_nothing_in_common_are_cut_until_they_fit():
    parts = stretches(Comparison(["It rained."] * 900, ["好。"] * 1100))
    assert [number for part, _ in parts for number in part] == list(range(1100))
    assert all(len(rows) * len(columns) <= 400_000 for rows, columns in parts)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.randoms())
def test_time_is_no_matter_of_luck_and_nothing_is_lost(left, right, dice):
    lines = [town(dice.randrange(90)) for _ in range(60)]
    beads = align_sentences([a for a, _ in lines[:left]], [b for _, b in lines[:right]])
    assert [number for bead in beads for number in bead.left] == list(range(left))
    assert [number for bead in beads for number in bead.right] == list(range(right))


def test_time_grows_with_the_length_and_not_with_its_square():
    def seconds(count: int) -> float:
        english, chinese = map(list, zip(*map(town, range(count)), strict=True))
        start = time.process_time()
        align_sentences(english, chinese, lexicon=FewWords())
        return time.process_time() - start

    assert seconds(1600) < 6 * seconds(400) + 0.5
