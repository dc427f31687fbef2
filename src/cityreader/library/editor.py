"""The editor of the person at the keyboard: the one VISUAL names, else EDITOR."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from cityreader.errors import CityReaderError
from cityreader.text.safety import visible


def edited(text: str, name: str, what: str) -> str:
    """A text as it comes back from the editor, which has the terminal until it ends.

    ``name`` is the name of the file it is shown as, and ``what`` that which stays as it was if the
    editor fails: ``the article``. Raises CityReaderError; what was typed is kept then, in a file
    that the error names.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _default_editor()
    with tempfile.TemporaryDirectory(prefix="cityreader-") as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8", newline="\n")
        try:
            words = shlex.split(command, posix=os.name != "nt")
            status = subprocess.run([*words, str(path)], check=False).returncode
            after = path.read_bytes()
        except (OSError, ValueError, IndexError) as error:
            raise CityReaderError(
                "No editor",
                f"The editor “{visible(command)}” could not be used: {error}.",
                f"Name one in VISUAL or EDITOR; {what} was left as it was.",
            ) from error
    try:
        typed = after.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise CityReaderError(
            "Not UTF-8",
            f"The editor “{visible(command)}” wrote no UTF-8 at byte {error.start}, so {what} was"
            " left as it was.",
            f"What you typed is kept in {visible(str(_kept(after, Path(name).suffix)))}.",
        ) from error
    if status == 0:
        return typed
    kept = kept_text(typed, Path(name).suffix) if typed.rstrip("\n") != text.rstrip("\n") else None
    raise CityReaderError(
        "Editor failed",
        f"The editor “{visible(command)}” ended with {status}, so {what} was left as it was.",
        f"What you typed is kept in {visible(str(kept))}." if kept else "",
    )


def kept_text(text: str, suffix: str) -> Path:
    """A new file with what was typed, outside the library."""
    return _kept(text.encode(), suffix)


def _kept(typed: bytes, suffix: str) -> Path:
    handle, name = tempfile.mkstemp(prefix="cityreader-", suffix=suffix)
    with open(handle, "wb") as file:  # noqa: PTH123 - an open handle
        file.write(typed)
    return Path(name)


def _default_editor() -> str:
    return "notepad" if os.name == "nt" else "vi"
