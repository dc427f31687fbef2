"""Importing behind the list: nothing waits for it, and nothing gets lost."""

import threading
from time import monotonic

import pytest
from list_room import running

from cityreader.library.starter import build_starter_library
from cityreader.ui.dialogs.import_path import ImportDialog
from cityreader.ui.dialogs.import_watch import ImportWatch
from cityreader.ui.imports import FileImport
from cityreader.ui.widgets.path_picker import EntryLines
from cityreader.ui.widgets.plain_lines import PlainLines

MANY = 40


class Gate:
    """Holds an import after so many files, until it is let go on."""

    def __init__(self, monkeypatch):
        self.at = 5
        self._open = threading.Event()
        moved = FileImport._moved

        def held(file_import, progress):
            moved(file_import, progress)
            if progress.done == self.at:
                assert self._open.wait(60)
                self._open.clear()

        monkeypatch.setattr(FileImport, "_moved", held)
        monkeypatch.setattr("cityreader.library.importing.service.BATCH_SECONDS", 0)

    def let_go(self, at=0):
        """Go on, to the end or to another number of files."""
        self.at = at
        self._open.set()


@pytest.fixture
def gate(monkeypatch):
    gate = Gate(monkeypatch)
    yield gate
    gate.let_go()


@pytest.fixture
def news(tmp_path):
    """A folder with two articles and one file that cannot be read."""
    folder = tmp_path / "my news"
    folder.mkdir()
    (folder / "one.md").write_text("---\ntitle: Ferry talks\ndate: 2025-01-02\n---\nThey met.\n")
    (folder / "two.md").write_text("# A bridge opens\n\nIt opened on Monday.\n")
    (folder / "three [red].md").write_text("")
    return folder


@pytest.fixture
def many(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY):
        text = f"# Title {number:02}\n\nIn round {number} the port met envoy {number * 7}.\n"
        (folder / f"{number:02}.md").write_text(text)
    return folder


@pytest.fixture
async def empty(library, folders):
    path = library.path
    library.close()
    async with running(path, folders) as room:
        yield room


async def until(room, seen):
    """Let the program go on until something is so."""
    end = monotonic() + 30
    while not seen():
        assert monotonic() < end, room.painted
        await room.pilot.pause(0.01)


async def take(room, text):
    """Type a path into the import screen and take it."""
    await room.pilot.press("I")
    await until(room, lambda: isinstance(room.app.screen, ImportDialog))
    room.app.screen.query_one("#import-path").value = str(text)
    await room.pilot.press("enter")


async def import_all(room, text):
    await take(room, text)
    await until(room, lambda: isinstance(room.app.screen, ImportWatch))
    await until(room, lambda: not room.app.imports.running)
    await room.settle()


async def held_import(room, folder, count=5):
    """Begin an import that is held after some files, and go back to the list."""
    await take(room, folder)
    await until(room, lambda: isinstance(room.app.screen, ImportWatch))
    await until(room, lambda: room.app.imports.current.stored == count)
    await room.pilot.press("escape")
    await until(room, lambda: room.app.screen is room.screen)


def renewed(room):
    """Have the list show what came in without waiting for its quiet rhythm."""
    room.screen._renewed_at = 0.0


async def test_imports_a_folder_and_names_what_it_could_not_read(empty, news):
    room = empty
    await import_all(room, f'"{news}"')
    assert "2 new" in room.painted
    reason, name = room.lines(room.app.screen.query_one(PlainLines))[:2]
    assert "empty" in reason
    assert "three [red].md" in name
    await room.press("enter")
    assert room.app.screen is room.screen
    assert room.titles == ["Ferry talks", "A bridge opens"]
    assert "2 articles" in room.lines()[0]


async def test_a_path_that_is_not_there_is_said_and_kept(empty):
    room = empty
    await take(room, "/no/such [b]folder")
    await until(room, lambda: "There is no file or folder /no/such [b]folder" in room.painted)
    await room.press("escape", "I")
    assert room.app.screen.query_one("#import-path").value == "/no/such [b]folder"


async def test_the_list_is_usable_while_an_import_runs(empty, many, gate):
    room = empty
    await held_import(room, many)
    renewed(room)
    await until(room, lambda: len(room.articles.ids) == 5 and room.articles.current)
    await until(room, lambda: f"importing 5 of {MANY}" in room.lines()[0])
    assert "I to look" in room.lines()[0]
    marked = room.articles.current_id
    await room.pilot.press("d")
    await until(room, lambda: room.articles.current.state == "done")
    assert room.app.imports.running
    assert room.library.readings.of_article(marked).state == "done"
    await room.pilot.press("slash", *"title 03")
    await until(room, lambda: len(room.articles.ids) == 1 and room.articles.current)
    assert room.current == "Title 03"
    await room.pilot.press("escape", "escape")
    gate.let_go()
    await until(room, lambda: not room.app.imports.running)
    await room.settle()
    assert room.last_told == f"Imported: {MANY} new."
    assert len(room.articles.ids) == MANY
    assert "importing" not in room.lines()[0]


async def test_what_comes_in_leaves_the_cursor_on_its_article_and_in_its_row(empty, many, gate):
    room = empty
    gate.at = 30
    await held_import(room, many, 30)
    renewed(room)
    await until(room, lambda: len(room.articles.ids) == 30)
    for _ in range(3):
        await room.pilot.press("j")
    here, place = room.articles.current_id, room.articles.cursor
    row = room.articles.cursor - room.articles.scroll_offset.y
    gate.let_go()
    await until(room, lambda: len(room.articles.ids) == MANY)
    assert room.articles.current_id == here
    assert room.articles.cursor == place + MANY - 30
    assert room.articles.cursor - room.articles.scroll_offset.y == row


async def test_a_list_filtered_by_ones_own_work_loses_no_line(empty, many, gate):
    room = empty
    await held_import(room, many)
    renewed(room)
    await until(room, lambda: len(room.articles.ids) == 5)
    await room.pilot.press("slash", *"is:new", "escape")
    await until(room, lambda: room.screen.listing.query.text == "is:new")
    await until(room, lambda: room.articles.current)
    await room.pilot.press("d")
    await until(room, lambda: room.articles.current.state == "done")
    gate.let_go()
    await until(room, lambda: not room.app.imports.running)
    await room.settle()
    assert len(room.articles.ids) == 5
    assert f"{MANY} articles" in room.lines()[0]


async def test_i_looks_at_the_running_import_and_x_stops_it(empty, many, gate):
    room = empty
    await held_import(room, many)
    await room.pilot.press("I")
    await until(room, lambda: f"5 of {MANY} files" in room.painted)
    assert "x stop" in room.painted
    await room.pilot.press("x")
    await until(room, lambda: "Stopping" in room.painted)
    gate.let_go()
    await until(room, lambda: "what was stored stays" in room.painted)
    await room.press("enter")
    stored = len(room.articles.ids)
    assert 5 <= stored < MANY

    await import_all(room, many)
    assert f"{MANY - stored} new · {stored} unchanged" in room.painted
    await room.press("enter")
    assert len(room.articles.ids) == MANY


async def test_the_end_of_an_import_can_be_looked_at_later_and_leads_to_the_next(empty, news, gate):
    room = empty
    gate.at = 1
    await held_import(room, news, 1)
    gate.let_go()
    await until(room, lambda: not room.app.imports.running)
    await room.settle()
    assert room.last_told == "Imported: 2 new, 1 skipped; I on the list shows which."
    await room.press("I")
    assert "three [red].md" in room.painted
    await room.press("I")
    assert isinstance(room.app.screen, ImportDialog)


async def test_q_says_that_an_import_runs_and_the_second_q_stops_it(library, folders, many, gate):
    path = library.path
    library.close()
    async with running(path, folders) as room:
        await held_import(room, many)
        await room.pilot.press("q")
        await until(room, lambda: room.app._notifications)
        assert "q again stops it" in room.last_told
        assert room.app.is_running
        await room.pilot.press("q")
        await until(room, lambda: room.app.imports.current.stopping)
        gate.let_go()
        await until(room, lambda: not room.app.is_running)
        assert room.app.imports.current.summary.cancelled
        stored = room.app.imports.current.stored
    assert 5 <= stored < MANY
    async with running(path, folders) as room:
        assert len(room.articles.ids) == stored
        assert room.library.care.check().problems == ()
        await import_all(room, many)
        assert f"{stored} unchanged" in room.painted


async def test_an_import_that_runs_is_named_before_it_is_undone(empty, many, gate):
    room = empty
    await held_import(room, many)
    await room.pilot.press("u")
    await until(room, lambda: room.app._notifications)
    assert f"u again takes back, in several articles: import {MANY} files" in room.last_told
    renewed(room)
    await until(room, lambda: len(room.articles.ids) == 5)
    await room.pilot.press("u")
    await until(room, lambda: not len(room.articles.ids))
    gate.let_go()
    await until(room, lambda: not room.app.imports.running)
    await room.settle()
    assert room.library.readings.counts().listed == 0
    await room.press("I")
    assert "undone" in room.painted
    assert "goes on from here" in room.painted


async def test_a_small_screen_says_whole_where_the_files_go_beside_the_samples(tmp_path, folders):
    """Taken out (two lines for it): the path itself lay below the edge of the dialog."""
    path = tmp_path / "starter.db"
    build_starter_library(path)
    async with running(path, folders, size=(80, 24)) as room:
        await room.press("I")
        said = "".join(line.strip(" │") for line in room.lines())
        assert str(folders.library) in said


async def test_the_starter_library_stays_as_it_is(tmp_path, folders, news):
    path = tmp_path / "starter.db"
    build_starter_library(path)
    before = path.read_bytes()
    async with running(path, folders) as room:
        assert "the samples" in room.lines()[0]
        samples = len(room.articles.ids)
        await room.press("I")
        assert "These are the samples" in room.painted
        await room.press("escape")
        await import_all(room, news)
        assert "open that library" in room.painted
        assert len(room.articles.ids) == samples
        await room.press("enter")
        await room.settle()
        assert room.app.library.path == folders.library
        assert room.titles == ["Ferry talks", "A bridge opens"]
        assert samples > 2
    assert path.read_bytes() == before


async def test_a_folder_is_picked_by_its_letters_tab_and_the_arrows(empty, tmp_path, news):
    room = empty
    (tmp_path / "other").mkdir()
    await room.press("I")
    field = room.app.screen.query_one("#import-path")
    field.value = f"{tmp_path}/"
    await room.settle()
    shown = room.lines(room.app.screen.query_one(EntryLines))
    assert any("my news/" in line for line in shown)
    await room.press("m", "tab")
    assert field.value == f"{tmp_path}/my news/"
    assert "imports the folder" in room.painted
    await room.press("down", "down")
    assert "imports the file" in room.painted
    assert "three [red].md" in room.painted
    await room.press("shift+tab")
    assert field.text.rstrip("/").endswith(tmp_path.name)
    await room.pilot.press("m", "y", "tab", "enter")
    await until(room, lambda: "2 new" in room.painted)


async def test_a_name_that_could_act_is_shown_harmless_and_means_itself(empty, tmp_path):
    room = empty
    odd = tmp_path / "place" / "\x1b[31mred [@click=app.quit]x[b]"
    odd.mkdir(parents=True)
    (odd / "one.md").write_text("# Ferry talks\n\nThey met.\n")
    await room.press("I")
    room.app.screen.query_one("#import-path").value = f"{odd.parent}/"
    await room.settle()
    assert "␛[31mred [@click=app.quit]x[b]/" in room.painted
    await room.press("down", "tab")
    assert "one.md" in room.painted
    await room.pilot.press("enter")
    await until(room, lambda: "1 new" in room.painted)
    assert "\x1b[31mred" not in room.painted


async def test_a_file_of_another_kind_is_refused_in_one_sentence(empty, tmp_path):
    room = empty
    (tmp_path / "tool.exe").write_bytes(b"MZ")
    await take(room, tmp_path / "tool.exe")
    await until(room, lambda: "this kind are not read" in room.painted)
    assert isinstance(room.app.screen, ImportDialog)
