"""The match of / as the selection, in words and in their spelling."""

import pytest
from typist import typing_in

from shelf import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("text", "lang", "typed", "found"),
    [
        (ENGLISH, "en", "customs", "customs"),
        (CHINESE, "zh-Hans", "清洁", "清洁"),
        (CHINESE, "zh-Hans", "qjgk", "清洁港口"),
        (CHINESE, "zh-Hans", "haiguan", "海关"),
    ],
)
async def test_the_match_is_the_selection_and_a_digit_tags_it(
    tmp_path, folders, text, lang, typed, found
):
    async with typing_in(tmp_path, folders, text, lang) as typist:
        await typist.pilot.press("slash", *typed, "enter", "1")
        await typist.settle()
        (mark,) = typist.marks
        assert mark.exact == found


async def test_letters_that_stand_in_the_text_come_before_what_they_spell(tmp_path, folders):
    text = f"{CHINESE}\n\nIt was agreed with lt."
    async with typing_in(tmp_path, folders, text, "zh-Hans") as typist:
        await typist.press("slash", "l", "t", "enter")
        assert text[slice(*typist.view.selection.span)] == "lt"
