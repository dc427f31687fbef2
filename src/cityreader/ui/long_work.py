"""Work of seconds in a thread: how far it is, telling it, and stopping it."""

import threading
from collections.abc import Callable, Hashable

from textual.message_pump import MessagePump
from textual.timer import Timer

SHOWN_SECONDS = 0.1
"""How often progress is painted; the work itself does not wait for it."""


class LongWork:
    """Shared by the thread that works and the screen that waits for it."""

    def __init__(self) -> None:
        self.share = 0.0
        self._stopped = threading.Event()

    def hear(self, share: float) -> None:
        """Take in how much of the work is done, from 0 to 1; for the thread."""
        self.share = share

    def stop(self) -> None:
        """Ask the work to end; for the screen."""
        self._stopped.set()

    def is_stopped(self) -> bool:
        """Whether it was asked to end."""
        return self._stopped.is_set()

    @property
    def percent(self) -> int:
        """How much of the work is done, from 0 to 100."""
        return int(100 * self.share)


class WatchedWork:
    """Long works of one kind that a person waits for: told how far they are, stopped by ``esc``.

    ``doing`` is what the person reads meanwhile, without a full stop. Several may go on at once,
    each under its own name.
    """

    def __init__(
        self,
        pump: MessagePump,
        doing: str,
        say: Callable[[str], object],
        ended: Callable[[], object] = lambda: None,
    ) -> None:
        """``say`` shows a sentence; ``ended`` is called a moment after the last work has ended."""
        self._pump = pump
        self._doing = doing
        self._say = say
        self._ended = ended
        self._works: dict[Hashable, LongWork] = {}
        self._telling: Timer | None = None

    @property
    def running(self) -> list[LongWork]:
        """What goes on and was not asked to end, the oldest first."""
        return [work for work in list(self._works.values()) if not work.is_stopped()]

    def begin(self, name: Hashable = None) -> LongWork | None:
        """The work to begin now, told of until it ends; None where it has not ended yet."""
        if name in self._works:
            return None
        work = self._works[name] = LongWork()
        if self._telling is None:
            self._telling = self._pump.set_interval(SHOWN_SECONDS, self._tell)
        self._say(f"{self._doing} …")
        return work

    def stop(self) -> bool:
        """Ask everything to end, and say so; returns whether there was anything to ask."""
        running = self.running
        self.leave()
        if running:
            self._say("Stopping …")
        return bool(running)

    def leave(self) -> None:
        """Ask everything to end, as nobody waits for it any more."""
        for work in self.running:
            work.stop()

    def end(self, name: Hashable = None) -> bool:
        """From now on it can no longer be stopped; returns whether it was. For any thread."""
        work = self._works.pop(name, None)
        return work is not None and work.is_stopped()

    def _tell(self) -> None:
        running = self.running
        if running:
            more = f", {len(running) - 1} more to go" if len(running) > 1 else ""
            self._say(f"{self._doing} … {running[0].percent} %{more} · esc stops")
        elif not self._works and self._telling is not None:
            self._telling.stop()
            self._telling = None
            self._ended()
