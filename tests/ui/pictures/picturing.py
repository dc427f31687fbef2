"""What all pictures share: where they can be compared, the starter library, keys before them."""

import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from cityreader.config import Config
from cityreader.ui.app import CityReaderApp
from driving import Driven

STARTER = Path(__file__).parents[3] / "annotations.db"

WHERE_TAKEN = pytest.mark.skipif(
    (version("textual"), version("rich")) != ("8.2.8", "15.0.0"),
    reason="the pictures were taken with Textual 8.2.8 and Rich 15.0.0",
)
"""Another release of Textual may draw the same screen in another SVG."""


def starting(folder, folders, theme):
    """The program on a copy of the starter library."""
    library = folder / "annotations.db"
    shutil.copy(STARTER, library)
    return CityReaderApp(library, Config(coder="Ann", theme=theme), folders)


def pressing(*keys):
    """Presses keys before a picture is taken, and waits after each for all that it leads to."""

    async def run_before(pilot):
        seat = Driven(pilot.app, pilot)
        await seat.settle()
        await seat.press(*keys)

    return run_before
