import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.bilingual.association import candidates, likeliest, wording_in
from cityreader.models import Equivalent

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


SENSES = {
    "论坛": ("forum (for discussion)",),
    "台北": ("Taipei, capital of Taiwan",),
    "金瓜石": ("Jinguashi, town in New Taipei City, Taiwan",),
    "日": ("sun", "day"),
    "绝不": ("in no way", "not in the least"),
}


@pytest.mark.parametrize(
    ("words", "guess"),
    [
        ("forum", "论坛"),
        ("Forums", "论坛"),
        ("Taipei", "台北"),
        # What explains a name, or denies a word, does not translate it.
        ("Taiwan", ""),
        ("way", ""),
        # A single character needs the rows as well.
        ("day", ""),
    ],
)
def test_what_the_dictionary_says_of_a_word_in_the_row_is_the_guess(words, guess):
    assert likeliest(words, SENSES, [], SENSES) == guess


def test_a_character_that_dictionary_and_rows_give_is_the_guess_where_no_word_is():
    """Without the two conditions on single characters, "Taipei" came out as 日."""
    rows = [Equivalent("日", 9, 60.0, True), Equivalent("月", 9, 50.0, True)]
    assert likeliest("day", SENSES, rows, SENSES) == "日"
    assert likeliest("Taipei", {}, rows, SENSES) == ""


def test_rows_alone_give_a_guess_only_where_they_leave_no_doubt():
    """Each of the four conditions of ``likeliest`` was taken out once, and this failed."""
    assert likeliest("lighthouse", {}, [Equivalent("灯塔", 4, 40.0, True)], ["灯塔"]) == "灯塔"
    for doubtful in (
        [Equivalent("灯塔", 2, 40.0, True)],
        [Equivalent("灯塔", 4, 12.0, True)],
        [Equivalent("灯塔", 4, 40.0, True), Equivalent("港口", 4, 30.0, True)],
        [Equivalent("港口", 9, 90.0), Equivalent("灯塔", 4, 40.0, True)],
    ):
        assert likeliest("lighthouse", {}, doubtful, ["灯塔"]) == ""


def test_a_chinese_word_is_found_in_its_english_row_as_it_stands_there():
    senses = ("art (as taught)", "to sign (an agreement)", "memorandum of understanding")
    assert wording_in("They signed at a party.", senses) == "signed"
    assert wording_in("Two Memorandums of Understanding", senses) == "Memorandums of Understanding"
    assert wording_in("A party.", senses) == ""
    assert wording_in("", senses) == ""
