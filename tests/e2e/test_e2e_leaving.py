"""Screens that are opened and left faster than they are mounted, or before a change is stored."""

import signal

import pytest
from seat import Seat

NEWS = "---\ntitle: Harbour talk {0}\ndate: 2024-05-0{0}\n---\nThe council met. It met again.\n"


@pytest.fixture
def seat(tmp_path):
    """A library of three articles, one of them with a mark."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"{number}.md").write_text(NEWS.format(number), encoding="utf-8")
    seat = Seat(tmp_path / "seat", columns=100, lines=30)
    assert seat.command("import", str(folder)).returncode == 0
    seat.command("annotate", "1", "--quote", "council", "--tag", "visit")
    return seat


@pytest.mark.parametrize("keys", ["Uq", "Rq", "eq", "\rtaq", "\r]q"])
def test_a_screen_may_be_left_at_once(seat, keys):
    """Taken out: the keys of a screen without focus quit the program, and what was answered or
    stored after a screen was left ended it with a traceback."""
    seat.open()
    seat.see("Harbour talk 1")
    for number in range(8):
        seat.press(keys)
        seat.wait(0.02 * (number % 4))
    seat.see("/ filter")
    seat.press("/talk 2")
    seat.see("1 of 3")
    seat.press("\r")
    seat.see("Harbour talk 2")
    seat.press("q")
    seat.see("/ filter")
    seat.press("q")
    assert seat.wait_for_exit() == 0


@pytest.mark.parametrize("keys", ["qq", "\rqqqjj"])
def test_keys_behind_the_last_one_are_heard_by_nobody(seat, keys):
    """Taken out (whether there is a screen at all): a traceback on the terminal of the person."""
    seat.open()
    seat.see("Harbour talk 1")
    seat.press(keys)
    assert seat.wait_for_exit() == 0


def test_a_program_without_a_terminal_ends_and_keeps_what_was_typed(seat):
    """Taken out (the watch of the terminal): it went on for ever and took a whole core."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        # As nohup does: who ignores the signal hands that on to what it starts.
        seat.open("read", "1")
    finally:
        signal.signal(signal.SIGHUP, before)
    seat.see("the library tells this")
    seat.press("\t")
    seat.see("WRITE")
    seat.press("港口")
    seat.see("港口")
    assert seat.hang_up() == 0
    seat.open("read", "1")
    seat.see("the library tells this")
    seat.press("\t")
    seat.see("港口")
    seat.kill()
