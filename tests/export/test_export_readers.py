"""What README and guide show for pandas and DuckDB runs as it stands, on a real export."""

import contextlib
import io
import json
import re
from pathlib import Path

import duckdb
import pandas
import pytest

from cityreader.config import Config, Folders
from cityreader.library.library import Library

ROOT = Path(__file__).parents[2]


@pytest.fixture
def exports(tmp_path: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``events.json`` and ``tables`` of the starter library, gone to."""
    config = Config(coder="Ann")
    with Library.open(ROOT / "annotations.db", config=config, folders=folders) as library:
        library.transfer.export(tmp_path / "events.json", None)
        library.transfer.export(tmp_path / "tables", None, format_name="tables")
        library.transfer.export(tmp_path / "events.jsonl", None)
        library.transfer.export(tmp_path / "marks.csv", None)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("guide", ["README.md", "docs/export.md"])
def test_the_lines_of_pandas_load_the_events(exports: Path, guide: str) -> None:
    (code,) = [block for block in blocks(guide, "python") if "pandas" in block]
    printed = io.StringIO()
    names: dict[str, object] = {}
    # What pandas takes from a terminal of 80 columns.
    terminal = ("display.width", 80, "display.max_columns", 0, "display.max_rows", 60)
    with contextlib.redirect_stdout(printed), pandas.option_context(*terminal):
        exec(compile(code, guide, "exec"), names)
    events = names["events"]
    assert isinstance(events, pandas.DataFrame)
    known = {event["id"] for event in json.loads((exports / "events.json").read_text())["events"]}
    assert set(events["id"]) == known
    assert events["date.start"].notna().any()
    # Taken out once: "type … article" was all of a table that was wider than the terminal.
    head = printed.getvalue().split("\n", 1)[0]
    assert {"type", "date.start", "place.name"} <= set(head.split())
    assert "Coventry" in printed.getvalue() or "article" not in head


def test_the_queries_of_duckdb_read_the_exports(exports: Path) -> None:
    (code,) = [block for block in blocks("docs/export.md", "sql") if "unnest" in block]
    first, second = (line for line in code.splitlines() if line.strip())
    events = json.loads((exports / "events.json").read_text(encoding="utf-8"))["events"]
    assert len(duckdb.sql(first).fetchall()) == len(events)
    counted = {row[0]: row[1] for row in duckdb.sql(second).fetchall()}
    assert sum(counted.values()) == len(events)


def test_tables_and_lines_agree_with_the_export(exports: Path) -> None:
    document = json.loads((exports / "events.json").read_text(encoding="utf-8"))
    marks = pandas.read_csv("marks.csv")
    assert list(marks["exact"].str.removeprefix("'"))[:5] == [
        one["exact"] for one in document["annotations"][:5]
    ]
    assert len(marks) == len(document["annotations"])
    lines = pandas.read_json("events.jsonl", lines=True)
    assert (lines["record"] == "event").sum() == len(document["events"])
    for path in sorted((exports / "tables").glob("*.csv")):
        assert (
            len(pandas.read_csv(path))
            == duckdb.sql(
                f"SELECT count(*) FROM read_csv('{path}', all_varchar = true)"
            ).fetchall()[0][0]
        )
