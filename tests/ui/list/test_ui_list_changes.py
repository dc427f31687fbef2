"""What keys change, seen in the library itself."""

import asyncio
import sqlite3
import webbrowser
from contextlib import closing

import pytest
from list_room import NEWEST_FIRST, running

from cityreader.store import journal
from cityreader.ui import undo
from cityreader.ui.dialogs.details import DetailsDialog
from cityreader.ui.dialogs.topic_picker import TopicChoice, TopicPicker
from cityreader.ui.screens.reader import ReaderScreen
from shelf import in_trash


def state_of(room, article_id):
    return room.library.search.lines([article_id])[0]


async def test_done_goes_on_and_off_and_is_counted(room):
    await room.press("d")
    assert state_of(room, 1).state == "done"
    assert "✓" in room.row("Two harbour towns")
    assert "1 done" in room.lines()[0]
    await room.press("d")
    assert state_of(room, 1).state == "opened"


async def test_flag_goes_on_and_off_and_new_comes_back(room):
    await room.press("exclamation_mark")
    assert state_of(room, 1).flagged
    assert "!" in room.row("Two harbour towns")
    await room.press("exclamation_mark")
    assert not state_of(room, 1).flagged
    await room.press("N")
    assert state_of(room, 1).state == "new"
    assert "●" in room.row("Two harbour towns")


async def test_a_line_that_is_done_stays_where_it_is_under_a_filter(room):
    await room.filter("is:new")
    before = list(room.articles.ids)
    await room.press("escape", "d")
    assert list(room.articles.ids) == before
    assert room.articles.current.state == "done"


async def test_keys_act_on_all_that_is_selected(room):
    await room.press("j", "v", "v")
    assert room.screen.mode == "select"
    assert "2 selected" in room.lines()[0]
    assert "+" in room.row("港口論壇登場")
    await room.press("d")
    assert [state_of(room, key).state for key in (3, 4)] == ["done", "done"]
    assert "2 articles done" in room.last_told
    await room.press("escape")
    assert not room.articles.selected
    assert room.screen.mode == "read"


async def test_the_trash_takes_the_line_with_its_counterpart_and_undo_brings_it_back(room):
    await room.press("x")
    assert room.titles == NEWEST_FIRST[1:]
    assert room.current == NEWEST_FIRST[1]
    assert "u restores" in room.last_told
    assert {article.id for article in in_trash(room.library)} == {1, 2}
    await room.press("u")
    assert room.titles == NEWEST_FIRST
    assert in_trash(room.library) == []
    assert "Undone: trash" in room.last_told
    await room.press("ctrl+r")
    assert room.titles == NEWEST_FIRST[1:]


async def test_emptying_the_list_by_the_trash_can_be_undone(room):
    await room.press("v", "v", "v", "v", "v", "x")
    assert room.screen.mode == "empty"
    assert "A reading room" in room.painted
    await room.press("u")
    assert room.titles == NEWEST_FIRST


async def test_undo_only_names_what_lies_before_this_start(stocked, folders):
    path = stocked.path
    stocked.close()
    async with running(path, folders) as room:
        assert len(room.library.coding.marks([1])) == 1
        await room.press("u")
        assert len(room.library.coding.marks([1])) == 1
        assert "u again takes back, from before: " in room.last_told
        assert "Agreement" in room.last_told
        await room.press("u")
        assert room.library.coding.marks([1]) == []
        assert " A " not in room.row("Two harbour towns sign")
        await room.press("ctrl+r")
        assert len(room.library.coding.marks([1])) == 1


async def test_a_long_undo_says_what_it_does_and_keys_go_on_meanwhile(room):
    """Another program holds the library. Removed to see it fail: ``takes_long``."""
    await room.press("d")
    here = room.articles.current.id
    with closing(sqlite3.connect(room.library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await room.pilot.press("u")
        async with asyncio.timeout(10):
            while "Undoing, u stops: 0 % of " not in room.last_told:
                await room.pilot.pause()
        await room.pilot.press("j")
        assert room.articles.current.id != here
        assert state_of(room, here).state == "done"
        other.execute("ROLLBACK")
    await room.settle()
    assert "Undone: " in room.last_told
    assert state_of(room, here).state == "opened"


async def test_a_long_undo_is_stopped_by_its_key_and_nothing_was_undone(room):
    """Another program holds it up; a change and an undo wait behind it. Removed to see it fail: the
    key that stops, ``cancelled``, and ``is_stopped`` of what waits."""
    await room.press("d")
    here = room.articles.current.id
    with closing(sqlite3.connect(room.library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await room.pilot.press("u", "u", "exclamation_mark")
        async with asyncio.timeout(10):
            while "Undoing, u stops: " not in room.last_told:
                await room.pilot.pause()
        await room.pilot.press("u")
        assert "Stopping" in room.last_told
        told = []
        room.app.undoing._tell = told.append
        other.execute("ROLLBACK")
    await room.settle()
    assert told == ["Stopped: nothing was undone"] * 2
    assert (state_of(room, here).state, state_of(room, here).flagged) == ("done", True)
    for _ in range(2):
        await room.press("u")
    assert (state_of(room, here).state, state_of(room, here).flagged) == ("opened", False)


@pytest.mark.parametrize("way", ["quit", "another library"])
async def test_a_long_undo_is_stopped_by_leaving_the_library(room, way, tmp_path):
    """Another program holds it up. Removed to see it fail: ``undoing.stop`` in the room."""
    path, told = room.library.path, []
    await room.press("d")
    here = room.articles.current.id
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await room.pilot.press("u")
        async with asyncio.timeout(10):
            while "Undoing, u stops: " not in room.last_told:
                await room.pilot.pause()
        room.app.undoing._tell = told.append
        leaving = asyncio.ensure_future(room.app.leave()) if way == "quit" else None
        if leaving is None:
            room.app.open_library(tmp_path / "another.db")
        async with asyncio.timeout(10):
            while not told:
                await room.pilot.pause()
        other.execute("ROLLBACK")
        if leaving is not None:
            await leaving
        else:
            await room.settle()
        assert told == ["Stopping …", "Stopped: nothing was undone"]
        state = other.execute("SELECT state FROM readings WHERE article_id = ?", (here,))
        assert state.fetchall() == [("done",)]


async def test_leaving_right_behind_an_undo_waits_for_it_and_says_so(room):
    """Removed to see it fail: ``_is_left``, whose key cannot stop it any more."""
    await room.press("d")
    told = []
    room.app.undoing._tell = told.append
    with closing(sqlite3.connect(room.library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        room.screen.action_undo()
        leaving = asyncio.ensure_future(room.app.leave())
        async with asyncio.timeout(10):
            while not told:
                await room.pilot.pause()
        other.execute("ROLLBACK")
        await leaving
    assert told[0].startswith("Undoing: 0 % of ")
    assert told[-1].startswith("Undone: ")


async def test_a_long_undo_tells_how_far_it_is(room, monkeypatch):
    """Removed to see it fail: ``progress`` in ``Journal``."""
    monkeypatch.setattr(journal, "CHANGES_AT_ONCE", 1)
    monkeypatch.setattr(undo, "TOLD_SECONDS", -1.0)
    await room.press("v", "v", "d")
    told = []
    room.app.undoing._tell = told.append
    await room.press("u")
    *shares, last = told
    assert [line.partition(" of ")[0] for line in shares] == [
        f"Undoing, u stops: {share} %" for share in (25, 50, 75, 100)
    ]
    assert last.startswith("Undone: ")
    await room.press("ctrl+r")
    assert told[-2].startswith("Restoring, u stops: 100 % of ")
    assert told[-1].startswith("Restored: ")


async def test_undo_only_names_what_lies_in_another_article(room):
    await room.press("d", "G", "enter")
    assert isinstance(room.app.screen, ReaderScreen)
    await room.press("q")
    await room.press("u")
    assert "u again takes back, in another article: " in room.last_told
    assert state_of(room, 1).state == "done"
    await room.press("u")
    assert state_of(room, 1).state == "opened"
    await room.press("u")
    assert "u again takes back, from before: " in room.last_told


async def test_pairs_the_two_that_are_selected(room):
    await room.press("j", "v", "v", "p")
    pair = room.library.pairs.of_article(3)
    assert len(pair) == 1
    assert "港口論壇登場" not in room.titles
    assert room.current == "A forum on clean ports"
    assert "港口論壇登場" in room.row("A forum on clean ports")
    assert not room.articles.selected


async def test_pairing_needs_exactly_two(room):
    await room.press("v", "p")
    assert "Select two" in room.last_told


async def test_topics_come_from_the_dialog_for_all_that_is_selected(room):
    await room.press("j", "v", "v", "T")
    assert isinstance(room.app.screen, TopicPicker)
    topics = [tag.code for tag in room.library.coding.codebook().topics]
    room.app.screen.dismiss(TopicChoice((topics[0],), ()))
    await room.settle()
    assert room.library.coding.topics_of(3) == [topics[0]]
    assert room.library.coding.topics_of(4) == [topics[0]]


async def test_details_are_edited_in_the_dialog(room):
    await room.press("i")
    assert isinstance(room.app.screen, DetailsDialog)
    await room.press("escape")
    assert room.app.screen is room.screen
    assert room.library.articles.get(1).title == "Two harbour towns sign"


async def test_copies_title_and_source(room, monkeypatch):
    copied = []
    monkeypatch.setattr("cityreader.ui.clipboard.clipboard_command", lambda *_: None)
    monkeypatch.setattr(room.app, "copy_to_clipboard", copied.append)
    await room.press("y")
    assert copied == ["Two harbour towns sign (Harbour Post, 2025-03-14)"]
    assert room.last_told == f"Copied through the terminal (OSC 52): {copied[0]}"


async def test_opens_web_addresses_only(room, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    monkeypatch.setenv("DISPLAY", ":0")
    await room.press("o")
    assert opened == ["https://example.org/towns"]
    await room.press("G", "o")
    assert "no URL" in room.last_told


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "https://", "x"])
async def test_other_addresses_are_only_shown(library, folders, monkeypatch, url):
    from shelf import add_article

    opened = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    add_article(library, "Odd", url=url)
    path = library.path
    library.close()
    async with running(path, folders) as room:
        await room.press("o")
        assert url in room.last_told
    assert opened == []


async def test_without_a_display_the_address_is_shown(room, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    await room.press("o")
    assert "https://example.org/towns" in room.last_told
