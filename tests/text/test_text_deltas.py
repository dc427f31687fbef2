"""Where two texts differ."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.text import deltas as module
from cityreader.text.deltas import blocks, deltas

TEXTS = st.text("ab 市长。 \n", max_size=24)


def told(left: str, right: str) -> tuple[list[str], list[str]]:
    found = deltas(left, right)
    return [left[s:e] for s, e in found[0]], [right[s:e] for s, e in found[1]]


def test_whole_words_and_single_characters_are_marked() -> None:
    assert told("signed on Friday", "signed on Sunday") == (["Friday"], ["Sunday"])
    assert told("九位客人。", "十位贵宾。") == (["九", "客人"], ["十", "贵宾"])
    assert told("one two", "one new two, and three") == ([], ["new", ", and three"])


def test_what_is_alike_is_not_marked() -> None:
    assert deltas("the same", "the  same\n") == ([], [])


def _left_over(text: str, spans: list[module.Span]) -> list[str]:
    return [
        text[token.start : token.end]
        for token in module._tokens(text)
        if not any(span.start <= token.start < span.end for span in spans)
    ]


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_without_what_is_marked_both_say_the_same(left: str, right: str) -> None:
    ours, theirs = deltas(left, right)
    assert _left_over(left, ours) == _left_over(right, theirs)


def test_texts_too_long_to_match_are_marked_between_what_is_alike(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(module, "MOST_COMPARED", 3)
    assert told("a b c d z", "a x c y z") == (["b c d"], ["x c y"])


def test_paragraphs_that_are_alike_are_counted() -> None:
    found = list(blocks("one\n\ntwo\n\nthree\n\nfour", "one\n\ntwo\n\nthird\n\nfour\n\nfive"))
    assert [(one.left, one.right, one.alike) for one in found] == [
        ("one", "one", 2), ("three", "third", 0), ("four", "four", 1), (None, "five", 0),
    ]  # fmt: skip
