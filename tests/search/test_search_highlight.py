from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.models import Span
from cityreader.search.grammar import parse_query
from cityreader.search.highlight import highlight
from cityreader.text.graphemes import is_boundary
from cityreader.text.scripts import fold


def shown(title: str, query: str) -> list[str]:
    return [title[slice(*span)] for span in highlight(title, parse_query(query))]


@pytest.mark.parametrize(
    ("title", "query", "matched"),
    [
        ("Taipei and TAIPEI", "taipei", ["Taipei", "TAIPEI"]),
        ("臺北市長訪上海", "台北 上海", ["臺北", "上海"]),
        ("双城论坛", "雙城", ["双城"]),
        ("Die Straße nach Köln", "strasse koln", ["Straße", "Köln"]),
        ("Weiß und rot", "weis", ["Weiß"]),
        ("Ｔａｉｐｅｉ forum", '"taipei forum"', ["Ｔａｉｐｅｉ forum"]),
        ("Shanghai, Taipei", "shangai tapei", ["Shanghai", "Taipei"]),
        ("双城论坛在上海", "双成论坛", ["双城论坛"]),
        ("town hall", "town title:hall", ["town", "hall"]),
        ("town hall", "-town tag:hall -title:hall", []),
        ("town hall", "montreal", []),
        ("臺北市長訪上海", "taibei shanghai", ["臺北", "上海"]),
        ("台北上海雙城論壇登場", "shuangchenglunt", ["雙城論壇"]),
        ("台北上海雙城論壇登場", "sclt", ["雙城論壇"]),
        ("2019双城论坛", "shuang cheng", ["双城"]),
        ("双城论坛在上海", "双成", ["双城"]),
        ("Wan-An Chiang leads", "wanan chiang", ["Wan-An", "Chiang"]),
        ("U.S. waiver", "us", ["U.S"]),
        ("北投溫泉", "pei-tou", ["北投"]),
        ("COVID-19 news", "covid1", ["COVID-1"]),
        ("Kuala Lumpur hosts", "kualalumpur", ["Kuala Lumpur"]),
        ("北京開會", "peking", ["北京"]),
        ("宜蘭縣", "i-lan", ["宜蘭"]),
        ("新竹市", "sinjhu", ["新竹"]),
        ("平遙古城", "ping2yao2", ["平遙"]),
        ("赴秦皇島參訪", "qinhaungdao", ["秦皇島"]),
        ("呼和浩特奶食節", "呼合浩持", ["呼和浩"]),
        ("走進伊斯法罕", "伊法斯罕", ["伊斯法罕"]),
        ("市長陳怡君", "陳怡君市長", ["市長陳怡君"]),
        ("北方的大雪", "北京大學", []),
        ("town hall", "", []),
        ("town hall", "~", []),
        ("", "town", []),
        ("a cafe\u0301", "cafe", ["cafe\u0301"]),
    ],
)
def test_the_matched_characters_of_the_shown_title(title, query, matched):
    assert shown(title, query) == matched


def test_neighbouring_matches_are_one():
    assert highlight("abcdef", parse_query("ab bcd de")) == [Span(0, 5)]


TITLES = st.text("aß市臺 Ａe\u0301-ﬁ👍🏽", max_size=10)


@settings(max_examples=80, deadline=None)
@given(TITLES, st.text("as市台 feﬁ", max_size=5))
def test_spans_are_whole_characters_in_order_and_hold_what_matched(title, text):
    query = parse_query(text)
    spans = highlight(title, query)
    assert all(left.end < right.start for left, right in pairwise(spans))
    for start, end in spans:
        assert 0 <= start < end <= len(title)
        assert is_boundary(title, start)
        assert is_boundary(title, end)
    folded = "\n".join(fold(title[slice(*span)]) for span in spans)
    for word in query.words:
        if word in fold(title):
            assert word in folded
