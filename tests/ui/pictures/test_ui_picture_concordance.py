"""A picture of the concordance; see ``test_ui_pictures``."""

import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from cityreader.config import Config
from cityreader.ui.app import CityReaderApp
from cityreader.ui.screens.concordance import ConcordanceScreen

STARTER = Path(__file__).parents[3] / "annotations.db"

pytestmark = pytest.mark.skipif(
    (version("textual"), version("rich")) != ("8.2.8", "15.0.0"),
    reason="the pictures were taken with Textual 8.2.8 and Rich 15.0.0",
)


def test_the_concordance(tmp_path, folders, snap_compare):
    library = tmp_path / "annotations.db"
    shutil.copy(STARTER, library)
    app = CityReaderApp(library, Config(coder="Ann", theme="dark"), folders)

    async def looking(pilot):
        for _ in range(2):
            await pilot.pause()
            await app.workers.wait_for_complete()
        app.push_screen(ConcordanceScreen("论坛"))
        for key in ("", "O", "r", "j"):
            if key:
                await pilot.press(key)
            for _ in range(2):
                await pilot.pause()
                await app.workers.wait_for_complete()

    assert snap_compare(app, terminal_size=(120, 40), run_before=looking)
