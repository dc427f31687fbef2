"""Where what became of lost words is looked for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.coding.lost_places import lost_place
from cityreader.models import Span

GUESTS = "Mayor Ada Berg received nine guests at the old customs house. They stayed for dinner."
FORUM = "A forum on clean ports will open in Haicheng next May."
HAN = "市长艾达·贝格在老海关大楼接待了九位客人。清洁港口论坛将于明年五月在海城开幕。"


def place(old: str, new: str, words: str) -> int:
    start = old.index(words)
    return lost_place(old, new, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("lost", "instead", "lands"),
    [
        ("received nine guests", "was not seen", "was not seen"),
        ("received nine guests at the old customs house", "is ill", "is ill"),
        ("Mayor Ada Berg received", "There were", "nine guests"),
        ("They stayed for dinner.", "", "."),
        ("Mayor Ada Berg received nine guests at the old customs house.", "", "They stayed"),
        ("They stayed for", "Nobody came to", "Nobody came"),
        ("Mayor Ada Berg received nine", "It rained. There were many", "guests"),
    ],
)
def test_it_is_beside_what_stood_next_to_it_though_the_paragraph_moved(
    lost: str, instead: str, lands: str
) -> None:
    """Fails where only the position counts: that is in the Chinese paragraph by then."""
    old = f"{GUESTS}\n\n{FORUM}\n\n{HAN}"
    edited = GUESTS.replace(lost, instead).strip()
    new = f"{HAN}\n\n{FORUM}\n\n{edited}"
    found = place(old, new, lost)
    assert new.startswith(lands, found)
    assert found > new.index(FORUM) + len(FORUM)


def test_short_chinese_surroundings_tell_where_it_was() -> None:
    old, new = f"{HAN}\n\n{GUESTS}", f"{GUESTS}\n\n{HAN.replace('接待了九位客人', '缺席')}"
    assert new.startswith("缺席", place(old, new, "接待了九位客人"))


def test_else_it_is_in_the_nearest_sentence_that_is_left() -> None:
    """Fails without the sentences: nothing right beside the words is left."""
    old = f"{GUESTS}\n\n{FORUM}"
    new = f"{FORUM}\n\nNobody came. They stayed for dinner."
    assert new.startswith("They stayed", place(old, new, "nine guests"))


def test_else_it_is_as_far_from_the_beginning() -> None:
    old, new = f"{FORUM}\n\n{GUESTS}", f"{FORUM}\n\n{HAN}"
    assert place(old, new, "nine guests") == old.index("nine guests")
    assert place(old, "一", "nine guests") == 0


def test_of_several_alike_surroundings_the_nearest_counts() -> None:
    old = f"{GUESTS}\n\n{GUESTS}"
    start = old.rindex("nine guests")
    new = old.replace("nine guests", "ten boats")
    assert lost_place(old, new, Span(start, start + 11)) == new.rindex("ten boats")


@settings(max_examples=60, deadline=None)
@given(st.text("ab市长 .。\n", max_size=60), st.text("ab市长 .。\n", max_size=60), st.data())
def test_it_is_always_in_the_text(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    assert 0 <= lost_place(old, new, Span(start, end)) <= max(0, len(new) - 1)
