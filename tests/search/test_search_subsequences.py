import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.search.subsequences import find_subsequences

TITLES = [(1, "taipei forum"), (2, "the people of our farm"), (3, "台北双城论坛"), (4, "tpfrm")]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["tpfrm"], [4, 1]),
        (["台城坛"], [3]),
        (["frm", "tai"], [1]),
        (["tf"], []),
        ([], []),
        (["x" * 41], []),
        (["zzz"], []),
    ],
)
def test_letters_in_order_are_found_the_closest_first(words: list[str], ids: list[int]) -> None:
    assert [key for key, _ in find_subsequences(words, TITLES, 10)] == ids


@settings(max_examples=60, deadline=None)
@given(st.text("ab c", max_size=20), st.text("abc.*(", min_size=3, max_size=5))
def test_what_is_found_holds_the_letters_in_order(title: str, word: str) -> None:
    for key, score in find_subsequences([word], [(7, title)], 5):
        rest = iter(title)
        assert all(letter in rest for letter in word)
        assert key == 7
        assert 0 < score <= 100
