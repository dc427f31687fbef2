"""Nothing leaves the machine: no command and no screen opens a connection or asks for a name."""

import os
import subprocess
import sys
from pathlib import Path

from shelf import furnish

QUIET = Path(__file__).with_name("quiet_program.py")


def walked(folder: Path, *ways: str) -> list[str]:
    """What the program said of itself on its walk."""
    home = folder / "home"
    furnish(home)
    done = subprocess.run(
        [sys.executable, QUIET, folder, *ways],
        env={
            **os.environ,
            "CITYREADER_HOME": str(home),
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        },
        capture_output=True,
        timeout=600,
        check=False,
    )
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    return [line for line in lines if line.startswith(("LEAVING ", "DONE "))]


def test_commands_and_screens_talk_to_nobody(tmp_path: Path) -> None:
    """Files that name pictures, scripts, a document type and other versions are imported, listed,
    searched, shown, paired, marked, suggested for, exported and merged, and the screens walked
    through, while the interpreter tells of every socket, name and program. Seen to fail with one
    connection made on purpose, as below."""
    lines = walked(tmp_path)
    assert [line for line in lines if line.startswith("LEAVING")] == []
    assert lines[-1] == "DONE screens ReaderScreen"
    assert [line for line in lines[:-1] if not line.endswith(" 0")] == []
    assert len(lines) == 23


def test_a_connection_would_be_heard(tmp_path: Path) -> None:
    assert any("urllib.Request" in line for line in walked(tmp_path, "leaking"))
