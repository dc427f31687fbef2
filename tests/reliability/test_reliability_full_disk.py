import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shelf import furnish

PROGRAM = Path(__file__).with_name("full_disk_program.py")
SMALL_DISK = 'mount -t tmpfs -o size=4m tmpfs "$0" && exec "$@"'


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    """On a real disk of 4 MB, in a mount namespace of its own."""
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare here to mount a small disk with")
    disk, incoming, home = (tmp_path / name for name in ("disk", "incoming", "home"))
    for folder in (disk, incoming):
        folder.mkdir()
    furnish(home)
    ended = subprocess.run(
        ["unshare", "-rm", "sh", "-c", SMALL_DISK, disk, sys.executable, PROGRAM, disk, incoming],
        env={**os.environ, "CITYREADER_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "unshare" in ended.stderr or "mount:" in ended.stderr:
        pytest.skip(f"no small disk can be mounted here: {ended.stderr.strip()}")
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert "disk is full; nothing was changed" in found["said"]
    assert "disk is full; nothing was changed" in str(found["noted"])
    assert found["read"] == found["known"] > 3
    assert found["held"] == found["known"] + 1
    assert found["notes"] == ["room again"]
    assert found["problems"] == []
