"""Aligning: the one place that hands two texts to the aligner, with what it knows about words."""

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Self

from cityreader.bilingual.bounds import BRIEF, WHOLE, Bounds
from cityreader.config import Folders
from cityreader.models import Alignment, Bead, Span

if TYPE_CHECKING:
    from cityreader.store.dictionary import Dictionary

VERSION = "2"
"""Goes up when the same texts get other rows; part of the aligner's name."""


def aligner_name(folders: Folders | None) -> str:
    """What aligns: its version, and whether it has a dictionary and sentence vectors.

    Rows that another one made, as the library notes, can be made anew. ``folders`` are the user's;
    without them texts are aligned by length, numbers and names alone.
    """
    if folders is None:
        return VERSION
    from cityreader.bilingual.encoder import is_available
    from cityreader.library.dictionary import dictionary_source

    parts = [VERSION, "dictionary" * bool(dictionary_source()), "vectors" * is_available()]
    return "+".join(part for part in parts if part)


def is_older(made_by: str | None, now: str) -> bool:
    """Whether ``now`` aligns better than what made some rows: a later version of it, or the same
    with a dictionary or vectors that the other did without.

    Rows by hand or from a file, and those of which it is not known, are not older.
    """
    version, *aids = (made_by or "").split("+")
    now_version, *now_aids = now.split("+")
    if not version.isdecimal():
        return False
    return int(version) < int(now_version) or (version == now_version and set(aids) < set(now_aids))


def align_texts(
    folders: Folders | None,
    left_body: str,
    right_body: str,
    left_sentences: Sequence[Span] | None = None,
    right_sentences: Sequence[Span] | None = None,
    *,
    pins: Sequence[Bead] = (),
    bounds: Bounds = WHOLE,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Alignment:
    """The rows of two texts; ``pins`` are checked rows, which stay where they are.

    The first call makes the dictionary in the user's ``folders`` and loads the sentence vectors,
    about a second each; where one is not installed, or ``folders`` is None, it does without, and
    so it does beyond the ``bounds``.
    ``progress`` hears shares of the work from 0 to 1. Raises UsageError if pins cross or overlap,
    and StoppedError once ``cancelled`` says yes.
    """
    from cityreader.bilingual.alignment import align
    from cityreader.bilingual.encoder import neural_encoder
    from cityreader.library.dictionary import discard, open_dictionary
    from cityreader.store.dictionary import DictionaryError

    def run(lexicon: "Dictionary | None") -> Alignment:
        return align(
            left_body,
            right_body,
            left_sentences,
            right_sentences,
            pins=pins,
            lexicon=lexicon,
            encoder=neural_encoder() if folders is not None else None,
            bounds=bounds,
            progress=progress,
            cancelled=cancelled,
        )

    if folders is None:
        return run(None)
    try:
        opened = open_dictionary(folders, cancelled or (lambda: False))
        if opened is not None:
            with opened:
                return run(opened)
    except DictionaryError:
        # It cannot be made just now, or was damaged since; the next time it is made anew.
        discard(folders)
    return run(None)


class Alignments:
    """Rows worked out outside a transaction, kept for use inside it.

    Asked again for the same texts and pins it gives the same rows at once, so that a transaction
    that finds the library as it was expected never waits for the aligner. Where nobody hears the
    progress, long texts are compared only as far as ``BRIEF`` says; such a pair is offered for
    aligning anew.
    """

    def __init__(
        self,
        folders: Folders | None,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """See ``align_texts`` for what the arguments mean."""
        self._folders = folders
        self._bounds = BRIEF if progress is None else WHOLE
        self._progress = progress
        self._cancelled = cancelled
        self._known: dict[Hashable, tuple[Bead, ...]] = {}

    def aligner(self, left_body: str, right_body: str) -> str:
        """The name of what makes the rows of two texts, without the aids their length forbids here
        and would not forbid where somebody waits."""
        size = len(left_body) + len(right_body)
        missing = {
            "dictionary": self._bounds.words < size <= WHOLE.words,
            "vectors": self._bounds.vectors < size <= WHOLE.vectors,
        }
        parts = aligner_name(self._folders).split("+")
        return "+".join(part for part in parts if not missing.get(part))

    def without_watch(self) -> Self:
        """The same, for the time when nobody watches any more and nothing can be stopped."""
        self._progress = self._cancelled = None
        return self

    def rows(self, left_body: str, right_body: str, pins: Sequence[Bead] = ()) -> tuple[Bead, ...]:
        """The rows of two texts; ``pins`` are among them exactly as given."""
        from cityreader.bilingual.rows import keep_pins

        key = (left_body, right_body, tuple(pins))
        if key not in self._known:
            made = align_texts(
                self._folders,
                left_body,
                right_body,
                pins=pins,
                bounds=self._bounds,
                progress=self._progress,
                cancelled=self._cancelled,
            )
            self._known[key] = keep_pins(made.beads, pins)
        return self._known[key]
