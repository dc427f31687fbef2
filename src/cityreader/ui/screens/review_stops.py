"""What the review stops at."""

from cityreader.models.counterpart import Waiting
from cityreader.ui.screens.review_conflicts import ConflictStop
from cityreader.ui.screens.review_marks import MarkStop
from cityreader.ui.screens.review_pairs import OlderPairStop, ProposalStop, RowsStop
from cityreader.ui.screens.review_stop import Stop


def stops_of(waiting: Waiting) -> list[Stop]:
    """The stops of a review: proposals, then rows, marks, pairs to align anew, and conflicts, one
    stop for each version that waits."""
    return [
        *(ProposalStop(one) for one in waiting.proposals),
        *(RowsStop(article_id, count) for article_id, count in waiting.rows),
        *(MarkStop(found) for found in waiting.doubtful),
        *(OlderPairStop(left, right) for left, right in waiting.older),
        *(
            ConflictStop(one, number)
            for one in waiting.conflicts
            for number in range(1, len(one.versions))
            if one.versions[number].differs
        ),
    ]
