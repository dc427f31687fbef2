"""Keys dealt with where they arrive.

Keys come one after the other (``cityreader.ui.key_order``). What runs on its own may move the focus
between a key's being handed out and its being heard: such a key is handed on. Textual would run
commands only after a key went by all widgets; here they run at once.
"""

from collections.abc import Callable

from rich.highlighter import Highlighter
from textual import events
from textual.widget import Widget
from textual.widgets import Input

from cityreader.ui.command_screen import CommandScreen
from cityreader.ui.key_order import OrderedKeysApp


def forward_key(widget: Widget, event: events.Key) -> bool:
    """Hand a key on to the widget that has the focus now; returns whether it was handed on."""
    screen = widget.app.screen
    target: Widget = screen.focused or screen
    if target is widget:
        return False
    event.stop()
    event.prevent_default()
    target.post_message(events.Key(event.key, event.character))
    if isinstance(widget.app, OrderedKeysApp):
        widget.app.key_order.follow(target)
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
