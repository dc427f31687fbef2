"""The preload library of ``faults.c``, made when a test needs it, and how programs run with it."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent
WRITE, SYNC, TRUNCATE, UNLINK = range(4)
KINDS = {WRITE: "write", SYNC: "sync", TRUNCATE: "truncate", UNLINK: "unlink"}


def made() -> Path:
    """The compiled library; tests skip where there is no C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if sys.platform != "linux":
        pytest.skip("a library can only be preloaded this way on Linux")
    if compiler is None:
        pytest.skip("there is no C compiler here")
    source = HERE / "faults.c"
    age = source.stat().st_mtime_ns
    target = Path(tempfile.gettempdir()) / f"cityreader-tests-{os.getuid()}" / f"faults-{age}.so"
    if not target.exists():
        target.parent.mkdir(exist_ok=True)
        passing = target.with_suffix(f".{os.getpid()}")
        command = [compiler, "-shared", "-fPIC", "-O1", "-o", passing, source, "-ldl"]
        subprocess.run(command, check=True)
        passing.replace(target)
    return target


def surroundings(folder: Path, record: Path | None = None) -> dict[str, str]:
    """The environment of a program whose work on ``folder`` is watched."""
    more = {"FAULTS_RECORD": str(record)} if record is not None else {}
    return {**os.environ, "LD_PRELOAD": str(made()), "FAULTS_FOLDER": str(folder), **more}
