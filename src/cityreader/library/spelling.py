"""Chinese words by their Latin spelling: ``shizheng`` or ``sz`` for 市政."""

from cityreader.models import Span
from cityreader.search.sounds import spelt_places
from cityreader.text.graphemes import snap
from cityreader.text.scripts import fold_with_offsets, unfolded

LARGEST = 20_000
"""Code points of a text that are looked through, in some 50 ms at most."""


def spelt_spans(letters: str, body: str) -> list[Span]:
    """The stretches of a body that letters spell, else those whose initials they are.

    Nothing for fewer than two letters or anything but letters; of a longer text than ``LARGEST``
    only what stands in its beginning.
    """
    folded, offsets = fold_with_offsets(body[:LARGEST])
    found = spelt_places(letters.strip().lower(), folded)
    return [snap(body, unfolded(one, offsets)) for one in found]
