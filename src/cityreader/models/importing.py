"""What an import says of itself: of each file, while it runs, and at its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cityreader.models.article import ArticleDetails
from cityreader.models.dossier import MergeSummary

Outcome = Literal["new", "updated", "unchanged", "duplicate", "near-duplicate", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of one article of a file, or of a file that gave none.

    ``path`` is shown as given; ``member`` numbers the articles of one file from 0, None for a file
    that is one article. ``reason`` is one clear sentence for a file that was skipped or failed, and
    for an article that stands in its file more than once. ``paired`` says that it was made a pair
    with the article of its file that it is a translation of.
    """

    path: str
    outcome: Outcome
    member: int | None = None
    article_uuid: str | None = None
    reason: str | None = None
    title: str | None = None
    published: str | None = None
    lang: str | None = None
    source: str | None = None
    author: str | None = None
    why: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    paired: bool = False

    @classmethod
    def of(
        cls, path: str, outcome: Outcome, member: int | None, details: ArticleDetails
    ) -> "ImportedFile":
        """What became of an article that says this of itself."""
        return cls(
            path,
            outcome,
            member,
            title=details.title,
            published=details.published.iso,
            lang=details.lang,
            source=details.source,
            author=details.author,
        )


MEASURED_SECONDS, MEASURED_FILES = 3.0, 20
"""From where on the speed is told: the first files wait for dictionaries and the encoder."""


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is; ``seconds`` since its start, ``total`` None until counted."""

    done: int
    total: int | None
    current: str
    seconds: float
    counts: Mapping[str, int]

    @property
    def rate(self) -> float | None:
        """Files a second; None as long as that can hardly be told."""
        if self.seconds < MEASURED_SECONDS or self.done < MEASURED_FILES:
            return None
        return self.done / self.seconds


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """The end of an import: outcomes counted, what is undated, and where it all went.

    ``pairs`` were made of articles of one file; ``merges`` are those of exports, each with the path
    of its file as shown.
    """

    counts: Mapping[str, int]
    undated: int
    warnings: int
    library: str
    cancelled: bool = False
    pairs: int = 0
    merges: tuple[tuple[str, MergeSummary], ...] = ()
