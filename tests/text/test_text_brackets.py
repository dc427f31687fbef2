import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityreader.models import Span
from cityreader.text.brackets import with_partners


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("双方签署 Letter（LoI）。", "签署 Letter（LoI", "签署 Letter（LoI）"),
        ("市长通过了《渡口宣言》，并合影", "通过了《渡口宣言", "通过了《渡口宣言》"),
        ("宣布启动“百校结对”计划", "百校结对”计划", "“百校结对”计划"),
        ("出版《城市（上卷）》一书", "《城市（上卷", "《城市（上卷）》"),
        ('a forum, themed "River Life" was', 'themed "River Life', 'themed "River Life"'),
        ('a "Rivers of Life" forum', 'Rivers of Life" forum', '"Rivers of Life" forum'),
        ("the deal (a memorandum) was", "memorandum", "memorandum"),
        ("the deal (a memorandum) was", "deal (a", "deal (a"),
        ("Riga’s mayor ‘waits’ here", "Riga’s mayor ‘waits", "Riga’s mayor ‘waits’"),
        ("‘Riga’s mayor waits", "Riga’s mayor", "Riga’s mayor"),
        ("（甲）与（乙）", "甲）与（乙", "（甲）与（乙）"),
    ],
)  # fmt: skip
def test_words_take_in_the_partners_beside_them(text: str, words: str, whole: str) -> None:
    start = text.index(words)
    taken = with_partners(text, Span(start, start + len(words)))
    assert text[slice(*taken)] == whole


@given(st.text('ab（）"“”', max_size=12), st.data())
def test_only_brackets_are_taken_in(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    taken = with_partners(text, Span(start, end))
    assert 0 <= taken.start <= start <= end <= taken.end <= len(text)
    assert not set(text[taken.start : start] + text[end : taken.end]) & set("ab")
