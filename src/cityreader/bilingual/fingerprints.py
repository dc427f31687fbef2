"""An article as a few hundred numbers, by which it is compared with thousands of others."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zlib import crc32

from cityreader.bilingual.counterpart_terms import (
    LONGEST_TEXT,
    ChineseTerms,
    Term,
    english_terms,
)
from cityreader.text.han import count_han

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION = 3
"""Goes up with whatever makes the fingerprint of a text another one."""

MOST_TERMS = 300
"""Terms kept of one article, the most telling: what more there is hardly moves a comparison."""

HAN_LENGTH = 3.3
"""Latin letters that one Han character stands for, over news in both directions."""

RARE = 0.01
"""The share of articles taken for a term that is not in the table of common ones."""

_HEADER = 8
_RECORD = 7


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The telling terms of one article.

    ``terms`` are checksums in ascending order; ``weights`` (how much of each, on a logarithmic
    scale) and ``places`` (where first, 0 the top and 255 the end) stand beside them. ``length`` is
    in Latin letters, Han characters counted as so many.
    """

    terms: "NDArray[np.uint32]"
    weights: "NDArray[np.float32]"
    places: "NDArray[np.uint8]"
    length: int


def side_of(lang: str) -> str:
    """``en`` or ``zh``, whose texts can be compared by words; empty for other languages."""
    side = lang.partition("-")[0]
    return side if side in ("en", "zh") else ""


def fingerprint(title: str, body: str, lang: str, chinese: ChineseTerms) -> Fingerprint:
    """The fingerprint of an article in English or Chinese."""
    text = f"{title}\n{body[:LONGEST_TEXT]}"
    side = side_of(lang)
    found = chinese.terms(text) if side == "zh" else english_terms(text)
    han = count_han(body)
    length = len(body) + round((HAN_LENGTH - 1) * han)
    return _fingerprint(found, side, length)


def pack(print_: Fingerprint) -> bytes:
    """A fingerprint as it is stored."""
    import numpy as np

    records = np.zeros(len(print_.terms), dtype=_layout())
    records["term"], records["place"] = print_.terms, print_.places
    records["weight"] = print_.weights
    return print_.length.to_bytes(_HEADER, "little") + records.tobytes()


def unpack(stored: bytes) -> Fingerprint:
    """The fingerprint that ``pack`` stored. Raises ValueError for anything else."""
    import numpy as np

    if len(stored) < _HEADER or (len(stored) - _HEADER) % _RECORD:
        raise ValueError("no fingerprint")
    records = np.frombuffer(stored, dtype=_layout(), offset=_HEADER)
    return Fingerprint(
        records["term"].astype(np.uint32),
        records["weight"].astype(np.float32),
        records["place"].copy(),
        int.from_bytes(stored[:_HEADER], "little"),
    )


@cache
def common_shares(side: str) -> Mapping[int, float]:
    """In what share of articles of a side each common term stands, by its checksum.

    Counted by ``scripts/calibrate_counterparts.py``. In small libraries this stands in for what
    their own articles cannot tell; the more of those there are, the less it counts.
    """
    table = files("cityreader.bilingual").joinpath("data", "term_shares.tsv").read_text("utf-8")
    column = 1 if side == "en" else 2
    shares: dict[int, float] = {}
    for line in table.splitlines():
        if not line.startswith("//"):
            fields = line.split("\t")
            shares[_checksum(fields[0])] = int(fields[column]) / 100
    return shares


def _layout() -> "np.dtype[np.void]":
    import numpy as np

    return np.dtype([("term", "<u4"), ("weight", "<f2"), ("place", "u1")])


def _fingerprint(found: Mapping[str, Term], side: str, length: int) -> Fingerprint:
    import numpy as np

    shares = common_shares(side)
    rows = []
    for name, term in found.items():
        checksum = _checksum(name)
        weight = 1 + np.log(term.weight) if term.weight >= 1 else term.weight
        telling = weight * -np.log(max(shares.get(checksum, RARE), RARE))
        rows.append((telling, checksum, weight, term.place))
    rows.sort(key=lambda row: (-row[0], row[1]))
    # Two stems may share a checksum; then the more telling one stands.
    kept = {row[1]: row for row in reversed(rows[:MOST_TERMS])}
    ordered = [kept[checksum] for checksum in sorted(kept)]
    return Fingerprint(
        np.array([row[1] for row in ordered], dtype=np.uint32),
        np.array([row[2] for row in ordered], dtype=np.float16).astype(np.float32),
        np.array([min(255, int(row[3] * 256)) for row in ordered], dtype=np.uint8),
        length,
    )


@cache
def _checksum(name: str) -> int:
    return crc32(name.encode())
