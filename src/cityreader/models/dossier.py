"""A dossier: articles with everything attached, as exports write it and merges read it."""

from dataclasses import dataclass

from cityreader.models.annotation import Annotation
from cityreader.models.article import Article, Reading
from cityreader.models.codebook import Codebook
from cityreader.models.event import Event
from cityreader.models.pair import Pair
from cityreader.models.people import Coder, GlossaryEntry


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article with its current body (None where the text was left out) and readings."""

    article: Article
    body: str | None
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything one export carries, each kind in a fixed order."""

    project: str
    codebook: Codebook
    coders: tuple[Coder, ...]
    articles: tuple[ArticleRecord, ...]
    pairs: tuple[Pair, ...]
    annotations: tuple[Annotation, ...]
    events: tuple[Event, ...]
    glossary: tuple[GlossaryEntry, ...]


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """What a merge did or, dry, would do: records by what happened to them."""

    added: int
    changed: int
    same: int
    conflicts: tuple[str, ...] = ()
