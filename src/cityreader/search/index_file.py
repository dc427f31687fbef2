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
        _check(index)
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


def _check(index: TitleIndex) -> None:
    """Refuse arrays that lead out of each other; what is wrong inside them is only a bad answer."""
    count = len(index.ids)
    fits = (
        len(index.dates) == len(index.leads) == count
        and int(index.coded.max(initial=-1)) < len(index.bigrams)
        and _bounded(index.code_starts, len(index.codes), len(index.coded))
    )
    for postings, terms in (
        (index.latin, len(index.vocabulary)),
        (index.han, len(index.bigrams)),
    ):
        fits = (
            fits
            and _bounded(postings.starts, terms, len(postings.rows))
            and int(postings.rows.max(initial=-1)) < count
            and int(postings.rows.min(initial=0)) >= 0
        )
    if not fits:
        raise DamagedIndexError("its parts do not fit each other")


def _bounded(starts: npt.NDArray[np.int32], lists: int, length: int) -> bool:
    """Whether ``starts`` cut ``length`` items into so many lists."""
    return len(starts) == lists + 1 and int(starts[-1]) == length
