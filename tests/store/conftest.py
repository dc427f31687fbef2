from collections.abc import Iterator
from pathlib import Path

import pytest

from cityreader.store import opening
from cityreader.store.database import Database, random_uuid, utc_now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new library file without a codebook, closed."""
    file = tmp_path / "shelf" / "library.db"
    opening.create(file, lambda unit: None, utc_now, random_uuid)
    return file


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """The same, open."""
    opened = Database(path)
    yield opened
    opened.close()
