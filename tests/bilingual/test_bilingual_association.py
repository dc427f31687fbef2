from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.bilingual.association import candidates

ROWS = st.lists(st.sets(st.sampled_from(["市長", "港口", "论坛", "的"]), max_size=3), max_size=6)


def test_what_goes_with_the_word_comes_first():
    with_word = [{"市長", "的", "港口"}, {"市長", "论坛"}, {"市長", "的"}]
    without = [{"港口", "的"}, {"论坛", "的"}, {"港口"}, {"的"}] * 2
    found = candidates(with_word, without, {"市長"})
    assert (found[0].word, found[0].rows, found[0].here) == ("市長", 3, True)
    assert "的" not in {one.word for one in found}
    assert "港口" not in {one.word for one in found}


def test_one_row_among_many_is_enough_and_among_few_is_chance():
    rows = [{"港口"}] * 12
    assert [one.word for one in candidates([{"市長", "港口"}], rows)] == ["市長"]
    assert candidates([{"市長", "港口"}], rows[:1]) == []
    assert candidates([], []) == []


@given(ROWS, ROWS)
@settings(max_examples=40)
def test_scores_fall_and_counts_are_right(with_word, without):
    found = candidates(with_word, without)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for one in found:
        assert one.rows == sum(one.word in row for row in with_word) > 0
        assert one.score > 0
