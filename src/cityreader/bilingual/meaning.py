"""What two articles say, sentence by sentence: further evidence where their words leave doubt."""

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from cityreader.bilingual.counterparts import OFFERED_FROM, THRESHOLD, Match
from cityreader.bilingual.watch import Watch
from cityreader.text.sentences import sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cityreader.bilingual.vectors import Encoder

    Vectors = NDArray[np.float32]

ENDS = 6
"""Sentences at the beginning of a text that are compared, and as many at its end: they tell of the
whole, and where one text is a part of the other, one end of it is missing there."""

SURE = 0.99
"""From this probability by words on, nothing more is asked."""

# What likeness adds to the logarithm of the odds; nothing at .45, where translations and other news
# of one event divide (scripts/calibrate_counterparts.py --meaning).
_PER_LIKENESS, _EVEN = 20.0, 0.45


def is_unsure(match: Match) -> bool:
    """Whether words leave it open that two articles are translations of each other."""
    doubtful = OFFERED_FROM <= match.probability < SURE
    return doubtful and match.margin > 0 and not match.abridged


def ends(body: str) -> list[str]:
    """The sentences of a text that are compared."""
    spans = sentences(body)
    if len(spans) > 2 * ENDS:
        spans = [*spans[:ENDS], *spans[-ENDS:]]
    return [text for span in spans if (text := body[span.start : span.end].strip())]


def vectors_of(body: str, encoder: "Encoder") -> "Vectors":
    """A unit vector for each of these sentences, shape (sentences, dimensions)."""
    texts = ends(body)
    return encoder.read(texts, Watch()).runs(range(len(texts)), 1)[0]


def likeness(one: "Vectors", other: "Vectors") -> float:
    """How alike two texts are in what they say, from 0 to 1.

    The mean cosine of each sentence to the nearest of the other text, in the text where it is less.
    """
    if not len(one) or not len(other):
        return 0.0
    cosines = one @ other.T
    means = float(cosines.max(axis=1).mean()), float(cosines.max(axis=0).mean())
    return min(max(min(means), 0.0), 1.0)


def weighed(match: Match, alike: float) -> Match:
    """A match with its probability by words and by ``alike``, a ``likeness``.

    What words made worth offering as the same story stays so, however little alike.
    """
    odds = math.log(match.probability / (1 - match.probability))
    odds += _PER_LIKENESS * (alike - _EVEN)
    probability = max(OFFERED_FROM, 1 / (1 + math.exp(-odds)))
    if match.abridged:
        probability = min(probability, THRESHOLD / 2)
    return replace(match, probability=probability)
