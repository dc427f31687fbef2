"""What a command is: one row of the tables in ``cityreader.ui.commands``."""

from typing import NamedTuple


class Command(NamedTuple):
    """One command of a screen.

    ``id`` names it in the config (``reader.tag``), ``keys`` are Textual's key names joined with
    commas, ``action`` is the method it calls, ``label`` the word in the key bar, ``help`` the line
    in the help and the palette, ``group`` its heading there. ``modes`` lists the modes it works in.
    ``bar`` orders the key bar, lowest first (0: not in it) and ``shown`` is how the key is written
    there. ``palette`` and ``listed`` say whether the palette and the help name it.
    """

    id: str
    keys: str
    action: str
    help: str
    group: str
    label: str = ""
    bar: int = 0
    modes: tuple[str, ...] = ("read",)
    shown: str = ""
    palette: bool = True
    listed: bool = True

    @property
    def screen(self) -> str:
        """The screen it belongs to, as its id names it; ``app`` for those of every screen."""
        return self.id.partition(".")[0]

    @property
    def key_names(self) -> list[str]:
        """Its keys, one by one."""
        return [key.strip() for key in self.keys.split(",") if key.strip()]

    @property
    def mode_names(self) -> list[str]:
        """Its modes as people see them: what stands behind a colon is the program's own."""
        return list(dict.fromkeys(mode.partition(":")[0] for mode in self.modes))

    @property
    def display(self) -> str:
        """Its keys as people write them."""
        return self.shown or " ".join(display_key(key) for key in self.key_names[:2])


_SHOWN_KEYS = {
    "slash": "/", "question_mark": "?", "full_stop": ".", "equals_sign": "=", "plus": "+",
    "minus": "-", "backslash": "\\", "exclamation_mark": "!", "left_square_bracket": "[",
    "right_square_bracket": "]", "left_curly_bracket": "{", "right_curly_bracket": "}",
    "less_than_sign": "<", "greater_than_sign": ">", "left_parenthesis": "(",
    "right_parenthesis": ")", "colon": ":", "comma": ",", "enter": "↵", "escape": "esc",
    "pagedown": "PgDn", "pageup": "PgUp", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "tab": "⇥", "asterisk": "*",
}  # fmt: skip


def display_key(key: str) -> str:
    """A key name as people write it: ``ctrl+p`` is ``^p``, ``slash`` is ``/``."""
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+')}"
    return _SHOWN_KEYS.get(key, key)
