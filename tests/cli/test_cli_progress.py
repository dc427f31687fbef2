"""What is said of long work while it goes on, in a terminal and in a pipe."""

import sys
from pathlib import Path

import pytest
from desk import Desk
from terminal_run import printed_in_terminal

from cityreader.cli import progress
from cityreader.cli.progress import TOLD_EVERY, ProgressLine


def test_in_a_pipe_only_long_work_tells_and_rarely(capsys: pytest.CaptureFixture[str]) -> None:
    """Taken out: a pipe heard nothing however long the work took."""
    seconds = 0.0
    line = ProgressLine(clock=lambda: seconds)
    for done in range(1000):
        seconds = done * TOLD_EVERY / 400
        line.show(f"{done} of 1,000", "a.md")
    line.clear()
    printed = capsys.readouterr()
    assert printed.err == "400 of 1,000\n800 of 1,000\n"
    assert printed.out == ""


def test_the_line_is_taken_away_where_the_work_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cleared by hand, behind the work: the error stood on the rest of the line."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    line = ProgressLine()
    line.show("1 of 2")
    with pytest.raises(ZeroDivisionError), line:
        1 / 0  # noqa: B018
    printed = capsys.readouterr().err
    assert "1 of 2" in printed
    assert printed.endswith(" \r")


def test_pairing_tells_in_a_pipe_how_far_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "TOLD_EVERY", 0.0)
    told = desk.run("pair", "--auto", "--accept", "--json")
    assert "of 20 articles compared\n" in told.stderr
    assert "of 1 aligned\n" in told.stderr
    assert told.stdout.startswith("[")
    assert "checking … 100 %\n" in desk.run("check").stderr


def test_aligning_files_tells_how_far_it_is(
    empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken out once: two books were aligned for a minute without a word."""
    monkeypatch.setattr(progress, "TOLD_EVERY", 0.0)
    left = empty_desk.write("en.sents", "Two towns signed.\nThe mayors spoke.\n")
    right = empty_desk.write("zh.sents", "两市签约。\n市长讲话。\n")
    told = empty_desk.run("align", left, right, "--json")
    assert "aligning … 100 %\n" in told.stderr
    assert told.stdout.startswith("{")


def test_in_a_terminal_the_line_is_drawn_in_place_and_taken_away(
    desk: Desk, tmp_path: Path
) -> None:
    drawn = printed_in_terminal(desk.library, "pair", "--auto")
    line, *_ = (part for part in drawn.split("\r") if "articles compared" in part)
    assert len(line.rstrip("\n")) < 100
    last = drawn.index("--accept links")
    assert drawn.rindex(" " * 99 + "\r", 0, last) > drawn.rindex("articles compared")
