"""The whole way, as a person goes it: import, find, open, tag in two languages, undo, export."""

from pathlib import Path

import pytest
from seat import Seat

import cityreader.samples

ARTICLES = Path(cityreader.samples.__file__).parent / "articles"


@pytest.fixture
def seat(tmp_path):
    """A library with the articles about Prague, paired."""
    seat = Seat(tmp_path)
    found = seat.command("import", str(ARTICLES))
    assert found.returncode == 0, found.stderr
    articles = {article["title"]: article for article in seat.asked("list", "--json")}
    english = next(a for title, a in articles.items() if "Prague" in title)
    chinese = next(a for title, a in articles.items() if "布拉格" in title)
    paired = seat.command("pair", str(english["id"]), str(chinese["id"]))
    assert paired.returncode == 0, paired.stderr
    return seat


def open_prague(seat):
    """Start the program, find the article and open it."""
    seat.open()
    seat.see("Prague")
    seat.press("/prague")
    seat.see("1 of ")
    seat.press("\r")
    seat.see("paired")


def test_find_read_code_undo_and_export(seat):
    open_prague(seat)
    seat.press("ta")
    seat.see("Agreement ✓")
    seat.press("\tta")
    seat.see("joins the event")
    seat.press("jtv")
    seat.see("Visit ✓")
    seat.press("u")
    seat.see("Undone: Visit")
    seat.press("q")
    seat.see("of ")
    seat.press("q")
    assert seat.wait_for_exit() == 0

    exported = seat.asked("export")
    marks = [(mark["lang"], mark["tag"], mark["role"]) for mark in exported["annotations"]]
    assert sorted(marks) == [("en", "agreement", "trigger"), ("zh-Hant", "agreement", "trigger")]
    assert len(exported["events"]) == 1
    assert len(exported["events"][0]["annotation_ids"]) == 2
    bodies = {article["id"]: article["body"] for article in exported["articles"]}
    for mark in exported["annotations"]:
        assert bodies[mark["article_id"]][mark["start"] : mark["end"]] == mark["exact"]


def test_what_is_typed_before_the_program_has_the_terminal_is_not_lost(seat):
    """Taken out (a line feed that is an enter, and the keys kept until the list is there)."""
    seat.open()
    seat.press("/pragueX\x7f\r\r")
    seat.see("paired")


def test_a_mark_that_was_shown_survives_kill_9(seat):
    open_prague(seat)
    seat.press("ts")
    seat.see("Statement ✓")
    seat.kill()

    assert [mark["tag"] for mark in seat.asked("annotations", "--json")] == ["statement"]
    open_prague(seat)
    seat.press("u")
    seat.see("u again")
    seat.press("u")
    seat.see("Undone: Statement")
    seat.press("qq")
    assert seat.wait_for_exit() == 0
    assert seat.asked("annotations", "--json") == []


def test_reading_leaves_the_library_as_it_is(seat):
    before = seat.library.read_bytes()
    open_prague(seat)
    seat.press("jjj\t  G")
    seat.see("100 %")
    seat.press("\\")
    seat.see("View: ")
    seat.press("qq")
    assert seat.wait_for_exit() == 0
    assert seat.library.read_bytes() == before


def test_nothing_a_file_says_reaches_the_terminal_as_a_command(seat, tmp_path):
    hostile = tmp_path / "hostile.md"
    hostile.write_text(
        '---\ntitle: "[@click=app.quit]PWN[/] \\e]0;PWN\\a"\n---\n'
        "A body with \x1b]52;c;UFdO\x07 and [red]markup[/] and \x9b31m more of it.\n",
        encoding="utf-8",
    )
    seat.command("import", str(hostile))
    seat.open()
    seat.see("[@click=app.quit]PWN[/]")
    seat.press("/PWN")
    seat.see("1 of ")
    seat.press("\r")
    seat.see("[red]markup[/]")
    seat.press("qq")
    assert seat.wait_for_exit() == 0
    assert b"52;c;UFdO" not in seat.output()
    assert b"]0;PWN" not in seat.output()
