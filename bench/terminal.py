"""A program in a pseudo-terminal, with its output, its CPU time and the time of its answers."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Self

QUIET_SECONDS = 0.025
"""An answer is over when nothing more came for this long."""


class Terminal:
    """Runs a program on a terminal of ``columns`` by ``lines`` cells.

    ``pieces`` is what it printed, each piece with the time it was read (of ``perf_counter``), and
    ``output`` what it printed since the last ``press``. Both grow in place: a copy of all at every
    piece would keep the program waiting at its next one, and be measured as its answer.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        lines: int = 40,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            # Textual believes the first two before it asks the terminal for its size; the third
            # would compile this program, and not the libraries it is compared with, at each start.
            for name in ("COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"):
                os.environ.pop(name, None)
            kept = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
            os.execvpe(command[0], list(command), {**os.environ, **kept, **(environment or {})})
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, size)
        self.output = bytearray()
        self.pieces: list[tuple[float, bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def sent(self) -> bytes:
        """All it printed."""
        return b"".join(data for _, data in self.pieces)

    def wait_for(self, text: str, seconds: float = 30.0) -> None:
        """Read until this text was printed. Raises TimeoutError."""
        wanted, end = text.encode(), time.monotonic() + seconds
        while wanted not in self.output:
            if not self._read(max(0.0, end - time.monotonic())):
                raise TimeoutError(f"{text!r} was not printed; last: {bytes(self.output[-300:])!r}")

    def press(self, keys: str) -> float:
        """Send keys and wait until the answer is over; returns seconds to its last byte."""
        self.output.clear()
        start = time.perf_counter()
        os.write(self._file, keys.encode())
        last = start
        while self._read(QUIET_SECONDS if last > start else 2.0):
            last = time.perf_counter()
        return last - start

    def send(self, keys: str) -> None:
        """Send keys and go on."""
        os.write(self._file, keys.encode())

    def receive(self, seconds: float) -> bytes:
        """What is printed within this time, as soon as anything is."""
        return self._read(seconds)

    def wait_for_exit(self, seconds: float) -> int:
        """Read until the program has ended; returns its exit code. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._read(0.05)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
        raise TimeoutError("the program did not end")

    def hang_up(self, seconds: float) -> int:
        """Close the terminal and wait until the program has ended; returns its exit code.

        Raises queue.Empty if it goes on, and ends it.
        """
        os.close(self._file)
        ended: SimpleQueue[int] = SimpleQueue()
        threading.Thread(target=lambda: ended.put(os.waitpid(self.pid, 0)[1]), daemon=True).start()
        try:
            return os.waitstatus_to_exitcode(ended.get(timeout=seconds))
        except Empty:
            os.kill(self.pid, signal.SIGKILL)
            raise

    def settle(self, seconds: float = 0.3) -> None:
        """Read until nothing was printed for this long."""
        while self._read(seconds):
            pass

    def cpu_seconds(self) -> float:
        """User and system time of the program's threads so far, to the microsecond.

        The clock that counts ended threads as well ticks only a hundred times a second, too coarse
        for a start of two hundred milliseconds, in which no thread ends.
        """
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def resident_bytes(self) -> int:
        """The memory the program holds now."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        """End the program."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self._file)

    def _read(self, seconds: float) -> bytes:
        """One piece of what is printed within this time; empty for nothing, or the end."""
        ready, _, _ = select.select([self._file], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self._file, 1 << 16)
        except OSError:
            return b""
        self.pieces.append((time.perf_counter(), data))
        self.output += data
        return data


def cityreader(*arguments: str) -> list[str]:
    """The command that runs the program of this checkout."""
    return [sys.executable, "-m", "cityreader", *arguments]
