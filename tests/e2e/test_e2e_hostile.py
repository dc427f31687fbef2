"""Hostile texts through the real program in a real pseudo-terminal.

Seen to fail: without ``SafetyFilter`` among the line filters of the program the walk through the
screens sends clipboard writes, titles and screen clearing; without ``visible`` in ``cli.output``
the commands do.
"""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from bench.terminal import Terminal, cityreader
from hostile_files import HARMLESS_TO_TERMINALS, SEQUENCES, write_hostile_files
from seat import Seat
from terminal_guard import offences

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")

SECONDS = 60.0


COLUMNS = {
    "articles": ("title", "title_fold", "source", "author", "url"),
    "coders": ("name",),
    "annotations": ("note", "prefix", "suffix"),
    "events": ("title", "note"),
    "participants": ("name", "name_en", "name_zh", "office"),
    "saved_searches": ("name",),
    "journal": ("summary",),
}
"""What a stranger's library can hold anything in."""


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return Seat(tmp_path / "home", columns=100, lines=30)


def printed(seat: Seat, *arguments: str, coder: str = "Ann") -> bytes:
    """What a command prints on a terminal."""
    command = cityreader("--db", str(seat.library), "--coder", coder, *arguments)
    environment = {"CITYREADER_HOME": str(seat.home), "PAGER": "cat"}
    with Terminal(command, environment=environment) as terminal:
        terminal.wait_for_exit(SECONDS)
        return terminal.sent


def poison(library: Path) -> None:
    """Write payloads past the program into every text of a library, as a stranger could."""
    payloads = list(SEQUENCES.values())
    with closing(sqlite3.connect(library)) as connection, connection:
        for table, columns in COLUMNS.items():
            for (key,) in connection.execute(f"SELECT rowid FROM {table}").fetchall():
                payload = payloads[key % len(payloads)]
                values = [f"PWN {payload} {key} {column}" for column in columns]
                settings = ", ".join(f"{column} = ?" for column in columns)
                connection.execute(f"UPDATE {table} SET {settings} WHERE rowid = ?", (*values, key))
        for number, payload in enumerate(payloads):
            connection.execute(
                "UPDATE bodies SET body = body || ? WHERE rowid % ? = ?",
                (f"\n\nPWN {payload} at the end", len(payloads), number),
            )
        connection.execute(
            "UPDATE tags SET labels = json_object('en', ?)",
            (f"PWN {payloads[0]}{SEQUENCES['markup broken']}",),
        )


def test_the_guard_sees_every_payload():
    for kind, payload in SEQUENCES.items():
        if kind not in HARMLESS_TO_TERMINALS:
            assert offences(payload.encode()), kind


def test_commands_send_no_foreign_sequence(seat: Seat, tmp_path: Path):
    expected = write_hostile_files(tmp_path / "in")
    assert offences(printed(seat, "import", str(tmp_path / "in"))) == []
    assert len(seat.asked("list", "--json", "--limit", "1000")) > expected - 10
    seat.command("annotate", "1", "--quote", "council", "--tag", "visit", "--note", "a note")
    poison(seat.library)
    for line in (
        ["list"], ["list", "PWN"], ["search", "PWN"], ["search", "council", "--pairs"],
        ["show", "1"], ["show", "1", "--plain"], ["show", "2", "--plain"], ["annotations"],
        ["events"], ["history"], ["info"], ["review"], ["codebook", "show"], ["glossary", "list"],
        ["pair", "--auto"], ["agreement"], ["methods"], ["undo"],
        ["list", "tag:\x1b]0;PWN\x07"], ["show", "\x1b[2JPWN"], ["export", "-f", "\x1b[2JPWN"],
        ["import", "/nowhere/\x1b]0;PWN\x07"],
    ):  # fmt: skip
        output = printed(seat, *line, coder="Ann \x1b]0;PWN\x07\x9b2J")
        assert offences(output) == [], line
        assert output, line


def test_screens_send_no_foreign_sequence(seat: Seat, tmp_path: Path):
    write_hostile_files(tmp_path / "in")
    seat.command("import", str(tmp_path / "in"))
    for number in range(1, 4):
        seat.command("annotate", str(number), "--quote", "council", "--tag", "visit")
    seat.command("merge", str(_export_of_a_stranger(seat, tmp_path)))
    poison(seat.library)
    seat.open()
    seat.see("PWN")
    for keys, dialog in (
        ("i", "─ Article ─"),
        ("I", "─ Import"),
        ("E", "─ Export"),
        (":", "Search for commands"),
        ("?", "─ Keys of"),
    ):
        seat.press(keys)
        seat.see(dialog)
        if keys == "I":
            seat.press(f"{tmp_path}/in/")
            seat.see("[@click=app.quit]PWN.txt")
        seat.press("\x1b")
        seat.see_no(dialog)
    for keys, screen in (
        ("jjGe", "3 events"),
        ("U", "History"),
        ("R", "Review"),
    ):
        seat.press(keys)
        seat.see(screen)
        seat.press("q")
        seat.see_no(screen)
    seat.press("/PWN\r")
    seat.see("SELECT")
    seat.press("ta")
    seat.see("event made")
    for keys, dialog in (("e", "─ Event"), ("m", "─ Note"), ("i", "─ Article"), ("T", "─ Topics")):
        seat.press(keys)
        seat.see(dialog)
        seat.press("\x1b")
        seat.see_no(dialog)
    for keys in ("y", "/PWN\r", "jjJGgKs", "\\\\", "))(("):
        seat.press(keys)
        seat.see("j k row")
    _click_everywhere(seat)
    for _ in range(5):
        seat.press("\x1b")
        seat.wait(0.3)
    seat.see("/ filter")
    seat.press("q")
    assert seat.wait_for_exit() == 0
    assert offences(seat.output()) == []


@pytest.mark.gold
def test_the_bad_input_of_the_material_is_shown_harmlessly(
    seat: Seat, material: Path, tmp_path: Path
):
    """Its twin on files of our own is the walk above."""
    report = tmp_path / "report.jsonl"
    files = material / "bad-input" / "files"
    assert offences(printed(seat, "import", str(files), "--report", str(report))) == []
    seat.open()
    seat.see("same story")
    seat.press("\r")
    seat.see("j k row")
    for _ in range(len(seat.asked("list", "--json", "--limit", "1000"))):
        seat.press("GgJ)")
        seat.see("j k row")
    assert seat.resident_bytes() < 500e6
    seat.press("q")
    seat.see("/ filter")
    seat.press("q")
    assert seat.wait_for_exit() == 0
    assert offences(seat.output()) == []


def _export_of_a_stranger(seat: Seat, folder: Path) -> Path:
    """An export of this library in which names and notes are hostile."""
    file = folder / "stranger.json"
    seat.command("export", "-o", str(file))
    document = json.loads(file.read_text(encoding="utf-8"))
    document["coders"][0]["name"] = f"PWN {SEQUENCES['title']}"
    for number, event in enumerate(document["events"]):
        event["title"] = f"PWN {SEQUENCES['clear']} {number}"
        event["note"] = f"PWN {SEQUENCES['markup broken']}"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def _click_everywhere(seat: Seat) -> None:
    """Click on every fourth cell of the upper half; what a text says must not act."""
    for line in range(1, 12):
        seat.press("".join(f"\x1b[<0;{x};{line}M\x1b[<0;{x};{line}m" for x in range(1, 100, 4)))
        seat.see("PWN")
