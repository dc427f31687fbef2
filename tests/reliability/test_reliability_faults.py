from pathlib import Path
from typing import Any

import pytest
from trials import told_by

PROGRAM = Path(__file__).with_name("faulty_program.py")


def failing(tmp_path: Path, step: int, *ways: str) -> dict[str, Any]:
    return told_by(PROGRAM, tmp_path, str(step), *ways, seconds=600)


def test_a_failing_disk_changes_nothing_and_is_told_and_a_second_try_works(tmp_path: Path) -> None:
    """Without ``store.retraction`` a failing last sync leaves a record that is told to have failed,
    and the second try makes it twice; see the test below."""
    found = failing(tmp_path, 40)
    assert found["faults"] > 80
    assert found["wrong"] == []


@pytest.mark.long
def test_every_write_and_sync_of_every_change_may_fail(tmp_path: Path) -> None:
    found = failing(tmp_path, 1)
    assert found["faults"] > 400
    assert found["wrong"] == []


@pytest.mark.long
def test_without_taking_back_a_second_try_doubles(tmp_path: Path) -> None:
    found = failing(tmp_path, 1, "no-retraction")
    assert any("the library was not as before" in one for one in found["wrong"])
    assert any("trying again added" in one for one in found["wrong"])
