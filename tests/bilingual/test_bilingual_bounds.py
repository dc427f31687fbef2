from itertools import chain, pairwise

import pytest
from bilingual_words import FewWords
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.bilingual.alignment import align
from cityreader.bilingual.bounds import (
    BY_LENGTH,
    LONGEST_READ,
    Bounds,
    placed_by_length,
    units,
)
from cityreader.bilingual.comparison import Comparison
from cityreader.bilingual.lexicon import Vocabulary
from cityreader.models import Bead, Span
from cityreader.text.sentences import sentences

LEFT = "The port opened. It rained. Nurses came from abroad. The mayor spoke of 30 ships. All ate."
RIGHT = "港口开放了。下雨了。护士从国外来。市长谈到30艘船。大家都吃了。"
BODIES = st.text("ab。. \n", max_size=60)


class Reader:
    """An encoder that notes what it is given and cannot go on."""

    def __init__(self):
        self.longest = 0

    def read(self, sentences, watch):
        self.longest = max(map(len, sentences))
        raise InterruptedError


def test_of_a_sentence_without_end_only_the_beginning_is_read():
    """Without the slice in ``Comparison`` words, cues and the encoder get all of it."""
    reader = Reader()
    with pytest.raises(InterruptedError):
        align("word " * LONGEST_READ, "字" * (LONGEST_READ + 1), encoder=reader)
    assert reader.longest == LONGEST_READ
    found = Comparison(["1 " * LONGEST_READ + "77"], ["字"])
    assert found.english.cues[0].numbers == {"1"}


def test_texts_beyond_the_bound_are_not_read_for_vectors():
    """Without the condition on the encoder in ``align`` this raises."""
    rows = align(LEFT, RIGHT, encoder=Reader(), bounds=Bounds(vectors=10)).beads
    assert rows == align(LEFT, RIGHT).beads
    with pytest.raises(InterruptedError):
        align(LEFT, RIGHT, encoder=Reader(), bounds=Bounds(vectors=len(LEFT + RIGHT)))


def test_texts_beyond_the_last_bound_are_placed_by_length_and_doubtful():
    found = align(LEFT, RIGHT, lexicon=FewWords(), bounds=Bounds(words=20))
    assert found.left_beads == found.right_beads == ((0,), (1,), (2,), (3,), (4,))
    assert {bead.score for bead in found.beads} == {BY_LENGTH}
    assert all(bead.doubtful for bead in found.beads)


def test_what_lies_between_checked_rows_is_bounded_by_itself():
    middle = "Nurses came from abroad.", "护士从国外来。"
    pin = Bead(*map(_span, (LEFT, RIGHT), middle), 1.0, checked=True)
    found = align(LEFT, RIGHT, pins=[pin], bounds=Bounds(words=44))
    scores = [bead.score for bead in found.beads]
    assert BY_LENGTH not in scores[:2]
    assert found.beads[2] == pin
    assert scores[3:] == [BY_LENGTH, BY_LENGTH]


@given(st.lists(st.text("ab"), min_size=1), st.lists(st.text("ab"), min_size=1), st.data())
@settings(max_examples=60)
def test_placed_by_length_every_sentence_is_in_one_row(left, right, data):
    gaps = [
        sorted(data.draw(st.sets(st.integers(1, len(side) - 1)))) if len(side) > 1 else []
        for side in (left, right)
    ]
    beads = placed_by_length(left, right, 100, *gaps)
    assert [*chain.from_iterable(bead.left for bead in beads)] == [*range(len(left))]
    assert [*chain.from_iterable(bead.right for bead in beads)] == [*range(len(right))]
    for bead in beads:
        assert not {*bead.left[1:]} & {*gaps[0]}
        assert not {*bead.right[1:]} & {*gaps[1]}


def test_rows_by_length_follow_the_share_of_the_text():
    left = ["x" * 10, "x" * 10, "x" * 20]
    right = ["y" * 40, "y" * 40]
    assert [(bead.left, bead.right) for bead in placed_by_length(left, right, 100)] == [
        ((0, 1), (0,)),
        ((2,), (1,)),
    ]


@given(BODIES, st.integers(1, 8), st.sampled_from([0, 100]))
@settings(max_examples=100)
def test_passages_leave_out_nothing_but_white_space(body, most, longest):
    found = units(body, most, longest)
    assert sum(_letters(body[slice(*span)]) for span in found) == _letters(body)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(body[slice(*span)].strip() == body[slice(*span)] != "" for span in found)
    assert len(found) <= most + 1


def test_a_text_of_few_sentences_has_just_these():
    assert units(LEFT, most=5) == sentences(LEFT)
    assert len(units(LEFT, most=2)) == 2


def test_a_text_of_very_many_sentences_is_aligned_in_passages():
    """Without the number of sentences handed to ``units`` there are five rows."""
    found = align(LEFT, RIGHT, lexicon=FewWords(), bounds=Bounds(sentences=2))
    assert (len(found.left_sentences), len(found.right_sentences)) == (2, 2)
    assert BY_LENGTH not in {bead.score for bead in found.beads}


def test_given_sentences_are_never_joined_before_aligning():
    own = sentences(LEFT), sentences(RIGHT)
    found = align(LEFT, RIGHT, *own, bounds=Bounds(sentences=2))
    assert found.left_sentences == tuple(own[0])
    assert found.left_beads == found.right_beads == ((0, 1, 2), (3, 4))


def test_the_dictionary_is_asked_in_portions(monkeypatch):
    """Without portions a text of a million characters takes gigabytes."""
    monkeypatch.setattr("cityreader.bilingual.lexicon._MOST_CANDIDATES", 3)
    texts = ["市长签署", "友好协定", "市长"]
    whole, asked = FewWords(), []

    class Lexicon:
        def entries(self, words):
            asked.append(len(words))
            return whole.entries(words)

    vocabulary = Vocabulary(Lexicon(), texts)
    assert len(asked) > 1
    assert vocabulary.words("市长签署友好协定") == Vocabulary(whole, texts).words(
        "市长签署友好协定"
    )


def _span(body: str, part: str) -> Span:
    return Span(body.index(part), body.index(part) + len(part))


def _letters(text: str) -> int:
    return len("".join(text.split()))
