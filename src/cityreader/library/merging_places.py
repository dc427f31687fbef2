"""Where the articles of a merge are here, and where a mark of another text stands."""

from dataclasses import dataclass, replace

from cityreader.coding.anchors import carry_over, quote_span
from cityreader.models import Annotation, ArticleRecord, Outcome


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of one article of the dossier; ``reason`` says why it was left out."""

    record: ArticleRecord
    outcome: Outcome
    article_uuid: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article of the dossier is here.

    ``theirs`` and ``ours`` are the revisions there and here, ``texts`` both texts where they
    differ.
    """

    article_id: int
    uuid: str
    title: str
    theirs: int
    ours: int
    texts: tuple[str, str] | None = None

    def revision(self, theirs: int) -> int:
        """Their revision number in the counting of this library."""
        return self.ours if theirs >= self.theirs else min(theirs, self.ours)


def carried(mark: Annotation, old: str, new: str, revision: int) -> Annotation:
    """A mark of one text as it stands in another; never silently on other words."""
    span, status = carry_over(old, new, mark.span)
    if span is None:
        return replace(mark, revision=revision, status="orphan")
    quote = quote_span(new, span)
    return replace(
        mark,
        revision=revision,
        start=span.start,
        end=span.end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        status="review" if mark.status == "review" else status,
    )
