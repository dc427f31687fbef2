import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spreads import CHINESE, ENGLISH, pair_spread, span_of

from cityreader.models import Span
from cityreader.text.graphemes import is_boundary
from cityreader.ui.reading import selection as picking
from cityreader.ui.reading.page import Page
from cityreader.ui.reading.selection import Selection

PAGE = Page(pair_spread())


def left(words: str) -> Selection:
    return Selection("left", span_of(ENGLISH, words))


def right(words: str) -> Selection:
    return Selection("right", span_of(CHINESE, words))


def words_of(selection: Selection) -> str:
    return PAGE.body(selection.side)[selection.span.start : selection.span.end]


def test_nudging_the_end_takes_words_and_gives_them_back():
    selection = left("signed")
    for _ in range(2):
        selection = picking.nudge_end(PAGE, selection, 1)
    assert words_of(selection) == "signed a memorandum"
    assert words_of(picking.nudge_end(PAGE, selection, -1)) == "signed a"


def test_nudging_the_end_in_chinese_goes_by_characters():
    selection = picking.nudge_end(PAGE, right("簽署"), 1)
    assert words_of(selection) == "簽署備"


def test_the_end_runs_into_the_next_row():
    assert words_of(picking.nudge_end(PAGE, left("praised it"), 1)) == "praised it.\n\nNobody"


def test_the_end_never_passes_the_start():
    selection = left("signed")
    assert picking.nudge_end(PAGE, selection, -1) == selection


def test_nudging_the_start():
    selection = left("a memorandum")
    assert words_of(picking.nudge_start(PAGE, selection, -1)) == "signed a memorandum"
    assert words_of(picking.nudge_start(PAGE, selection, 1)) == "memorandum"
    alone = left("memorandum")
    assert picking.nudge_start(PAGE, alone, 1) == alone


def test_growing_goes_word_clause_sentence_paragraph_and_shrinks_back():
    first = left("memorandum")
    seen = [first]
    for _ in range(3):
        seen.append(picking.grow(PAGE, seen[-1]))
    assert [words_of(selection) for selection in seen] == [
        "memorandum",
        "They signed a memorandum",
        "They signed a memorandum, and they praised it.",
        ENGLISH.split("\n\n")[0],
    ]
    assert picking.grow(PAGE, seen[-1]) == seen[-1]
    for smaller, larger in itertools.pairwise(seen):
        assert picking.shrink(PAGE, larger) == smaller


def test_growing_in_chinese_knows_its_clauses():
    assert words_of(picking.grow(PAGE, right("簽署"))) == "雙方簽署備忘錄"


def test_extending_by_rows():
    selection = picking.extend_rows(PAGE, left("signed a memorandum"), 1)
    assert words_of(selection) == "signed a memorandum, and they praised it."
    selection = picking.extend_rows(PAGE, selection, 1)
    assert words_of(selection).endswith("Nobody else came.")
    assert words_of(picking.extend_rows(PAGE, selection, -1)).endswith("praised it.")


def test_words_step_over_punctuation_and_rows():
    word = span_of(ENGLISH, "Monday")
    assert picking.next_word(PAGE, "left", word, 1) == span_of(ENGLISH, "They")
    assert picking.next_word(PAGE, "left", span_of(ENGLISH, "They"), -1) == word
    assert picking.next_word(PAGE, "left", Span(0, 3), -1) == Span(0, 3)


def test_a_drag_begins_and_ends_at_words_also_between_them():
    """Taken out once: pressing on a blank stored it with the words, and a drag that ended on a
    blank or behind the line picked nothing."""
    signed, memorandum = span_of(ENGLISH, "signed"), span_of(ENGLISH, "memorandum")
    assert picking.word_dragged_to(PAGE, "left", signed.start - 1) == signed
    assert picking.word_dragged_to(PAGE, "left", memorandum.end, signed) == memorandum
    assert picking.word_dragged_to(PAGE, "left", signed.start - 1, memorandum) == signed
    assert picking.word_dragged_to(PAGE, "left", signed.start + 2, memorandum) == signed


def test_characters_step_by_graphemes():
    assert picking.next_character(PAGE, "right", Span(0, 1), 1) == Span(1, 2)
    assert picking.next_character(PAGE, "left", span_of(ENGLISH, "o mayors"), 1) == span_of(
        ENGLISH, "mayors"
    )._replace(end=ENGLISH.index("mayors") + 1)


@pytest.mark.parametrize("side", ["left", "right"])
@given(
    start=st.integers(0, len(CHINESE) - 2),
    moves=st.lists(st.sampled_from("<>{}+-HLjk"), max_size=12),
)
def test_any_moves_leave_a_selection_that_can_be_stored(side, start, moves):
    body = PAGE.body(side)
    word = picking.word_at(PAGE, side, start)
    selection = Selection(side, word or Span(start, start + 1))
    for move in moves:
        match move:
            case "<" | ">":
                selection = picking.nudge_end(PAGE, selection, 1 if move == ">" else -1)
            case "{" | "}":
                selection = picking.nudge_start(PAGE, selection, 1 if move == "}" else -1)
            case "+":
                selection = picking.grow(PAGE, selection)
            case "-":
                selection = picking.shrink(PAGE, selection)
            case "H" | "L":
                selection = picking.nudge_character(PAGE, selection, 1 if move == "L" else -1)
            case _:
                selection = picking.extend_rows(PAGE, selection, 1 if move == "j" else -1)
        span = selection.span
        assert 0 <= span.start < span.end <= len(body)
        assert is_boundary(body, span.start)
        assert is_boundary(body, span.end)
