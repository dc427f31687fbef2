"""``backup``, ``recover``, ``check --repair``, and what ``info`` tells of backups."""

import hashlib
import os
import re
import shlex
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desk import Desk
from terminal_run import printed_in_terminal

from cityreader.library.backups.words import age
from cityreader.models import Backup
from cityreader.store.schema import PAGE_SIZE


def spoil(path: Path) -> None:
    """Put rubbish over the page where a table of little worth begins."""
    connection = sqlite3.connect(path)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'readings'"
    ).fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE_SIZE : (page - 1) * PAGE_SIZE + 200] = b"\xa5" * 200
    path.write_bytes(content)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_backup_goes_to_the_others_and_info_lists_it(desk: Desk) -> None:
    assert "none yet" in desk.run("info").stdout
    result = desk.run("backup")
    path = Path(result.stdout.strip())
    assert path.is_file()
    assert "20 articles" in result.stderr
    text = desk.run("info").stdout
    assert path.stem in text
    assert str(path.parent) in text
    assert "on request" in text
    assert "1 backup," in text


def test_a_backup_to_a_file_is_never_over_one(desk: Desk) -> None:
    desk.run("backup", "copy.db")
    before = digest(desk.folder / "copy.db")
    assert "exists" in desk.refused("backup", "copy.db")
    assert digest(desk.folder / "copy.db") == before
    exported = desk.exported()
    desk.library = desk.folder / "copy.db"
    assert desk.exported() == exported


def test_a_backup_where_nothing_can_be_written_is_a_sentence(desk: Desk, home: Path) -> None:
    assert "There is no folder" in desk.refused("backup", "no/where/copy.db")
    assert "There is no folder" in desk.refused("backup", "/dev/null/copy.db")
    (home / "data").mkdir(parents=True, exist_ok=True)
    (home / "data" / "backups").write_text("in the way")
    assert "No backup could be written" in desk.refused("backup")


def test_recover_alone_lists_the_backups_with_the_command_for_each(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken out: recover without an argument was "Missing argument" and named no backup."""
    assert "backup of it yet; 'cityreader backup' makes one." in desk.run("recover").stderr
    gone = desk.run("--db", str(desk.folder / "gone.db"), "recover", db=False).stderr
    assert "no backup of it yet, nor the file itself." in gone
    path = Path(desk.run("backup").stdout.strip())
    then = desk.exported()
    desk.run("annotate", "1", "--quote", "Sport", "--note", "later")
    line, command = desk.lines("recover")
    for fact in ("just now", "on request", "MB", "20 articles"):
        assert fact in line
    program, *arguments = shlex.split(command)
    assert (program, arguments) == (
        "cityreader",
        ["--db", str(desk.library), "recover", path.stem],
    )
    desk.run(*arguments, db=False)
    assert desk.exported() == then
    monkeypatch.setenv("CITYREADER_DB", str(desk.library))
    plain = desk.run("recover", db=False).stdout.splitlines()
    assert f"  cityreader recover {path.stem}" in plain


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (7260, "2 hours ago"),
        (86400, "1 day ago"),
        (86400 * 1200, "1,200 days ago"),
    ],
)
def test_the_age_of_a_backup_is_told_in_its_largest_unit(seconds: int, words: str) -> None:
    made = datetime(2026, 3, 1, 18, 4, 12, tzinfo=UTC)
    backup = Backup(Path("x"), None, "", made.isoformat(), "daily", 1)
    assert age(backup, made + timedelta(seconds=seconds)) == words


def test_recover_goes_back_and_tells_what_was_newer(desk: Desk) -> None:
    desk.run("backup", "copy.db")
    then = desk.exported()
    desk.run("annotate", "1", "--quote", "Sport", "--note", "later")
    result = desk.run("recover", "copy.db")
    assert "1 step that the backup has not" in result.stderr
    (aside,) = desk.folder.glob("library.replaced-*.db")
    assert str(aside) in result.stderr
    assert desk.exported() == then
    desk.run("merge", str(aside))
    assert any(mark["note"] == "later" for mark in desk.asked("annotations", "--json"))


def test_a_damaged_library_names_its_newest_backup_and_the_way_back(desk: Desk) -> None:
    path = Path(desk.run("backup").stdout.strip())
    desk.run("annotate", "1", "--quote", "Sport", "--note", "later")
    spoil(desk.library)
    before = digest(desk.library)
    for command in (("list",), ("check",), ("check", "--repair"), ("undo",)):
        told = desk.refused(*command)
        assert "is damaged" in told
        assert f"recover {path}" in told
    info = desk.run("info", code=2)
    assert "damaged library" in info.stdout
    assert path.stem in info.stdout
    assert digest(desk.library) == before
    result = desk.run("recover", path.stem)
    assert "1 step ahead of the backup" in result.stderr
    assert "1 record was saved" in result.stderr
    (aside,) = desk.folder.glob("library.corrupt-*.db")
    assert digest(aside) == before
    assert any(mark["note"] == "later" for mark in desk.asked("annotations", "--json"))
    desk.run("check")


def test_a_damaged_library_without_a_backup_is_made_anew_when_asked(desk: Desk) -> None:
    spoil(desk.library)
    assert "check --repair" in desk.refused("list")
    result = desk.run("check", "--repair")
    assert "made of what could be read" in result.stderr
    assert len(list(desk.folder.glob("library.corrupt-*.db"))) == 1
    assert len(desk.asked("list", "--json")) == 20


def test_recover_refuses_what_is_no_sound_backup(desk: Desk) -> None:
    before = digest(desk.library)
    assert "There is no backup nothing" in desk.refused("recover", "nothing")
    notes = desk.write("notes.db", "no library")
    assert "is not a cityreader library" in desk.refused("recover", notes)
    shutil.copyfile(desk.library, desk.folder / "bad.db")
    spoil(desk.folder / "bad.db")
    assert "is damaged" in desk.refused("recover", "bad.db")
    assert digest(desk.library) == before


def test_check_repairs_and_lists_what_it_cannot(desk: Desk) -> None:
    with sqlite3.connect(desk.library) as connection:
        connection.execute("UPDATE articles SET lead_id = NULL WHERE id = 2")
        connection.execute("UPDATE annotations SET note = 'forged' WHERE id = 1")
    connection.close()
    assert len(desk.lines("check", code=1)) == 2
    result = desk.run("check", "--repair", code=1)
    assert "repaired: article 2 stands on the wrong line of the list" in result.stderr
    assert result.stdout == "mark 1 was changed without a word in the history (note)\n"
    assert "repaired" not in desk.run("check", "--repair", code=1).stderr
    assert "before: repair" in desk.run("info").stdout


def test_a_backup_that_fails_is_said_and_the_merge_is_made(desk: Desk, home: Path) -> None:
    (home / "data").mkdir(parents=True, exist_ok=True)
    (home / "data" / "backups").write_text("in the way")
    desk.run("backup", "copy.db")
    desk.run("delete", "1")
    result = desk.run("purge", "--deleted")
    assert "No backup could be written" in result.stderr
    assert result.stderr.endswith("1 article removed for good.\n")


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_a_check_shows_in_a_terminal_how_far_it_is(desk: Desk) -> None:
    text = printed_in_terminal(desk.library, "check", columns=100)
    assert re.search(r"checking … \d+ %", text)
    assert "the library is sound" in text
