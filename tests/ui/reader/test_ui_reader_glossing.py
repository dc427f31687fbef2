"""The gloss line and the glossary, driven by keys on a real library with a small dictionary."""

import pytest

from cityreader.config import Config, ReaderOptions
from cityreader.library.dictionary import discard
from cityreader.ui.dialogs.glossary import GlossaryDialog
from cityreader.ui.dialogs.glossary_entry import EntryDialog
from cityreader.ui.screens.reader import ReaderScreen
from cityreader.ui.widgets.gloss_line import GlossLine
from dictionary_source import write_source
from driving import AtReader, driven
from shelf import add_article

WORDS = """城市 城市 [cheng2 shi4] /city/town/
市 市 [shi4] /market/
友好 友好 [you3 hao3] /friendly/
協議 协议 [xie2 yi4] /agreement/
林 林 [Lin2] /surname Lin/
"""


class Room(AtReader):
    @property
    def line(self):
        return self.reader.query_one(GlossLine)

    def forms(self):
        return [dict(entry.forms) for entry in self.library.glossary.entries()]


@pytest.fixture
async def room(paired, folders, request):
    """The reader on article 1, English left, Chinese right; the parameter is the gloss setting."""
    add_article(paired, "Names", "Mayor Lin Mei-hua (林美華) spoke.\n\nAda Berg (艾達) left.")
    add_article(paired, "Mixed", "A visit.\n\nThe 城市 sign is 友好 in short.")
    # Aligning had one made already; here it is made anew, from other words.
    discard(folders)
    write_source(folders.data / "cedict_1_0_ts_utf-8_mdbg.txt.gz", WORDS)
    paired.suggestions.show(False)
    paired.close()
    config = Config(coder="Ann", reader=ReaderOptions(gloss=getattr(request, "param", "pinyin")))
    async with driven(paired.path, folders, by=Room, config=config, reading=(1, 3, 4)) as room:
        yield room


async def test_the_gloss_follows_the_cursor_and_the_dictionary_is_made_when_needed(room, folders):
    assert not room.line.display
    assert not list(folders.data.glob("*.db"))
    await room.press("tab", "l")
    assert [path.name for path in folders.data.glob("dictionary*")] == ["dictionary-1.db"]
    assert room.line.told == "林 Lín   surname Lin  CC-CEDICT"
    await room.press("right_square_bracket", "escape")
    assert room.line.display


async def test_whole_words_are_stepped_over(room):
    await room.press("tab", "l")
    page = room.reader.page
    while "城市" not in room.line.told:
        word = room.reader.view.cursor.word
        await room.press("l")
        assert room.reader.view.cursor.word != word
    span = room.reader.view.cursor.word
    assert page.body("right")[span.start : span.end] == "城市"
    assert room.line.told.startswith("城市 chéng shì   city; town")


async def test_chinese_in_an_english_article_is_stepped_over_and_labelled_by_words(room):
    """Taken out: only the side of a Chinese article was looked up, and signs were labelled."""
    await room.press("right_parenthesis", "right_parenthesis", "j", "l")
    page, unit = room.reader.page, room.reader.view.cursor.unit
    body = page.body("left")
    assert "城市" in [body[slice(*word)] for word in page.words(unit, "left")]
    await room.press("f")
    assert "友好" in [body[slice(*word)] for word in room.reader.view.labels.words]


@pytest.mark.parametrize("room", ["zhuyin"], indirect=True)
async def test_readings_in_zhuyin(room):
    await room.press("tab", "l")
    assert room.line.told.startswith("林 ㄌㄧㄣˊ ")


@pytest.mark.parametrize("room", ["none"], indirect=True)
async def test_without_glosses_nothing_is_looked_up(room, folders):
    await room.press("tab", "l", "l")
    assert not room.line.display
    assert not list(folders.data.glob("*.db"))


async def test_two_selections_make_an_entry(room):
    await room.press("l", "v", "tab")
    assert room.reader.view.kept is not None
    await room.press("v", "greater_than_sign", "w")
    assert room.forms() == [{"en": ("The",), "zh-Hans": ("林德",)}]
    assert "The = 林德" in room.status or "林德 = The" in room.status
    assert room.reader.view.kept is None
    assert room.reader.view.selection is None
    await room.press("u")
    assert room.forms() == []


async def test_escape_clears_both_selections(room):
    await room.press("v", "tab", "v")
    assert room.reader.view.kept is not None
    await room.press("escape")
    assert room.reader.view.kept is None
    assert room.reader.view.selection is None


async def test_each_side_keeps_its_own_selection(room):
    await room.press("v", "greater_than_sign")
    english = room.reader.view.selection.span
    await room.press("tab", "v", "tab")
    assert room.reader.view.selection.span == english
    assert room.reader.view.kept.side == "right"


async def test_one_selection_asks_for_the_other_form(room):
    await room.press("l", "w")
    dialog = room.app.screen
    assert isinstance(dialog, EntryDialog)
    assert dialog.focused.id == "hans"
    assert dialog.typed().en == "The"
    await room.press(*"那", "enter")
    assert room.forms() == [{"en": ("The",), "zh-Hans": ("那",)}]
    await room.press("w")
    assert "glossary" in room.line.told


async def test_a_word_that_the_glossary_knows_opens_its_own_entry(room):
    """With the form for new words instead, kind and note were not shown and a guess was added."""
    library = room.app.library
    entry = library.glossary.add({"en": ["The"], "zh-Hans": ["那"]}, kind="thing", note="Mine")
    room.reader.glossary_changed()
    await room.press("l", "w")
    dialog = room.app.screen
    assert isinstance(dialog, EntryDialog)
    assert (dialog.typed().kind, dialog.typed().hans, dialog.typed().note) == (
        "thing",
        "那",
        "Mine",
    )
    await room.press(*" | Den", "enter")
    assert room.forms() == [{"en": ("The", "Den"), "zh-Hans": ("那",)}]
    assert [one.uuid for one in library.glossary.entries()] == [entry.uuid]
    assert "In the glossary: The = 那" in room.status
    await room.press("u")
    assert room.forms() == [{"en": ("The",), "zh-Hans": ("那",)}]


async def test_without_a_word_w_says_what_to_do(room):
    await room.press("w")
    assert "w adds them" in room.status


async def test_proposals_are_accepted_and_dismissed_by_one_key_each(room):
    await room.press("f4")
    dialog = room.app.screen
    assert isinstance(dialog, GlossaryDialog)
    await room.press("p")
    await room.press("enter")
    assert room.forms() == [{"en": ("Lin Mei-hua",), "zh-Hant": ("林美華",)}]
    await room.press("x")
    assert room.app.library.glossary.proposals() == []
    assert len(room.forms()) == 1
    await room.press("u")
    assert len(room.app.library.glossary.proposals()) == 1
    await room.press("escape")
    assert isinstance(room.app.screen, ReaderScreen)


async def test_entries_are_edited_and_removed(room):
    room.app.library.glossary.add({"en": ["Haicheng"]}, kind="city")
    await room.press("f4", "enter")
    assert isinstance(room.app.screen, EntryDialog)
    await room.press("tab", *"海城", "enter")
    assert room.forms() == [{"en": ("Haicheng",), "zh-Hant": ("海城",)}]
    await room.press("x")
    assert room.forms() == []
