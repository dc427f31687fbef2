"""Chinese words by their Latin spelling."""

from cityreader.library.spelling import spelt_spans
from shelf import CHINESE, TAIWANESE


def spelt(letters: str, body: str) -> list[str]:
    return [body[slice(*span)] for span in spelt_spans(letters, body)]


def test_whole_syllables_and_initials_find_words_of_either_script() -> None:
    assert spelt("gangkou", CHINESE) == ["港口", "港口"]
    assert spelt("xieyi", CHINESE) == ["协议"]
    assert spelt("xieyi", TAIWANESE) == ["協議"]
    assert spelt("qjgk", CHINESE) == ["清洁港口"]
    assert spelt(" LT ", CHINESE) == ["论坛"]


def test_offsets_hold_where_folding_changes_lengths() -> None:
    assert spelt("luntan", "ﬁrst … ㈱ 论坛") == ["论坛"]


def test_nothing_else_is_spelt() -> None:
    assert spelt("", CHINESE) == []
    assert spelt("l", CHINESE) == []
    assert spelt("l t", CHINESE) == []
    assert spelt("luntan", "A forum") == []
