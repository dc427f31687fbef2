"""What all screens of the program have: keys that are commands, the library, and what they hear.

A key is dealt with where it arrives (``cityreader.ui.keys``) and comes here as the name of a
command; what the library is asked goes through the errands of the program.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar, cast, runtime_checkable

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen

from cityreader.ui.command import Command
from cityreader.ui.commands import APP_COMMANDS
from cityreader.ui.errands import is_open
from cityreader.ui.key_order import KeptKeys
from cityreader.ui.keymap import with_input_method_forms

if TYPE_CHECKING:
    from cityreader.errors import CityReaderError
    from cityreader.library.library import Library
    from cityreader.models import Step
    from cityreader.ui.app import CityReaderApp

Answer = TypeVar("Answer")

EDITING_KEYS = frozenset(("backspace", "delete", "left", "right", "home", "end", "tab", "enter"))
"""Keys that may be meant for a field of a dialog that is still to come."""

PaletteEntry = tuple[str, str, Callable[[], object]]
"""A line of the palette that is no command: its name, its help, and what it does."""


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
class HasStatus(Protocol):
    """A screen with a line for what happened."""

    def say(self, message: str) -> None:
        """Show a sentence in it."""


class CommandScreen(Screen[int]):
    """A screen whose keys are commands."""

    command_table: tuple[Command, ...] = ()
    help_title = "Keys"

    def __init__(self) -> None:
        super().__init__()
        self._kept = KeptKeys()

    @property
    def room(self) -> "CityReaderApp":
        """The program, with its library and errands."""
        return cast("CityReaderApp", self.app)

    @property
    def mode(self) -> str:
        """What keys mean now; the names are those of the commands."""
        return "read"

    @property
    def article_ids(self) -> Sequence[int]:
        """Ids of the articles that are open on the screen."""
        return ()

    def palette_entries(self) -> Iterable[PaletteEntry]:
        """What the palette lists besides the commands."""
        return ()

    def reread(self) -> None:
        """Show the library as it is now: something that is not this screen changed it."""

    def viewpoint_changed(self) -> None:
        """Show the marks of other coders than before."""

    def glossary_changed(self) -> None:
        """Explain words anew."""

    def show_work(self, message: str) -> None:
        """Show how far something is that takes a while; empty when it ended."""

    @cached_property
    def key_table(self) -> KeyTable:
        """The commands by their keys, as the user has them."""
        return KeyTable(self.command_table, self.room.own_keys)

    @cached_property
    def _program_keys(self) -> KeyTable:
        return KeyTable(APP_COMMANDS, self.room.own_keys)

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
        self.room.errands.ask(group, question, answered, failed, asker=self)

    def is_asking(self, group: str) -> bool:
        """Whether this screen waits for the answer to a question of a group."""
        return self.room.errands.is_asking(group, self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Commands of another mode are not there."""
        modes = self._modes.get(action)
        return modes is None or self.mode in modes

    @cached_property
    def _modes(self) -> dict[str, set[str]]:
        """The modes of each action; one action may stand in several commands."""
        modes: dict[str, set[str]] = {}
        for command in self.command_table:
            modes.setdefault(command.action.partition("(")[0], set()).update(command.modes)
        return modes

    def means_something(self, key: str) -> bool:
        """Whether a key is a command of this screen or of the program, in any mode."""
        return bool(self.key_table.actions(key) or self._program_keys.actions(key))

    def can_run(self, key: str) -> bool:
        """Whether what a key means can be done now."""

        def checked(target: DOMNode, actions: Sequence[str]) -> bool:
            return any(target.check_action(one.partition("(")[0], ()) for one in actions)

        return checked(self, self.key_table.actions(key)) or checked(
            self.room, self._program_keys.actions(key)
        )

    def action_copy(self) -> None:
        """Copy what the cursor is on, where a screen has something to copy."""

    def key_unavailable(self, key: str) -> None:
        """A key was pressed that means something only in another mode; by default it is silent."""

    def hold_keys(self) -> None:
        """Keep the keys that come from now on: what they are meant for is still to be fetched."""
        self._kept.keeping = True

    def holds(self, event: events.Key) -> bool:
        """Keep a key, if keys are kept and it means something; returns whether it was kept."""
        if not self._kept.keeping:
            return False
        typed = event.is_printable or event.key in EDITING_KEYS
        if not (typed or self.means_something(event.key)):
            return False
        self._kept.keep(event)
        return True

    def release_keys(self) -> None:
        """Let the keys that were kept be typed again, in order, to whatever has the focus now."""
        self.room.key_order.resume(self._kept.give_back)

    def show_held(
        self, dialog: "Screen[Answer]", answered: "Callable[[Answer | None], None]"
    ) -> None:
        """Open a dialog, and give it the keys that are typed before it is there."""
        self.app.push_screen(dialog, answered)
        self.release_keys()

    async def on_key(self, event: events.Key) -> None:
        """Deal with the keys that came before anything had the focus, or after the screen was left.

        Textual would run them as commands of whatever screen is open once they have bubbled up.
        """
        from cityreader.ui.keys import press_key

        if self.focused is None or self.app.screen is not self:
            await press_key(self, event)
        elif self.holds(event) or await self.run_key(event.key):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Keep what is pasted where keys are kept."""
        if self._kept.keeping:
            self._kept.keep(event)

    async def run_key(self, key: str) -> bool:
        """Run the command that a key means now; returns whether there was one.

        Those of the program are run here too: the keys behind one are meant for what it opens.
        """
        actions = self.key_table.actions(key)
        for action in actions:
            if await self.app.run_action(action, self):
                return True
        for action in self._program_keys.actions(key):
            if await self.app.run_action(action, self.app):
                return True
        if actions:
            self.key_unavailable(key)
        return False


class ChangingScreen(CommandScreen):
    """A screen whose changes can be taken back."""

    @property
    def here(self) -> Collection[int]:
        """Ids of the articles in which the person sees what is changed; see ``Undoing``."""
        return self.article_ids

    def step_reversed(self, step: "Step") -> None:
        """Show the library after a step was taken back or restored."""
        self.reread()

    def action_undo(self) -> None:
        """Take the last change back."""
        self.room.undoing.undo(self.here, self._step_reversed)

    def action_redo(self) -> None:
        """Restore what was taken back last."""
        self.room.undoing.redo(self.here, self._step_reversed)

    def _step_reversed(self, step: "Step") -> None:
        if is_open(self):
            self.step_reversed(step)
        else:
            self.room.reread_screens()
