"""The translation command of the config: the only way that text leaves the program, when asked."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable

from cityreader.config import TranslateOptions
from cityreader.errors import CityReaderError, StoppedError, UsageError
from cityreader.library.context import Context
from cityreader.text.safety import clean, clean_line

LONGEST = 100_000
"""Bytes of an answer that are read; a row is far shorter."""

TICK = 0.05
"""Seconds between two looks at whether it was stopped or took too long."""


class MachineService:
    """Runs the command that ``[translate]`` names."""

    def __init__(self, context: Context) -> None:
        self._options: TranslateOptions = context.config.translate

    @property
    def configured(self) -> bool:
        """Whether there is a command."""
        return bool(self._options.command)

    def translate(
        self,
        text: str,
        source_lang: str,
        target_lang: str,
        *,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> str:
        """What the command answers to a text, cleaned.

        The command gets the text on standard input in UTF-8 and the two languages in
        ``CITYREADER_FROM`` and ``CITYREADER_TO``; it is run without a shell. Raises UsageError
        without a command, CityReaderError where it fails, answers nothing or takes too long, and
        StoppedError once ``cancelled`` says yes.
        """
        command = self._options.command
        if not command:
            raise UsageError(
                "No translation command",
                "No command is configured to translate.",
                "Name one in the config: [translate] command = …",
            )
        environment = {
            **os.environ,
            "CITYREADER_FROM": source_lang,
            "CITYREADER_TO": target_lang,
        }
        with (
            tempfile.TemporaryFile() as asked,
            tempfile.TemporaryFile() as said,
            tempfile.TemporaryFile() as complained,
        ):
            asked.write(text.encode("utf-8"))
            asked.seek(0)
            try:
                process = subprocess.Popen(
                    command,
                    stdin=asked,
                    stdout=said,
                    stderr=complained,
                    env=environment,
                    start_new_session=True,
                )
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or error
                raise _failed(f"{command[0]} cannot be run: {reason}") from error
            try:
                self._wait(process, cancelled)
            finally:
                _end(process)
            for file in (said, complained):
                file.seek(0)
            words = clean_line(complained.read(2_000).decode("utf-8", "replace"))
            if process.returncode:
                because = f": {words[:200]}" if words else ""
                raise _failed(f"{command[0]} ended with code {process.returncode}{because}")
            answer = clean(said.read(LONGEST).decode("utf-8", "replace")).text
        if not answer:
            raise _failed(f"{command[0]} answered nothing")
        return answer

    def _wait(self, process: "subprocess.Popen[bytes]", cancelled: Callable[[], bool]) -> None:
        ends = time.monotonic() + self._options.seconds
        while True:
            try:
                process.wait(TICK)
                return
            except subprocess.TimeoutExpired:
                if cancelled():
                    raise StoppedError("Stopped", "The translation command was stopped.") from None
                if time.monotonic() > ends:
                    options = self._options
                    raise _failed(
                        f"{options.command[0]} took more than {options.seconds} seconds"
                    ) from None


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the command and whatever it started, if it runs still."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _failed(reason: str) -> CityReaderError:
    return CityReaderError("Not translated", f"{reason}.", "See [translate] command in the config.")
