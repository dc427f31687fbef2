"""Keys that arrive faster than the focus moves.

Textual gives all keys of one burst (a slow link, a fast hand) to the widget that had the focus when
the burst came in, and runs bindings only after all of them went by. Here every key is dealt with
where it arrives, in order: handed on if the focus has moved meanwhile, else run as a command.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar, cast, runtime_checkable

from rich.highlighter import Highlighter
from textual import events
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from cityreader.ui.command import Command
from cityreader.ui.keymap import with_input_method_forms

if TYPE_CHECKING:
    from cityreader.errors import CityReaderError
    from cityreader.library.library import Library
    from cityreader.ui.app import CityReaderApp

Answer = TypeVar("Answer")


class KeyTable:
    """Which actions a key may mean, in the order of the commands."""

    def __init__(self, commands: Iterable[Command], keymap: Mapping[str, str]) -> None:
        """``keymap`` gives other keys to some commands, by their ids."""
        self._actions: dict[str, list[str]] = {}
        for command in commands:
            keys = keymap.get(command.id) or with_input_method_forms(command.keys)
            for key in keys.split(","):
                self._actions.setdefault(key, []).append(command.action)

    def actions(self, key: str) -> list[str]:
        """The actions of a key; which of them applies now is for the screen to say."""
        return self._actions.get(key, [])


@runtime_checkable
class TakesEarlyKeys(Protocol):
    """A screen that keeps the keys that come before it has a field for them."""

    early: list[events.Key]


class CommandScreen(Screen[int]):
    """A screen whose keys are commands."""

    command_table: tuple[Command, ...] = ()
    help_title = "Keys"

    def __init__(self) -> None:
        super().__init__()
        self._fetching = False
        self._held: list[events.Key] = []

    @cached_property
    def key_table(self) -> KeyTable:
        """The commands by their keys, as the user has them."""
        return KeyTable(self.command_table, getattr(self.app, "own_keys", {}))

    def ask(
        self,
        group: str,
        question: "Callable[[Library], Answer]",
        answered: "Callable[[Answer], object]",
        failed: "Callable[[CityReaderError], object] | None" = None,
    ) -> None:
        """Ask the library something for this screen; see ``Errands.ask``.

        An answer that comes when the screen was left is dropped.
        """
        program = cast("CityReaderApp", self.app)
        program.errands.ask(group, question, answered, failed, asker=self)

    def key_unavailable(self, key: str) -> None:
        """A key was pressed that means something only in another mode; by default it is silent."""

    def hold_keys(self) -> None:
        """Keep the keys that come from now on: what they are meant for is still to be fetched."""
        self._fetching = True

    def holds(self, event: events.Key) -> bool:
        """Keep a key, if keys are kept and it means something; returns whether it was kept."""
        if not (self._fetching or self._held):
            return False
        if not (event.is_printable or self.key_table.actions(event.key)):
            return False
        self._held.append(event)
        return True

    async def release_keys(self) -> None:
        """Deal with the keys that were kept, in order, until one of them has to be waited for."""
        self._fetching = False
        began = self.focused
        while self._held and not self._fetching:
            event = self._held[0]
            target: Widget = self.app.screen.focused or self.app.screen
            if target is began:
                await self.run_key(event.key)
            else:
                target.post_message(events.Key(event.key, event.character))
            self._held.pop(0)

    def show_held(
        self, dialog: "Screen[Answer]", answered: "Callable[[Answer | None], None]"
    ) -> None:
        """Open a dialog, and give it the keys that are typed before it is there."""
        self.hold_keys()

        async def show() -> None:
            if isinstance(dialog, TakesEarlyKeys):
                dialog.early.extend(self._held)
                self._held.clear()
            await self.app.push_screen(dialog, answered)
            await self.release_keys()

        self.app.run_worker(show(), group="dialog")

    async def run_key(self, key: str) -> bool:
        """Run the command that a key means now; returns whether there was one."""
        actions = self.key_table.actions(key)
        for action in actions:
            if await self.app.run_action(action, self):
                return True
        if actions:
            self.key_unavailable(key)
        return False


def forward_key(widget: Widget, event: events.Key) -> bool:
    """Hand a key on to the widget that has the focus now; returns whether it was handed on."""
    screen = widget.app.screen
    target: Widget = screen.focused or screen
    if target is widget:
        return False
    event.stop()
    event.prevent_default()
    target.post_message(events.Key(event.key, event.character))
    return True


async def press_key(widget: Widget, event: events.Key) -> None:
    """Run the command of a key here and now, unless the key belongs to another widget.

    A key without a command goes on its usual way, to the bindings of the application.
    """
    screen = widget.screen
    if forward_key(widget, event) or not isinstance(screen, CommandScreen):
        return
    if screen.holds(event) or await screen.run_key(event.key):
        event.stop()
        event.prevent_default()


class LineInput(Input):
    """A line of input that keeps only the keys that are meant for it.

    ``entered`` is called with the text at once when enter is pressed, so that the keys typed behind
    it find the focus where it went.
    """

    def __init__(
        self,
        entered: Callable[[str], None],
        *,
        placeholder: str = "",
        highlighter: Highlighter | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(
            placeholder=placeholder, highlighter=highlighter, select_on_focus=False, id=id
        )
        self._entered = entered

    async def on_key(self, event: events.Key) -> None:
        """Hand a key on if the focus has moved; enter takes the line, escape is a command."""
        if event.key == "escape":
            await press_key(self, event)
        elif not forward_key(self, event) and event.key == "enter":
            event.stop()
            event.prevent_default()
            self._entered(self.value)
