"""The file of an open library as the folder shows it: the same one, another one, or none.

Sync programs and people put another file in its place, take it away or write over it. SQLite looks
at none of this: it goes on with the file it opened, which nobody can find any more.
"""

import os
from pathlib import Path

from cityreader.errors import LibraryError

_State = tuple[int, int, int]


class LibraryFile:
    """Tells whether a path still leads to the file that was opened there."""

    def __init__(self, path: Path) -> None:
        """Raises OSError if there is no file."""
        self.path = path
        # Asked several times in each change, so without the detours of a path.
        self._name = str(path)
        status = path.stat()
        self._identity = (status.st_dev, status.st_ino)

    @property
    def in_place(self) -> bool:
        """Whether the path leads to the file that was opened."""
        try:
            status = os.stat(self._name)  # noqa: PTH116
        except OSError:
            return False
        return (status.st_dev, status.st_ino) == self._identity

    def is_at(self, path: Path) -> bool:
        """Whether another path leads to the file that was opened."""
        try:
            status = path.stat()
        except OSError:
            return False
        return (status.st_dev, status.st_ino) == self._identity

    def state(self) -> _State | None:
        """What changes whenever anybody writes to the file; None if it is gone."""
        try:
            return _state(os.stat(self._name))  # noqa: PTH116
        except OSError:
            return None

    def moved(self) -> LibraryError:
        """The error for a file that is gone, or another one by now."""
        return LibraryError(
            "Library moved",
            f"{self.path} was deleted or replaced while it was open, so nothing was changed.",
            "Close cityreader, look at the file, and open it again.",
        )

    def overwritten(self) -> LibraryError:
        """The error for a file with other content than the library had."""
        return LibraryError(
            "Library replaced",
            f"{self.path} was emptied or overwritten by another copy while it was open, so nothing"
            " was changed.",
            "Close cityreader, look at the file and its backups, and open it again.",
        )


def _state(status: os.stat_result) -> _State:
    # The time of the change of the inode, since a copy may bring an old time of writing with it.
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns
