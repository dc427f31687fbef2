"""Hostile texts through the real program in a real pseudo-terminal.

Seen to fail: without ``SafetyFilter`` among the line filters of the program the walk through the
screens sends clipboard writes, titles and screen clearing.
"""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from bench.terminal import Terminal, cityreader
from hostile_files import HARMLESS_TO_TERMINALS, SEQUENCES, write_hostile_files
from poison import poison
from seat import Seat
from terminal_guard import offences
from walking_program import MARK

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")

SECONDS = 60.0


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


def test_the_guard_sees_every_payload():
    for kind, payload in SEQUENCES.items():
        if kind not in HARMLESS_TO_TERMINALS:
            assert offences(payload.encode()), kind


STARTER = Path(__file__).parents[2] / "annotations.db"
FORMATS = ("json", "jsonl", "csv", "w3c", "doccano", "ics", "geojson", "gexf", "markdown", "tmx",
           "tsv")  # fmt: skip
EVERYWHERE = "PWN\x1b[2J\x9b2J\x7f\u202e"
"""Acts on a terminal in every way that can be typed."""


def test_commands_send_no_foreign_sequence(seat: Seat, tmp_path: Path):
    """Every command and every format, printed on the terminal.

    Seen to fail: with ``json.dumps`` instead of ``json_text``; with standard output itself instead
    of ``TerminalStream``; with ``click.echo`` instead of ``say``, ``note`` and ``complain``.
    """
    shutil.copy(STARTER, seat.library)
    expected = write_hostile_files(tmp_path / "in")
    assert offences(printed(seat, "import", str(tmp_path / "in"))) == []
    assert len(seat.asked("list", "--json", "--limit", "1000")) > expected - 10
    seat.command("glossary", "add", "--en", "Riverton", "--zh-hant", "河城", "--note", "a town")
    for coder in ("Ann", "Bo"):
        seat.command("--coder", coder, "annotate", "1", "--quote", "Taipei", "--note", "a note")
    poison(seat.library)
    named = {end: tmp_path / f"{EVERYWHERE}.{end}" for end in ("toml", "tsv", "json", "none")}
    named["toml"].write_text(f"a = '{EVERYWHERE}' [", encoding="utf-8")
    named["tsv"].write_text(f"{EVERYWHERE}\tb\nc", encoding="utf-8")
    heading = {"format": "cityreader-export", "schema_version": "1.0", EVERYWHERE: 1}
    named["json"].write_text(json.dumps(heading, ensure_ascii=False), encoding="utf-8")
    toml, tsv, document, none = map(str, named.values())
    walk(seat, tmp_path, [
        ["list"], ["list", "--json"], ["list", "city"], ["search", "city"], ["search", "PWN"],
        ["search", "city", "--json"], ["search", "city", "--pairs"], ["show", "1"],
        ["search", "city", "--pairs", "--json"], ["show", "1", "--plain"], ["show", "2", "--json"],
        ["show", "1", "--pair"], ["show", "1", "--pair", "--plain"],
        ["show", "1", "--pair", "--json"], ["show", "30"], ["show", "40", "--plain"],
        ["annotations"], ["annotations", "--json"], ["annotations", "PWN"], ["events"],
        ["events", "--json"], ["suggest", "1"], ["suggest", "1", "--json"], ["review"],
        ["review", "--json"], ["agreement"], ["agreement", "--json"], ["methods"],
        ["codebook", "show"], ["codebook", "check", toml], ["codebook", "load", toml],
        ["codebook", "save", none], ["glossary", "list"], ["glossary", "list", "--json"],
        ["glossary", "list", "--proposed"], ["glossary", "load", tsv],
        ["glossary", "save", f"{none}.tsv"], ["glossary", "add", "--en", EVERYWHERE], ["history"],
        ["info"], ["check"], ["check", "--repair"], ["backup"], ["backup", toml],
        ["recover", toml], ["recover", f"{none}.db"], *(["export", "-f", one] for one in FORMATS),
        ["export", "-o", document], ["export", "-o", f"{none}.x"], ["export", f"{EVERYWHERE}:x"],
        ["merge", document], ["merge", f"{none}.db"], ["import", document, "--report", f"{none}.1"],
        ["import", f"{none}.txt"], ["align", "1", "2", "--json"], ["align", tsv, toml],
        ["pair", "1", "1"], ["unpair", "1", "3"], ["delete", "1"], ["show", "1"], ["edit", "1"],
        ["restore", "1"], ["undo"], ["redo"], ["purge", "--deleted"], ["delete", EVERYWHERE],
        ["annotate", "1", "--quote", "Taipei", "--tag", EVERYWHERE],
        ["annotate", "1", "--quote", "Taipei", "--note", EVERYWHERE, "--json"],
        ["annotate", "1", "--quote", EVERYWHERE], ["list", f"tag:{EVERYWHERE}"],
        ["show", EVERYWHERE], ["export", "-f", EVERYWHERE], [EVERYWHERE],
        ["list", f"--{EVERYWHERE}"], ["list", "--limit", EVERYWHERE],
        ["--db", toml, "list"], ["--db", f"{none}.db", "list"], ["--config", toml, "list"],
        ["--config", f"{none}.toml", "list"],
    ])  # fmt: skip


def test_commands_say_in_a_sentence_what_cannot_be_understood(seat: Seat, tmp_path: Path):
    """Words also where a library holds languages, dates and times.

    Seen to fail: without ``understanding`` around changes and exports, which end in a traceback.
    """
    shutil.copy(STARTER, seat.library)
    poison(seat.library, structure=True)
    walk(seat, tmp_path, [
        ["list"], ["list", "--json"], ["show", "1"], ["show", "1", "--pair"], ["events"],
        ["events", "--json"], ["annotations"], ["suggest"], ["review"], ["history"], ["methods"],
        ["annotate", "1", "--quote", "Taipei", "--tag", "visit"], ["check"],
        *(["export", "-f", one] for one in FORMATS),
    ])  # fmt: skip


def test_what_is_made_visible_on_a_terminal_is_whole_in_a_file(seat: Seat, tmp_path: Path):
    shutil.copy(STARTER, seat.library)
    poison(seat.library)
    first = seat.asked("export")
    titles = {article["title"] for article in first["articles"]}
    assert any("\x9b2J" in title for title in titles)
    assert {row["title"] for row in seat.asked("list", "--json", "--limit", "99")} == titles
    assert "\x9b2J" in seat.command("export", "-f", "csv").stdout


def walk(seat: Seat, folder: Path, lines: list[list[str]]) -> None:
    """Run commands on a terminal one after the other; none may send anything of its own."""
    file = folder / "lines.json"
    name = ["--db", str(seat.library), "--coder", f"Ann {EVERYWHERE}"]
    file.write_text(json.dumps([[*name, *line] for line in lines]), encoding="utf-8")
    program = Path(__file__).with_name("walking_program.py")
    environment = {"CITYREADER_HOME": str(seat.home), "EDITOR": "true"}
    with Terminal([sys.executable, str(program), str(file)], environment=environment) as terminal:
        terminal.wait_for_exit(SECONDS)
        answers = terminal.sent.split(MARK.encode())[1:]
    assert len(answers) == len(lines)
    for line, answer in zip(lines, answers, strict=True):
        assert offences(answer) == [], line
        assert len(answer) > len("99\r\n"), line


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
