from pathlib import Path

import pytest

from cityreader.library import importing
from cityreader.library.library import Library
from shelf import ENGLISH


def test_batches_in_which_nothing_changes_are_no_steps(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH_SECONDS", -1.0)  # every file is a batch of its own
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        words = ENGLISH.replace("Friday", f"day {number}")
        (folder / f"{number}.txt").write_text(f"Headline {number}\n\n{words}\n", encoding="utf-8")
    library.importing.run([folder], source="Gazette")
    again = library.importing.run([folder], source="Gazette")
    assert again.counts == {"unchanged": 3}
    assert [step.summary for step in library.history.steps()] == ["import 3 files"]
