import sqlite3
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from cityreader.cli import cityreader
from cityreader.config import Config, Folders
from cityreader.library.library import Library
from cityreader.library.starter import PROJECT, build_starter_library, load_samples
from cityreader.models import Dossier

COMMITTED = Path(__file__).parents[2] / "annotations.db"
HINT = "the samples or the program changed: run scripts/build_starter_library.py"


def schema_of(path: Path) -> tuple[int, list[Any]]:
    """The ``user_version`` and everything in the schema of a library."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    objects = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
    found = objects.fetchall()
    connection.close()
    return version, found


def dossier_of(path: Path, folders: Folders) -> Dossier:
    with Library.open(path, config=Config(coder="Ann"), folders=folders) as library:
        return library.transfer.dossier()


def test_committed_library_is_what_the_samples_make(tmp_path: Path, folders: Folders) -> None:
    rebuilt = tmp_path / "rebuilt.db"
    build_starter_library(rebuilt)
    assert schema_of(rebuilt) == schema_of(COMMITTED), HINT
    assert dossier_of(rebuilt, folders) == dossier_of(COMMITTED, folders), HINT
    with Library.open(COMMITTED, config=Config(coder="Ann"), folders=folders) as library:
        assert library.care.starter
        assert not library.care.check().problems
        kinds = dict(library.care.info().counts)
    assert (kinds["articles"], kinds["pairs"], kinds["events"]) == (20, 10, 43)


def test_starter_library_holds_no_trace_of_a_machine_or_a_reader(folders: Folders) -> None:
    data = COMMITTED.read_bytes()
    for trace in (b"/home/", b"/tmp/", bytes(Path.home()), bytes(Path.cwd()), b"C:\\"):
        assert trace not in data
    dossier = dossier_of(COMMITTED, folders)
    assert dossier.project == PROJECT
    assert not [record for record in dossier.articles if record.readings]
    assert [coder.name for coder in dossier.coders] == ["Samples desk"]


def test_every_sample_pair_is_aligned_and_every_event_mentioned(folders: Folders) -> None:
    dossier = dossier_of(COMMITTED, folders)
    for pair in dossier.pairs:
        both = sum(bead.left is not None and bead.right is not None for bead in pair.beads)
        assert both >= 0.75 * len(pair.beads), pair
    assert all(event.annotation_uuids and event.title for event in dossier.events)
    assert {mark.status for mark in dossier.annotations} == {"ok"}


def test_reading_does_not_change_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    path.write_bytes(COMMITTED.read_bytes())
    for arguments in (
        ["list"],
        ["list", "forum", "--json"],
        ["show", "1"],
        ["show", "1", "--pair", "--json"],
        ["align", "1", "2", "--json"],
        ["annotations"],
        ["events", "after:2020"],
        ["export"],
        ["export", "-o", str(tmp_path / "export.json")],
        ["codebook", "show"],
        ["history"],
        ["check"],
        ["info"],
    ):
        result = CliRunner().invoke(cityreader, ["--db", str(path), *arguments])
        assert result.exit_code == 0, result.stderr
    assert path.read_bytes() == COMMITTED.read_bytes()
    assert sorted(p.name for p in tmp_path.glob("annotations*")) == ["annotations.db"]


def test_samples_are_taken_into_a_library_in_one_step(library: Library) -> None:
    before = library.transfer.dossier()
    load_samples(library)
    assert len(library.transfer.dossier().articles) == 20
    assert not library.care.starter
    assert library.transfer.dossier().project != PROJECT
    assert load_samples(library).added == 0
    assert len(library.history.steps()) == 1
    library.history.undo()
    after = library.transfer.dossier()
    assert (after.articles, after.events) == (before.articles, before.events) == ((), ())
    library.history.redo()
    assert len(library.transfer.dossier().events) == 43
