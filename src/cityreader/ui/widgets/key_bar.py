"""The line of keys at the bottom: the mode first, then the keys that matter in it."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from cityreader.ui.command import Command
from cityreader.ui.commands import APP_COMMANDS
from cityreader.ui.theme import palette_of

SEPARATION = 2
"""Cells between two keys."""

UNNAMED_MODES = frozenset({"read", "opening", "empty", "closed"})
"""Modes nobody chose; the bar does not name them."""

HINTS = {
    "tag": "a letter is the tag · space searches all tags · esc leaves",
    "roles:pick": "two labels pick words · ↵ or twice: one word · esc leaves",
    "pick": "two labels pick words · ↵ or twice: one word · ⌫ back · esc leaves",
}
"""Modes that take the next key themselves say so instead of listing commands."""


class KeyBar(Widget):
    """Shows the keys of a mode, as many as fit, the most important ones first."""

    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 2; background: $panel; color: $text-muted; }
    """

    mode: reactive[str] = reactive("read")
    labels: reactive[dict[str, str]] = reactive({})
    """Other words for commands, by id, where what they do depends on where one is; a command with
    an empty one is not shown."""

    def __init__(self, commands: Sequence[Command], *, last: int = 2) -> None:
        """The commands of a screen, to which those of the program come.

        The keys for leaving and for help, at the end, may take one ``last``-th of the line.
        """
        super().__init__()
        self._commands = (*commands, *APP_COMMANDS)
        self._last = last

    def render(self) -> Content:
        """The mode, where it is not plain reading, and its keys."""
        palette = palette_of(self)
        shown = sorted(
            (
                command._replace(label=self.labels.get(command.id, command.label))
                for command in self._commands
                if command.bar and self.mode in command.modes and self.labels.get(command.id, "-")
            ),
            key=lambda command: command.bar,
        )
        room = self.content_size.width
        parts: list[Content | str] = []
        used = 0
        if self.mode not in UNNAMED_MODES:
            name = f" {self.mode.partition(':')[0].upper()} "
            parts += [Content.styled(name, f"bold {palette.ground} on {palette.accent}"), "  "]
            used = cell_len(name) + SEPARATION
        if self.mode in HINTS:
            return Content.assemble(*parts, HINTS[self.mode])
        keep_last = [command for command in shown if command.bar >= 90]
        while keep_last and sum(_width(command) for command in keep_last) > room // self._last:
            keep_last.pop(0)
        reserve = sum(_width(command) for command in keep_last)
        for command in shown:
            width = _width(command)
            last = command in keep_last
            if used + width + (0 if last else reserve) > room + SEPARATION:
                continue
            reserve -= width if last else 0
            parts += [
                Content.styled(command.display, palette.accent),
                Content(f" {command.label}"),
                " " * SEPARATION,
            ]
            used += width
        return Content.assemble(*parts)


def _width(command: Command) -> int:
    return cell_len(command.display) + 1 + cell_len(command.label) + SEPARATION
