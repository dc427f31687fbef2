import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from desk import Desk
from terminal_run import printed_in_terminal

from cityreader.cli.importing import progress_line
from cityreader.config import Folders
from cityreader.models import ImportProgress

FERRY = """---
title: A ferry line returns
date: 2024-03-05
source: Harbour Gazette
url: https://harbour.example/ferry
lang: en
---

The ferry between Lindmark and Haicheng runs again after nine years.

Both mayors stood at the pier when the first boat came in.
"""


def reported(desk: Desk, *arguments: str, code: int = 0) -> list[dict[str, object]]:
    """The lines of the report of an import."""
    report = desk.folder / "report.jsonl"
    desk.run("import", *arguments, "--report", str(report), code=code)
    return [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]


def test_import_stores_what_the_file_says(empty_desk: Desk) -> None:
    path = empty_desk.write("news/ferry.md", FERRY)
    result = empty_desk.run("import", path)
    assert result.stdout == ""
    assert f"Library: {empty_desk.library}" in result.stderr
    assert "1 new" in result.stderr
    (article,) = empty_desk.asked("list", "--json")
    assert (article["title"], article["published"]) == ("A ferry line returns", "2024-03-05")
    assert (article["source"], article["lang"]) == ("Harbour Gazette", "en")
    assert article["url"] == "https://harbour.example/ferry"


def test_import_says_which_counterparts_wait_or_that_they_were_not_looked_for(
    empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it, one had to know of R to see the second language at all."""
    empty_desk.write("news/ferry.en.md", FERRY)
    path = empty_desk.write("news/ferry.zh.md", "---\ntitle: 渡轮复航\n---\n\n两市之间的渡轮复航。")
    said = empty_desk.run("import", str(Path(path).parent)).stderr
    assert f"1 likely counterpart: R in the list, or {_opening(empty_desk)} review" in said
    info = empty_desk.run("info").stdout
    assert "to review             1\n" in info
    assert "not compared" not in info
    monkeypatch.setattr("cityreader.library.waiting.FEW_NEW", 0)
    another = empty_desk.write("more/ferry.md", FERRY.replace("ferry", "tram"))
    said = empty_desk.run("import", another).stderr
    assert f"Counterparts not looked for yet: R in the list, or {_opening(empty_desk)}" in said
    assert "not compared          1; R in the list" in empty_desk.run("info").stdout
    again = empty_desk.run("import", another).stderr
    assert "ounterpart" not in again


def _opening(desk: Desk) -> str:
    return f"cityreader --db {desk.library}"


def test_second_import_finds_everything_unchanged(empty_desk: Desk) -> None:
    path = empty_desk.write("news/ferry.md", FERRY)
    empty_desk.run("import", path)
    before = empty_desk.library.read_bytes()
    assert "1 unchanged" in empty_desk.run("import", str(empty_desk.folder / "news")).stderr
    os.utime(path)
    assert "1 unchanged" in empty_desk.run("import", path).stderr
    # The new time of the file is remembered, which is nothing to undo.
    assert len(empty_desk.lines("history")) == 1
    assert len(before) == len(empty_desk.library.read_bytes())


def test_changed_file_updates_its_article_and_carries_marks_over(empty_desk: Desk) -> None:
    path = empty_desk.write("news/ferry.md", FERRY)
    empty_desk.run("import", path)
    empty_desk.run("annotate", "1", "--quote", "Both mayors", "--note", "who?")
    empty_desk.write("news/ferry.md", FERRY.replace("The ferry between", "On Monday the ferry of"))
    assert "1 updated" in empty_desk.run("import", path).stderr
    article = empty_desk.asked("show", "1", "--json")
    assert article["revision"] == 2
    (mark,) = empty_desk.asked("annotations", "--json")
    assert article["body"][mark["start"] : mark["end"]] == "Both mayors"
    assert (mark["status"], mark["revision"]) == ("ok", 2)


def test_given_source_and_language_win(empty_desk: Desk) -> None:
    path = empty_desk.write("news/ferry.md", FERRY)
    empty_desk.run("import", path)
    empty_desk.run("import", path, "--source", "My archive", "--lang", "de")
    (article,) = empty_desk.asked("list", "--json")
    assert (article["source"], article["lang"]) == ("My archive", "de")


def test_copy_is_not_stored_twice(empty_desk: Desk) -> None:
    empty_desk.write("a/ferry.md", FERRY)
    empty_desk.write("b/copy.md", FERRY.replace("url: https://harbour.example/ferry\n", ""))
    outcomes = reported(empty_desk, "a", "b")
    assert [one["outcome"] for one in outcomes] == ["new", "duplicate"]
    assert outcomes[0]["article"] == outcomes[1]["article"]
    assert len(empty_desk.lines("list")) == 1


def test_same_text_under_another_title_is_an_article_of_its_own(empty_desk: Desk) -> None:
    empty_desk.write("a.txt", "First headline\n\nThe council met on Monday.\n")
    empty_desk.write("b.txt", "Another headline\n\nThe council met on Monday.\n")
    first, second = reported(empty_desk, "a.txt", "b.txt")
    assert (first["outcome"], second["outcome"]) == ("new", "near-duplicate")
    assert second["why"]["likeness"] == "near duplicate of article 1 (100 %)"
    assert len(empty_desk.asked("list", "--json")) == 2
    (listed,) = empty_desk.asked("list", "is:near-duplicate", "--json")
    assert listed["title"] == "Another headline"
    shown = empty_desk.asked("show", "1", "--json")
    assert shown["same_story"] == [{"article": 2, "similarity": 1.0}]
    assert shown["clutter"] == []


def test_address_of_a_section_does_not_make_two_articles_one(empty_desk: Desk) -> None:
    head = "---\ntitle: {}\nurl: https://harbour.example/news\n---\n\n"
    empty_desk.write("a.md", head.format("One") + "The bridge was opened by the mayor on Friday.\n")
    empty_desk.write(
        "b.md", head.format("Two") + "A new tram line will reach the harbour by May.\n"
    )
    assert [o["outcome"] for o in reported(empty_desk, "a.md", "b.md")] == ["new", "new"]


def test_report_has_the_agreed_members(empty_desk: Desk) -> None:
    empty_desk.write("in/ferry.md", FERRY)
    empty_desk.write("in/empty.md", "")
    empty_desk.write("in/sheet.xlsx", "x")
    empty_desk.folder.joinpath("in/zero.txt").write_bytes(bytes(range(256)) * 20)
    outcomes = reported(empty_desk, "in", code=1)
    by_name = {Path(str(one["path"])).name: one for one in outcomes}
    members = {
        "path", "outcome", "article", "reason", "title", "published", "lang", "why", "warnings",
    }  # fmt: skip
    assert all(set(one) == members for one in outcomes)
    ferry = by_name["ferry.md"]
    assert ferry["outcome"] == "new"
    assert ferry["article"] == empty_desk.asked("list", "--json")[0]["uuid"]
    assert ferry["published"] == "2024-03-05"
    assert "title" in ferry["why"]  # type: ignore[operator]
    assert by_name["empty.md"]["outcome"] == "skipped"
    assert by_name["sheet.xlsx"]["outcome"] == "skipped"
    assert by_name["zero.txt"]["outcome"] == "failed"
    assert by_name["zero.txt"]["reason"]


def test_failed_file_is_named_and_the_others_are_stored(empty_desk: Desk) -> None:
    empty_desk.write("in/ferry.md", FERRY)
    empty_desk.folder.joinpath("in/zero.txt").write_bytes(bytes(range(256)) * 20)
    result = empty_desk.run("import", "in", "missing.md", code=1)
    assert "zero.txt: " in result.stderr
    assert "missing.md: it does not exist" in result.stderr
    assert "1 new · 2 failed" in result.stderr
    assert "failed: 2" in result.stderr


def test_undated_articles_are_counted_with_the_command_that_lists_them(empty_desk: Desk) -> None:
    path = empty_desk.write("a.txt", "A headline\n\nThe council met and talked about bridges.\n")
    told = empty_desk.run("import", path).stderr
    assert "undated: 1 (list them: cityreader --db " in told
    assert " list is:undated)" in told
    assert len(empty_desk.lines("list", "is:undated")) == 1


def test_strict_makes_warnings_count(empty_desk: Desk) -> None:
    path = empty_desk.write("a.txt", "A headline\n\nThe council \x1b[31mmet\x1b[0m on Monday.\n")
    result = empty_desk.run("import", path)
    assert "escape sequences" in result.stderr
    assert "\x1b" not in result.stderr
    path = empty_desk.write("b.txt", "A headline\n\nThe mayor \x1b[31mleft\x1b[0m on Monday.\n")
    empty_desk.run("import", path, "--strict", code=1)
    assert len(empty_desk.lines("list")) == 2


def test_dry_run_says_why_and_stores_nothing(empty_desk: Desk) -> None:
    path = empty_desk.write("ferry.md", FERRY)
    empty_desk.write("copy.md", FERRY.replace("url: https://harbour.example/ferry\n", ""))
    result = empty_desk.run("import", path, "copy.md", "--dry-run")
    assert "new: " in result.stdout
    assert "  title: A ferry line returns  (front matter" in result.stdout
    assert "  published: 2024-03-05  (front matter" in result.stdout
    assert "  source: Harbour Gazette  (front matter" in result.stdout
    assert "  lang: en  (" in result.stdout
    assert "would be 1 new · 1 duplicate" in result.stderr
    assert not empty_desk.library.exists()


def test_dry_run_leaves_the_bytes_of_a_library(desk: Desk) -> None:
    path = desk.write("ferry.md", FERRY)
    export = str(desk.folder / "export.json")
    desk.run("export", "-o", export)
    before = desk.library.read_bytes()
    desk.run("import", path, export, "--dry-run")
    assert desk.library.read_bytes() == before


def test_report_that_cannot_be_written_is_refused(empty_desk: Desk) -> None:
    path = empty_desk.write("ferry.md", FERRY)
    assert "no/report.jsonl" in empty_desk.refused("import", path, "--report", "no/report.jsonl")
    assert empty_desk.lines("list") == []


def test_one_import_is_one_step_of_undo(empty_desk: Desk) -> None:
    for number in range(120):
        empty_desk.write(f"in/{number}.txt", f"Headline {number}\n\nSession {number} was held.\n")
    empty_desk.run("import", "in")
    assert len(empty_desk.lines("history")) == 1
    empty_desk.run("undo")
    assert empty_desk.lines("list") == []
    empty_desk.run("redo")
    assert len(empty_desk.lines("list")) == 120


def test_article_in_the_trash_is_not_taken_in_again(empty_desk: Desk) -> None:
    path = empty_desk.write("ferry.md", FERRY)
    empty_desk.run("import", path)
    empty_desk.run("delete", "1")
    (outcome,) = reported(empty_desk, path)
    assert outcome["outcome"] == "skipped"
    assert "restore 1" in str(outcome["reason"])


def test_export_is_merged(desk: Desk) -> None:
    export = str(desk.folder / "export.json")
    desk.run("export", "-o", export)
    before = desk.exported()
    other = Desk(desk.folder / "other")
    other.folder.mkdir()
    outcomes = reported(other, export)
    assert len(outcomes) == 20
    assert {one["outcome"] for one in outcomes} == {"new"}
    assert [one["member"] for one in outcomes] == list(range(20))
    assert other.exported() == before
    assert {one["outcome"] for one in reported(other, export)} == {"unchanged"}


def test_an_export_tells_what_came_in_with_its_articles(desk: Desk) -> None:
    """Taken out once: "20 new" was all that was told of 177 marks, 43 events and the rest."""
    desk.run("export", "-o", "export.json")
    other = Desk(desk.folder / "other")
    other.folder.mkdir()
    rehearsed = other.run("import", "export.json", "--dry-run").stderr
    assert "export.json: 285 records would be added" in rehearsed
    said = other.run("import", "export.json").stderr
    assert "20 new\n" in said
    for kind in ("events: 43", "marks: 177", "pairs: 10", "terms: 15"):
        assert f"{kind} added" in said
    other.library.unlink()
    merged = other.run("merge", "export.json").stderr
    assert merged.splitlines()[1:] == [line for line in said.splitlines() if "records" in line or
                                       line.startswith("  ")]  # fmt: skip


def test_a_memory_tells_its_pairs_and_counts_an_article_of_two_once(desk: Desk) -> None:
    """Taken out once: two articles that came in were "unchanged" in an empty library."""
    desk.run("export", "-o", "rows.tmx")
    other = Desk(desk.folder / "other")
    other.folder.mkdir()
    said = other.run("import", "rows.tmx").stderr
    assert "\n18 new · 2 duplicate\n" in said
    assert "2 not stored: it stands in its file more than once (rows.tmx [" in said
    assert "\n  10 pairs of articles that came together\n" in said
    assert len(other.lines("list")) == 18
    again = other.run("import", "rows.tmx").stderr
    assert "\n18 unchanged · 2 duplicate\n" in again
    assert "10 pairs" not in again


def test_broken_export_is_one_failed_file(empty_desk: Desk) -> None:
    text = '{"format": "cityreader-export", "schema_version": "1.0", "articles": 3}'
    path = empty_desk.write("bad.json", text)
    assert "bad.json" in empty_desk.run("import", path, code=1).stderr
    assert empty_desk.lines("list") == []


def test_library_and_report_inside_the_folder_are_no_input(empty_desk: Desk) -> None:
    empty_desk.write("in/ferry.txt", "A headline\n\nThe ferry runs again from Monday on.\n")
    empty_desk.library = empty_desk.folder / "in" / "library.db"
    report = empty_desk.folder / "in" / "report.jsonl"
    empty_desk.run("import", "in", "--report", str(report))
    (outcome,) = [json.loads(line) for line in report.read_text().splitlines()]
    assert Path(outcome["path"]).name == "ferry.txt"


def test_the_last_line_is_the_command_that_opens_what_came_in(
    empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken out: "cityreader" after an import into another library opened the samples again."""
    path = empty_desk.write("in/ferry.md", FERRY)
    named = empty_desk.run("import", path).stderr.splitlines()
    assert named[-1] == f"Read it with: cityreader --db {empty_desk.library}"
    monkeypatch.setenv("CITYREADER_DB", str(empty_desk.library))
    found = empty_desk.run("import", path, db=False).stderr.splitlines()
    assert found[-1] == "Read it with: cityreader"
    rehearsed = empty_desk.run("import", path, "--dry-run").stderr
    assert "Read it with" not in rehearsed


def test_starter_library_is_left_alone(
    empty_desk: Desk, monkeypatch: pytest.MonkeyPatch, folders: Folders
) -> None:
    from cityreader.library.starter import build_starter_library

    starter = empty_desk.folder / "annotations.db"
    build_starter_library(starter)
    before = starter.read_bytes()
    path = empty_desk.write("in/ferry.md", FERRY)
    own = folders.data / "annotations.db"
    assert "would be 1 new" in empty_desk.run("import", path, "--dry-run", db=False).stderr
    assert not own.exists()
    result = empty_desk.run("import", path, db=False)
    assert f"cityreader --db {own}" in result.stderr
    assert f"Library: {own}" in result.stderr
    assert "is the starter library, so this goes to your own, unless --db names it" in result.stderr
    assert result.stderr.splitlines()[-1] == f"Read it with: cityreader --db {own}"
    assert starter.read_bytes() == before
    empty_desk.library = own
    assert len(empty_desk.lines("list")) == 1
    empty_desk.run("merge", str(starter), db=False)
    assert len(empty_desk.lines("list")) == 21
    assert starter.read_bytes() == before
    empty_desk.library = starter
    empty_desk.run("import", path)  # by name it is as good as any
    assert len(empty_desk.lines("list")) == 21


@pytest.mark.skipif(os.name == "nt", reason="no pipes, no such names")
def test_pipes_links_and_undecodable_names(empty_desk: Desk) -> None:
    folder = empty_desk.folder / "in"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "zero.txt").symlink_to("/dev/zero")
    name = os.fsencode(str(folder)) + b"/caf\xe9\x1b[31m.txt"
    Path(os.fsdecode(name)).write_text("A headline\n\nThe café opened on Monday.\n")
    outcomes = reported(empty_desk, str(folder), code=1)
    paths = [str(one["path"]) for one in outcomes if one["outcome"] == "new"]
    assert [Path(path).name for path in paths] == ["caf\\xe9\\x1b[31m.txt"]
    assert "pipe" in " ".join(str(one["reason"]) for one in outcomes)
    result = empty_desk.run("import", str(folder), code=1)
    assert "1 unchanged" in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_interrupt_leaves_a_sound_library_and_the_next_run_goes_on(empty_desk: Desk) -> None:
    for number in range(3000):
        text = f"Headline {number}\n\n" + f"Session {number} was held in town. " * 20
        empty_desk.write(f"in/{number}.txt", text)
    command = [sys.executable, "-m", "cityreader", "--db", str(empty_desk.library), "import", "in"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not empty_desk.library.exists():
        os.sched_yield()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in said
    if "Stopped" in said:  # else the signal came before the first file
        assert "The same command goes on from here" in said
    assert "sound" in empty_desk.run("check").stderr
    stored = len(empty_desk.lines("list"))
    assert stored < 3000
    said = empty_desk.run("import", "in").stderr
    assert f"{3000 - stored:,} new" in said
    assert len(empty_desk.lines("list")) == 3000


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_progress_is_drawn_in_a_terminal_and_cleared(empty_desk: Desk) -> None:
    for number in range(300):
        empty_desk.write(f"in/{number}.txt", f"Headline {number}\n\nSession {number} was held.\n")
    text = printed_in_terminal(empty_desk.library, "import", "in", columns=60)
    assert "of 300" in text
    assert "300 new" in text
    assert "\x1b" not in text


def test_progress_line_tells_rate_and_time_left() -> None:
    progress = ImportProgress(1000, 10_000, "a.md", 10.0, {})
    assert progress_line(progress) == "1,000 of 10,000 · 100/s · 1 min 30 s left"
    assert progress_line(ImportProgress(5, None, "", 0.0, {})) == "5"


def test_no_rate_is_told_from_the_first_files() -> None:
    """Taken out once: two files in ten seconds were "0/s · 35 min 56 s left" for what took 35 s."""
    assert progress_line(ImportProgress(2, 433, "a.md", 10.0, {})) == "2 of 433"
    assert progress_line(ImportProgress(400, 433, "a.md", 2.9, {})) == "400 of 433"
    slow = ImportProgress(20, 433, "a.md", 60.0, {})
    assert progress_line(slow) == "20 of 433 · 20/min · 20 min 39 s left"
    assert progress_line(ImportProgress(20, 433, "", 20.1, {})).startswith("20 of 433 · 60/min")


@pytest.mark.parametrize("names", [["nowhere"], ["nowhere", "no*.md", "file.md/inner"]])
def test_what_does_not_exist_is_said_once_and_makes_nothing(
    empty_desk: Desk, names: list[str]
) -> None:
    """Taken out once: it made a library, said it three times and told how to read it."""
    empty_desk.write("file.md", FERRY)
    for more in ([], ["--dry-run"], ["--report", "report.jsonl"]):
        said = empty_desk.refused("import", *names, *more)
        assert said.count("not exist") == len(said.splitlines()) == 1
        assert [made.name for made in empty_desk.folder.glob("*.*")] == ["file.md"]


def test_a_file_that_gives_nothing_is_told_once_with_its_reason(empty_desk: Desk) -> None:
    empty_desk.write("ferry.md", FERRY)
    said = empty_desk.run("import", "ferry.md", "nowhere.md", code=1).stderr
    assert said.count("does not exist") == 1
    assert said.count("nowhere.md") == 1
    empty_desk.write("empty.md", "")
    assert "Read it with" not in empty_desk.run("import", "empty.md").stderr


def test_skipped_files_are_named_by_the_reason(empty_desk: Desk) -> None:
    """Taken out once: "4 not stored: it is empty" left a person to look for them."""
    for name in "abcd":
        empty_desk.write(f"in/{name}.md", "")
    empty_desk.write("in/sheet.xlsx", "x")
    said = empty_desk.run("import", "in").stderr
    assert (
        "  4 not stored: it is empty (in/a.md, in/b.md, in/c.md and 1 more: --report FILE.jsonl)\n"
    ) in said
    assert "  1 not stored: files ending in .xlsx are not imported" in said
    assert said.count("(in/sheet.xlsx)") == 1


def test_a_rehearsal_says_why_a_field_is_empty(empty_desk: Desk) -> None:
    path = empty_desk.write("a.txt", "A headline\n\nThe council met and talked about bridges.\n")
    said = empty_desk.run("import", path, "--dry-run").stdout
    for name in ("published", "source", "author"):
        assert f"  {name}: —  (none is stated)\n" in said
