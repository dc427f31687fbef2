"""A seat at the real program: a pseudo-terminal with a screen to read, and the command line."""

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import pyte
from bench.terminal import Terminal, cityreader

from shelf import furnish

SECONDS = 30.0


class Seat:
    """Runs the program on one library, in folders of its own."""

    def __init__(self, home: Path, *, columns: int = 120, lines: int = 40) -> None:
        self.home = home
        self.library = home / "library.db"
        furnish(home)
        self._size = (columns, lines)
        self._environment = {"CITYREADER_HOME": str(home)}
        self._terminal: Terminal | None = None
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            cityreader("--db", str(self.library), "--coder", "Ann", *arguments),
            capture_output=True,
            text=True,
            env={**os.environ, **self._environment},
            timeout=60,
            check=False,
        )

    def asked(self, *arguments: str) -> Any:
        """The JSON document that a command prints."""
        result = self.command(*arguments)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    def open(self, *arguments: str) -> None:
        """Start the screens."""
        columns, lines = self._size
        self._screen.reset()
        self._terminal = Terminal(
            cityreader("--db", str(self.library), "--coder", "Ann", *arguments),
            columns=columns,
            lines=lines,
            environment=self._environment,
        )

    def press(self, keys: str) -> None:
        """Type."""
        assert self._terminal is not None
        self._terminal.send(keys)

    def see(self, text: str, seconds: float = SECONDS) -> None:
        """Wait until a text stands on the screen."""
        self._until(lambda: text in self.screen(), text, seconds)

    def see_no(self, text: str, seconds: float = SECONDS) -> None:
        """Wait until a text is gone from the screen."""
        self._until(lambda: text not in self.screen(), f"no {text}", seconds)

    def wait(self, seconds: float) -> None:
        """Take in what is painted for so long, so that an escape is not read with the next key."""
        assert self._terminal is not None
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._stream.feed(self._terminal.receive(left))

    def screen(self) -> str:
        """What stands on the screen, line by line."""
        # The second cell of a wide character is empty; pyte's own display stumbles over one that
        # was left behind by a character painted over the first.
        rows = (self._screen.buffer[y] for y in range(self._screen.lines))
        columns = range(self._screen.columns)
        return "\n".join("".join(row[x].data for x in columns).rstrip() for row in rows)

    def output(self) -> bytes:
        """Everything the program has sent to the terminal."""
        assert self._terminal is not None
        return self._terminal.sent

    def resident_bytes(self) -> int:
        """The memory that the program holds now."""
        assert self._terminal is not None
        return self._terminal.resident_bytes()

    def kill(self) -> None:
        """End the program at once, as a crash would."""
        assert self._terminal is not None
        self._terminal.kill()

    def hang_up(self) -> int:
        """Close the terminal; returns the exit code of the program, which must end by itself."""
        assert self._terminal is not None
        return self._terminal.hang_up(SECONDS)

    def wait_for_exit(self) -> int:
        """Wait until the program has ended, without a traceback; returns its exit code."""
        assert self._terminal is not None
        code = self._terminal.wait_for_exit(SECONDS)
        assert b"Traceback" not in self.output()
        return code

    def _until(self, seen: Any, what: str, seconds: float = SECONDS) -> None:
        assert self._terminal is not None
        end = time.monotonic() + seconds
        while not seen():
            data = self._terminal.receive(0.2)
            self._stream.feed(data)
            if time.monotonic() > end:
                raise AssertionError(f"waited for {what!r}; the screen shows:\n{self.screen()}")
