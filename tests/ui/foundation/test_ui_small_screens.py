"""What stands over a screen leaves enough of it in view, or nothing."""

import pytest

from cityreader.config import Config
from cityreader.errors import CityReaderError
from cityreader.ui.app import CityReaderApp
from driving import Driven, driven

KEYS = {"import": "I", "help": "question_mark", "details": "i", "glossary": "f4", "coders": "M"}


@pytest.mark.parametrize("columns", [80, 95])
async def test_nothing_is_left_beside_a_dialog_on_a_slim_screen(paired, folders, columns):
    """Taken out once: two columns of the list stood to the right of every dialog."""
    paired.close()
    async with driven(paired.path, folders, by=Driven, size=(columns, 24)) as desk:
        for key in KEYS.values():
            await desk.press(key)
            region = desk.screen.query_one(".dialog").region
            assert (region.x, region.width) == (0, columns), key
            await desk.press("escape")


async def test_a_dialog_leaves_some_of_a_wide_screen_in_view(paired, folders):
    paired.close()
    async with driven(paired.path, folders, by=Driven, size=(120, 40)) as desk:
        for key in KEYS.values():
            await desk.press(key)
            assert desk.screen.query_one(".dialog").region.x >= 4, key
            await desk.press("escape")


async def test_a_message_stands_in_the_line_of_the_keys(paired, folders):
    """Taken out once: one word took three lines of the preview."""
    paired.close()
    app = CityReaderApp(paired.path, Config(coder="Ann"), folders)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        desk = Driven(app, pilot)
        await desk.settle()
        await desk.press("s")
        region = app.screen.query_one("Toast").region
        assert (region.y, region.height) == (23, 1)
        app.clear_notifications()
        app.report(CityReaderError("Disk full", "Nothing could be stored. " * 4, "Free some."))
        await desk.settle()
        region = app.screen.query_one("Toast").region
        assert (region.bottom, region.height) == (24, 3)
    app.library.close()
