"""Programs of their own that try a library out while what they do to its folder is watched."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import fault_library

from shelf import furnish


def told_by(program: Path, folder: Path, *arguments: str, seconds: float = 60) -> Any:
    """What a program tells in JSON that works on a library in ``folder``, within ``seconds``."""
    disk, work, home = (folder / name for name in ("disk", "work", "home"))
    for new in (disk, work):
        new.mkdir()
    furnish(home)
    ended = subprocess.run(
        [sys.executable, program, disk / "library.db", work, *arguments],
        env={**fault_library.surroundings(disk), "CITYREADER_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)
