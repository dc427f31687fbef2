"""The keys of a screen, made from the commands themselves."""

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cityreader.ui.commands import Command
from cityreader.ui.theme import Palette


class HelpScreen(ModalScreen[None]):
    """Lists the commands of a screen under their headings."""

    BINDINGS = [
        Binding("escape,q,question_mark,enter,f1", "dismiss", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, commands: Sequence[Command]) -> None:
        super().__init__()
        self._title = title
        self._commands = commands

    def compose(self) -> ComposeResult:
        """One column of headings, keys and what they do."""
        with VerticalScroll(id="help", classes="dialog") as scroll:
            scroll.border_title = Content(self._title)
            scroll.border_subtitle = Content("esc closes")
            palette: Palette = self.app.palette  # type: ignore[attr-defined]
            yield Static(_listed(self._commands, palette), id="help-text")

    def on_mount(self) -> None:
        """Arrow keys scroll at once."""
        self.query_one("#help").focus()

    async def action_dismiss(self, result: Any = None) -> None:
        """Close."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#help", VerticalScroll).scroll_relative(y=lines, animate=False)


def _listed(commands: Sequence[Command], palette: Palette) -> Content:
    groups: dict[str, list[Command]] = {}
    for command in commands:
        groups.setdefault(command.group, []).append(command)
    width = max(len(command.display) for command in commands)
    lines: list[Content] = []
    for group, members in groups.items():
        if lines:
            lines.append(Content(""))
        lines.append(Content.styled(group, f"bold {palette.accent}"))
        for command in members:
            modes = "" if "read" in command.modes else f"  ({', '.join(command.modes)})"
            lines.append(
                Content.assemble(
                    Content.styled(f"  {command.display:<{width}}  ", palette.warning),
                    Content(command.help),
                    Content.styled(modes, palette.faint),
                )
            )
    return Content("\n").join(lines)
