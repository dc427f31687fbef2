"""Pictures of the main screens on the starter library; ``pytest --snapshot-update`` takes new ones.

They are compared where the versions are those they were taken with: another release of Textual may
draw the same screen in another SVG.
"""

import shutil
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
def app(tmp_path, folders, request):
    library = tmp_path / "annotations.db"
    shutil.copy(STARTER, library)
    return CityReaderApp(library, Config(coder="Ann", theme=request.param), folders)


def pressing(*keys):
    async def run_before(pilot):
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await pilot.pause()
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return run_before


@pytest.mark.parametrize("app", ["dark"], indirect=True)
def test_the_list(app, snap_compare):
    assert snap_compare(app, terminal_size=(120, 40), run_before=pressing("j"))


@pytest.mark.parametrize("app", ["dark"], indirect=True)
def test_the_reader(app, snap_compare):
    assert snap_compare(app, terminal_size=(120, 40), run_before=pressing("enter", "j", "tab"))


@pytest.mark.parametrize("app", ["light"], indirect=True)
def test_the_reader_on_a_small_light_screen(app, snap_compare):
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing("enter", "j", "v", "l"))
