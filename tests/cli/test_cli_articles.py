import os
import shlex
from pathlib import Path

import pytest
from desk import Desk
from terminal_run import printed_in_terminal


def test_edit_stores_a_new_revision(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    statement = (
        "text = path.read_text(encoding='utf-8')\n"
        "assert path.suffix == '.txt'\n"
        "path.write_text(text.replace('held their', 'met for their'), encoding='utf-8')"
    )
    desk.set_editor(monkeypatch, statement)
    before = desk.asked("show", "1", "--json")
    result = desk.run("edit", "1")
    assert "is now in revision 2" in result.stderr
    # The mark that was changed inside, and a short one whose surroundings were.
    assert "2 marks to review" in result.stderr
    after = desk.asked("show", "1", "--json")
    assert after["revision"] == 2
    assert after["body"] == before["body"].replace("held their", "met for their")
    assert "sound" in desk.run("check").stderr
    desk.run("undo")
    assert desk.asked("show", "1", "--json")["body"] == before["body"]


def test_unchanged_text_is_no_revision(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.set_editor(monkeypatch, "path.write_bytes(path.read_bytes() + b'\\r\\n  ')")
    before = desk.exported()
    assert "left as it was" in desk.run("edit", "1").stderr
    assert desk.exported() == before


@pytest.mark.parametrize(
    "statement",
    ["sys.exit(3)", "path.unlink()", "path.write_text('')", "path.write_bytes(b'\\xff')"],
)
def test_failed_editor_leaves_the_article(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    desk.set_editor(monkeypatch, statement)
    before = desk.exported()
    desk.refused("edit", "1")
    assert desk.exported() == before


def test_what_was_typed_outlives_a_crash_of_the_editor(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.set_editor(monkeypatch, "path.write_text('typed with care')\nsys.exit(1)")
    said = desk.refused("edit", "1")
    kept = Path(said.split("kept in ")[1].strip().removesuffix("."))
    assert kept.read_text(encoding="utf-8") == "typed with care"
    kept.unlink()


def test_missing_editor_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/nowhere/editor")
    assert "/nowhere/editor" in desk.refused("edit", "1")


def test_delete_and_restore(desk: Desk) -> None:
    before = desk.exported()
    said = desk.run("delete", "1", "19", "1").stderr
    assert "2 articles put into the trash" in said
    assert "cityreader restore 1 19" in said
    assert len(desk.lines("list")) == 18
    assert len(desk.lines("list", "is:deleted")) == 2
    assert [one["counterparts"] for one in desk.asked("list", "--json") if one["id"] == 2] == [[]]
    desk.run("restore", "1", "19")
    after = desk.exported()
    # What it went through is told; what it is has not changed.
    assert after.pop("history") != before.pop("history")
    assert after == before


def test_delete_is_all_or_nothing(desk: Desk) -> None:
    assert "no article “999”" in desk.refused("delete", "1", "999")
    assert len(desk.lines("list")) == 20


def test_delete_twice_and_restore_what_is_there(desk: Desk) -> None:
    desk.run("delete", "1")
    assert "already" in desk.refused("delete", "1")
    assert "not in the trash" in desk.refused("restore", "2")


@pytest.mark.parametrize(
    "command",
    [["edit", "1"], ["pair", "1", "19"], ["annotate", "1", "--quote", "a", "--note", "b"]],
)
def test_article_in_the_trash_is_not_changed(desk: Desk, command: list[str]) -> None:
    desk.run("delete", "1")
    assert "restore 1" in desk.refused(*command)


def test_purge_removes_for_good(desk: Desk) -> None:
    assert "The trash is empty." in desk.run("purge", "--deleted").stderr
    desk.run("delete", "1", "2")
    assert "2 articles removed for good" in desk.run("purge", "--deleted").stderr
    assert "no article" in desk.refused("show", "1")
    assert "sound" in desk.run("check").stderr
    assert b"Technology Changing Life" not in desk.library.read_bytes()


def test_purge_names_its_backup_and_the_command_that_goes_back(desk: Desk) -> None:
    """Taken out once: the backup was made and nobody was told of it."""
    before = desk.exported()["articles"]
    desk.run("delete", "1", "2")
    said = desk.run("purge", "--deleted").stderr
    assert "[y/N]" not in said  # nobody sits at a pipe
    told = said.splitlines()[-1]
    backup, command = told.split("; to go back to it: cityreader ")
    assert Path(backup.removeprefix("What was there is in a backup, ")).is_file()
    desk.run(*shlex.split(command), db=False)
    desk.run("restore", "1", "2")
    assert desk.exported()["articles"] == before


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_purge_asks_a_person_at_a_terminal(desk: Desk) -> None:
    """Taken out once: it asked nothing."""
    desk.run("delete", "1", "2")
    said = printed_in_terminal(desk.library, "purge", "--deleted", typed="\n")
    assert "Remove 2 articles for good, with texts, marks and pairs? [y/N]" in said
    assert "Nothing was removed." in said
    assert len(desk.lines("list", "is:deleted")) == 2
    said = printed_in_terminal(desk.library, "purge", "--deleted", typed="y\n")
    assert "2 articles removed for good." in said
    desk.run("delete", "3")
    said = printed_in_terminal(desk.library, "purge", "--deleted", "--yes")
    assert "[y/N]" not in said
    assert "1 article removed for good." in said


def test_purge_names_what_it_purges(desk: Desk) -> None:
    assert "--deleted" in desk.refused("purge")
