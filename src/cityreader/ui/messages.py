"""What widgets and screens tell each other: things that happened."""

from dataclasses import dataclass

from textual.message import Message

from cityreader.errors import CityReaderError
from cityreader.library.library import Library


@dataclass
class LibraryOpened(Message):
    """The library is open and can be asked."""

    library: Library


@dataclass
class LibraryRefused(Message):
    """The library could not be opened."""

    error: CityReaderError


@dataclass
class LibraryChanged(Message):
    """Something in the library changed; ``article_ids`` names where, None when anywhere."""

    article_ids: tuple[int, ...] | None = None
