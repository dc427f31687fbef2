"""Moving, filtering, sorting, opening; what is asserted is state and what is painted."""

import contextlib
import hashlib
import sqlite3

import pytest
from list_room import HOSTILE_SHOWN, NEWEST_FIRST, running
from textual import events

from cityreader.config import Config, ReaderOptions
from cityreader.models import LibraryCounts
from cityreader.ui.screens.reader import ReaderScreen
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.column_heads import ColumnHeads
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.welcome import Welcome
from shelf import add_article


async def test_lists_one_line_a_pair_newest_first(room):
    assert room.titles == NEWEST_FIRST
    row = room.row("Two harbour towns sign")
    assert "2025-03-14" in row
    assert "两座港口城市签约" in row
    assert "Harbour Post" in row
    assert row.split()[-1] == "4/4"
    assert room.row("港口論壇登場").split()[-1] == "繁"
    assert "—" in room.row("Zebra crossing moved")


async def test_shows_the_letters_of_event_types(room):
    assert " A " in room.row("Two harbour towns sign")


async def test_the_letters_follow_the_codebook_however_it_was_changed(room, tmp_path, monkeypatch):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i \'s/^key = "a"$/key = "z"/\' "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(type(room.app), "suspend", lambda _: contextlib.nullcontext())
    await room.press("f6")
    assert " Z " in room.row("Two harbour towns sign")
    await room.press("u")
    assert " A " in room.row("Two harbour towns sign")
    await room.press("enter", "f6", "q")
    assert " Z " in room.row("Two harbour towns sign")


async def test_header_names_library_and_coder_and_counts(room):
    header = room.lines()[0]
    assert header.split()[:5] == ["cityreader", "·", "annotations.db", "·", "Ann"]
    assert header.rstrip().endswith("6 articles in 5 lines · 4 new · 4 not compared · R")


async def test_what_waits_for_a_decision_outlasts_the_other_numbers_of_a_narrow_header(room):
    """When the last number went first, "to review" did, and the second language with it."""
    counts = LibraryCounts(1_421, 1_320, 1_301, 12, to_review=99, not_compared=390)
    room.screen.header.change(counts=counts, note="")
    for width, shown in (
        (130, "1,421 articles in 1,320 lines · 1,301 new · 12 done · 99 to review · 390 not compa"),
        (110, "1,421 articles in 1,320 lines · 99 to review · 390 not compared · R"),
        (100, "1,421 articles · 99 to review · 390 not compared · R"),
        (80, "1,421 articles · 99 to review"),
        (50, "1,421 articles"),
    ):
        await room.pilot.resize_terminal(width, 30)
        await room.pilot.pause()
        assert f"  {shown}" in room.lines()[0]
    assert "99" not in room.lines()[0]


async def test_moves_and_stops_at_both_ends(room):
    await room.press("j", "down", "k")
    assert room.articles.cursor == 1
    await room.press("G")
    assert room.articles.cursor == 4
    await room.press("j")
    assert room.articles.cursor == 4
    await room.press("g", "k")
    assert room.articles.cursor == 0
    await room.press("space")
    assert room.articles.cursor == 4
    await room.press("b")
    assert room.articles.cursor == 0


async def test_filters_at_every_key_and_keeps_the_filter_until_a_second_escape(room):
    await room.press("slash")
    assert room.screen.mode == "filter:empty"
    await room.press(*"foru")
    assert room.titles == ["A forum on clean ports"]
    assert "1 of 5" in room.lines()[1]
    await room.press("m")
    await room.press("escape")
    assert room.screen.mode == "read"
    assert room.screen.filter_box.input.value == "forum"
    assert room.titles == ["A forum on clean ports"]
    await room.press("escape")
    assert room.titles == NEWEST_FIRST
    assert room.current == "A forum on clean ports"


async def test_the_filter_finds_either_script_and_marks_what_it_found(room):
    await room.filter("论坛")
    assert room.titles == ["港口論壇登場"]
    strip = room.articles.render_line(0)
    found = [s.text for s in strip if s.style.bgcolor.name == palette_of(room.app).found]
    assert found == ["論壇"]


async def test_while_typing_the_arrows_move_and_enter_opens(room):
    await room.filter("港")
    await room.press("down")
    wanted = room.articles.current_id
    assert room.articles.cursor == 1
    await room.press("enter")
    assert isinstance(room.app.screen, ReaderScreen)
    await room.press("q")
    assert room.articles.current_id == wanted
    assert room.screen.filter_box.input.value == "港"


async def test_a_filter_by_field_selects(room):
    await room.filter("lang:zh")
    assert room.titles == ["Two harbour towns sign", "港口論壇登場"]


async def test_a_part_that_is_not_understood_is_named_and_blanks_nothing(room):
    await room.filter("forum is:purple")
    heads = room.screen.query_one(ColumnHeads)
    assert heads.notice
    assert heads.notice in room.lines()[2]
    assert room.titles == ["A forum on clean ports"]
    await room.filter("forum nope:x")
    assert "There is no field “nope:”" in room.painted


async def test_without_a_hit_it_says_so_and_how_to_go_on(room):
    await room.filter("qqqqzz")
    assert room.screen.query_one(Welcome).display
    assert "No title matches qqqqzz" in room.painted
    await room.press("escape", "escape")
    assert not room.screen.query_one(Welcome).display
    assert room.titles == NEWEST_FIRST


async def test_a_near_miss_shows_the_nearest_titles(room):
    await room.filter("harbuor")
    assert room.titles == ["Two harbour towns sign"]
    assert "nearest titles: 1" in room.lines()[1]


async def test_sorts_by_letter_and_back_again(room):
    await room.press("O")
    assert room.screen.mode == "sort"
    await room.press("t")
    assert room.screen.mode == "read"
    assert room.titles[1:] == ["A forum on clean ports", "Two harbour towns sign",
                               "Zebra crossing moved", "港口論壇登場"]  # fmt: skip
    await room.press("O", "t")
    assert room.titles[0] == "港口論壇登場"
    await room.press("O", "a")
    assert room.titles[0] == "Zebra crossing moved"
    await room.press("O", "escape")
    assert room.screen.mode == "read"
    assert room.screen.sort == "added"


async def test_sorting_keeps_the_cursor_on_its_article(room):
    await room.press("j")
    before = room.articles.current_id
    await room.press("O", "t")
    assert room.articles.current_id == before


async def test_letters_of_the_sort_menu_mean_what_they_did_outside_it(room):
    await room.press("O", "d")
    assert room.articles.current.state != "done"
    await room.press("d")
    assert room.articles.current.state == "done"


async def test_opens_and_comes_back_to_the_line(room):
    await room.press("j", "enter")
    assert isinstance(room.app.screen, ReaderScreen)
    await room.press("q")
    assert room.current == "港口論壇登場"
    assert room.articles.current.state == "opened"
    assert "●" not in room.row("港口論壇登場")


async def test_resumes_at_the_article_read_last(stocked, folders):
    uuid = stocked.articles.get(4).uuid
    stocked.readings.remember(uuid, 3, "left")
    path = stocked.path
    stocked.close()
    async with running(path, folders) as room:
        assert room.current == "A forum on clean ports"
        assert "last read row 1 of 4" in room.painted


async def test_opens_the_article_that_was_named(stocked, folders):
    path = stocked.path
    stocked.close()
    async with running(path, folders, article="3") as room:
        assert isinstance(room.app.screen, ReaderScreen)
        await room.press("q")
        assert room.current == "港口論壇登場"


async def test_says_when_the_named_article_is_not_there(stocked, folders):
    path = stocked.path
    stocked.close()
    async with running(path, folders, article="99") as room:
        assert "There is no article" in room.last_told
        assert room.titles == NEWEST_FIRST


async def test_a_click_moves_and_a_click_on_the_current_line_opens(room):
    await room.pilot.click(room.articles, offset=(30, 2))
    await room.settle()
    assert room.articles.cursor == 2
    assert room.app.screen is room.screen
    await room.pilot.click(room.articles, offset=(30, 2))
    await room.settle()
    assert isinstance(room.app.screen, ReaderScreen)


async def test_a_click_on_a_head_sorts(room):
    await room.pilot.click(ColumnHeads, offset=(26, 0))
    await room.settle()
    assert room.screen.sort == "title"
    await room.pilot.click(ColumnHeads, offset=(26, 0))
    await room.settle()
    assert room.screen.reverse


async def test_titles_are_shown_literally_and_cannot_act(room):
    assert HOSTILE_SHOWN in room.row("[red]")
    await room.press("G", "k")
    assert HOSTILE_SHOWN in room.lines(room.preview)[0]
    assert "\x1b" not in room.painted
    await room.press("x")
    assert room.app.is_running
    assert "[red]" in room.last_told


async def test_the_preview_shows_both_sides_and_goes_and_comes(room):
    lines = room.lines(room.preview)
    assert "Two harbour towns sign" in lines[0]
    assert "两座港口城市签约" in lines[0]
    assert "The harbour towns of Lindmark" in "".join(lines)
    assert "林德马克与海城" in "".join(lines)
    assert "Agreement" in lines[-1]
    await room.press("backslash")
    assert not room.preview.display
    await room.press("j", "backslash")
    assert "港口論壇登場" in room.lines(room.preview)[0]


@pytest.mark.parametrize("room", [(80, 24), (60, 20), (200, 50), (40, 12)], indirect=True)
async def test_every_size_has_its_lines(room):
    width, height = room.app.size
    assert all(len(line) <= width for line in room.lines())
    assert room.preview.display == (height >= 24)
    assert "Two har" in room.painted
    keys = room.lines()[-1]
    assert "read" in keys


async def test_resizing_keeps_cursor_and_columns(room):
    await room.press("G")
    await room.pilot.resize_terminal(80, 24)
    await room.settle()
    assert room.current == "Zebra crossing moved"
    assert "两座港口城市签约" not in room.row("Two harbour towns sign")
    assert "en 简" in room.row("Two harbour towns sign")
    await room.pilot.resize_terminal(120, 12)
    await room.settle()
    assert not room.preview.display
    assert "两座港口城市签约" in room.row("Two harbour towns sign")


async def test_shows_chinese_in_the_script_wanted(room):
    await room.press("s")
    assert "港口论坛登场" in room.painted
    await room.press("s")
    assert "兩座港口城市簽約" in room.painted
    await room.press("s", "s")
    assert "两座港口城市签约" in room.painted
    assert "港口論壇登場" in room.painted


async def test_begins_with_the_script_of_the_config(stocked, folders):
    path = stocked.path
    stocked.close()
    config = Config(coder="Ann", reader=ReaderOptions(chinese="traditional"))
    async with running(path, folders, config=config) as room:
        assert "兩座港口城市簽約" in room.painted


async def test_next_new_goes_round(room):
    await room.press("n")
    assert room.current == "港口論壇登場"
    await room.press("d", "G", "n")
    assert room.current == "A forum on clean ports"


async def test_changing_the_theme_repaints_the_lines(room):
    await room.press("f2")
    strip = room.articles.render_line(1)
    assert {s.style.bgcolor.name for s in strip} == {palette_of(room.app).ground}
    assert not palette_of(room.app).dark


async def test_reading_and_filtering_leave_the_file_as_it_is(stocked, folders):
    path = stocked.path
    stocked.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    async with running(path, folders) as room:
        await room.filter("forum")
        await room.press("enter")
        await room.press("j", "q", "escape", "G", "s")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


async def test_an_input_method_is_noticed(room):
    await room.pilot.press("中")
    await room.settle()
    assert "input method is on" in room.last_told


async def test_punctuation_of_an_input_method_works(room):
    await room.press("／")
    assert room.screen.mode == "filter:empty"


async def test_a_refused_library_says_why(tmp_path, folders):
    path = tmp_path / "notes.db"
    path.write_text("no library at all")
    async with running(path, folders) as room:
        assert room.screen.mode == "closed"
        assert room.screen.query_one(Welcome).display
        assert room.app.refused.title in room.painted
        await room.press("d", "x")
        await room.press("q")
    assert room.app.return_code == 0
    assert path.read_text() == "no library at all"


async def test_a_library_that_cannot_be_written_says_so(stocked, folders, monkeypatch):
    path = stocked.path
    stocked.close()
    # The tests may run as root, whom no permission stops.
    monkeypatch.setattr("os.access", lambda *_: False)
    async with running(path, folders) as room:
        assert "read-only" in room.lines()[0]
        await room.press("d")
        assert "read" in room.last_told
        assert room.articles.current.state != "done"


async def test_a_hundred_thousand_lines_are_as_quick_as_ten(library, folders):
    add_article(library, "Seed article", "Seed text.", published="2020-01-01")
    path = library.path
    library.close()
    with sqlite3.connect(path) as connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
            " INSERT INTO articles (id, uuid, title, title_fold, lang, published_start,"
            " published_end, published_precision, revision, text_sha256, length, added_at,"
            " updated_at) SELECT n.i, 'u' || n.i, 'Title ' || n.i, 'title ' || n.i, 'en',"
            " '2019-01-01', '2019-01-01', 'day', 1, text_sha256, 1, added_at, updated_at"
            " FROM n, articles WHERE articles.id = 1"
        )
    connection.close()
    async with running(path, folders, size=(100, 30)) as room:
        assert len(room.articles.ids) == 100_000
        await room.press("G")
        assert room.current == "Title 2"
        await room.press("b", "k")
        assert room.articles.current is not None
        assert "Title" in room.lines(room.articles)[0]
        assert len(room.articles.pages._lines) < 500


async def test_the_key_bar_lists_the_keys_of_the_mode(room):
    bar = room.screen.query_one(KeyBar)
    assert bar.mode == "read"
    await room.press("v")
    assert bar.mode == "select"
    assert "SELECT" in room.lines()[-1]
    await room.press("O")
    assert "best match" in room.lines()[-1]


@pytest.mark.parametrize("width", [80, 120])
async def test_the_key_bar_of_the_list_names_the_review(room, width):
    await room.pilot.resize_terminal(width, 30)
    await room.pilot.pause()
    bar = room.lines()[-1]
    assert "R review" in bar
    assert bar.rstrip().endswith("^p commands  q quit  ? keys")
    assert ("I import" in bar) == (width == 120)


async def test_a_backspace_in_a_burst_takes_out_what_was_typed_before_it(room):
    """Seen to fail while Textual ran it as a binding, after the letters behind it."""
    await room.filter("harx")
    for key, character in (("backspace", None), ("b", "b"), ("left", None), ("o", "o")):
        room.screen.filter_box.input.post_message(events.Key(key, character))
    await room.settle()
    assert room.screen.filter_box.input.value == "harob"
