"""Make the pictures of the README from the real program on the starter library.

    python scripts/make_screenshots.py

The library is copied first: pictures are taken of it, never changes made to it.
"""

import asyncio
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from cityreader.config import Config, Folders
from cityreader.ui.app import CityReaderApp

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"

FONTS = "DejaVu Sans Mono, Noto Sans Mono CJK SC, Noto Sans CJK SC, monospace"
"""Fonts with Chinese that is two cells wide, in place of one fetched from the network."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its file, the size in cells, the theme, and the keys that lead to it."""

    name: str
    size: tuple[int, int]
    theme: str
    keys: tuple[str, ...]


PICTURES = (
    Picture("list", (120, 34), "dark", ()),
    Picture("reader", (120, 34), "dark", ("slash", *"shanghai", "enter", "j")),
    Picture("reader-light", (120, 34), "light", ("slash", *"prague", "enter", "j", "j")),
    Picture("reader-narrow", (80, 24), "dark", ("slash", *"shanghai", "enter", "j")),
)


async def take(picture: Picture, library: Path, folders: Folders) -> str:
    """Run the program to the picture and return it as SVG."""
    app = CityReaderApp(library, Config(coder="you", theme=picture.theme), folders)
    async with app.run_test(size=picture.size) as pilot:
        await _settled(pilot)
        for key in picture.keys:
            await pilot.press(key)
            await _settled(pilot)
        return _portable(app.export_screenshot(title="cityreader"))


async def _settled(pilot: Pilot[int]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def _portable(svg: str) -> str:
    """The SVG without fonts from the network, with its spaces kept by every viewer."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", FONTS)
    return svg.replace("<text ", '<text xml:space="preserve" ')


def main() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        folders = Folders.of_user({"CITYREADER_HOME": str(home)})
        for picture in PICTURES:
            library = home / "annotations.db"
            shutil.copy(ROOT / "annotations.db", library)
            svg = asyncio.run(take(picture, library, folders))
            (DOCS / f"{picture.name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
