"""Where the articles of a merge are here."""

from dataclasses import dataclass

from cityreader.models import ArticleRecord, Outcome


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of one article of the dossier; ``reason`` says why it was left out."""

    record: ArticleRecord
    outcome: Outcome
    article_uuid: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleHere:
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
