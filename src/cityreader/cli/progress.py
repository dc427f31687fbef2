"""How far long work is, on standard error."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

from cityreader.cli import output

REDRAWN_EVERY = 0.1
"""Seconds between two states of the line in a terminal."""

TOLD_EVERY = 10.0
"""Seconds between two lines in a pipe or a file: a log stays short, a person sees it is alive."""


class ProgressLine:
    """One line that is drawn anew in a terminal; elsewhere a line of its own now and then.

    As a context it takes the line away at the end, also where the work failed.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds."""
        self._clock = clock
        self._live = sys.stderr.isatty()
        self._drawn = False
        # In a terminal the first state is shown at once, else only work that takes its time tells.
        self._next = clock() + (0.0 if self._live else TOLD_EVERY)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def show(self, text: str, aside: str = "") -> None:
        """Say how far it is, unless that was said a moment ago; ``aside`` only in a terminal."""
        now = self._clock()
        if now < self._next:
            return
        if not self._live:
            self._next = now + TOLD_EVERY
            output.note(text)
            return
        self._next = now + REDRAWN_EVERY
        self._drawn = True
        sys.stderr.write(f"\r{output.fitted(f'{text}  {aside}', output.columns() - 1)}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, before something else is said."""
        if self._drawn:
            sys.stderr.write("\r" + " " * (output.columns() - 1) + "\r")
            sys.stderr.flush()
            self._drawn = False


@contextmanager
def share_shown(doing: str) -> Iterator[Callable[[float], None]]:
    """Show how much of the work is done, from 0 to 1, and take it away at the end."""
    with ProgressLine() as line:
        yield lambda share: line.show(f"{doing} … {int(100 * share)} %")
