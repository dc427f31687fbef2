"""Picking words by labels, seen in the state of the view and in what is painted."""

import pytest
from rich.cells import cell_len
from typist import typing_in

from cityreader.models import Span
from shelf import CHINESE, ENGLISH, span_of

LONG_CHINESE = "清洁港口论坛于五月在海城开幕,四十座城市的市长出席了开幕式并签署了共同声明。"


def painted(view):
    return [view.render_line(y).text for y in range(view.size.height)]


@pytest.mark.parametrize("size", [(110, 30), (80, 24), (40, 20)])
async def test_labels_stand_over_the_first_cells_of_words_and_move_nothing(tmp_path, folders, size):
    for lang, text in (("en", ENGLISH), ("zh-Hans", LONG_CHINESE)):
        folder = tmp_path / lang
        folder.mkdir()
        async with typing_in(folder, folders, text, lang, size=size) as typist:
            view, layout = typist.view, typist.view.layout_now
            before = painted(view)
            await typist.press("f")
            after = painted(view)
            assert [cell_len(line) for line in after] == [cell_len(line) for line in before]
            shown = view.labels.shown()
            assert len(shown) > 5
            for word, name in shown:
                y = layout.y_of("left", word.start) - view.scroll_offset.y
                x = min(x for x in range(size[0]) if layout.offset_at(x, y) == ("left", word.start))
                cells = view.render_line(y).crop(x, x + cell_len(name)).text
                assert cells == name


async def test_labels_of_two_letters_stay_short_of_the_next_word(tmp_path, folders):
    text = "、".join("港口城市" * 12) + "。"
    async with typing_in(tmp_path, folders, text, "zh-Hans", size=(60, 20)) as typist:
        before = painted(typist.view)
        await typist.press("f")
        assert any(len(name) == 2 for name in typist.view.labels.names)
        after = painted(typist.view)
        assert [cell_len(line) for line in after] == [cell_len(line) for line in before]
        await typist.labels_of(Span(len(text) - 4, len(text) - 1))
        assert typist.view.selection.span == Span(len(text) - 4, len(text) - 1)


async def test_two_labels_make_the_selection_and_a_letter_tags_it(tmp_path, folders):
    words = span_of(ENGLISH, "nine guests at the old customs house")
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.go_to(words.start)
        await typist.pick(words)
        assert typist.view.cursor.mode == "select"
        assert typist.view.selection.span == words
        await typist.press("t", "v")
        (mark,) = typist.marks
        assert (mark.span, mark.tag) == (words, "visit")
        assert typist.view.selection is None


async def test_two_labels_take_in_the_bracket_that_closes_what_they_open(tmp_path, folders):
    text = "两市市长通过了《渡口宣言》，并合影。"
    async with typing_in(tmp_path, folders, text, "zh-Hans") as typist:
        await typist.pick(span_of(text, "通过了《渡口宣言"))
        assert typist.view.selection.span == span_of(text, "通过了《渡口宣言》")


async def test_chinese_words_come_from_the_dictionary_and_the_glossary(tmp_path, folders):
    async with typing_in(tmp_path, folders, CHINESE, "zh-Hans") as typist:
        library = typist.app.library
        library.glossary.add({"zh-Hans": ["林德马克"], "en": ["Lindmark"]}, kind="city")
        typist.reader.glossary_changed()
        await typist.settle()
        await typist.press("f")
        words = [CHINESE[slice(*word)] for word in typist.view.labels.words]
        assert words[0] == "林德马克"
        assert "协议" in words


async def test_keys_in_one_burst_pick_what_they_name(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.pilot.press("f", "s", "d", "t", "a")
        await typist.settle()
        (mark,) = typist.marks
        assert mark.exact == "harbour towns"


async def test_escape_and_other_keys_leave_the_labels(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("f", "a", "escape")
        assert typist.view.labels is None
        assert typist.view.selection is None
        assert typist.view.cursor.word is None
        assert typist.reader.mode == "read"
        await typist.press("f", "down")
        assert typist.view.labels is None
        assert typist.view.cursor.unit == 1


async def test_a_step_back_and_enter_for_one_word(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("f", "a", "backspace", "s", "enter")
        assert ENGLISH[slice(*typist.view.selection.span)] == "harbour"


async def test_enter_before_a_label_picks_nothing_and_means_nothing_else(tmp_path, folders):
    """Taken out: it left the labels and accepted a suggestion of the row."""
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("f", "enter")
        assert typist.view.labels is not None
        assert not typist.app.library.records.events("")


async def test_a_key_without_a_label_changes_nothing(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("f", "a", "0", "x")
        assert typist.view.labels.first == Span(0, 3)
