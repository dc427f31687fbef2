"""The order of keys: each is dealt with before the next one is handed out.

Textual hands a key to the widget that has the focus when the key arrives, whatever that widget has
still to deal with. A key that opens a screen, or moves the focus, would be overtaken by the one
behind it: of `e` and `q` typed at once the second could reach the new screen first.
"""

import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextvars import Context
from itertools import chain

from textual import events
from textual.app import App, ReturnType
from textual.dom import DOMNode
from textual.widget import Widget

PATIENCE = 2.0
"""Seconds after which a key that is not dealt with holds up the others no longer."""


Typed = events.Key | events.Paste
"""What comes from the keyboard."""


class KeptKeys:
    """What is typed while what it is meant for is made ready, if ``keeping``."""

    def __init__(self) -> None:
        self.keeping = False
        self._events: list[Typed] = []

    def keep(self, event: Typed) -> None:
        """Keep a key or a paste; nobody else hears of it."""
        event.stop()
        event.prevent_default()
        self._events.append(event)

    def give_back(self) -> list[Typed]:
        """All that was kept, in order; from now on nothing is."""
        self.keeping = False
        kept, self._events = self._events, []
        return kept

    def __bool__(self) -> bool:
        return bool(self._events)


class KeyOrder:
    """Hands out what is typed and pasted, one after the other.

    A key is dealt with when every widget that may hear of it has: the one that had the focus, those
    around it up to the application, and whatever it was handed on to; and when they have dealt with
    the messages, too, that they sent because of it.
    """

    def __init__(
        self, app: "App[ReturnType]", deliver: Callable[[events.Event], Awaitable[None]]
    ) -> None:
        """``deliver`` hands an event to what has the focus."""
        self._app = app
        self._deliver = deliver
        self._waiting: deque[Typed] = deque()
        self._kept: list[Callable[[], list[Typed]]] = []
        self._turn: _Turn | None = None

    @property
    def is_idle(self) -> bool:
        """Whether all that was typed is dealt with."""
        return self._turn is None and not self._waiting

    async def take(self, event: Typed) -> None:
        """Hand a key or a paste out when those before it are dealt with."""
        self._waiting.append(event)
        if self._turn is None or time.monotonic() - self._turn.began > PATIENCE:
            self._end()

    def resume(self, give_back: "Callable[[], list[Typed]]") -> None:
        """Hand keys out that somebody kept, before all that wait.

        ``give_back`` is called when the key under way is dealt with: it may be kept as well.
        """
        self._kept.append(give_back)
        if self._turn is None:
            self._end()

    def follow(self, widget: Widget) -> None:
        """Wait also for a widget that a key was handed on to, and for those around it."""
        # A widget may hand on a key long after its turn, or one that nobody handed out.
        self._turn = self._turn or _Turn()
        self._walk(self._turn, widget)

    def _begin(self) -> None:
        """Begin the turn of the next key, when there is something that can have the focus."""
        self._turn = turn = _Turn()

        async def hand_out() -> None:
            if self._turn is turn and self._app.screen_stack:
                target = self._app.focused or self._app.screen
                await self._deliver(self._waiting.popleft())
                self._walk(turn, target)

        def go_on() -> None:
            self._app.call_next(hand_out)

        # A screen that was opened just now mounts its widgets before it comes to this.
        if self._app.focused is not None or not _called_back(self._app.screen, go_on):
            go_on()

    def _walk(self, turn: "_Turn", widget: Widget) -> None:
        """Let a callback follow the key through the queues on its way up, and then its messages."""
        turn.walks += 1
        path = widget.ancestors_with_self
        stations = chain(path, path)

        def go_on() -> None:
            # A widget that is being closed takes neither the key nor the callback.
            if not any(_called_back(station, go_on) for station in stations):
                turn.walks -= 1
                if turn.walks == 0 and self._turn is turn:
                    self._end()

        go_on()

    def _end(self) -> None:
        self._turn = None
        kept = [event for give_back in self._kept for event in give_back()]
        self._kept.clear()
        self._waiting.extendleft(map(_typed_again, reversed(kept)))
        # Without a screen the program is over, and nobody hears what was typed behind its end.
        if self._waiting and self._app.screen_stack:
            self._begin()


class _Turn:
    """The time of one key: since when, in seconds, and how many walks have not come to an end."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.walks = 0


def _typed_again(event: Typed) -> Typed:
    """The event as the keyboard sends it; one that a screen sends does not reach the program."""
    if isinstance(event, events.Paste):
        return Context().run(events.Paste, event.text)
    return Context().run(events.Key, event.key, event.character)


def _called_back(station: DOMNode, callback: Callable[[], None]) -> bool:
    return station.post_message(events.Callback(callback))


class OrderedKeysApp(App[ReturnType]):
    """An application in which no key overtakes another."""

    def __init__(self) -> None:
        super().__init__()
        self.key_order = KeyOrder(self, super().on_event)

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes in their order."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.key_order.take(event)
        else:
            await super().on_event(event)
