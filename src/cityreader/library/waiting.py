"""All that waits for a decision: what the review walks, and the number that is told of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from cityreader.models.counterpart import Waiting

if TYPE_CHECKING:
    from cityreader.library.library import Library

FEW_NEW, FEW_ARTICLES = 300, 3_000
"""So many new articles, in a library of so many at most, are compared without being asked to, in
some 4 s of a processor; where there are more, a person says when."""


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


def likely_counterparts(
    library: "Library",
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int | None:
    """Compare the articles that came in with the rest, if that does not take long.

    Returns how many likely counterparts wait for a decision now; None where there is more to
    compare than ``FEW_NEW``, and nothing was done, or it was ``cancelled``.
    """
    new = library.counterparts.not_compared()
    if new and (new > FEW_NEW or library.readings.counts().articles > FEW_ARTICLES):
        return None
    if new:
        library.counterparts.propose(progress=progress, cancelled=cancelled)
    if cancelled():
        return None
    return sum(one.kind == "counterpart" for one in library.counterparts.waiting())
