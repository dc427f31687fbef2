"""Archives opened in memory, with what they may cost: nothing in them is ever a path on disk."""

import gzip
import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from cityreader.ingest.encoding import decode
from cityreader.ingest.extract import Material
from cityreader.ingest.problems import UnreadableError

# No text is packed to less than a two hundredth; only bombs above this size are asked (bytes).
_HIGHEST_RATIO = 200
_RATIO_FROM = 1_000_000
LARGEST_MEMBER = 20_000_000
"""Bytes of one file in an archive; the largest real article measured has 0.3 MB."""
_MOST_MEMBERS = 50_000
# The others unpack a few bytes to gigabytes before anybody can look (bzip2, LZMA).
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DIRECTORY_ENTRY = b"PK\x01\x02"


class Archive:
    """A ZIP file in memory; reading from it spends a budget that hostile ones run out of."""

    def __init__(self, material: Material) -> None:
        """Open the bytes of a file; raises ``UnreadableError`` where they are no ZIP file."""
        self._deadline = material.deadline
        self._budget = material.budget
        # Counted before the directory is read, since each entry costs far more than its bytes.
        if material.data.count(_DIRECTORY_ENTRY) > _MOST_MEMBERS:
            raise UnreadableError(f"it holds more than {_MOST_MEMBERS:,} files")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(material.data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableError("it is not a ZIP archive, or it is damaged") from error
        self._members = {name_of(info): info for info in self._zip.infolist()}

    def members(self) -> Iterator[str]:
        """Yield the names of the files, folders left out, in the order of the archive."""
        for name, info in self._members.items():
            if not info.is_dir():
                yield name

    def has(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; raises ``UnreadableError`` where that is not safe."""
        info = self._members.get(name)
        if info is None:
            raise UnreadableError(f"«{name[:80]}» is missing in it")
        if info.flag_bits & 1:
            raise UnreadableError("it is encrypted")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnreadableError("it is a link")
        if info.compress_type not in _METHODS:
            raise UnreadableError("it is packed in a way that is not read; pack it by deflate")
        try:
            with self._zip.open(info) as file:
                data = bounded(file, min(LARGEST_MEMBER, self._budget.left))
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
            raise UnreadableError("it is damaged") from error
        except (NotImplementedError, RuntimeError) as error:
            raise UnreadableError("it is packed in a way that is not read") from error
        if len(data) > _RATIO_FROM and len(data) > _HIGHEST_RATIO * max(1, info.compress_size):
            raise UnreadableError("it unpacks to far more than a text does")
        self._budget.spend(len(data))
        self._deadline.check()
        return data


def bounded(file: IO[bytes] | gzip.GzipFile, most: int) -> bytes:
    """Return what unpacks from ``file``, at most ``most`` bytes; raises ``UnreadableError``."""
    data = file.read(most + 1)
    if len(data) > most:
        raise UnreadableError(f"it unpacks to more than {most / 1e6:g} MB")
    return data


def unpacked(material: Material) -> bytes:
    """Return the content of a gzip file; raises ``UnreadableError`` where that is not safe."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(material.data)) as file:
            data = bounded(file, min(LARGEST_MEMBER, material.budget.left))
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError("it is not a gzip file, or it is damaged or cut off") from error
    if len(data) > _RATIO_FROM and len(data) > _HIGHEST_RATIO * len(material.data):
        raise UnreadableError("it unpacks to far more than a text does")
    material.budget.spend(len(data))
    return data


def climbs(name: str) -> bool:
    """Whether the name of a member leads out of its archive: only shown, and refused still."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]


def name_of(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; one without the mark of UTF-8 is decoded like a text."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return decode(info.filename.encode("cp437")).text
    except (UnicodeEncodeError, UnreadableError):
        return info.filename
