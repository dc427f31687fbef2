"""Starting the program that acts, and reading what it acknowledged."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from shelf import furnish

ACTING = Path(__file__).with_name("acting_program.py")


def start(
    library: Path,
    told: Path | str,
    home: Path,
    *ways: str,
    environment: Mapping[str, str] | None = None,
) -> "subprocess.Popen[bytes]":
    """Start a program that changes ``library`` and writes the UUIDs of what it made to ``told``
    ("-" for standard output)."""
    if not home.exists():
        furnish(home)
    return subprocess.Popen(
        [sys.executable, ACTING, library, told, *ways],
        env={**(environment or os.environ), "CITYREADER_HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
