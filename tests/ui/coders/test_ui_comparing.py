"""What the comparison shows, without a screen."""

from cityreader.models.comparison import CoderVersion, ComparedLine, Comparison
from cityreader.ui.listing.comparing import Comparing

AGREED = CoderVersion("c", "consensus", "visit", "a visit", (), "manual")


def line(number, *, differs=(), agreed=None, set_aside=False):
    left = CoderVersion(f"left {number}", "ann", "visit", "a visit", (), "manual")
    return ComparedLine(
        number, 1, "A title", "en", ("en", 0, 7), "a visit", left, None, agreed, differs, set_aside
    )


def comparing(*lines, couples=(("ann", "bob"),)):
    found = Comparison(("ann", "bob"), ("Ann", "Bob"), 1, lines)
    return Comparing(couples=couples, found=found)


def test_the_next_difference_is_one_to_decide_as_long_as_there_is_one():
    shown = comparing(
        line(0, differs=("date",)),
        line(1, differs=("date",), agreed=AGREED),
        line(2, differs=("date",), set_aside=True),
        line(3, differs=("date",)),
        line(4),
    )
    assert shown.difference(0, 1) == 3
    assert shown.difference(3, -1) == 0
    assert shown.difference(0, -1) is None
    assert shown.difference(3, 1) is None


def test_where_all_is_decided_the_next_difference_is_any():
    decided = line(1, differs=("date",), agreed=AGREED)
    shown = comparing(line(0), decided, line(2))
    assert shown.difference(0, 1) == 1
    assert shown.alike == [line(0), line(2)]


def test_the_next_two_coders_begin_on_the_left():
    shown = comparing(couples=(("ann", "bob"), ("ann", "cem")))
    shown.switch_side()
    assert shown.turn_to_next_couple()
    assert (shown.couple, shown.side) == (("ann", "cem"), 0)
    assert shown.turn_to_next_couple()
    assert shown.couple == ("ann", "bob")


def test_two_coders_who_are_alone_have_no_next():
    assert not comparing().turn_to_next_couple()
    assert Comparing().couple is None


def test_a_line_is_found_again_by_its_versions():
    shown = comparing(line(0), line(1))
    assert shown.id_of("left 1") == 1
    assert shown.id_of(None) is None
