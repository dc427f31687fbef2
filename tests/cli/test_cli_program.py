import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from desk import Desk

from cityreader import __version__
from cityreader.cli import cityreader
from cityreader.cli.root import VERBS

EVERY_VERB = [verb for verbs in VERBS.values() for verb in verbs]
CODEBOOK_VERBS = ["show", "check", "load", "save"]

LOADED = """
import json, sys
from cityreader.cli import cityreader
sys.stdout.flush()
for arguments in json.loads(sys.argv[1]):
    try:
        cityreader.main(arguments)
    except SystemExit as end:
        assert not end.code, (arguments, end.code)
names = ("textual", "rich", "sqlite_utils", "sqlite3", "yaml", "opencc", "rapidfuzz")
print(json.dumps([name for name in names if name in sys.modules]), file=sys.stderr)
"""


def loaded(*commands: list[str]) -> set[str]:
    """The heavy modules that a fresh process has loaded after these commands."""
    result = subprocess.run(
        [sys.executable, "-c", LOADED, json.dumps(commands)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return set(json.loads(result.stderr.splitlines()[-1]))


def test_version_and_help_load_nothing_heavy() -> None:
    helps = [[verb, "--help"] for verb in EVERY_VERB]
    assert loaded(["--version"], ["--help"], *helps) == set()


def test_no_verb_but_read_loads_textual(desk: Desk) -> None:
    note = desk.write("news/note.md", "---\ntitle: Ferry\n---\n\nThe ferry runs again.\n")
    desk.run("export", "-o", "before.json")
    db = ["--db", str(desk.library)]
    found = loaded(
        [*db, "list"],
        [*db, "list", "forum", "--json"],
        [*db, "show", "1", "--pair"],
        [*db, "import", note],
        [*db, "delete", "21"],
        [*db, "restore", "21"],
        [*db, "delete", "21"],
        [*db, "purge", "--deleted"],
        [*db, "unpair", "1", "2"],
        [*db, "pair", "1", "2"],
        [*db, "align", "1", "2", "--json"],
        [*db, "annotate", "1", "--quote", "Sport", "--note", "seen"],
        [*db, "annotations"],
        [*db, "events"],
        [*db, "codebook", "show"],
        [*db, "export", "-f", "csv"],
        [*db, "merge", "before.json"],
        [*db, "undo"],
        [*db, "redo"],
        [*db, "history"],
        [*db, "check"],
        [*db, "info"],
    )
    assert "sqlite_utils" in found  # the probe sees what is loaded
    assert not found & {"textual", "rich"}


def test_version() -> None:
    result = CliRunner().invoke(cityreader, ["--version"])
    assert result.stdout == f"cityreader {__version__}\n"


def test_module_runs_the_same_program() -> None:
    command = [sys.executable, "-m", "cityreader", "--version"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed == f"cityreader {__version__}\n"


def test_help_lists_every_verb_under_a_heading() -> None:
    text = CliRunner().invoke(cityreader, ["--help"]).stdout
    for heading, verbs in VERBS.items():
        assert f"\n{heading}:\n" in text
        for verb in verbs:
            assert f"\n  {verb} " in text
    # Every summary fits its line.
    assert not [line for line in text.split("Read:")[1].splitlines() if line.endswith("...")]


@pytest.mark.parametrize(
    "verb", [[v] for v in EVERY_VERB] + [["codebook", v] for v in CODEBOOK_VERBS]
)
def test_every_help_has_an_example(verb: list[str]) -> None:
    text = CliRunner().invoke(cityreader, [*verb, "--help"]).stdout
    assert "Example" in text
    assert f"cityreader {' '.join(verb)}" in text.split("Example")[1]


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["list", "--nonsense"], ["show"], ["list", "--limit", "x"], ["purge"]],
)
def test_wrong_usage_exits_2_and_points_to_help(desk: Desk, arguments: list[str]) -> None:
    assert "--help" in desk.refused(*arguments)


def test_global_option_behind_the_verb_is_explained(desk: Desk) -> None:
    assert "--db stands before the verb" in desk.refused("list", "--db", "x.db")


def test_a_verb_that_is_nearly_one_is_named(desk: Desk) -> None:
    """Taken out once: it was only said that there is no such command."""
    assert "Did you mean 'import'?" in desk.refused("imprt", "news")
    assert "--help" in desk.refused("xqzzz")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["list", "--lang", "en"], "lang:en"),
        (["search", "mayor", "--source=Port Post"], 'source:"Port Post"'),
        (["export", "--before"], "before:"),
        (["events", "--type", "visit"], "type:visit"),
    ],
)
def test_a_field_in_the_place_of_an_option_is_explained(
    desk: Desk, words: list[str], field: str
) -> None:
    """Taken out once: it was only said that there is no such option."""
    assert f" is a field of the QUERY: {field}" in desk.refused(*words)
    assert "field" not in desk.refused(words[0], "--nonsense")


def test_missing_library_exits_2(empty_desk: Desk) -> None:
    for verb in (["list"], ["show", "1"], ["events"], ["export"], ["undo"], ["check"]):
        assert "There is no library" in empty_desk.refused(*verb)
    assert not empty_desk.library.exists()


@pytest.mark.parametrize("content", [b"", b"plain text", b"SQLite format 3\x00" + b"x" * 5000])
def test_file_that_is_no_library_is_left_alone(empty_desk: Desk, content: bytes) -> None:
    empty_desk.library.write_bytes(content)
    empty_desk.refused("list")
    empty_desk.refused("import", str(empty_desk.folder))
    assert empty_desk.library.read_bytes() == content


def test_bad_config_names_file_and_key(desk: Desk) -> None:
    config = desk.write("config.toml", "theem = 'dark'\n")
    assert "theem" in desk.refused("--config", config, "list")


def test_empty_coder_is_refused(desk: Desk) -> None:
    assert "--coder is empty" in desk.refused("--coder", " ", "list")


def test_library_is_found_by_environment_and_folder(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITYREADER_DB", str(desk.library))
    assert len(desk.run("list", db=False).stdout.splitlines()) == 20
    monkeypatch.delenv("CITYREADER_DB")
    desk.library.rename(desk.folder / "annotations.db")
    assert len(desk.run("list", db=False).stdout.splitlines()) == 20


def test_screen_needs_a_terminal(desk: Desk) -> None:
    assert "needs a terminal" in desk.refused()
    assert "needs a terminal" in desk.refused("read", "1")


@pytest.mark.skipif(os.name == "nt", reason="pipes are closed otherwise on Windows")
def test_closed_pipe_is_quiet(desk: Desk) -> None:
    command = [sys.executable, "-m", "cityreader", "--db", str(desk.library), "export"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_read_only_library_can_be_read_and_refuses_changes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.library.read_bytes()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert len(desk.lines("list")) == 20
    assert "not written" in desk.refused("delete", "1")
    assert desk.library.read_bytes() == before


def test_nothing_below_the_screens_is_imported_by_the_verbs() -> None:
    """The command line reaches the data only through the library."""
    folder = Path(sys.modules["cityreader.cli"].__file__ or "").parent
    forbidden = ("ingest", "bilingual", "search", "coding", "export", "store")
    for path in folder.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not [name for name in forbidden if f"from cityreader.{name}" in text], path.name
