"""The stops of the review that are about counterparts and their rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cityreader.models import Article
from cityreader.models.counterpart import Proposal
from cityreader.models.pair import SIDES
from cityreader.text.phrases import counted
from cityreader.ui.listing.preview_page import HOLE
from cityreader.ui.screens.review_stop import Stop
from cityreader.ui.widgets.counterpart_offer import score_words

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.library.rows import Realignment
    from cityreader.models import Pair
    from cityreader.ui.screens.review_decisions import ReviewDecisions


@dataclass(frozen=True, slots=True)
class ProposalStop(Stop):
    """Two articles that may belong together."""

    proposal: Proposal

    @property
    def article_ids(self) -> tuple[int, int]:
        """The left and the right one."""
        return self.proposal.left_id, self.proposal.right_id

    @property
    def words(self) -> str:
        """How alike they are, and why."""
        one = self.proposal
        return f"{score_words(one.score, one.kind)} · {one.reason}"

    @property
    def answers(self) -> tuple[str, str]:
        """They are a pair, or they are none."""
        return "pair", "no pair"

    def accept(self, desk: "ReviewDecisions") -> None:
        """Pair the two."""

        def accepted(pair: "Pair") -> None:
            desk.decided(self, f"Paired: {len(pair.beads):,} rows. u takes it back.")

        desk.room.pairing.link(*self.article_ids, accepted)

    def dismiss(self, desk: "ReviewDecisions") -> None:
        """Remember that the two do not belong together."""
        left, right = self.article_ids
        desk.decide(
            self,
            lambda library: library.counterparts.dismiss(left, right),
            lambda _: "Dismissed; u takes that back.",
        )


@dataclass(frozen=True, slots=True)
class RowsStop(Stop):
    """An article of which so many rows are doubtful."""

    article_id: int
    count: int

    @property
    def article_ids(self) -> tuple[int]:
        """The article."""
        return (self.article_id,)

    @property
    def words(self) -> str:
        """How many rows."""
        return f"{counted(self.count, 'doubtful row')} to check"

    @property
    def answers(self) -> tuple[str, str]:
        """They are checked where they stand."""
        return "go there", ""

    def sides(self, library: "Library") -> list[tuple[Article, str]]:
        """The doubtful rows with their numbers, on both sides."""
        spread = library.pairs.spread(self.article_id)
        rows = [(number, bead) for number, bead in enumerate(spread.beads, 1) if bead.doubtful]
        return [
            (
                article,
                "\n\n".join(
                    f"{number}?  {spread.words(bead, side) or HOLE}" for number, bead in rows
                ),
            )
            for side in SIDES
            if (article := spread.article(side)) is not None
        ]

    def accept(self, desk: "ReviewDecisions") -> None:
        """Read the article, where they are checked."""
        self.read(desk)


@dataclass(frozen=True, slots=True)
class OlderPairStop(Stop):
    """A pair that an older version of the program aligned; its articles are ``left`` and
    ``right``."""

    left: int
    right: int

    @property
    def article_ids(self) -> tuple[int, int]:
        """The left and the right one."""
        return self.left, self.right

    @property
    def words(self) -> str:
        """What can be done, and what stays."""
        return "aligned by an older version: enter aligns anew, checked rows stay"

    @property
    def answers(self) -> tuple[str, str]:
        """It may stay as it is."""
        return "align anew", ""

    def accept(self, desk: "ReviewDecisions") -> None:
        """Align the two anew."""

        def realigned(made: "Realignment") -> None:
            count = made.changed
            rows = f"{counted(count, 'row')} changed" if count else "nothing changed"
            desk.decided(self, f"Aligned anew: {rows}. u takes it back.")

        desk.room.pairing.realign(self.left, self.right, realigned)
