import signal

import pytest
from desk import Desk

from cityreader.cli.progress import ProgressLine
from cityreader.store import journal


def test_undo_redo_and_history_across_runs(desk: Desk) -> None:
    before = desk.exported()
    desk.run("annotate", "1", "--quote", "Sport", "--tag", "launch")
    desk.run("delete", "19")
    after = desk.exported()
    assert "Undone: " in desk.run("undo").stderr
    said = desk.run("undo").stderr
    assert "“Sport”" in said
    assert "(article 1)" in said
    # Who has made a record is known from then on; who has opened an article too.
    assert desk.exported()["annotations"] == before["annotations"]
    assert desk.exported()["events"] == before["events"]
    desk.run("redo")
    desk.run("redo")
    assert desk.exported() == after
    lines = desk.lines("history")
    assert [line.split("\t")[2].split(" ")[0] for line in lines[:4]] == ["redo:"] * 2 + [
        "undo:"
    ] * 2
    assert all(line.split("\t")[1].startswith("Ann") for line in lines)
    assert len(desk.lines("history", "--limit", "2")) == 2


def test_undo_takes_back_only_ones_own(desk: Desk) -> None:
    desk.run("annotate", "1", "--quote", "Sport", "--note", "by Ann")
    said = desk.run("--coder", "Bea", "undo").stderr
    assert "Nothing to undo" in said
    assert len(desk.asked("annotations", "coder:Ann", "--json")) == 1


def test_undo_of_what_another_changed_since_is_refused(desk: Desk) -> None:
    path = desk.write("note.txt", "A headline\n\nThe mayor of Lindmark left on Monday.\n")
    desk.run("import", path)
    desk.run("--coder", "Bea", "annotate", "21", "--quote", "Lindmark", "--note", "mine")
    before = desk.exported()
    said = desk.refused("undo", code=1).replace("cityreader: ", "", 1)
    assert "Bea changed" in said
    assert desk.exported() == before


def test_nothing_to_undo_or_redo(desk: Desk) -> None:
    desk.run("undo")  # the samples
    assert "Nothing to undo" in desk.run("undo").stderr
    desk.run("redo")
    assert "Nothing to redo" in desk.run("redo").stderr


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_ctrl_c_stops_a_long_step_and_nothing_was_undone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """Seen to fail: without ``interruptible``, and without ``cancelled`` for the step."""
    desk.run("delete", "18", "19")
    if verb == "redo":
        desk.run("undo")
    before = desk.exported()
    told: list[str] = []

    def show(_line: ProgressLine, text: str) -> None:
        told.append(text)
        if len(told) == 2:
            signal.raise_signal(signal.SIGINT)

    with monkeypatch.context() as patched:
        patched.setattr(ProgressLine, "show", show)
        patched.setattr(journal, "CHANGES_AT_ONCE", 1)
        said = desk.run(verb, code=130).stderr
    doing, done = {"undo": ("undoing", "undone"), "redo": ("restoring", "restored")}[verb]
    assert f"Stopped: nothing was {done}." in said
    assert told[0].startswith(f"{doing} … ")
    assert len(told) == 2
    assert desk.exported() == before
    desk.run(verb)
    assert desk.exported() != before
