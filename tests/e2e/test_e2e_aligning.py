"""Correcting rows, as a person does it: link, correct three rows, undo, quit, open again."""

import pytest
from seat import Seat

from shelf import CHINESE, ENGLISH


@pytest.fixture
def seat(tmp_path):
    """A library with two articles of the tests' own making, linked."""
    seat = Seat(tmp_path)
    for name, title, body in (
        ("en.txt", "Two harbour towns sign", ENGLISH),
        ("zh.txt", "两座港口城市签约", CHINESE),
    ):
        file = tmp_path / name
        file.write_text(f"{title}\n\n{body}\n", encoding="utf-8")
        assert seat.command("import", str(file)).returncode == 0
    assert seat.command("pair", "1", "2").returncode == 0
    return seat


def rows(seat):
    """The rows as ``show`` prints them: which sides each has, and whether it is checked."""
    beads = seat.asked("show", "1", "--pair", "--json")["pairs"][0]["beads"]
    return [(bool(bead["left"]), bool(bead["right"]), bead["checked"]) for bead in beads]


def test_three_rows_are_corrected_one_is_taken_back_and_the_rest_is_kept(seat):
    count = len(rows(seat))
    seat.open("read", "1")
    seat.see("paired")
    seat.press("a")
    seat.see("ALIGN")
    seat.press("m")
    seat.see("Merged")
    seat.press("jx")
    seat.see("Unlinked")
    seat.press("Gc")
    seat.see("Checked to here")
    seat.press("u")
    seat.see("Undone: check rows")
    seat.press("\x1b")
    seat.see_no("ALIGN")
    seat.press("qq")
    assert seat.wait_for_exit() == 0

    found = rows(seat)
    # One row less by the merge, one more by the unlinking.
    assert len(found) == count
    assert found[0] == (True, True, True)
    assert found[1:3] == [(True, False, True), (False, True, True)]
    assert not any(checked for _, _, checked in found[3:])
    (pair,) = seat.asked("export")["pairs"]
    assert [bead["checked"] for bead in pair["beads"]] == [checked for _, _, checked in found]

    seat.open("read", "1")
    seat.see("no counterpart —")
    seat.press("au")
    seat.see("u again")
    seat.press("u")
    seat.see("Undone: unlink row")
    seat.press("\x1b")
    seat.see_no("ALIGN")
    seat.press("qq")
    assert seat.wait_for_exit() == 0
    assert len(rows(seat)) == count - 1
