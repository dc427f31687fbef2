"""Where the articles of a merge are here, and where their marks stand in the text in force."""

from dataclasses import dataclass, replace

from cityreader.library.carrying import STANDING, carried, surer
from cityreader.models import Annotation, ArticleRecord, Outcome


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
    differ. ``turned``: this merge put another text into force than was here.
    """

    article_id: int
    uuid: str
    title: str
    theirs: int
    ours: int
    texts: tuple[str, str] | None = None
    turned: bool = False

    def revision(self, theirs: int) -> int:
        """Their revision number in the counting of this library."""
        return self.ours if theirs >= self.theirs else min(theirs, self.ours)


def placed(mark: Annotation, place: ArticleHere) -> Annotation:
    """The mark as it stands in the text that is here; never silently on other words."""
    if place.texts is None:
        return replace(mark, revision=place.revision(mark.revision))
    theirs, ours = place.texts
    if mark.status == "orphan" or mark.revision != place.theirs or not theirs:
        return replace(mark, revision=place.ours, status="orphan")
    return carried(mark, theirs, ours, place.ours)


def standing(
    version: Annotation, here: Annotation, there: Annotation, place: ArticleHere
) -> Annotation:
    """A version of a mark of both sides, where it stands in the text in force.

    Whoever had that text knows where; of two who had it, and let it stand alike, the surer one.
    """
    if place.texts is not None:
        known = here
    elif place.turned:
        known = placed(there, place)
    else:
        known = surer(here, placed(there, place), version)
    return replace(version, **{name: getattr(known, name) for name in STANDING})
