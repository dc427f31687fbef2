"""Choosing whose marks are shown."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets.option_list import Option

from cityreader.library.viewpoint import ALL, MINE, CoderWork
from cityreader.ui.dialogs.dialog import LEAVE, Dialog, KeyHint
from cityreader.ui.safety import fitted
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.words import Options

NAME = 28
"""Cells of a name."""


class ViewpointPicker(Dialog[str | None]):
    """All, mine, and everybody else; gives back ``all``, ``mine`` or a UUID, or None."""

    BINDINGS = [("j", "step('cursor_down')"), ("k", "step('cursor_up')")]
    KEYS = (KeyHint("↵", "show", "accept"), KeyHint("↑↓", "move", "step('cursor_down')"), LEAVE)

    def __init__(self, coders: Sequence[CoderWork], own_uuid: str, chosen: str) -> None:
        super().__init__("Whose marks and events are shown")
        self._coders = coders
        self._own = own_uuid
        self._chosen = chosen

    def compose_body(self) -> ComposeResult:
        """The choices."""
        yield Options(classes="scrolls")

    def on_mount(self) -> None:
        """The cursor begins at what is shown now."""
        mine = [one for one in self._coders if one.coder.uuid == self._own]
        others = [one for one in self._coders if one.coder.uuid != self._own]
        marks = sum(one.marks for one in self._coders)
        events = sum(one.events for one in self._coders)
        rows = [(ALL, "all coders", marks, events)]
        rows += [(MINE, f"mine · {one.name}", one.marks, one.events) for one in mine]
        rows += [(one.coder.uuid, one.name, one.marks, one.events) for one in others]
        listed = self.query_one(Options)
        listed.add_options([Option(self._line(*row), row[0]) for row in rows])
        values = [row[0] for row in rows]
        listed.highlighted = values.index(self._chosen) if self._chosen in values else 0
        listed.focus()

    def action_accept(self) -> None:
        """Give back the choice under the cursor."""
        option = self.query_one(Options).highlighted_option
        if option is not None:
            self.dismiss(option.id)

    async def action_step(self, movement: str) -> None:
        """Move the cursor."""
        await self.query_one(Options).run_action(movement)

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Enter and a click choose."""
        event.stop()
        self.dismiss(event.option_id)

    def _line(self, value: str, name: str, marks: int, events: int) -> Content:
        palette, taken = palette_of(self), value == self._chosen
        shown = fitted(name, NAME)
        return Content.assemble(
            Content.styled("● " if taken else "  ", palette.accent),
            Content.styled(shown, f"bold {palette.ink}" if taken else palette.ink),
            Content.styled(f"{marks:>9,} mark{' ' if marks == 1 else 's'}", palette.dim),
            Content.styled(f"{events:>8,} event{'s' * (events != 1)}", palette.dim),
        )
