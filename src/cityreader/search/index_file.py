"""A title index as a file: written by rename, read in place.

The file begins with a magic line and one line of JSON that names the arrays, their kinds and
lengths; the arrays follow, each at a multiple of eight bytes, then the vocabulary. Nothing in it is
trusted: a file that does not fit its own header is refused.
"""

import json
import mmap
import os
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cityreader.search.postings import Postings
from cityreader.search.title_index import TitleIndex

MAGIC = b"cityreader titles 1\n"
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
    header = {
        "stamp": stamp,
        "arrays": [[name, str(array.dtype), len(array)] for name, array in arrays.items()],
        "words": len(words),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + json.dumps(header).encode() + b"\n")
            for array in arrays.values():
                file.write(bytes(-file.tell() % _ALIGNMENT))
                file.write(array.tobytes())
            file.write(words)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def load_index(path: Path) -> tuple[TitleIndex, str]:
    """The index in a file, and its stamp. Raises DamagedIndexError, or OSError."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise DamagedIndexError("not an index of titles")
        line = file.readline(_MOST_HEADER)
        start = file.tell()
        try:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise DamagedIndexError("empty") from error
    try:
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
        index = TitleIndex(
            arrays["ids"].astype(np.int32, copy=False),
            words.split("\n") if words else [],
            _postings(arrays, "latin"),
            arrays["bigrams"].astype(np.int64, copy=False),
            _postings(arrays, "han"),
            arrays["codes"].astype(np.int32, copy=False),
            arrays["coded"].astype(np.int32, copy=False),
        )
        _check(index)
        return index, str(header["stamp"])
    except (KeyError, TypeError, ValueError, UnicodeDecodeError) as error:
        raise DamagedIndexError(str(error)) from error


def _arrays(index: TitleIndex) -> dict[str, npt.NDArray[np.integer]]:
    return {
        "ids": index.ids,
        "latin_rows": index.latin.rows,
        "latin_starts": index.latin.starts,
        "bigrams": index.bigrams,
        "han_rows": index.han.rows,
        "han_starts": index.han.starts,
        "codes": index.codes,
        "coded": index.coded,
    }


def _postings(arrays: dict[str, npt.NDArray[np.integer]], name: str) -> Postings:
    rows, starts = arrays[f"{name}_rows"], arrays[f"{name}_starts"]
    return Postings(rows.astype(np.int32, copy=False), starts.astype(np.int32, copy=False))


def _check(index: TitleIndex) -> None:
    """Refuse arrays that lead out of each other; what is wrong inside them is only a bad answer."""
    count = len(index.ids)
    for postings, terms in (
        (index.latin, len(index.vocabulary)),
        (index.han, len(index.bigrams)),
    ):
        fits = (
            len(postings.starts) == terms + 1
            and int(postings.starts[-1]) == len(postings.rows)
            and int(postings.rows.max(initial=-1)) < count
            and int(postings.rows.min(initial=0)) >= 0
        )
        if not fits:
            raise DamagedIndexError("its parts do not fit each other")
    if len(index.codes) != len(index.coded) or int(index.coded.max(initial=-1)) >= len(
        index.bigrams
    ):
        raise DamagedIndexError("its parts do not fit each other")
