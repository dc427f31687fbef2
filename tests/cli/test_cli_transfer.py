import csv
import io
import json
import os
import shlex
import signal
import sqlite3
import sys

import jsonschema
import pytest
from desk import Desk

from cityreader.cli.progress import ProgressLine
from cityreader.export.reader import LARGEST_BYTES
from cityreader.export.schema import schema


@pytest.fixture
def other(desk: Desk) -> Desk:
    """A desk beside the first, where no library is yet."""
    other = Desk(desk.folder / "other")
    other.folder.mkdir()
    return other


def test_export_is_valid_and_comes_back_whole(desk: Desk, other: Desk) -> None:
    desk.run("annotate", "19", "--quote", "tablecloth", "--note", "“quoted”, 引用, \U0001f54a")
    desk.run("annotate", "20", "--quote", "上海", "--tag", "launch")
    document = desk.asked("export")
    jsonschema.Draft202012Validator(schema()).validate(document)
    desk.run("export", "-o", "export.json")
    for verb in ("import", "merge"):
        target = Desk(desk.folder / verb)
        target.folder.mkdir()
        target.run(verb, "export.json")
        assert target.exported() == desk.exported()
        assert "sound" in target.run("check").stderr


def test_export_of_a_query_takes_events_whole(desk: Desk, other: Desk) -> None:
    desk.run("export", "-o", "part.json", "lang:zh-Hant", "title:布拉格")
    other.run("import", "part.json")
    part = other.exported()
    whole = {event["id"]: event for event in desk.exported()["events"]}
    assert part["events"]
    assert all(event == whole[event["id"]] for event in part["events"])
    ids = {event["id"] for event in part["events"]}
    english = next(a for a in part["articles"] if a["lang"] == "en")
    of_english = [m for m in part["annotations"] if m["article_id"] == english["id"]]
    assert of_english
    assert all(mark["event_id"] in ids for mark in of_english)
    assert "sound" in other.run("check").stderr


def test_export_of_nothing_is_a_valid_document(desk: Desk) -> None:
    document = desk.asked("export", "lang:fr")
    jsonschema.Draft202012Validator(schema()).validate(document)
    assert document["articles"] == []


def test_export_without_a_trashed_article(desk: Desk, other: Desk) -> None:
    desk.run("delete", "2")
    desk.run("export", "-o", "export.json")
    other.run("import", "export.json")
    assert other.exported() == desk.exported()
    assert len(other.exported()["articles"]) == 19


def test_export_to_a_dash_is_standard_output(desk: Desk) -> None:
    assert desk.asked("export", "-o", "-")["articles"]


def test_export_never_overwrites_unasked(desk: Desk) -> None:
    desk.write("taken.json", "precious")
    assert "--force" in desk.refused("export", "-o", "taken.json")
    assert (desk.folder / "taken.json").read_text() == "precious"
    desk.run("export", "-o", "taken.json", "--force")
    assert json.loads((desk.folder / "taken.json").read_text(encoding="utf-8"))["articles"]


def test_export_without_texts(desk: Desk) -> None:
    document = desk.asked("export", "--no-text")
    assert all("body" not in article for article in document["articles"])


def test_csv_has_one_row_a_mark_and_the_formulas_are_defused(desk: Desk) -> None:
    desk.run("annotate", "19", "--quote", "tablecloth", "--note", "=1+1")
    desk.run("export", "-o", "marks.csv")
    data = (desk.folder / "marks.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == len(desk.asked("annotations", "--json"))
    assert [row["note"] for row in rows if row["note"].endswith("=1+1")] == ["'=1+1"]
    row = next(r for r in rows if r["exact"] == "signed two memorandums of understanding")
    assert row["event_type"] == "agreement"
    assert row["article_published"] == "2025-12-29"
    assert "两项合作备忘录" in row["counterpart_sentence"].translate(
        str.maketrans("兩項備錄", "两项备录")
    )


def test_jsonl_has_one_record_a_line(desk: Desk) -> None:
    records = [json.loads(line) for line in desk.lines("export", "-f", "jsonl")]
    kinds = {record["record"] for record in records}
    assert {"article", "pair", "annotation", "event"} <= kinds


def test_tables_are_a_folder(desk: Desk) -> None:
    desk.run("export", "-f", "tables", "-o", "tables")
    names = {path.stem for path in (desk.folder / "tables").iterdir()}
    wanted = {"articles", "events", "participants", "mentions", "annotations", "pairs", "rows"}
    assert wanted <= names
    assert "-o" in desk.refused("export", "-f", "tables")


@pytest.mark.parametrize(
    "arguments",
    [["-f", "nonsense"], ["-o", "file.nonsense"], ["-o", "no/such/folder.json"], ["foo:1"],
     ["-o", "."]],
)  # fmt: skip
def test_export_refusals(desk: Desk, arguments: list[str]) -> None:
    desk.refused("export", *arguments)


def test_merge_of_a_library_is_idempotent_and_one_step(desk: Desk, other: Desk) -> None:
    other.run("import", other.write("own.txt", "A headline\n\nThe council met here on Monday.\n"))
    before = other.exported()
    said = other.run("merge", str(desk.library)).stderr
    assert f"Library: {other.library}" in said
    merged = other.exported()
    assert len(merged["articles"]) == 21
    assert merged["events"] == desk.exported()["events"]
    assert "0 records added" in other.run("merge", str(desk.library)).stderr
    assert other.exported() == merged
    other.run("undo")
    assert other.exported() == {**before, "glossary": [], "coders": before["coders"]}
    other.run("redo")
    assert other.exported() == merged


def test_merge_dry_run_adds_nothing(desk: Desk, other: Desk) -> None:
    other.run("import", other.write("own.txt", "A headline\n\nThe council met here on Monday.\n"))
    before = other.exported()
    assert "would be added" in other.run("merge", str(desk.library), "--dry-run").stderr
    assert other.exported() == before


def test_merge_says_how_far_it_is_and_ctrl_c_leaves_the_library_as_it_was(
    desk: Desk, other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fails without ``progress``: a merge of a large library said nothing for a minute."""
    other.run("import", other.write("own.txt", "A headline\n\nThe council met here on Monday.\n"))
    before = other.exported()
    told: list[str] = []

    def show(_line: ProgressLine, text: str) -> None:
        told.append(text)
        if text.endswith("10 of 20 articles"):
            signal.raise_signal(signal.SIGINT)

    with monkeypatch.context() as patched:
        patched.setattr(ProgressLine, "show", show)
        other.run("merge", str(desk.library), code=130)
    name = desk.library.name
    assert told[:3] == [
        f"reading {name}", f"merging {name}", f"merging {name}: 0 of 20 articles",
    ]  # fmt: skip
    assert other.exported() == before
    told.clear()
    with monkeypatch.context() as patched:
        patched.setattr(ProgressLine, "show", lambda _line, text: told.append(text))
        other.run("merge", str(desk.library))
    assert f"merging {name}: 20 of 20 articles" in told
    assert any(text.endswith(" marks") for text in told)


def test_review_shows_where_two_long_texts_differ(
    desk: Desk, other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the beginning of each version both lines read alike."""
    text = "A headline\n\n" + "The council met here on Monday. " * 20 + "It closed at noon."
    desk.run("import", desk.write("own.txt", text))
    (article,) = desk.asked("list", "headline", "--json")
    other.run("merge", str(desk.library))
    for one, word in ((desk, "midnight"), (other, "dawn")):
        one.set_editor(monkeypatch, f"path.write_text(path.read_text().replace('noon', '{word}'))")
        one.run("edit", article["uuid"])
    other.run("merge", str(desk.library))
    lines = other.run("review").stdout.splitlines()
    shown = [line.split("\t")[1] for line in lines if line.startswith(("  in force", "  or"))]
    assert sorted(line.split(" at ")[-1] for line in shown) == ["dawn.", "midnight."]
    assert all(line.startswith("…") for line in shown)


def test_merge_dry_run_makes_no_library(desk: Desk, other: Desk) -> None:
    assert "285 records would be added" in other.run("merge", str(desk.library), "--dry-run").stderr
    assert not other.library.exists()


def test_merge_takes_later_versions_and_names_conflicts(desk: Desk, other: Desk) -> None:
    other.run("merge", str(desk.library))
    before = other.exported()
    mark = desk.asked("annotations", "has:note", "--json")[0]
    with sqlite3.connect(desk.library) as connection:
        connection.execute("UPDATE annotations SET note = 'theirs' WHERE uuid = ?", (mark["id"],))
        connection.execute(
            "UPDATE events SET updated_at = '2030-01-01T00:00:00.000Z', title = 'theirs'"
            " WHERE id = 1"
        )
    connection.close()
    said = other.run("merge", str(desk.library)).stderr
    assert "0 records added, 1 changed, 283 here already, 1 conflict\n" in said
    assert "was changed on both sides" in said
    after = other.exported()
    (conflict,) = other.asked("review", "--json")["conflicts"]
    assert conflict["kind"] == "conflict"
    assert [any("theirs" in line for line in one) for one in conflict["versions"]].count(True) == 1
    assert f"merge {desk.library.name}" in {one["brought_by"] for one in conflict["makers"]}
    (waiting,) = after["versions"]
    notes = {found["note"] for found in after["annotations"] if found["id"] == mark["id"]}
    assert notes | {waiting["content"]["note"]} == {mark["note"], "theirs"}
    titles = [event["title"] for event in after["events"]]
    assert titles.count("theirs") == 1
    other.run("undo")
    assert other.exported() == before


def test_marks_on_another_text_are_carried_over_or_left_for_review(
    desk: Desk, other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other.run("merge", str(desk.library))
    script = other.write(
        "edit.py",
        "import sys; from pathlib import Path; p = Path(sys.argv[1])\n"
        "t = p.read_text(encoding='utf-8').replace('tablecloth', 'table cloth')\n"
        "p.write_text('In short: ' + t, encoding='utf-8')\n",
    )
    monkeypatch.setenv("VISUAL", f"{shlex.quote(sys.executable)} {shlex.quote(script)}")
    (here,) = other.asked("list", "title:coventry", "--json")
    other.run("edit", str(here["id"]))
    clean = desk.asked("annotate", "19", "--quote", "In 1944", "--note", "stays", "--json")
    lost = desk.asked("annotate", "19", "--quote", "tablecloth", "--note", "goes", "--json")
    assert "0 conflicts" in other.run("merge", str(desk.library)).stderr
    body = other.asked("show", here["uuid"], "--json")["body"]
    marks = {mark["id"]: mark for mark in other.asked("annotations", "--json")}
    kept = marks[clean["id"]]
    assert body[kept["start"] : kept["end"]] == kept["exact"] == "In 1944"
    assert kept["status"] == "ok"
    assert marks[lost["id"]]["status"] in ("review", "orphan")
    assert "sound" in other.run("check").stderr
    other.run("export", "-o", "again.json")


def test_article_imported_by_two_people_is_one(desk: Desk, other: Desk) -> None:
    text = "A headline\n\nThe council of Lindmark met here on Monday and approved a tram.\n"
    path = desk.write("same.txt", text)
    desk.run("import", path)
    other.run("import", path)
    mark = desk.asked("annotate", "21", "--quote", "approved a tram", "--tag", "launch", "--json")
    other.run("merge", str(desk.library))
    assert len(other.lines("list")) == 21
    found = next(m for m in other.asked("annotations", "--json") if m["id"] == mark["id"])
    assert found["article_id"] == other.asked("show", "1", "--json")["uuid"]


def test_merge_names_the_one_coder_of_a_file(desk: Desk, other: Desk) -> None:
    other.run("merge", str(desk.library), "--coder", "Bea")
    assert [coder["name"] for coder in other.exported()["coders"]] == ["Bea"]
    desk.run("annotate", "1", "--quote", "Sport", "--note", "x")
    assert "2 coders" in other.refused("merge", str(desk.library), "--coder", "Bea", code=1)


def test_merge_goes_on_after_a_bad_file(desk: Desk, other: Desk) -> None:
    bad = desk.write("bad.json", "{}")
    said = other.run("merge", bad, "missing.db", str(desk.library), code=1).stderr
    assert "neither a library nor a JSON export" in said
    assert "missing.db" in said
    assert len(other.lines("list")) == 20


def test_library_without_the_rights_of_another_is_not_changed_by_a_merge(
    desk: Desk, other: Desk
) -> None:
    before = desk.library.read_bytes()
    other.run("merge", str(desk.library))
    assert desk.library.read_bytes() == before


def test_a_merge_that_is_refused_says_what_to_do(desk: Desk) -> None:
    """Seen to fail where only the sentence of the error was passed on."""
    large = desk.write("large.json", '{"format": "cityreader-export"')
    os.truncate(large, LARGEST_BYTES + 1)
    said = desk.run("merge", large, code=1).stderr
    assert "more than 80 MB" in said
    assert ".db file" in said
    said = desk.run("merge", desk.write("notes.txt", "Towns sign."), code=1).stderr
    assert "'cityreader import' takes in files of other kinds" in said
