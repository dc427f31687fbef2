"""All that waits for a decision: what the review walks, and the number that is told of it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from cityreader.models.counterpart import Waiting

if TYPE_CHECKING:
    from cityreader.library.library import Library


def waiting_in(library: "Library") -> Waiting:
    """Proposals, doubtful rows, moved marks, pairs to align anew, and conflicts.

    Marks are those of the coders that are shown.
    """
    conflicts = tuple(library.transfer.conflicts.waiting())
    doubtful = tuple(library.coding.doubtful())
    return replace(library.counterparts.review(), conflicts=conflicts, doubtful=doubtful)


def decisions_in(library: "Library") -> int:
    """How many decisions wait: the places at which the review stops."""
    return library.counterparts.review().total + library.transfer.conflicts.count()
