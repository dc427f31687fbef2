"""One frame for a key press and the answer to it."""

import asyncio
import gc
from contextlib import ExitStack

from textual.screen import Screen

HELD_AT_MOST = 0.045
"""Seconds a key press waits for its answer to be painted with it: nobody sees so short a wait."""
PAINTED_WITHIN = 0.04
"""Seconds in which an answer is painted, and what follows it as well."""


class HeldFrame:
    """Keeps the screen from being painted until an answer is there, or has taken too long.

    A frame of its own for the typed letter would not only cost a frame: Textual paints sixty times
    a second at most, and the answer would wait for the next turn, or the one after it.

    Nor is garbage collected until all is painted: of one key in twenty that would take ten
    milliseconds.
    """

    def __init__(self, screen: Screen[int]) -> None:
        self._screen = screen
        self._held = ExitStack()
        self._end: asyncio.TimerHandle | None = None
        self._collection: asyncio.TimerHandle | None = None

    def hold(self) -> None:
        """Paint nothing from now on; a frame that is held already is not held any longer."""
        if self._end is None:
            self._held.enter_context(self._screen.app.batch_update())
            loop = asyncio.get_running_loop()
            self._end = loop.call_later(HELD_AT_MOST, self.release)
            if self._collection is not None:
                self._collection.cancel()
            gc.disable()
            self._collection = loop.call_later(HELD_AT_MOST + PAINTED_WITHIN, gc.enable)

    def release(self) -> None:
        """Paint what has changed."""
        if self._end is not None:
            self._end.cancel()
            self._end = None
            self._held.close()
            self._screen.check_idle()

    def close(self) -> None:
        """End all that was begun: the screen goes."""
        self.release()
        if self._collection is not None:
            self._collection.cancel()
            gc.enable()
