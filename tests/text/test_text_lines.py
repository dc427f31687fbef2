import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_alphabet import cells, news, odd, quick

from cityreader.text.graphemes import graphemes, is_boundary
from cityreader.text.lines import line_breaks
from cityreader.text.words import words

NEVER_FIRST = "，。、；：！？」』）》”’…%"
NEVER_LAST = "「『（《“‘"
OPPORTUNITY = re.compile("[市長长臺台]{2}|[a-z市長] +[a-z市長]")


def wrapped(text: str, width: int) -> list[str]:
    starts = [*line_breaks(text, width, cells), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(starts)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("Two cities sign a pact.", 10, ["Two cities ", "sign a ", "pact."]),
        ("市長出席論壇，並致詞。", 12, ["市長出席論", "壇，並致詞。"]),
        ("他說：「很好」。", 8, ["他說：", "「很", "好」。"]),
        ("出席（論壇）", 6, ["出席", "（論", "壇）"]),
        ("率領95人", 5, ["率領", "95人"]),
        ("率領40,000人", 8, ["率領", "40,000人"]),
        ("在Taipei開會", 6, ["在", "Taipei", "開會"]),
        ("they don’t go", 8, ["they ", "don’t go"]),
        ("twin-city pact", 9, ["twin-city ", "pact"]),
        ('他說"好"了', 6, ["他", '說"好"', "了"]),
        ("從未——中斷", 5, ["從", "未——", "中斷"]),
        ("word    next", 5, ["word    ", "next"]),
        ("one\n\ntwo", 9, ["one\n", "\n", "two"]),
        ("https://city.example/forum", 12, ["https://", "city.example", "/forum"]),
        ("aaaaaaaaaa", 4, ["aaaa", "aaaa", "aa"]),
        ("市市", 1, ["市", "市"]),
        ("市 市 ", 1, ["市 ", "市 "]),
    ],
)
def test_lines(text, width, lines):
    assert wrapped(text, width) == lines


@given(news, st.integers(1, 24))
@quick
def test_lines_cover_the_text_and_fit(text, width):
    lines = wrapped(text, width)
    assert "".join(lines) == text
    for line in lines:
        shown = line.rstrip("\n").rstrip()
        assert cells(shown) <= width or len(graphemes(shown)) == 1
        assert "\n" not in line[:-1]


@given(odd, st.integers(1, 12))
@quick
def test_no_line_cuts_a_grapheme(text, width):
    assert all(is_boundary(text, start) for start in line_breaks(text, width, cells))


@given(news, st.integers(8, 30))
@quick
def test_marks_and_words_stay_where_they_belong(text, width):
    starts = line_breaks(text, width, cells)
    for start, end in itertools.pairwise(starts):
        line = text[start:end]
        # A piece without a plain opportunity to break is cut wherever it is full.
        if line.endswith("\n") or not OPPORTUNITY.search(line):
            continue
        assert text[end] not in NEVER_FIRST
        assert line.rstrip()[-1] not in NEVER_LAST
        assert not any(word.start < end < word.end for word in words(text))


@given(news, st.integers(1, 40))
@quick
def test_the_same_text_breaks_the_same_way(text, width):
    assert line_breaks(text, width, cells) == line_breaks(text, width, cells)
