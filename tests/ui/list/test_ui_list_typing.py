"""What is typed right behind the key of a dialog stands in its field, all of it and in order."""

import asyncio
import threading
from contextlib import asynccontextmanager

import pytest
from list_room import Room, running
from textual import events

from cityreader.config import Config
from cityreader.library.transfer import TransferService
from cityreader.ui.app import CityReaderApp
from cityreader.ui.dialogs.glossary import GlossaryDialog
from cityreader.ui.dialogs.viewpoint_picker import ViewpointPicker
from cityreader.ui.screens.compare import CompareScreen
from cityreader.ui.screens.events import EventsScreen
from cityreader.ui.screens.history import HistoryScreen
from cityreader.ui.screens.reader import ReaderScreen
from cityreader.ui.screens.review import ReviewScreen

PATH = "/abcdefghijklmnop"


async def type_on(room, keys, seconds=0.0):
    """Type as a keyboard does, not waiting for what a key does; so long between two keys."""
    for key in keys:
        name = {"/": "slash"}.get(key, key)
        room.app.post_message(events.Key(name, key if len(key) == 1 else None))
        await asyncio.sleep(seconds)


@pytest.mark.parametrize("seconds", [0.0, 0.002])
@pytest.mark.parametrize("stocked_library", [True, False])
async def test_a_path_typed_behind_the_key_of_the_import_is_whole(
    stocked, folders, tmp_path, stocked_library, seconds
):
    """Taken out: keys that waited while the dialog was made came behind later ones, or were lost;
    with an empty library they ran the commands of the list."""
    path = stocked.path if stocked_library else tmp_path / "empty.db"
    stocked.close()
    async with running(path, folders) as room:
        await type_on(room, ["I", *PATH], seconds)
        await room.settle()
        assert room.app.screen.query_one("#import-path").value == PATH


async def test_enter_behind_what_is_typed_into_a_dialog_accepts_it(room):
    """Taken out: a screen's own copy of a key never reached the bindings of the application."""
    await room.filter("harbour")
    await room.press("escape")
    await type_on(room, ["ctrl+s", *"Ports", "enter"])
    await room.settle()
    assert "Ports" in room.library.saved_searches.all()[0].name


async def test_keys_behind_the_enter_of_a_line_are_the_list_s(room):
    """Taken out once: what was typed behind enter stood in the name."""
    await room.filter("harbour")
    await room.press("escape", "g")
    await type_on(room, ["ctrl+s"])
    await room.settle()
    field = room.app.screen.focused
    field.value = ""
    for key in (*"Ports", "enter", "j"):
        field.post_message(events.Key(key, key if len(key) == 1 else None))
    await room.settle()
    assert [search.name for search in room.library.saved_searches.all()] == ["Ports"]


async def test_enter_upon_enter_exports_once(room, tmp_path):
    """Taken out once: the second enter wrote again, and said that the name was taken."""
    await room.press("E")
    screen = room.app.screen
    field = screen.query_one("#export-path")
    field.value = str(tmp_path / "once.json")
    for _ in range(2):
        field.post_message(events.Key("enter", None))
    await room.settle()
    assert (tmp_path / "once.json").exists()
    assert room.app.screen is room.screen
    assert "written" in room.last_told


@asynccontextmanager
async def before_the_library(stocked, folders, monkeypatch):
    """The program before its library is open, and what opens it."""
    path, go, library_at = stocked.path, threading.Event(), CityReaderApp.library_at
    stocked.close()

    def held(app, path):
        assert go.wait(20)
        return library_at(app, path)

    monkeypatch.setattr(CityReaderApp, "library_at", held)
    app = CityReaderApp(path, Config(coder="Ann"), folders)
    async with app.run_test(size=(120, 40)) as pilot:
        yield Room(app, pilot), go
    app.library.close()


async def test_keys_that_come_before_the_library_is_open_find_it_open(
    stocked, folders, monkeypatch
):
    """Removed to see it fail: ``holds`` of the list; the keys did nothing."""
    async with before_the_library(stocked, folders, monkeypatch) as (room, go):
        await room.pilot.press("j", "d", "R", "slash", *"harb")
        assert room.screen.mode == "filter"
        await room.pilot.press("escape")
        go.set()
        await room.settle()
        assert isinstance(room.app.screen, ReviewScreen)
        assert room.library.search.lines([1])[0].state == "done"
        assert room.screen.filter_box.input.value == "harb"


@pytest.mark.parametrize(
    ("key", "opened"),
    [
        ("f4", GlossaryDialog),
        ("f5", EventsScreen),
        ("U", HistoryScreen),
        ("M", ViewpointPicker),
        ("C", CompareScreen),
    ],
)
async def test_keys_of_the_program_wait_for_the_library_too(
    stocked, folders, monkeypatch, key, opened
):
    """Taken out (``check_action`` of the program): they did nothing and were lost."""
    async with before_the_library(stocked, folders, monkeypatch) as (room, go):
        await room.pilot.press("f2", key)
        assert not room.app.current_theme.dark
        go.set()
        await room.settle()
        assert isinstance(room.app.screen, opened)


async def test_an_enter_sent_before_the_terminal_was_raw_is_one(stocked, folders, monkeypatch):
    """Taken out (``on_event`` of the room): a terminal turns it into a line feed by then."""
    async with before_the_library(stocked, folders, monkeypatch) as (room, go):
        await room.pilot.press("ctrl+j")
        go.set()
        await room.settle()
        assert isinstance(room.app.screen, ReaderScreen)


@pytest.fixture
def held_export(monkeypatch):
    """Exports wait until this is set."""
    go, export = threading.Event(), TransferService.export

    def held(*arguments, **options):
        assert go.wait(20)
        return export(*arguments, **options)

    monkeypatch.setattr(TransferService, "export", held)
    yield go
    go.set()


async def test_keys_typed_while_an_export_is_written_are_the_list_s(room, tmp_path, held_export):
    """Taken out once: they stood in the name, and went with it. A second enter means the first."""
    await room.press("E")
    room.app.screen.query_one("#export-path").value = str(tmp_path / "out.json")
    await type_on(room, ["enter", "enter", "j", "d", "j"])
    await room.pilot.pause()
    assert "Writing" in room.painted
    held_export.set()
    await room.settle()
    assert (tmp_path / "out.json").exists()
    assert room.app.screen is room.screen
    assert room.articles.cursor == 2
    states = [line.state for line in room.library.search.lines(room.articles.ids)]
    assert [number for number, state in enumerate(states) if state == "done"] == [1]


async def test_keys_typed_while_an_export_fails_go_into_its_name(room, tmp_path, held_export):
    """Taken out once: they came before it was said that the name is taken."""
    (tmp_path / "out.json").write_text("mine")
    await room.press("E")
    field = room.app.screen.query_one("#export-path")
    field.value = str(tmp_path / "out.json")
    await type_on(room, ["enter", "l"])
    await room.pilot.pause()
    held_export.set()
    await room.settle()
    assert "Type another name" in room.painted
    assert field.value == str(tmp_path / "out.jsonl")
    assert field.has_focus


async def test_escape_leaves_an_export_that_is_being_written(room, tmp_path, held_export):
    """Removed to see it fail: ``escape`` in ``on_key``, kept with the other keys."""
    await room.press("E")
    room.app.screen.query_one("#export-path").value = str(tmp_path / "out.json")
    await type_on(room, ["enter", "j", "escape", "j"])
    async with asyncio.timeout(30):
        while room.app.screen is not room.screen or room.articles.cursor < 2:
            await room.pilot.pause()
    held_export.set()
    await room.settle()
    assert (tmp_path / "out.json").exists()


async def test_an_export_that_was_left_writes_and_leaves_the_list_alone(room, tmp_path):
    """Taken out once: the dialog that was gone was asked for what stands in its field."""
    await room.press("E")
    field = room.app.screen.query_one("#export-path")
    field.value = str(tmp_path / "left.json")
    for key in ("enter", "escape"):
        field.post_message(events.Key(key, None))
    await room.settle()
    assert (tmp_path / "left.json").exists()
    assert room.app.screen is room.screen
    assert "written" in room.last_told
