import random
import select
import subprocess
from pathlib import Path

import pytest
from library_state import problems, uuids
from programs import start

from cityreader.config import Folders


def killed_at_a_random_moment(started: "subprocess.Popen[bytes]", dice: random.Random) -> set[str]:
    """Kill a program after some of its answers; returns the UUIDs it acknowledged."""
    assert started.stdout is not None
    told = [started.stdout.readline() for _ in range(dice.randint(1, 9))]
    # The next answer ends the wait, so that the kill falls anywhere in a change.
    select.select([started.stdout], [], [], dice.random() * 0.02)
    started.kill()
    rest, errors = started.communicate(timeout=30)
    assert errors == b""
    # The last line may have been cut off.
    whole = b"".join((*told, rest)).rpartition(b"\n")[0]
    return set(whole.decode().split())


def kill_again_and_again(tmp_path: Path, folders: Folders, moments: int) -> int:
    """Kill two programs on one library in turn; returns how much was acknowledged."""
    dice = random.Random(9)
    library, home = tmp_path / "library.db", tmp_path / "home"
    known: set[str] = set()
    for number in range(moments // 2):
        two = [start(library, "-", home, f"name={name}{number}") for name in "ab"]
        for one in two:
            known |= killed_at_a_random_moment(one, dice)
        assert problems(library, folders) == []
        assert known <= uuids(library)
    return len(known)


def test_killing_while_tagging_and_importing_loses_nothing(
    tmp_path: Path, folders: Folders
) -> None:
    """With ``Writer._commit`` left out, so that a change is acknowledged before it is committed,
    the first kill shows it."""
    assert kill_again_and_again(tmp_path, folders, 6) > 6


@pytest.mark.long
def test_a_hundred_kills_lose_nothing(tmp_path: Path, folders: Folders) -> None:
    assert kill_again_and_again(tmp_path, folders, 100) > 300
