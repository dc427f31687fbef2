"""A small application that opens one dialog and remembers the answer."""

import re
from html import unescape
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.filter import LineFilter
from textual.pilot import Pilot

import cityreader.ui
from cityreader.ui import theme
from cityreader.ui.dialogs.dialog import Dialog
from cityreader.ui.key_order import OrderedKeysApp
from cityreader.ui.safety import SafetyFilter

NOT_ANSWERED = object()

CELL, LINE = 12.2, 24.4
"""Width and height of a cell in the pictures that Rich draws."""
PAINTED = re.compile(r'<text class="[^"]*-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')


class DialogApp(OrderedKeysApp[None]):
    """Opens dialogs one after the other with the colours and the guard of the real program."""

    CSS_PATH = Path(cityreader.ui.__file__).parent / "cityreader.tcss"

    def __init__(self, dialog: Dialog[Any], *, light: bool = False) -> None:
        super().__init__()
        self.drafts: dict[str, object] = {}
        self.answer: Any = NOT_ANSWERED
        self._dialog = dialog
        self.register_theme(theme.theme_of(theme.DARK_NAME, theme.DARK))
        self.register_theme(theme.theme_of(theme.LIGHT_NAME, theme.LIGHT))
        self.theme = theme.LIGHT_NAME if light else theme.DARK_NAME

    def get_line_filters(self) -> list[LineFilter]:
        """Every line passes the safety filter, as in the real program."""
        return [SafetyFilter(), *super().get_line_filters()]

    def on_mount(self) -> None:
        self.ask(self._dialog)

    def ask(self, dialog: Dialog[Any]) -> None:
        """Open a dialog."""
        self.answer = NOT_ANSWERED
        self.push_screen(dialog, self._answered)

    def _answered(self, answer: Any) -> None:
        self.answer = answer

    def shown(self) -> str:
        """Everything on the screen, line by line, each character at its cell."""
        lines: list[list[tuple[int, str]]] = [[] for _ in range(self.size.height)]
        for x, y, text in PAINTED.findall(self.export_screenshot()):
            words = unescape(text).replace("\xa0", " ").rstrip("\n")
            lines[int(float(y) / LINE)].append((round(float(x) / CELL), words))
        return "\n".join(map(_joined, lines))


def _joined(pieces: list[tuple[int, str]]) -> str:
    line = ""
    for column, words in sorted(pieces):
        line += " " * (column - cell_len(line)) + words
    return line


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Send characters as an input method does: each a key press of its own."""
    for character in text:
        pilot.app.post_message(events.Key(character, character))
    await pilot.pause()


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Paste into the field that has the focus."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
