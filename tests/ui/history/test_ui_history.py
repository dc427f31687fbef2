"""The history, driven by keys on a real library."""

import pytest

from cityreader.config import Config
from cityreader.library.library import Library
from cityreader.models import Coder
from cityreader.ui.app import CityReaderApp
from cityreader.ui.screens.history import HistoryScreen
from cityreader.ui.screens.reader import ReaderScreen
from shelf import ENGLISH, add_article, span_of


class Desk:
    """The running program with the history open."""

    def __init__(self, app, pilot):
        self.app, self.pilot = app, pilot

    @property
    def screen(self):
        return self.app.screen

    @property
    def shown(self):
        rows = self.screen.rows
        return [
            "".join(segment.text for segment in rows.render_line(y)).rstrip()
            for y in range(len(rows.keys) or 3)
        ]

    async def settle(self):
        for _ in range(2):
            await self.pilot.pause()
            await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def press(self, *keys):
        for key in keys:
            await self.pilot.press(key)
            await self.settle()


@pytest.fixture
async def desk(library, folders):
    """Two imports and a mark by Ann, a mark by Bo before them."""
    path = library.path
    article = add_article(library, "Two harbour towns sign", ENGLISH)
    bo = Coder("b0000000-0000-4000-8000-000000000000", "Bo")
    with Library.open(path, config=Config(), folders=folders, coder=bo) as other:
        other.coding.tag(article, span_of(ENGLISH, "nine guests"), "visit")
    library.coding.tag(article, span_of(ENGLISH, "Forty towns"), "statement")
    library.close()
    app = CityReaderApp(path, Config(coder="Ann"), folders)
    async with app.run_test(size=(120, 30)) as pilot:
        desk = Desk(app, pilot)
        await desk.settle()
        await desk.press("U")
        yield desk
        await desk.settle()
    app.library.close()


async def test_all_steps_stand_there_the_newest_first(desk):
    assert isinstance(desk.screen, HistoryScreen)
    assert [line.split()[2 + ("▎" in line)] for line in desk.shown] == ["Ann", "Bo", "Ann"]
    assert "Two harbour towns sign" in desk.shown[0]
    assert "3 steps" in str(desk.screen.heading.render())


async def test_one_key_shows_the_own_steps_alone(desk):
    await desk.press("c")
    assert len(desk.screen.rows.keys) == 2
    assert not any("Bo" in line for line in desk.shown)
    await desk.press("c")
    assert len(desk.screen.rows.keys) == 3


async def test_enter_leads_to_the_mark_that_the_step_made(desk):
    await desk.press("j", "enter")
    reader = desk.screen
    assert isinstance(reader, ReaderScreen)
    assert reader.view.selection.span == span_of(ENGLISH, "nine guests")


async def test_undo_marks_the_step_as_undone_and_redo_takes_that_back(desk):
    await desk.press("u", "u")
    assert "↶" in desk.shown[0]
    assert "Undone" in str(desk.screen.status.render())
    assert len(desk.screen.rows.keys) == 3
    assert [event.type for event in desk.app.library.events.everything()] == ["visit"]
    await desk.press("ctrl+r")
    assert "↶" not in desk.shown[0]
    assert len(desk.app.library.events.everything()) == 2


async def test_a_step_without_a_place_says_so(desk):
    await desk.press("G", "enter")
    assert isinstance(desk.screen, HistoryScreen)
    assert "in no article" in str(desk.screen.status.render())


async def test_an_empty_history_says_what_comes_here(library, folders):
    path = library.path
    library.close()
    app = CityReaderApp(path, Config(coder="Ann"), folders)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = Desk(app, pilot)
        await desk.settle()
        await desk.press("U")
        assert "Nothing was done yet." in desk.shown[1]
        await desk.press("q")
        assert not isinstance(desk.screen, HistoryScreen)
    app.library.close()
