"""Bytes from disk, and names that can be shown."""

import os
import stat
import unicodedata
from pathlib import Path
from typing import IO

from cityreader.ingest.limits import Limits
from cityreader.ingest.problems import UnreadableError

_UNDECODABLE = range(0xDC80, 0xDD00)


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a regular file.

    A pipe or a device is refused before anything waits for it, and no more than
    ``limits.max_bytes`` are ever read. Raises ``UnreadableError``.
    """
    # Without O_NONBLOCK, opening a pipe waits for its other end; Windows has neither.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        descriptor = os.open(path, flags)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError(f"it is {kind_of(status.st_mode)}, not a file")
            if status.st_size > limits.max_bytes:
                raise _too_large(limits)
            return bounded(file, limits)
    except (OSError, ValueError) as error:
        raise UnreadableError(system_reason(error)) from error


def bounded(file: IO[bytes], limits: Limits) -> bytes:
    """Return the bytes of an open file or pipe; raises ``UnreadableError`` for too many."""
    data = file.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise _too_large(limits)
    return data


def printable(path: Path | str) -> str:
    """Return ``path`` so that it can be printed anywhere and stored as UTF-8.

    Bytes that are not UTF-8 become ``\\xff``, control and invisible characters ``\\x1b`` or
    ``\\u202e``; spaces of any width and everything visible stay.
    """
    text = str(path)
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or unicodedata.category(character) == "Zs"
        else _escaped(ord(character))
        for character in text
    )


def kind_of(mode: int) -> str:
    """Name what a mode of ``os.stat`` that is no regular file stands for."""
    names = (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return next((name for test, name in names if test(mode)), "something else")


def system_reason(error: OSError | ValueError) -> str:
    """Return in a few words what the operating system refused."""
    if isinstance(error, PermissionError):
        return "you may not read it"
    if isinstance(error, FileNotFoundError):
        return "it does not exist"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return "its name cannot be a file name"


def _too_large(limits: Limits) -> UnreadableError:
    return UnreadableError(
        f"it is larger than {limits.max_bytes / 1e6:g} MB",
        "The limit is max_bytes in the [import] table of the config.",
    )


def _escaped(code: int) -> str:
    if code in _UNDECODABLE:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
