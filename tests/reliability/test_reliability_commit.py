import json
import subprocess
import sys
from pathlib import Path

import fault_library

from shelf import furnish

PROGRAM = Path(__file__).with_name("commit_program.py")


def test_a_change_takes_no_more_syncs_than_a_bare_transaction(tmp_path: Path) -> None:
    """With the folder brought to the disk at every change, and not only when the journal file is a
    new one, each change takes one more."""
    disk, work, home = (tmp_path / name for name in ("disk", "work", "home"))
    for folder in (disk, work):
        folder.mkdir()
    furnish(home)
    environment = {**fault_library.surroundings(disk), "CITYREADER_HOME": str(home)}
    ended = subprocess.run(
        [sys.executable, PROGRAM, disk / "library.db", work],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert found["ours"] == found["bare"]
    assert min(found["bare"]) >= 3
