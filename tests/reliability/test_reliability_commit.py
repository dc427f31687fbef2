from pathlib import Path

from trials import told_by

PROGRAM = Path(__file__).with_name("commit_program.py")


def test_a_change_takes_no_more_syncs_than_a_bare_transaction(tmp_path: Path) -> None:
    """With the folder brought to the disk at every change, and not only when the journal file is a
    new one, each change takes one more."""
    found = told_by(PROGRAM, tmp_path)
    assert found["ours"] == found["bare"]
    assert min(found["bare"]) >= 3
