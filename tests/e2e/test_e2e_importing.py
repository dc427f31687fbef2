"""An import that goes on while a person works: begun, left, worked beside, looked at."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from seat import Seat

FILES = 2_000
PATIENCE = 240.0
"""Seconds for all files to come in; a busy machine reads forty a second."""


@pytest.fixture
def seat(tmp_path):
    return Seat(tmp_path / "home")


@pytest.fixture
def news(tmp_path):
    """A folder of many articles and three files that cannot be read."""
    folder = tmp_path / "news [all]"
    folder.mkdir()
    for number in range(FILES):
        lines = "\n\n".join(
            f"In round {number} the port of town {number * 7 + line} met envoy {line * number}."
            for line in range(60)
        )
        header = f"title: Harbour talk {number:04}\ndate: 2024-{1 + number % 12:02}-11"
        (folder / f"{number:04}.md").write_text(f"---\n{header}\n---\n{lines}\n")
    for number in range(3):
        (folder / f"empty {number}.md").write_text("")
    return folder


def leave_the_import(seat):
    """Go back to the list while the import goes on."""
    seat.press("\x1b")
    seat.see_no("esc back")
    seat.see("I to look")


def test_files_go_into_the_starter_library_that_was_named(seat, tmp_path):
    """Taken out once: they went into the person's own library, whatever --db said."""
    shutil.copy(Path(__file__).parents[2] / "annotations.db", seat.library)
    (tmp_path / "ferry.md").write_text("# The ferry\n\nThe ferry left the port at noon.\n")
    seat.open()
    seat.see("the samples")
    seat.press(f"I{tmp_path}/ferry.md")
    seat.see("imports the file")
    assert "Your files go into" not in seat.screen()
    seat.press("\r")
    seat.see("1 new")
    seat.press("\x1b")
    seat.see_no("Done.")
    seat.see("The ferry")
    seat.press("q")
    assert seat.wait_for_exit() == 0
    assert len(seat.asked("list", "--json")) == 21


def test_filtering_and_tagging_go_on_while_files_come_in(seat, news):
    seat.open()
    seat.see("import your own files")
    seat.press("I")
    seat.see("Type a path")
    seat.press(f"{news.parent}/news")
    seat.see("news [all]/")
    seat.press("\t")
    seat.see("imports the folder")
    seat.press("\r")
    seat.see(f"of {FILES + 3:,} files")
    leave_the_import(seat)
    seat.see("Harbour talk")
    seat.press("/talk 00")
    seat.see(" of ")
    seat.press("\r")
    seat.see("sentence 1/")
    seat.press("ta")
    seat.see("Agreement ✓")
    seat.press("q")
    seat.see("of ")
    seat.see_no("importing", seconds=PATIENCE)
    seat.press("I")
    seat.see("3 skipped", seconds=PATIENCE)
    seat.see("empty 0.md")
    seat.press("\r")
    seat.see_no("empty 0.md")
    seat.see(f"{FILES:,} articles")
    seat.press("q")
    assert seat.wait_for_exit() == 0

    (mark,) = seat.asked("annotations", "--json")
    assert mark["tag"] == "agreement"
    # It was on the disk while files were still coming in.
    with closing(sqlite3.connect(seat.library)) as library:
        (last,) = library.execute("SELECT MAX(added_at) FROM articles").fetchone()
    assert mark["created_at"] < last
