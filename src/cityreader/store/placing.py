"""Giving finished files their names, so that a name never stands for half a file."""

import contextlib
import errno
import os
from pathlib import Path

SIDE_FILES = ("-journal", "-wal", "-shm")
"""What SQLite may keep beside a library, by the end of its name."""


def publish(passing: Path, target: Path) -> None:
    """Give a finished file its name for good; a file that has it already stays.

    Raises FileExistsError, or another OSError.
    """
    _bring_to_disk(passing)
    try:
        os.link(passing, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links (FAT, some network shares).
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        passing.rename(target)
    bring_folder_to_disk(target.parent)


def remove(path: Path) -> None:
    """Remove a passing file and what SQLite left beside it; what cannot be removed stays."""
    for end in ("", *SIDE_FILES):
        with contextlib.suppress(OSError):
            path.with_name(path.name + end).unlink(missing_ok=True)


def exchange(path: Path, passing: Path, aside: Path) -> None:
    """Put a finished file in the place of a library, which keeps the name ``aside``.

    At no moment is there no library, where the file system has hard links. What SQLite keeps beside
    the old one goes with it, first of all: it would be put into the new one. Raises OSError, and
    then everything is where it was.
    """
    _bring_to_disk(passing)
    _move_side_files(path, aside)
    try:
        if not path.exists():
            publish(passing, path)
            return
        try:
            os.link(path, aside)
        except OSError:
            path.rename(aside)
        bring_folder_to_disk(path.parent)
        passing.replace(path)
    except OSError:
        if not path.exists() and aside.exists():
            aside.rename(path)
        elif aside.exists() and aside.samefile(path):
            aside.unlink()
        _move_side_files(aside, path)
        raise
    bring_folder_to_disk(path.parent)


def _move_side_files(path: Path, target: Path) -> None:
    for end in SIDE_FILES:
        part = path.with_name(path.name + end)
        if os.path.lexists(part):
            part.rename(target.with_name(target.name + end))


def make_folder(folder: Path) -> None:
    """Make a folder, and those it lies in, so that they outlive a power cut. Raises OSError."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        bring_folder_to_disk(folder.parent)


def bring_folder_to_disk(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system has a way to. Raises OSError."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        # A folder that may be written and not read.
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems have no such thing, and then there is nothing to be done.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


def _bring_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
