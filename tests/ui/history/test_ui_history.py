"""The history, driven by keys on a real library."""

import pytest

from cityreader.config import Config
from cityreader.library.library import Library
from cityreader.models import Coder
from cityreader.ui.screens.history import HistoryScreen
from cityreader.ui.screens.reader import ReaderScreen
from driving import driven
from shelf import ENGLISH, add_article, span_of


@pytest.fixture
async def desk(library, folders):
    """Two imports and a mark by Ann, a mark by Bo before them."""
    article = add_article(library, "Two harbour towns sign", ENGLISH)
    bo = Coder("b0000000-0000-4000-8000-000000000000", "Bo")
    with Library.open(library.path, config=Config(), folders=folders, coder=bo) as other:
        other.coding.tag(article, span_of(ENGLISH, "nine guests"), "visit")
    library.coding.tag(article, span_of(ENGLISH, "Forty towns"), "statement")
    library.close()
    async with driven(library.path, folders, size=(120, 30)) as desk:
        await desk.press("U")
        yield desk


async def test_all_steps_stand_there_the_newest_first(desk):
    assert isinstance(desk.screen, HistoryScreen)
    assert [line.split()[2 + ("▎" in line)] for line in desk.shown] == ["Ann", "Bo", "Ann"]
    assert "Two harbour towns sign" in desk.shown[0]
    assert "3 steps" in desk.heading


async def test_one_key_shows_the_own_steps_alone(desk):
    await desk.press("c")
    assert desk.screen.rows.count == 2
    assert not any("Bo" in line for line in desk.shown)
    await desk.press("c")
    assert desk.screen.rows.count == 3


async def test_enter_leads_to_the_mark_that_the_step_made(desk):
    await desk.press("j", "enter")
    reader = desk.screen
    assert isinstance(reader, ReaderScreen)
    assert reader.view.selection.span == span_of(ENGLISH, "nine guests")


async def test_undo_marks_the_step_as_undone_and_redo_takes_that_back(desk):
    await desk.press("u", "u")
    assert "↶" in desk.shown[0]
    assert "Undone" in desk.said
    assert desk.screen.rows.count == 3
    assert [event.type for event in desk.app.library.records.events("")] == ["visit"]
    await desk.press("ctrl+r")
    assert "↶" not in desk.shown[0]
    assert len(desk.app.library.records.events("")) == 2


async def test_a_step_without_a_place_says_so(desk):
    await desk.press("G", "enter")
    assert isinstance(desk.screen, HistoryScreen)
    assert "in no article" in desk.said


async def test_an_empty_history_says_what_comes_here(library, folders):
    library.close()
    async with driven(library.path, folders, size=(80, 24)) as desk:
        await desk.press("U")
        assert "Nothing was done yet." in desk.shown[0]
        await desk.press("q")
        assert not isinstance(desk.screen, HistoryScreen)
