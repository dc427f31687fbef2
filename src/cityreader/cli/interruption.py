"""Ctrl-C during long work: stopped where nothing is left half done."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType


@contextmanager
def interruptible() -> Iterator[list[bool]]:
    """Ctrl-C only fills the list, for the work to end by itself; a second one does not wait."""
    stopped: list[bool] = []

    def stop(_number: int, _frame: "FrameType | None") -> None:
        if stopped:
            raise KeyboardInterrupt
        stopped.append(True)

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:
        # Not in the main thread, where no signal arrives.
        yield stopped
        return
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)
