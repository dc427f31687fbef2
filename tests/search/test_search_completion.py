"""What is being typed, and what it can become."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.models import Completion
from cityreader.search.completion import choices_at, place_at


@pytest.mark.parametrize(
    ("text", "typed", "field"),
    [
        ("forum ta", "ta", None),
        ("-ta", "ta", None),
        ("标", "标", None),
        ("tag:", "", "tag"),
        ("x |tag:vi", "vi", "tag"),
        ("－标签：论", "论", "tag"),
        ("tag:visit,fo", "fo", "tag"),
        ('source:"Harbour', "Harbour", "source"),
    ],
)
def test_the_part_at_the_end_is_found(text: str, typed: str, field: str | None) -> None:
    place = place_at(text, len(text))
    assert place is not None
    assert (place.typed, place.field) == (typed, field)


@pytest.mark.parametrize("text", ["", "forum ", "12", "nope:x", "a?"])
def test_elsewhere_there_is_nothing_to_complete(text: str) -> None:
    assert place_at(text, len(text)) is None


def test_the_place_is_at_the_cursor() -> None:
    place = place_at("la forum", 2)
    assert place is not None
    assert (place.start, place.end) == (0, 2)
    assert choices_at(place, []) == ["lang:"]
    assert Completion(0, 2, ("lang:",)).applied("la forum", "lang:") == ("lang: forum", 5)


def test_values_that_begin_so_come_first_and_no_value_twice() -> None:
    place = place_at("tag:forum,e", 11)
    assert place is not None
    assert choices_at(place, ["visit", "exchange", "forum", "agreement", "éclat"]) == [
        "exchange",
        "éclat",
        "agreement",
    ]


def test_a_value_with_spaces_is_quoted_whatever_was_typed() -> None:
    for text in ("source:har", 'source:"har'):
        place = place_at(text, len(text))
        assert place is not None
        (choice,) = choices_at(place, ["Harbour Post"])
        completion = Completion(place.start, place.end, (choice,))
        assert completion.applied(text, choice)[0] == 'source:"Harbour Post" '


@settings(max_examples=100, deadline=None)
@given(st.text('ta:：,"“ -|标签x', max_size=12), st.integers(0, 12))
def test_no_text_fails(text: str, cursor: int) -> None:
    place = place_at(text, min(cursor, len(text)))
    if place is not None:
        assert 0 <= place.start <= place.end <= len(text)
        choices_at(place, ["tag one", "标签"])
