"""How alike two texts are, told from a small sketch of each.

A sketch is the smallest checksums of all short stretches of a text. Two texts share as many of
their smallest checksums as they share stretches, so that articles are compared without their
bodies. White space, case and the script Chinese is written in make no difference.
"""

from struct import pack as packed
from struct import unpack as unpacked
from zlib import crc32

from cityreader.text.scripts import fold

SIZE = 96
"""Checksums in a sketch; the similarity of two is then right within about five hundredths."""

SHINGLE = 6
"""Code points of a stretch: unrelated articles in English or Chinese share next to none."""

LONGEST = 100_000
"""Code points that are looked at; a book is compared by its beginning."""

Sketch = tuple[int, ...]


def sketch(text: str) -> Sketch:
    """Return the smallest checksums of the stretches of ``text``, ascending, ``SIZE`` at the most.

    A text shorter than a stretch is one stretch; a text of white space has none.
    """
    squeezed = "".join(fold(text[:LONGEST]).split())
    if not squeezed:
        return ()
    # Two bytes a code point, so that a stretch is a slice of what is encoded once.
    data = squeezed.encode("utf-16-le", "surrogatepass")
    width = 2 * SHINGLE
    stretches = {
        data[start : start + width] for start in range(0, max(len(data) - width, 0) + 1, 2)
    }
    return tuple(sorted(set(map(crc32, stretches)))[:SIZE])


def similarity(one: Sketch, other: Sketch) -> float:
    """Return the share of stretches that two texts have in common, from 0.0 to 1.0.

    Exact where both texts are short, else an estimate. Texts without a stretch are alike only to
    each other.
    """
    if one == other:
        return 1.0
    union = sorted({*one, *other})[:SIZE]
    return len({*union}.intersection(one).intersection(other)) / len(union)


def pack(values: Sketch) -> bytes:
    """Return a sketch as it is stored: four bytes a checksum, least significant first."""
    return packed(f"<{len(values)}I", *values)


def unpack(stored: bytes) -> Sketch:
    """Return the sketch that ``pack`` stored."""
    return unpacked(f"<{len(stored) // 4}I", stored)
