"""What is typed into rows, without a screen."""

from cityreader.models import Span
from cityreader.ui.reading.typed_rows import TypedRows

FIRST, SECOND = Span(0, 10), Span(10, 20)


def test_a_row_is_written_where_it_was_changed_and_waits_until_then():
    rows = TypedRows()
    assert rows.open(FIRST, "stored") == "stored"
    assert not rows.leave(FIRST, "stored ")
    assert not rows.are_waiting
    assert rows.leave(FIRST, "typed")
    assert rows.open(SECOND, "") == ""
    assert rows.open(FIRST, "stored") == "typed"
    assert not rows.leave(FIRST, "typed")
    rows.written(FIRST, "typed")
    assert not rows.are_waiting
    assert rows.open(FIRST, "typed") == "typed"


def test_a_row_that_was_typed_on_meanwhile_goes_on_waiting():
    rows = TypedRows()
    rows.open(FIRST, "")
    rows.leave(FIRST, "one")
    rows.leave(FIRST, "one and two")
    rows.written(FIRST, "one")
    assert rows.open(FIRST, "one") == "one and two"


def test_what_a_machine_made_is_taken_over_unchanged_when_asked():
    rows = TypedRows()
    rows.open(FIRST, "made")
    assert rows.leave(FIRST, "made", accept=True)


def test_another_article_has_other_rows():
    rows = TypedRows()
    rows.begin(1)
    rows.open(FIRST, "")
    rows.leave(FIRST, "of the first article")
    rows.begin(1)
    assert rows.are_waiting
    rows.begin(2)
    assert rows.open(FIRST, "") == ""


def test_only_what_differs_from_what_was_given_is_kept():
    rows = TypedRows()
    rows.open(FIRST, "given")
    assert not rows.is_changed
    rows.text = "given and more"
    assert rows.is_changed
