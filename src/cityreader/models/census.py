"""What is in a library, counted for a description of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CoderCensus:
    """What one coder did: articles marked as done, events, marks by kind, accepted suggestions.

    ``languages`` counts the marks by the language of their article.
    """

    uuid: str
    name: str
    done: int = 0
    events: int = 0
    types: int = 0
    marks: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    accepted: int = 0

    @property
    def total(self) -> int:
        """All marks."""
        return sum(self.marks.values())


@dataclass(frozen=True, slots=True)
class Census:
    """The articles, pairs and records of a library, without the trash.

    ``languages``, ``sources`` and ``pairs`` count published articles by language and source, and
    pairs by their two languages, the most frequent first; ``unsourced`` and ``undated`` count those
    without. ``first`` and ``last`` are ISO days. ``translations`` are those written here.
    ``event_languages`` counts events by the languages of the articles that mention them, joined by
    a comma, of all coders but ``consensus``.
    """

    languages: Mapping[str, int]
    sources: Mapping[str, int]
    unsourced: int
    first: str | None
    last: str | None
    undated: int
    translations: int
    pairs: Mapping[tuple[str, str], int]
    event_languages: Mapping[str, int]
    coders: tuple[CoderCensus, ...]

    @property
    def articles(self) -> int:
        """All published articles."""
        return sum(self.languages.values())
