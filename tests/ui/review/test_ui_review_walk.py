"""Going from stop to stop, without a screen."""

from cityreader.ui.screens.review_pairs import RowsStop
from cityreader.ui.screens.review_walk import Walk


def stops(*numbers, rows=1):
    return [RowsStop(number, rows) for number in numbers]


def walk(*numbers):
    made = Walk()
    made.take(stops(*numbers))
    return made


def test_it_ends_at_both_ends_and_goes_round_by_number():
    made = walk(1, 2, 3)
    made.step(-1)
    assert (made.stop.article_id, made.where) == (1, "1 of 3")
    made.step(9)
    assert made.stop.article_id == 3
    made.go_to(0)
    assert made.stop.article_id == 1
    made.go_to(-1)
    assert (made.stop.article_id, made.where) == (3, "3 of 3")


def test_where_nothing_waits_it_stands_nowhere():
    made = walk()
    made.step(1)
    made.go_to(-1)
    assert (made.stop, made.where) == (None, "")


def test_other_stops_keep_the_one_that_is_shown():
    """Fails when the number of the stop is kept and not the stop."""
    made = walk(1, 2, 3)
    made.go_to(1)
    made.take(stops(0, 1, 2))
    assert made.stop.article_id == 2
    made.take(stops(0, 1))
    assert made.stop.article_id == 1


def test_what_was_undone_is_gone_to_when_asked():
    made = walk(1, 2)
    made.go_to(1)
    made.take(stops(0, 1, 2))
    assert made.stop.article_id == 2
    made.take(stops(0, 1, 2, 3), to_new=True)
    assert made.stop.article_id == 3
    made.take(stops(0, 1, 2, 3, rows=2), to_new=True)
    assert made.stop.article_id == 0


def test_what_was_decided_makes_room_for_what_follows():
    made = walk(1, 2, 3)
    made.go_to(1)
    made.take_out(made.stop)
    assert [stop.article_id for stop in made.stops] == [1, 3]
    assert made.stop.article_id == 3
    made.take_out(made.stop)
    assert made.stop.article_id == 1
