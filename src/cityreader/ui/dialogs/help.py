"""The keys of a screen, made from the commands themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from cityreader.text.lines import line_breaks
from cityreader.ui.command import Command, display_key
from cityreader.ui.dialogs.dialog import Dialog, KeyHint
from cityreader.ui.keymap import with_input_method_forms
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette, palette_of
from cityreader.ui.widgets.words import Words

CREDIT = "Dictionary: CC-CEDICT by MDBG and its contributors, CC BY-SA 4.0, converted."
"""The duty of the dictionary's licence: who made it, under what terms, and that it was changed."""

MOST_KEYS = 2
"""Keys of one command that are shown; the others are further ways to the same."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line: keys, what they do, and the modes they work in if not always."""

    keys: str
    help: str
    modes: str

    @property
    def meaning(self) -> str:
        """What stands beside the keys."""
        return f"{self.help}  {self.modes}" if self.modes else self.help


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """A heading and its lines."""

    name: str
    lines: tuple[HelpLine, ...]


def help_groups(commands: Sequence[Command]) -> list[HelpGroup]:
    """The commands under their headings; neighbours that do the same share a line."""
    groups: dict[str, list[Command]] = {}
    for command in commands:
        groups.setdefault(command.group, []).append(command)
    return [
        HelpGroup(
            name,
            tuple(
                _line(list(same))
                for _, same in groupby(members, key=lambda each: (each.help, each.modes))
            ),
        )
        for name, members in groups.items()
    ]


def even_columns(groups: Sequence[HelpGroup]) -> list[Sequence[HelpGroup]]:
    """The groups in two columns that are as even as their order allows."""
    heights = [len(group.lines) + 2 for group in groups]
    split = min(
        range(1, len(groups) + 1),
        key=lambda cut: abs(sum(heights[:cut]) - sum(heights[cut:])),
        default=0,
    )
    return [column for column in (groups[:split], groups[split:]) if column]


def _line(same: Sequence[Command]) -> HelpLine:
    first, last = same[0], same[-1]
    keys = [display_key(key) for key in first.key_names[:MOST_KEYS]]
    if first is not last:
        keys = [display_key(first.key_names[0]), "–", display_key(last.key_names[0])]
    modes = "" if "read" in first.modes else ", ".join(first.mode_names).upper()
    return HelpLine(" ".join(keys), first.help, modes)


class KeyList(Widget):
    """Groups of lines; what a command does goes on under itself, not under its keys."""

    def __init__(self, groups: Sequence[HelpGroup], keys: int, classes: str) -> None:
        super().__init__(classes=classes)
        self._groups = groups
        self._keys = keys + 2

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines of all groups, each with its heading and an empty line above."""
        lines = [line for group in self._groups for line in group.lines]
        return 2 * len(self._groups) + sum(len(self._starts(line, width)) for line in lines)

    def render(self) -> Content:
        """The groups, line by line."""
        palette = palette_of(self)
        lines: list[Content] = []
        for group in self._groups:
            lines += [Content(""), Content.styled(group.name, f"bold {palette.accent}")]
            for line in group.lines:
                lines += self._painted(line, palette)
        return Content("\n").join(lines)

    def _painted(self, line: HelpLine, palette: Palette) -> list[Content]:
        words = Content.styled(line.meaning, palette.dim)
        words = words.stylize(palette.faint, len(line.help))
        keys = Content.styled(fitted(line.keys, self._keys), palette.ink)
        starts = self._starts(line, self.size.width)
        return [
            Content.assemble(" " * self._keys if start else keys, words[start:end])
            for start, end in zip(starts, [*starts[1:], len(words)], strict=True)
        ]

    def _starts(self, line: HelpLine, width: int) -> list[int]:
        return line_breaks(line.meaning, max(1, width - self._keys), cell_len)


class HelpDialog(Dialog[None]):
    """Lists the commands of a screen under their headings, in two columns where there is room."""

    BINDINGS = [
        Binding(with_input_method_forms("q,question_mark,enter,f1"), "leave", show=False),
        Binding("j,down", "scroll_lines(1)", show=False),
        Binding("k,up", "scroll_lines(-1)", show=False),
        Binding("space,pagedown", "scroll_pages(1)", show=False),
        Binding("b,pageup", "scroll_pages(-1)", show=False),
    ]
    KEYS = (KeyHint("↑↓", "scroll", "scroll_lines(1)"), KeyHint("esc", "close", "leave"))
    FIXED_LINES = 6
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (110, "-wide")]

    def __init__(self, title: str, commands: Sequence[Command]) -> None:
        super().__init__(title)
        self._groups = help_groups(commands)

    def compose_body(self) -> ComposeResult:
        """The groups of commands, those of the first column first."""
        lines = [line for group in self._groups for line in group.lines]
        keys = max((cell_len(line.keys) for line in lines), default=0)
        with VerticalScroll(id="help", classes="scrolls"), Container(classes="columns"):
            for place, column in zip(
                ("column", "column second"), even_columns(self._groups), strict=False
            ):
                yield KeyList(column, keys, place)
        yield Words(Content.styled(CREDIT, palette_of(self).faint), id="credit")

    def on_mount(self) -> None:
        """Arrow keys scroll at once."""
        self.query_one("#help").focus()

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#help", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_scroll_pages(self, pages: int) -> None:
        """Scroll by pages."""
        scroll = self.query_one("#help", VerticalScroll)
        scroll.scroll_relative(y=pages * scroll.size.height, animate=False)
