"""Asking sentence vectors where the words of two articles leave doubt whether they are one text."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from cityreader.bilingual.counterparts import Match
from cityreader.library.context import Context
from cityreader.store import articles
from cityreader.store.candidates import ShelvedArticle

if TYPE_CHECKING:
    from cityreader.bilingual.vectors import Encoder, Vectors

MOST = 200
"""Doubtful pairs that are looked into at a time, the likeliest first: 20 ms an article."""

KEPT = 2_000
"""Pairs of texts whose likeness is kept in memory; all are forgotten when there are more."""


class Meaning:
    """Weighs doubtful matches by what their articles say; where the extra is not installed, not at
    all. For workers."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[tuple[str, str], float] = {}

    def weighed(
        self,
        matches: Sequence[Match],
        shelved: Mapping[int, ShelvedArticle],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Match]:
        """The matches, likeliest first, the doubtful ones with their new probability."""
        from cityreader.bilingual.encoder import is_available, neural_encoder
        from cityreader.bilingual.meaning import is_unsure, likeness, weighed

        unsure = [match for match in matches if is_unsure(match)][:MOST]
        encoder = neural_encoder() if unsure and is_available() else None
        if encoder is None:
            return list(matches)
        reading = _Reading(self._context, encoder)
        made: dict[Match, Match] = {}
        for match in unsure:
            if cancelled():
                break
            key = (shelved[match.left_id].text_sha256, shelved[match.right_id].text_sha256)
            if key not in self._known:
                if len(self._known) >= KEPT:
                    self._known.clear()
                both = reading.vectors(match.left_id), reading.vectors(match.right_id)
                self._known[key] = likeness(*both)
            made[match] = weighed(match, self._known[key])
        found = [made.get(match, match) for match in matches]
        return sorted(found, key=lambda one: (-one.probability, one.left_id, one.right_id))


class _Reading:
    """The vectors of articles, each read once."""

    def __init__(self, context: Context, encoder: "Encoder") -> None:
        self._context = context
        self._encoder = encoder
        self._read: dict[int, Vectors] = {}

    def vectors(self, article_id: int) -> "Vectors":
        """Those of one article."""
        from cityreader.bilingual.meaning import vectors_of

        if article_id not in self._read:
            with self._context.view() as view:
                body = articles.body(view, article_id) or ""
            self._read[article_id] = vectors_of(body, self._encoder)
        return self._read[article_id]
