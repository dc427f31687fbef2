import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.text.addresses import canonical

PLAIN = "https://harbour.example/news/ferry?id=7"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://harbour.example/news/ferry?id=7",
        " HTTPS://Harbour.Example:443/news/ferry/?id=7#comments ",
        "http://www.harbour.example:80/news/ferry?utm_source=mail&id=7&fbclid=x",
        "https://m.harbour.example/news/ferry/amp/?id=7&",
        "https://harbour.example./news/f%65rry?id=7&amp=1",
    ],
)
def test_spellings_of_one_address_are_equal(spelling: str) -> None:
    assert canonical(spelling) == canonical(PLAIN) == PLAIN


@pytest.mark.parametrize(
    "other",
    [
        "https://harbour.example/news/ferry?id=8",
        "https://harbour.example/News/ferry?id=7",
        "https://harbour.example:8080/news/ferry?id=7",
        "https://harbour.example/news/ferry?id=7&page=2",
        "https://harbour.example/news/ferry?id=7#!/2",
        "https://tram.harbour.example/news/ferry?id=7",
        "https://harbour.example/news%2Fferry?id=7",
    ],
)
def test_other_pages_stay_apart(other: str) -> None:
    assert canonical(other) != PLAIN


def test_chinese_addresses_are_equal_encoded_and_not() -> None:
    assert canonical("https://a.example/%E6%96%B0%E9%97%BB") == canonical("https://a.example/新闻")


@pytest.mark.parametrize(
    "odd", ["", "ferry.html", "mailto:a@b.example", "http://[", "https://m.cn"]
)
def test_what_is_no_web_address_comes_back(odd: str) -> None:
    assert canonical(odd) == odd


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="htps:/.?&=#m%2Fw新-a@", max_size=40))
def test_canonical_twice_is_once(tail: str) -> None:
    for address in (tail, f"https://{tail}"):
        assert canonical(canonical(address)) == canonical(address)
