import time

import pytest
from hypothesis import given
from text_alphabet import news, odd, quick
from wcwidth import iter_graphemes

from cityreader.models import Span
from cityreader.text import graphemes as module
from cityreader.text.graphemes import graphemes, is_boundary, snap


def test_clusters_of_mixed_text():
    text = "ae\u0301中👨\u200d👩\u200d👧🇨🇳🇫🇷한क्षिx"
    assert [text[a:b] for a, b in graphemes(text)] == [
        "a",
        "e\u0301",
        "中",
        "👨\u200d👩\u200d👧",
        "🇨🇳",
        "🇫🇷",
        "한",
        "क्षि",
        "x",
    ]


def test_a_span_grows_to_the_borders_around_it():
    text = "a👨\u200d👩b"
    assert snap(text, Span(2, 3)) == Span(1, 4)
    assert snap(text, Span(2, 2)) == Span(1, 4)
    assert snap(text, Span(0, 1)) == Span(0, 1)
    assert snap(text, Span(-3, 99)) == Span(0, 5)


def test_outside_the_text_there_is_no_boundary():
    assert is_boundary("ab", 0)
    assert is_boundary("ab", 2)
    assert not is_boundary("ab", -1)
    assert not is_boundary("ab", 3)
    assert is_boundary("", 0)


@given(odd)
@quick
def test_spans_are_those_of_the_unicode_rules(text):
    assert [text[a:b] for a, b in graphemes(text)] == list(iter_graphemes(text))


@given(odd)
@quick
def test_boundaries_are_the_ends_of_the_spans(text):
    borders = {0, *(span.end for span in graphemes(text))}
    assert {i for i in range(len(text) + 1) if is_boundary(text, i)} == borders


@given(news)
@quick
def test_snapped_spans_lie_on_borders(text):
    span = snap(text, Span(len(text) // 3, len(text) // 2))
    assert is_boundary(text, span.start)
    assert is_boundary(text, span.end)


def test_every_plain_character_stands_alone():
    plain = "".join(chr(i) for i in range(0x30000) if module.is_plain(chr(i)))
    assert len(plain) > 60_000
    assert list(iter_graphemes(plain)) == list(plain)


@pytest.mark.parametrize("unit", ["中文字", "👨\u200d👩", "🇨🇳", "e\u0301"])
def test_a_long_body_costs_no_more_than_a_short_one(unit):
    text = unit * 20_000
    middle = len(text) // 2
    started = time.process_time()
    for index in range(middle - 100, middle + 100):
        is_boundary(text, index)
    assert time.process_time() - started < 2
