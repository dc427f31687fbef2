"""What the review stops at."""

from cityreader.models.counterpart import Waiting
from cityreader.models.lineage import Conflict
from cityreader.ui.screens.review_stops import stops_of


def stops(*versions: str) -> list[list[tuple[str, str]]]:
    found = tuple((version,) for version in versions)
    conflict = Conflict("mark:1", "mark on “words”", 1, "Title", found)
    made = stops_of(Waiting((), (), (), conflicts=(conflict,)))
    assert [stop.number for stop in made] == list(range(1, len(versions)))
    return [stop.versions for stop in made]


def test_one_other_version_stands_beside_the_one_in_force() -> None:
    assert stops("ours", "theirs") == [
        [("In force, enter keeps it", "ours"), ("The other one, x takes it", "theirs")]
    ]


def test_every_other_version_can_be_seen_and_taken() -> None:
    """Fails with one stop a conflict: the third version would be dropped unseen."""
    kept = "In force, enter keeps it and drops all 2 others"
    assert stops("ours", "of Bob", "of Cai") == [
        [(kept, "ours"), ("The other one, 1 of 2, x takes it", "of Bob")],
        [(kept, "ours"), ("The other one, 2 of 2, x takes it", "of Cai")],
    ]
