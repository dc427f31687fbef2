"""A terminal that is closed while the program ignores the signal that would end it.

Textual goes on then: it asks the closed terminal for keys again and again, at the cost of a whole
core, and its writes fail.
"""

import os
import select
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

LEFT_WITHIN = 120.0
"""Seconds in which the program has left by itself: an import ends after the file at hand.

Longer it would only wait for a terminal that takes nothing any more. What was acknowledged is on
the disk whenever it ends.
"""

_KEYS, *_PRINTED = (0, 1, 2)
_FOCUS_IN = b"\x1b[I"


def watch_terminal(closed: Callable[[], object]) -> None:
    """Wait in a thread until the terminal is closed, and then call ``closed`` there, once.

    From then on nothing comes from the terminal, and what is printed goes nowhere. To be called in
    the main thread, when the screen is on.
    """
    if hasattr(select, "poll") and os.isatty(_KEYS):
        _resume_in_a_terminal_only()
        threading.Thread(target=_watch, args=[closed], name="terminal watch", daemon=True).start()


def _resume_in_a_terminal_only() -> None:
    """Linux says with the end of the terminal that a stopped program goes on; Textual would then
    begin to read keys a second time."""
    resume = signal.getsignal(signal.SIGCONT)

    def go_on(number: int, frame: FrameType | None) -> None:
        if os.isatty(_KEYS) and callable(resume):
            resume(number, frame)

    signal.signal(signal.SIGCONT, go_on)


def _watch(closed: Callable[[], object]) -> None:
    poller = select.poll()
    # That a terminal hangs up is told without being asked for; of its keys nothing is.
    poller.register(_KEYS, 0)
    poller.poll()
    if os.isatty(_KEYS):
        # Some systems cannot tell, and answer at once.
        return
    silence, end = os.pipe()
    # Who is about to read from the terminal just now reads from here instead, and must not wait for
    # ever: it reads that the terminal has the focus, which changes nothing.
    os.write(end, _FOCUS_IN)
    os.dup2(silence, _KEYS)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for file in _PRINTED:
        os.dup2(nowhere, file)
    closed()
    time.sleep(LEFT_WITHIN)
    os._exit(1)
