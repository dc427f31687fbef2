"""Pictures of the events and the history; see ``test_ui_pictures``."""

import shutil
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from cityreader.config import Config
from cityreader.ui.app import CityReaderApp

STARTER = Path(__file__).parents[3] / "annotations.db"

pytestmark = pytest.mark.skipif(
    (version("textual"), version("rich")) != ("8.2.8", "15.0.0"),
    reason="the pictures were taken with Textual 8.2.8 and Rich 15.0.0",
)


@pytest.fixture
def app(tmp_path, folders, request, monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    library = tmp_path / "annotations.db"
    shutil.copy(STARTER, library)
    return CityReaderApp(library, Config(coder="Ann", theme=request.param), folders)


def pressing(*keys):
    async def run_before(pilot):
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            for _ in range(2):
                await pilot.pause()
                await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return run_before


@pytest.mark.parametrize("app", ["dark"], indirect=True)
def test_the_events(app, snap_compare):
    assert snap_compare(app, terminal_size=(120, 40), run_before=pressing("e", "j", "j"))


@pytest.mark.parametrize("app", ["light"], indirect=True)
def test_the_history_on_a_small_light_screen(app, snap_compare):
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing("U"))
