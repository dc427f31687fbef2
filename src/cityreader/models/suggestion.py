"""Suggestions: events that nobody coded yet and that the words of an article seem to tell of."""

from dataclasses import dataclass

from cityreader.models.article import DateRange
from cityreader.models.span import Span


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One proposed event.

    ``span`` is where the words that name it stand in the body (``exact``), ``sentence`` the
    sentence around them, ``trigger`` the entry of the lexicon that found them; ``score`` runs from
    0 to 1. ``cues`` are all the words that spoke for it, in the order of the text.
    """

    article_id: int
    span: Span
    sentence: Span
    exact: str
    type: str
    status: str
    date: DateRange
    score: float
    trigger: str
    cues: tuple[str, ...] = ()
