"""Who of a text is an official by the name alone, and what only looks like a name."""

import pytest

from cityreader.coding.suggestions import suggest
from cityreader.coding.suggestions_lexicon import shipped_lexicon
from cityreader.coding.suggestions_people import Named, People
from cityreader.models import Span
from cityreader.text.scripts import fold_with_offsets
from cityreader.text.sentences import sentences


def named(first: str, second: str) -> list[str]:
    """What of a second sentence is known from the first, as words."""
    people = People()
    found = Named()
    for words in (first, second):
        folded, offsets = fold_with_offsets(words)
        found = people.found(words, folded, offsets)
    return [folded[slice(*span)] for span in (*found.speaking, *found.others)]


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        (
            "Mayor Anna Berg said so.",
            "Berg left; Anna's aides and a berg stayed.",
            ["berg", "anna"],
        ),
        ("市長林海表示。", "會後林海離開。", ["林海"]),
        ("市長林海到場。", "林海指出這點。", ["林海"]),
        ("市長林海洋到場。", "會後記者見林海洋離開。", ["林海洋"]),
    ],
)
def test_a_name_beside_an_office_is_known_again(first: str, second: str, names: list[str]) -> None:
    assert named(first, second) == names


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Governor Signs Climate Pact With Lindmark", "Climate Pact Signs Were Up With Snow."),
        ("Mayor Visits Harbour", "Visits to the Harbour cost little."),
        ("The Minister For Foreign Affairs was there.", "For Foreign Affairs it was a day."),
        ("President Lind's New York trip was long.", "New York is far; a Trip costs."),
        ("省长于周三抵达。", "大会于周三召开。"),
        ("代表方面没有说明。", "方面表示此事已了。"),
        ("局长任内完工。", "任内他多次出访。"),
        ("会长任期届满。", "任期届满，指出此事。"),
        ("代表金额不大。", "金额说明如下。"),
        ("主席程序已定。", "程序说来简单。"),
        ("局长常说要节约。", "常说此话。"),
        ("市长温馨提醒市民。", "温馨感谢各位。"),
        ("市长应邀出席。", "应邀致辞的人很多。"),
        ("市长高兴地到场。", "会上高层不少，高兴的人也多。"),
    ],
)
def test_headlines_and_words_are_no_names(first: str, second: str) -> None:
    """Each taught a name when any capital, and any two signs behind an office, made one."""
    assert named(first, second) == []


def test_a_word_behind_an_office_makes_no_forum() -> None:
    text = "省长于周三抵达。大会于周三召开，感谢各界朋友到场支持。"
    found = suggest(text, sentences(text), shipped_lexicon())
    assert [one.type for one in found] == ["visit"]


@pytest.mark.parametrize("word", ["上", "接受上", "在上也", "also "])
def test_what_stands_behind_a_name_never_takes_long(word: str) -> None:
    """With unbounded repetitions inside one another this did not end within a lifetime."""
    tail = word * 2000
    assert set(named("市長林海表示。Mayor Berg came.", f"林海{tail}。 Berg {tail}")) == {
        "林海",
        "berg",
    }


def test_many_names_are_looked_up_and_not_tried_one_by_one() -> None:
    """Every sentence was searched for every name: 16,000 sentences took ten seconds."""
    text = " ".join(f"Mayor Xyz{number}abc said so." for number in range(4000))
    people = People()
    for number, words in enumerate(text.split(". ")):
        folded, offsets = fold_with_offsets(words)
        assert people.found(words, folded, offsets) == Named()
        again = people.found(f"Xyz{number}abc left", f"xyz{number}abc left", None)
        assert again.others == (Span(0, len(f"xyz{number}abc")),)
