"""What SQLite says went wrong, in words for the person at the keyboard."""

import json
import sqlite3
from pathlib import Path

from cityreader.errors import (
    CityReaderError,
    LibraryError,
    ReadOnlyLibraryError,
    StoppedError,
    UnsoundLibraryError,
)


def explained(error: sqlite3.Error, path: Path) -> CityReaderError:
    """The error to show for what SQLite raised on the library at ``path``."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_INTERRUPT"):
        return StoppedError("Search stopped", "The search was not wanted any more.")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LibraryError(
            "Library is busy",
            f"Another program is changing {path}; nothing was changed here.",
            "Try again in a moment.",
        )
    if name.startswith("SQLITE_FULL"):
        return LibraryError(
            "Disk full",
            "The disk is full; nothing was changed and nothing was lost.",
            "Free some space and try again.",
        )
    if name == "SQLITE_READONLY_ROLLBACK":
        return ReadOnlyLibraryError(
            "Unfinished change",
            f"The last change to {path} was cut off, and the file cannot be written to put it back"
            " in order.",
            "Make the file and its folder writable, then open it again.",
        )
    if name.startswith("SQLITE_READONLY"):
        return ReadOnlyLibraryError(
            "Read-only library",
            f"{path} can no longer be written; nothing was changed.",
            "Check the file and its folder, then open it again.",
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(path, str(error))
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return disk_failed(error, path)
    if name.startswith("SQLITE_CONSTRAINT"):
        return LibraryError(
            "Change does not fit",
            f"The change does not fit what {path.name} holds by now ({error}); nothing was"
            " changed.",
            "Look at it again; another program may have changed the library.",
        )
    return LibraryError(
        "Library error",
        f"{path} could not be used ({error}); nothing was changed.",
        "Run 'cityreader check'.",
    )


def disk_failed(error: OSError | sqlite3.Error, path: Path) -> LibraryError:
    """The error for a disk that did not do what it was asked to."""
    return LibraryError(
        "Disk error",
        f"The disk failed at {path} ({plain(error)}); nothing was changed.",
        "Try again; if it fails again, copy the library to another disk.",
    )


def damaged(path: Path, reason: str) -> UnsoundLibraryError:
    """The error for a library that cannot be trusted any more."""
    return UnsoundLibraryError(
        "Damaged library",
        f"{path} is damaged ({reason}) and was left as it is.",
        "'cityreader info' lists its backups; 'cityreader recover BACKUP' puts one in its place.",
    )


UNREADABLE = (json.JSONDecodeError, UnicodeDecodeError)
"""What reading a record raises that no program wrote so."""


def not_understood(path: Path, error: Exception) -> LibraryError:
    """The error for a record that cannot be understood in a file that can be read."""
    return LibraryError(
        "Damaged record",
        f"{path} holds a record that cannot be understood ({error}).",
        "'cityreader check' looks for it; 'cityreader recover BACKUP' goes back to a backup.",
    )


def plain(error: OSError | sqlite3.Error) -> str:
    """What an error says, fit for the middle of a sentence."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error)
