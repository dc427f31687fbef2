"""A title index as a file: written by rename, read in place.

The file begins with a line of magic and a checksum of all that follows, and one line of JSON that
names the arrays, their kinds and lengths; the arrays follow, each at a multiple of eight bytes,
then the vocabulary. A file that is not as it was written is refused.
"""

import json
import mmap
import os
import tempfile
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cityreader.search.postings import Postings
from cityreader.search.title_index import TitleIndex

MAGIC = b"cityreader titles 1 "
_BEGINNING = len(MAGIC) + 9
_ALIGNMENT = 8
_MOST_HEADER = 4096
_KINDS = ("int32", "int64")


class DamagedIndexError(ValueError):
    """The file is no index, or not a whole one; it can be built again."""


def save_index(index: TitleIndex, path: Path, stamp: str) -> None:
    """Write an index; ``stamp`` says of what state of the library it is.

    The file appears whole or not at all. Raises OSError.
    """
    arrays = _arrays(index)
    words = "\n".join(index.vocabulary).encode()
    parts: list[bytes] = []
    length = 0
    for array in arrays.values():
        parts += [bytes(-length % _ALIGNMENT), array.tobytes()]
        length += len(parts[-1]) + len(parts[-2])
    content = b"".join([*parts, words])
    header = {
        "stamp": stamp,
        "arrays": [[name, str(array.dtype), len(array)] for name, array in arrays.items()],
        "words": len(words),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            # Padded, so that the arrays stand at multiples of eight bytes in the file.
            line = json.dumps(header).encode()
            line += b" " * (-(_BEGINNING + len(line) + 1) % _ALIGNMENT) + b"\n"
            checksum = zlib.crc32(content, zlib.crc32(line))
            file.write(MAGIC + f"{checksum:08x}\n".encode() + line + content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def load_index(path: Path) -> tuple[TitleIndex, str]:
    """The index in a file, and its stamp. Raises DamagedIndexError, or OSError."""
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
        if not beginning.startswith(MAGIC):
            raise DamagedIndexError("not an index of titles")
        line = file.readline(_MOST_HEADER)
        start = file.tell()
        try:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise DamagedIndexError("empty") from error
    try:
        if zlib.crc32(memoryview(content)[_BEGINNING:]) != int(beginning[len(MAGIC) :], 16):
            raise DamagedIndexError("not as it was written")
        header = json.loads(line)
        arrays: dict[str, npt.NDArray[np.integer]] = {}
        for name, kind, length in header["arrays"]:
            start += -start % _ALIGNMENT
            if kind not in _KINDS:
                raise DamagedIndexError(f"unknown kind of numbers {kind!r}")
            arrays[name] = np.frombuffer(content, str(kind), int(length), start)
            start += arrays[name].nbytes
        if len(content) != start + int(header["words"]):
            raise DamagedIndexError("cut short")
        words = content[start:].decode()
        rows = {
            name: array.astype(np.int32, copy=False)
            for name, array in arrays.items()
            if name != "bigrams"
        }
        index = TitleIndex(
            ids=rows["ids"],
            dates=rows["dates"],
            leads=rows["leads"],
            vocabulary=words.split("\n") if words else [],
            latin=Postings(rows["latin_rows"], rows["latin_starts"]),
            bigrams=arrays["bigrams"].astype(np.int64, copy=False),
            han=Postings(rows["han_rows"], rows["han_starts"]),
            codes=rows["codes"],
            code_starts=rows["code_starts"],
            coded=rows["coded"],
        )
        return index, str(header["stamp"])
    except (KeyError, TypeError, ValueError, UnicodeDecodeError) as error:
        raise DamagedIndexError(str(error)) from error


def _arrays(index: TitleIndex) -> dict[str, npt.NDArray[np.integer]]:
    return {
        "ids": index.ids,
        "dates": index.dates,
        "leads": index.leads,
        "latin_rows": index.latin.rows,
        "latin_starts": index.latin.starts,
        "bigrams": index.bigrams,
        "han_rows": index.han.rows,
        "han_starts": index.han.starts,
        "codes": index.codes,
        "code_starts": index.code_starts,
        "coded": index.coded,
    }
