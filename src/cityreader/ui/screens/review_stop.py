"""What every stop of the review can tell and do."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from cityreader.models import Article
from cityreader.models.lineage import ToldVersion

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.ui.screens.review_decisions import ReviewDecisions


class Stop(ABC):
    """One decision: what it is about, and what the keys do there.

    Stops are plain and frozen: two that are equal show the same.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def article_ids(self) -> tuple[int, ...]:
        """The articles it is about, the one to read first; empty where it is about none."""

    @property
    @abstractmethod
    def words(self) -> str:
        """What is asked, as the heading says it."""

    @property
    @abstractmethod
    def answers(self) -> tuple[str, str]:
        """What the keys that accept and dismiss do; empty for one that does nothing."""

    @abstractmethod
    def accept(self, desk: "ReviewDecisions") -> None:
        """Decide for what is proposed, or go to what is to be checked."""

    def dismiss(self, desk: "ReviewDecisions") -> None:
        """Decide against it."""
        desk.say("Only proposals are dismissed; what is aligned may stay as it is.")

    def read(self, desk: "ReviewDecisions") -> None:
        """Read the article it is about."""
        if self.article_ids:
            desk.read(self.article_ids[0])

    def sides(self, library: "Library") -> list[tuple[Article, str]]:
        """What is read of its articles, beside each other: how they begin."""
        found = library.counterparts.beginnings(self.article_ids)
        return [found[key] for key in self.article_ids if key in found]

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells this decision from all others, however alike their words are."""
        return (type(self).__name__, self.article_ids)

    @property
    def record(self) -> str:
        """The record of which it offers one of several versions; empty where it does not."""
        return ""

    @property
    def versions(self) -> tuple[ToldVersion, ToldVersion] | None:
        """What stands beside each other; None for what is read of the articles."""
        return None

    @property
    def heads(self) -> tuple[str, str]:
        """What stands over the two versions: which it is, who made it and when."""
        return "", ""

    @property
    def labels(self) -> dict[str, str]:
        """What keys do here, by the ids of their commands; empty where one does nothing."""
        accept, dismiss = self.answers
        labels = {"review.accept": accept, "review.dismiss": dismiss}
        return labels if self.article_ids else {**labels, "review.open": ""}
