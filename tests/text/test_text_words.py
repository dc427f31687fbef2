import itertools

import pytest
from hypothesis import given
from text_alphabet import odd, quick

from cityreader.text.graphemes import is_boundary
from cityreader.text.words import words


def split(text: str, lexicon: tuple[str, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in words(text, lexicon)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor’s twin-city plan.", ["The", "mayor’s", "twin-city", "plan"]),
        ("the U.S. at 5 p.m., Ph.D.", ["the", "U.S.", "at", "5", "p.m.", "Ph.D"]),
        ("40,000 yuan, 8.5% on 2025-12-28", ["40,000", "yuan", "8.5%", "on", "2025-12-28"]),
        ("the 40,000th at 10:30, 3pm", ["the", "40,000th", "at", "10:30", "3pm"]),
        ("COVID-19 (AT&T)", ["COVID-19", "AT&T"]),
        ("London/Paris – 'quoted'", ["London", "Paris", "quoted"]),
        ("Łódź e\u0301te\u0301", ["Łódź", "e\u0301te\u0301"]),
        ("率95人，（上海）", ["率", "95", "人", "上", "海"]),
        ("２０２５年COVID", ["２０２５", "年", "COVID"]),
        ("हिन्दी กรุงเทพ 서울시", ["हिन्दी", "กรุงเทพ", "서울시"]),
        ("", []),
        ("……！", []),
    ],
)
def test_words(text, expected):
    assert split(text) == expected


def test_the_longest_entry_of_the_lexicon_comes_first():
    lexicon = ("臺北", "臺北市", "蔣萬安", "卡·汗", "")
    assert split("臺北市長蔣萬安與卡·汗在臺北", lexicon) == [
        "臺北市",
        "長",
        "蔣萬安",
        "與",
        "卡·汗",
        "在",
        "臺北",
    ]


def test_entries_that_cross_can_both_be_picked():
    """With the first longest entry alone nobody can pick the mayor of 新北市長龔正視訊."""
    lexicon = ("新北", "新北市", "市長", "正視", "視訊", "教科書", "科書")
    text = "新北市長龔正視訊，教科書"
    spans = words(text, lexicon, crossing=True)
    assert [text[slice(*span)] for span in spans] == [
        "新北",
        "市",
        "長",
        "龔",
        "正",
        "視",
        "訊",
        "教科書",
    ]
    assert split(text, lexicon)[0] == "新北市"


@given(odd)
@quick
def test_words_are_in_order_apart_and_whole(text):
    spans = words(text, {"市長", "長市長", "一0"}, crossing=True)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(is_boundary(text, edge) for span in spans for edge in span)
    assert all(text[span.start : span.end].strip() for span in spans)
