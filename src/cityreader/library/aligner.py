"""Aligning: the one place that hands two texts to the aligner, with what it knows about words."""

from collections.abc import Callable, Hashable, Sequence
from typing import Self

from cityreader.models import Alignment, Bead, Span

VERSION = "1"
"""Stored with the rows an aligner made; another one means that they can be made anew."""


def align_texts(
    left_body: str,
    right_body: str,
    left_sentences: Sequence[Span] | None = None,
    right_sentences: Sequence[Span] | None = None,
    *,
    pins: Sequence[Bead] = (),
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Alignment:
    """The rows of two texts; ``pins`` are checked rows, which stay exactly as they are.

    ``progress`` hears shares of the work from 0 to 1. Raises UsageError if pins cross or overlap,
    and StoppedError once ``cancelled`` says yes.
    """
    from cityreader.bilingual.alignment import align

    return align(
        left_body,
        right_body,
        left_sentences,
        right_sentences,
        pins=pins,
        progress=progress,
        cancelled=cancelled,
    )


class Alignments:
    """Rows worked out outside a transaction, kept for use inside it.

    Asked again for the same texts and pins it gives the same rows at once, so that a transaction
    that finds the library as it was expected never waits for the aligner.
    """

    def __init__(
        self,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._known: dict[Hashable, tuple[Bead, ...]] = {}

    def without_watch(self) -> Self:
        """The same, for the time when nobody watches any more and nothing can be stopped."""
        self._progress = self._cancelled = None
        return self

    def rows(
        self, left_body: str, right_body: str, checked: Sequence[Bead] = ()
    ) -> tuple[Bead, ...]:
        """The rows of two texts, with the checked ones exactly as given."""
        from cityreader.bilingual.rows import keep_checked

        key = (left_body, right_body, tuple(checked))
        if key not in self._known:
            made = align_texts(
                left_body,
                right_body,
                pins=checked,
                progress=self._progress,
                cancelled=self._cancelled,
            )
            self._known[key] = keep_checked(made.beads, checked)
        return self._known[key]
