"""What the review stops at."""

import shutil
from pathlib import Path

from cityreader.config import Config
from cityreader.library.library import Library
from cityreader.library.waiting import waiting_in
from cityreader.models import Conflict, ToldVersion
from cityreader.models.counterpart import Waiting
from cityreader.ui.listing.preview_page import HOLE
from cityreader.ui.screens.review_conflicts import ConflictStop
from cityreader.ui.screens.review_pairs import RowsStop
from cityreader.ui.screens.review_stops import stops_of

ROOT = Path(__file__).parents[3]


def stops(*versions: ToldVersion) -> list[ConflictStop]:
    conflict = Conflict("mark:1", "mark on “words”", 1, "Title", versions)
    found = stops_of(Waiting((), (), (), conflicts=(conflict,)))
    return [stop for stop in found if isinstance(stop, ConflictStop)]


def told(words: str, **made: str | bool) -> ToldVersion:
    return ToldVersion((("note", words),), **{"differs": True, **made})  # type: ignore[arg-type]


OURS = told("ours", coder="Ann", at="2026-03-01T12:00:00.000Z", mine=True)
OF_BOB = told("of Bob", coder="Ann", brought_by="merge bob.db")


def test_one_other_version_stands_beside_the_one_in_force() -> None:
    (stop,) = stops(OURS, OF_BOB)
    assert stop.versions == (OURS, OF_BOB)
    assert stop.heads[0].startswith("Mine · in force · Ann · 2026-03-0")
    assert stop.heads[1] == "The other · record of Ann · merge bob.db"
    assert stop.labels == {"review.accept": "keep mine", "review.dismiss": "take the other"}


def test_the_words_follow_whose_version_is_in_force() -> None:
    (stop,) = stops(OF_BOB, OURS)
    assert stop.labels == {"review.accept": "keep the other", "review.dismiss": "take mine"}
    (stop,) = stops(OF_BOB, told("of Cai"))
    assert stop.labels == {"review.accept": "keep left", "review.dismiss": "take right"}
    assert stop.heads[0].startswith("In force")
    assert stop.heads[1].startswith("Other version")


def test_every_other_version_can_be_seen_and_taken() -> None:
    """Fails with one stop a conflict: the third version would be dropped unseen."""
    first, second = stops(OURS, OF_BOB, told("of Cai"))
    assert (first.number, second.number) == (1, 2)
    assert second.versions == (OURS, told("of Cai"))
    assert second.heads[1] == "The other 2 of 2"
    assert first.labels["review.accept"] == "keep mine, drop all"


def test_a_version_that_says_the_same_is_passed_over() -> None:
    (stop,) = stops(OURS, told("ours", differs=False), told("of Cai"))
    assert stop.number == 2


def test_a_version_that_only_reads_alike_is_a_stop() -> None:
    """Fails where the shown lines decide: what differs would never be asked about."""
    (stop,) = stops(OURS, told("ours"))
    assert stop.number == 1


def test_doubtful_rows_are_read_in_both_languages(tmp_path, folders) -> None:
    """Without ``RowsStop.sides`` the article alone was shown, from its beginning."""
    path = tmp_path / "samples.db"
    shutil.copyfile(ROOT / "annotations.db", path)
    with Library.open(path, config=Config(coder="Ann"), folders=folders) as library:
        article_id, count = waiting_in(library).rows[0]
        spread = library.pairs.spread(article_id)
        (left, left_rows), (right, right_rows) = RowsStop(article_id, count).sides(library)
    doubtful = [(n, bead) for n, bead in enumerate(spread.beads, 1) if bead.doubtful]
    assert count == len(doubtful)
    assert (left, right) == (spread.left, spread.right)
    for side, rows in (("left", left_rows), ("right", right_rows)):
        shown = [row.split("?  ") for row in rows.split("\n\n")]
        assert shown == [[str(n), spread.words(bead, side) or HOLE] for n, bead in doubtful]
