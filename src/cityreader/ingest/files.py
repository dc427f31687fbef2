"""Bytes from disk, and names that can be shown."""

import unicodedata
from pathlib import Path
from typing import IO

from cityreader.ingest.limits import Limits
from cityreader.ingest.problems import UnreadableError
from cityreader.regularfile import LargeFileError, read_regular

_UNDECODABLE = range(0xDC80, 0xDD00)


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a regular file.

    A pipe or a device is refused before anything waits for it, and no more than
    ``limits.max_bytes`` are ever read. Raises ``UnreadableError``.
    """
    try:
        return read_regular(path, limits.max_bytes)
    except LargeFileError:
        raise _too_large(limits) from None
    except OSError as error:
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
