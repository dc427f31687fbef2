"""Files read whole: regular ones of a bounded size, nothing that could wait for ever."""

import errno
import os
import stat
from pathlib import Path


class IrregularFileError(OSError):
    """What was named is no regular file; ``strerror`` says what it is."""


class LargeFileError(OSError):
    """The file is larger than its reader takes; ``strerror`` names the limit."""


def read_regular(path: Path, most: int) -> bytes:
    """The bytes of a regular file of at most ``most`` bytes.

    A pipe or a device is refused before anything waits for it, and no more than ``most`` bytes are
    ever kept. Raises ``OSError``, in the two cases above one of its own kind.
    """
    # Without O_NONBLOCK, opening a pipe waits for its other end; Windows has neither.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        descriptor = os.open(path, flags)
    except ValueError:
        raise OSError(errno.EINVAL, "its name cannot be a file name") from None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise IrregularFileError(errno.EINVAL, f"it is {kind_of(status.st_mode)}, not a file")
        data = file.read(most + 1) if status.st_size <= most else None
    if data is None or len(data) > most:
        raise LargeFileError(errno.EFBIG, f"it is larger than {size_in_words(most)}")
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
