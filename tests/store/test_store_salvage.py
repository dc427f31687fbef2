"""What is saved of a damaged library; each docstring says what was removed to see its test fail."""

from pathlib import Path

import pytest
from records import add

from cityreader.store import salvage
from cityreader.store.database import Database


def test_what_was_saved_is_as_private_as_the_library(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Removed to see it fail: ``chmod`` in ``salvage``, which left the mode to the umask."""
    add(database, "One")
    database.path.chmod(0o600)
    seen: list[int] = []
    make_whole = salvage._make_whole

    def looked(copy: object) -> None:
        seen.extend(path.stat().st_mode & 0o777 for path in tmp_path.glob("saved.db*"))
        make_whole(copy)  # type: ignore[arg-type]

    monkeypatch.setattr(salvage, "_make_whole", looked)
    assert salvage.salvage(database.path, tmp_path / "saved.db") == 1
    assert len(seen) >= 2  # With its journal.
    assert set(seen) == {0o600}
