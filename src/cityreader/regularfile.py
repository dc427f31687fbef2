"""Files read whole: regular ones of a bounded size, nothing that could wait for ever."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class IrregularFileError(OSError):
    """What was named is no regular file; ``strerror`` says what it is."""


class LargeFileError(OSError):
    """The file is larger than its reader takes; ``strerror`` names the limit."""


@contextmanager
def open_regular(path: Path, most: int) -> Iterator[BinaryIO]:
    """Open a regular file of at most ``most`` bytes, or of any size where that is 0.

    A pipe or a device is refused before anything waits for it. Raises ``OSError``, in the two cases
    above one of its own kind.
    """
    # Without O_NONBLOCK, opening a pipe waits for its other end; Windows has neither.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        descriptor = os.open(path, flags)
    except ValueError:
        raise OSError(errno.EINVAL, "its name cannot be a file name") from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise IrregularFileError(errno.EINVAL, f"it is {kind_of(status.st_mode)}, not a file")
        if most and status.st_size > most:
            raise _too_large(most)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            yield file
    finally:
        os.close(descriptor)


def read_regular(path: Path, most: int) -> bytes:
    """The bytes of a regular file of at most ``most`` bytes.

    No more than ``most`` bytes are ever kept. Raises what ``open_regular`` raises.
    """
    with open_regular(path, most) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise _too_large(most)
    return data


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


def size_in_words(size: int) -> str:
    """A number of bytes, as ``20 MB`` or ``256 kB``."""
    return f"{size / 1e6:g} MB" if size >= 1_000_000 else f"{size / 1e3:g} kB"


def _too_large(most: int) -> LargeFileError:
    return LargeFileError(errno.EFBIG, f"it is larger than {size_in_words(most)}")
