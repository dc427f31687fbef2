"""A dossier: articles with everything attached, as exports write it and merges read it."""

from dataclasses import dataclass

from cityreader.models.annotation import Annotation
from cityreader.models.article import Article, Reading
from cityreader.models.codebook import Codebook
from cityreader.models.event import Event
from cityreader.models.lineage import NO_HISTORY, History
from cityreader.models.pair import Pair
from cityreader.models.people import Coder, GlossaryEntry


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article with its current body (None where the text was left out) and readings.

    ``topics`` are its topics, each with the UUID of the coder who gave it. ``aliases`` are UUIDs
    that the same article has elsewhere, ``message_id`` what a mail or a feed calls it. ``earlier``
    are the SHA-256 of the bodies it had before, where a library was read: an export has none.
    """

    article: Article
    body: str | None
    readings: tuple[Reading, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    message_id: str | None = None
    earlier: tuple[str, ...] = ()


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
    history: History = NO_HISTORY


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """What a written export holds, ``9 pairs, 18 articles``, and what its format could not hold.

    Both are as people read them; ``left_out`` is empty where every record is in it.
    """

    held: str
    left_out: str


@dataclass(frozen=True, slots=True)
class MergeCount:
    """How many records of one kind and one coder a merge added, changed, left, or found changed on
    both sides. ``coder`` is what that coder is called, None for what is nobody's."""

    kind: str
    coder: str | None
    added: int = 0
    changed: int = 0
    same: int = 0
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """What a merge did or, dry, would do: records by what happened to them.

    ``conflicts`` and ``notes`` are sentences: what was changed on both sides and waits in the
    review, and what else a person should know. ``counts`` are the numbers by coder and kind.
    """

    added: int
    changed: int
    same: int
    conflicts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    counts: tuple[MergeCount, ...] = ()
