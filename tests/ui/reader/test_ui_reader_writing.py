"""WRITE, driven by keys; what is asserted is the screen and the library."""

import sys
import unicodedata
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual import events

from cityreader.config import Config, TranslateOptions
from driving import AtReader, driven
from shelf import CHINESE, ENGLISH, add_article

COMMAND = (
    "import sys; text = sys.stdin.buffer.read().decode('utf-8');"
    "sys.stdout.buffer.write(f'机器 {len(text)}'.encode('utf-8'))"
)
FORUM = "A forum on clean ports will open in Haicheng next May."


class Desk(AtReader):
    """The reader on an article without counterpart, with its rows as they lie in the library."""

    @property
    def written(self):
        """What the library holds beside each sentence."""
        spread = self.app.library.writing.sheet(self.reader.article_id)
        body = spread.right_body
        return [
            body[bead.right.start : bead.right.end] if bead.right else "" for bead in spread.beads
        ]

    @property
    def text(self):
        return self.reader.area.text

    @property
    def drawer(self):
        return str(self.reader.drawer.content)

    async def type(self, text):
        """Characters as an input method or the keyboard sends them, one key each."""
        for character in text:
            name = unicodedata.name(character).lower().replace(" ", "_")
            key = character if character.isalnum() else name
            self.app.post_message(events.Key(key, character))
        await self.press()


@pytest.fixture
def opened(library, folders):
    """Opens the reader on a new article: by default on ``ENGLISH``, and nothing else is there."""

    @asynccontextmanager
    async def open_at(body=ENGLISH, *, size=(120, 40), lang="en", config=None):
        key = add_article(library, "Two harbour towns sign", body, lang)
        library.close()
        path = library.path
        async with driven(path, folders, by=Desk, size=size, config=config, reading=(key,)) as desk:
            yield desk

    return open_at


async def test_tab_leads_into_the_empty_column_and_rows_are_written(opened):
    async with opened() as desk:
        await desk.press("tab")
        assert desk.footer.strip().startswith("WRITE")
        for words in ("↵ write", "↑ ↓ row", "alt+1…3 memory", "esc stop"):
            assert words in desk.footer
        assert "tag" not in desk.footer
        assert desk.lines[1].lstrip().startswith("█")
        await desk.type("港口签约jk。")
        assert desk.written == ["", "", "", ""]
        await desk.press("enter")
        assert desk.written == ["港口签约jk。", "", "", ""]
        assert desk.text == ""
        await desk.type("第二")
        await desk.press("down")
        await desk.press("enter", "up")
        assert desk.written == ["港口签约jk。", "第二", "", ""]
        await desk.press("escape")
        assert desk.reader.view.cursor.mode == "read"
        assert not desk.reader.area.display
        assert "Saved as your translation" in desk.status
        spread = desk.reader.spread
        assert (spread.right.kind, spread.right.lang) == ("user-translation", "zh-Hans")
        assert "your translation" in str(desk.reader.query("ReaderHeading").first().content)
        await desk.press("u")
        assert desk.written == ["港口签约jk。", "", "", ""]
        await desk.press("u")
        assert desk.reader.spread.right is None


async def test_what_was_typed_is_written_by_every_way_out(opened):
    async with opened() as desk:
        await desk.press("tab")
        await desk.type("一")
        await desk.press("down")
        await desk.type("二")
        await desk.press("up")
        assert desk.text == "一"
        await desk.press("end", "down", "down")
        await desk.type("三")
        await desk.press("escape")
        assert desk.written == ["一", "二", "三", ""]


async def test_keys_of_one_burst_go_into_their_rows(opened):
    async with opened() as desk:
        await desk.press("tab")
        for key in ("a", "enter", "b", "b", "enter", "c", "enter", "d", "enter"):
            await desk.pilot.press(key)
        await desk.press()
        assert desk.written == ["a", "bb", "c", "d"]
        assert desk.reader.view.cursor.mode == "read"


async def test_a_row_is_edited_and_emptied_again(opened):
    async with opened() as desk:
        await desk.press("tab")
        await desk.type("一")
        await desk.press("enter", "up")
        await desk.press("end", "x", "enter")
        assert desk.written == ["一x", "", "", ""]
        await desk.press("up", "backspace", "backspace", "escape")
        assert desk.written == ["", "", "", ""]
        assert desk.reader.spread.right is None
        await desk.press("u")
        assert desk.written == ["一x", "", "", ""]


async def test_leaving_without_a_word_writes_nothing(opened):
    async with opened() as desk:
        await desk.press("tab", "down", "down", "escape")
        assert desk.app.library.history.steps() == [desk.app.library.history.steps()[-1]]
        assert desk.reader.page.alone


async def test_tab_on_an_empty_cell_writes_on_there(opened):
    async with opened() as desk:
        await desk.press("tab")
        await desk.type("一")
        await desk.press("enter", "escape")
        await desk.press("g", "tab")
        assert desk.reader.view.cursor.side == "left"
        await desk.press("j", "j", "tab")
        assert desk.reader.view.cursor.mode == "write"
        await desk.type("三")
        await desk.press("escape")
        assert desk.written == ["一", "", "三", ""]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_area_lies_over_its_cell_whatever_the_width(opened, size):
    async with opened(size=size) as desk:
        await desk.press("tab", "down")
        reader, layout = desk.reader, desk.reader.view.layout_now
        area, view = reader.area.region, reader.view.region
        block = reader.page.units[1].block
        assert area.x == view.x + layout.geometry.start("right")
        assert area.width == layout.geometry.column("right")
        assert area.y == view.y + layout.tops[block] + layout.first_line(block, "right")
        await desk.type("很长的一句话" * 15)
        lines = -(-cell_len("很长的一句话" * 15) // area.width)
        assert reader.area.region.height in (lines, lines + 1)
        assert reader.area.region.bottom <= view.bottom


async def test_pasted_lines_are_joined(opened):
    async with opened() as desk:
        await desk.press("tab")
        desk.reader.area.post_message(events.Paste("第一行\n第二行\x1b[31m\r\nend"))
        await desk.press("enter")
        assert desk.written[0] == "第一行第二行 end"


@pytest.mark.parametrize(("first", "second"), [("alt+1", "alt+2"), ("f7", "f8")])
async def test_the_memory_offers_matches_that_keys_insert(opened, library, first, second):
    add_article(library, "Two harbour towns", ENGLISH, "en", source="Harbour Post")
    add_article(library, "两座港口城市", CHINESE, "zh-Hans", source="海港报")
    library.pairs.link(1, 2)
    library.glossary.add({"en": ["Haicheng"], "zh-Hans": ["海城"], "zh-Hant": ["海城市"]})
    async with opened(f"{FORUM} Nothing else is like that.") as desk:
        await desk.press("W")
        assert "alt+1 100 %" in desk.drawer
        assert "清洁港口论坛将于明年五月在海城开幕。" in desk.drawer
        assert "terms Haicheng → 海城" in desk.drawer
        await desk.press(second)
        assert desk.text == ""
        assert "no such match" in desk.status
        await desk.press(first, "enter")
        assert desk.written[0] == "清洁港口论坛将于明年五月在海城开幕。"
        assert "alt+1" not in desk.drawer


async def test_escape_and_a_digit_are_alt_and_the_digit(opened, library):
    add_article(library, "Two harbour towns", ENGLISH, "en")
    add_article(library, "两座港口城市", CHINESE, "zh-Hans")
    library.pairs.link(1, 2)
    async with opened(FORUM) as desk:
        await desk.press("W")
        await desk.type("£")
        assert desk.text == "£"
        await desk.press("backspace")
        await desk.type("¡")
        assert desk.text.startswith("清洁港口论坛")
        await desk.type("¡")
        assert desk.text == "¡"


async def test_a_configured_command_fills_rows_that_say_so(opened):
    config = Config(
        coder="Ann", translate=TranslateOptions((sys.executable, "-c", COMMAND), seconds=20)
    )
    async with opened(config=config) as desk:
        await desk.press("tab")
        await desk.type("一")
        await desk.press("enter", "alt+m")
        assert desk.written[0] == "一"
        assert desk.written[1].startswith("机器 ")
        assert desk.text == desk.written[1]
        assert any(line.lstrip(" █").startswith("2m ") for line in desk.lines)
        await desk.press("alt+a")
        assert all(desk.written)
        beads = desk.reader.spread.beads
        assert [bead.origin for bead in beads] == [None, "machine", "machine", "machine"]
        await desk.press("enter")
        assert desk.reader.spread.beads[1].origin is None


async def test_without_a_command_nothing_is_run(opened):
    async with opened() as desk:
        await desk.press("tab", "alt+m")
        assert "No translation command is configured" in desk.status
        assert desk.written == ["", "", "", ""]


async def test_what_was_typed_when_the_program_ended_is_there_again(opened, library):
    key = add_article(library, "Earlier", ENGLISH, "en")
    sheet = library.writing.sheet(key)
    library.writing.unwritten.keep(sheet.left.uuid, sheet.beads[2].left, "半句")
    async with opened("Another one.") as desk:
        desk.reader.open_article(key)
        desk.reader.article_id = key
        await desk.press()
        await desk.press("W")
        assert (desk.reader.view.cursor.unit, desk.text) == (2, "半句")
        await desk.press("escape")
        assert desk.written == ["", "", "半句", ""]
        await desk.press("j", "W", "escape")
        assert desk.app.library.writing.unwritten.of(sheet.left.uuid) is None


async def test_a_translation_can_be_named(opened):
    async with opened() as desk:
        await desk.press("tab")
        await desk.press("alt+t")
        assert "Write a row first" in desk.status
        await desk.type("一")
        await desk.press("enter", "alt+t")
        await desk.type("港口")
        await desk.press("enter")
        await desk.press("escape")
        assert desk.reader.spread.right.title == "港口"


async def test_chinese_is_translated_into_english_beside_it(opened):
    async with opened(CHINESE, lang="zh-Hans") as desk:
        await desk.press("tab")
        await desk.type("One.")
        await desk.press("enter")
        await desk.type("Two.")
        await desk.press("escape")
        assert desk.reader.spread.left.lang == "zh-Hans"
        assert desk.reader.spread.right_body == "One. Two."


async def test_tab_goes_to_candidates_first_and_then_into_the_column(opened, library):
    add_article(library, "两座港口城市签约", CHINESE, "zh-Hans", published="2025-03-14")
    async with opened() as desk:
        assert desk.reader.offer.candidates
        await desk.press("tab")
        assert desk.reader.on_offer
        await desk.press("tab")
        assert desk.reader.view.cursor.mode == "write"
        assert not desk.reader.offer.display
        await desk.type("一")
        await desk.press("enter", "escape")
        assert desk.written[0] == "一"


async def test_a_click_on_another_row_writes_this_one(opened):
    async with opened() as desk:
        await desk.press("tab")
        await desk.type("一")
        layout = desk.reader.view.layout_now
        top = layout.tops[desk.reader.page.units[2].block]
        await desk.pilot.click(desk.reader.view, offset=(layout.geometry.start("left") + 1, top))
        await desk.press()
        assert desk.written[0] == "一"
        assert desk.reader.row.span == desk.reader.spread.beads[2].left
        await desk.type("三")
        await desk.press("escape")
        assert desk.written == ["一", "", "三", ""]
