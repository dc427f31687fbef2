"""Where words stand, and pieces of text around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_alphabet import hostile, odd, quick

from cityreader.models import Span
from cityreader.text.graphemes import is_boundary
from cityreader.text.occurrences import holds, occurrences
from cityreader.text.scripts import fold
from cityreader.text.snippets import LENGTH, snippet


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Forum and FORUM", "forum", ["Forum", "FORUM"]),
        ("臺灣與台湾", "台灣", ["臺灣", "台湾"]),
        ("Ｍａｌｍö, malmo", "Malmö", ["Ｍａｌｍö", "malmo"]),
        ("a twin\ncity", "twin city", ["twin\ncity"]),
        ("a twin\n\ncity", "twin city", []),
        ("Straße", "strasse", ["Straße"]),
        ("one… two", "...", ["…"]),
        ("aaa", "aa", ["aa"]),
        ("Port, airport, ports", "port", ["Port", "port"]),
        ("在2019上海3pm", "上海", ["上海"]),
        ("在2019上海3pm", "pm", []),
        ("anything", "", []),
    ],
)
def test_words_are_found_whatever_their_script(text, word, found):
    spans = occurrences(text, [fold(word)])
    assert [text[start:end] for start, end in spans] == found
    assert holds(text, fold(word)) or not found


@quick
@given(odd, st.data())
def test_every_piece_of_a_text_is_found_in_it(text, data):
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    word = fold(text[start:end]).replace("\n", " ")
    for span in occurrences(text, [word]):
        assert is_boundary(text, span.start)
        assert is_boundary(text, span.end)
        assert word in fold(text[span.start : span.end]).replace("\n", " ")
    assert bool(occurrences(text, [word])) == (bool(word) and holds(text, word))


def test_a_snippet_shows_where_most_of_the_words_are():
    text = "forum. " + "Nothing here. " * 60 + "The forum and the treaty of the harbour towns. " * 2
    shown = snippet(text, ["forum", "treaty"])
    assert [shown.text[start:end] for start, end in shown.hits][:2] == ["forum", "treaty"]
    assert shown.text.startswith("…")
    assert len(shown.text) <= LENGTH + 2
    assert not shown.text.startswith("… ")


def test_a_snippet_of_chinese_is_half_as_long():
    shown = snippet(
        "这一天城市之间没有新的消息。" * 30 + "论坛在海城开幕。" + "此后无事。" * 90, [fold("論壇")]
    )
    assert [shown.text[start:end] for start, end in shown.hits] == ["论坛"]
    assert len(shown.text) <= LENGTH // 2 + 2


def test_a_short_text_is_its_own_snippet():
    assert snippet("Two\n\nparagraphs", ["none"]).text == "Two paragraphs"
    assert snippet("", ["none"]) == snippet("", [])


@quick
@given(st.lists(odd | hostile, max_size=4).map("\n\n".join), st.lists(odd, max_size=2))
def test_hits_of_a_snippet_hold_the_words(text, words):
    folded = [fold(word) for word in words]
    shown = snippet(text, folded, length=30)
    assert "\n" not in shown.text
    before = 0
    for span in shown.hits:
        assert before <= span.start < span.end <= len(shown.text)
        assert any(holds(shown.text[span.start : span.end], word) for word in folded if word)
        before = span.end
    assert all(isinstance(span, Span) for span in shown.hits)
