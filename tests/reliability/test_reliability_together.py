from pathlib import Path

import pytest
from library_state import problems, uuids
from programs import start

from cityreader.config import Folders


def together(tmp_path: Path, count: int, *ways: str) -> tuple[set[str], str]:
    """Let ``count`` programs make and change one library at once; returns the UUIDs they
    acknowledged, and what they complained of."""
    library, home = tmp_path / "library.db", tmp_path / "home"
    started = [
        start(library, "-", home, "hold", f"name=p{number}", *ways) for number in range(count)
    ]
    for one in started:
        assert one.stdin is not None
        one.stdin.close()
        one.stdin = None
    known: set[str] = set()
    complaints = ""
    for one in started:
        told, errors = one.communicate(timeout=400)
        known |= set(told.decode().split())
        complaints += errors.decode()
    return known, complaints


def test_three_programs_make_one_library_and_write_to_it_at_once(
    tmp_path: Path, folders: Folders
) -> None:
    known, complaints = together(tmp_path, 3, "count=16")
    assert complaints == ""
    # Of a tag that another one set there already, only one is stored.
    assert len(known) >= 3 * 12
    assert known <= uuids(tmp_path / "library.db")
    assert problems(tmp_path / "library.db", folders) == []
    assert {path.name for path in tmp_path.iterdir()} == {"library.db", "home"}


@pytest.mark.parametrize(
    "way", ["no-waiting", pytest.param("no-immediate", marks=pytest.mark.long)]
)
def test_without_waiting_for_each_other_programs_fail(tmp_path: Path, way: str) -> None:
    """With the wait for the other program taken out, or BEGIN IMMEDIATE made a plain BEGIN."""
    _, complaints = together(tmp_path, 3, "count=40", way)
    assert "CityReaderError" in complaints or "LibraryError" in complaints


@pytest.mark.long
@pytest.mark.parametrize("programs", [2, 4])
def test_programs_that_write_for_three_minutes_lose_nothing(
    tmp_path: Path, folders: Folders, programs: int
) -> None:
    known, complaints = together(tmp_path, programs, "seconds=180")
    assert complaints == ""
    assert len(known) > 1000
    assert known <= uuids(tmp_path / "library.db")
    assert problems(tmp_path / "library.db", folders) == []
