"""What alignment asks of a sentence encoder."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from cityreader.bilingual.watch import Watch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


class SentenceVectors(Protocol):
    """The sentences of one text as an encoder has read them."""

    def runs(self, part: range, longest: int) -> list["Vectors"]:
        """Unit vectors of runs of neighbouring sentences.

        Item ``k - 1``, for ``k`` up to ``longest``, has shape (len(part) - k + 1, dimensions): row
        ``i`` stands for the ``k`` sentences from number ``part[i]`` on, read as one.
        """
        ...


class Encoder(Protocol):
    """Turns sentences of any language into vectors that are close where the sense is."""

    def read(self, sentences: Sequence[str], watch: Watch) -> SentenceVectors:
        """Read the sentences of one text; the watch hears how far."""
        ...
