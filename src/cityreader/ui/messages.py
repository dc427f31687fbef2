"""What widgets and screens tell each other: things that happened."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from cityreader.errors import CityReaderError
from cityreader.library.library import Library

if TYPE_CHECKING:
    from cityreader.ui.imports import FileImport


@dataclass
class LibraryOpened(Message):
    """The library is open and can be asked."""

    library: Library


@dataclass
class LibraryRefused(Message):
    """The library could not be opened."""

    error: CityReaderError


@dataclass
class BackupFailed(Message):
    """No backup could be made; the work goes on without."""

    message: str


@dataclass
class LibraryMoved(Message):
    """The file of the library was deleted or replaced while it was open.

    ``kept`` is the backup that was made of what is open, None where that failed.
    """

    kept: Path | None


@dataclass
class ImportAdvanced(Message):
    """An import got on, as it does all the time while it is running."""

    file_import: "FileImport"


@dataclass
class ImportEnded(Message):
    """An import came to its end, was stopped, or failed."""

    file_import: "FileImport"
