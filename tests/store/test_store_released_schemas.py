"""A library of every released schema opens, is brought up to date, and gives the export it gave.

The fixtures are made by ``scripts/make_schema_fixture.py`` and then never touched again. Nothing is
released yet: until the first release schema 1 may change in place, and its fixture is made anew by
the same script whenever the tables change. From the release on it is frozen, and a change of the
tables is a migration with a number of its own.
"""

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from cityreader.config import Config, Folders
from cityreader.library.library import Library
from cityreader.store.database import Database
from cityreader.store.schema import SCHEMA_VERSION
from cityreader.store.soundness import schema_problems

FIXTURES = Path(__file__).parents[1] / "fixtures"
RELEASED = sorted(FIXTURES.glob("schema-*.db.gz"))


def unpacked(packed: Path, folder: Path) -> Path:
    path = folder / packed.name.removesuffix(".gz")
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


def test_every_schema_has_its_fixture() -> None:
    numbers = {int(packed.name.split("-")[1].split(".")[0]) for packed in RELEASED}
    assert numbers == set(range(1, SCHEMA_VERSION + 1))


@pytest.mark.parametrize("packed", RELEASED, ids=lambda packed: packed.name)
def test_a_library_of_a_released_schema_gives_the_export_it_gave(
    packed: Path, tmp_path: Path, folders: Folders
) -> None:
    path = unpacked(packed, tmp_path)
    expected = json.loads(packed.with_name(packed.name.replace(".db.gz", ".json")).read_bytes())
    output = tmp_path / "export.json"
    with Library.open(path, config=Config(coder="Ann"), folders=folders) as library:
        assert library.care.check().problems == ()
        library.transfer.export(output, None)
        found = json.loads(output.read_bytes())
        # What was added to the export since may be there as well.
        assert {name: found[name] for name in expected} == expected
        # Its history can still be gone back.
        assert library.history.steps(everyone=True)
        library.coding.annotate(1, "granary", note="new")
        assert library.history.undo() is not None
        assert library.care.check().problems == ()


def test_the_newest_fixture_has_the_tables_of_today(tmp_path: Path) -> None:
    """Fails when the tables change in place: make the fixture anew, as said above."""
    path = unpacked(FIXTURES / f"schema-{SCHEMA_VERSION}.db.gz", tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    database = Database(path)
    with database.view() as view:
        assert schema_problems(view) == []
    database.close()
    # A library of this very schema needs no bringing up to date.
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
