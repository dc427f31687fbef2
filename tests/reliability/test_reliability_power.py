import random
from collections.abc import Sequence
from pathlib import Path

import fault_library
import pytest
from library_state import problems, uuids
from power_cut import Disk, Entry, entries, lay_out
from programs import start

from cityreader.config import Folders

HOWS = ("any", "order", "none", "all")


def recorded(tmp_path: Path, count: int, *ways: str) -> list[Entry]:
    """What a program did to the disk while it made a library in a new folder and changed it."""
    disk, record = tmp_path / "disk", tmp_path / "record"
    disk.mkdir()
    started = start(
        disk / "news" / "library.db",
        disk / "acknowledged",
        tmp_path / "home",
        f"count={count}",
        *ways,
        environment=fault_library.surroundings(disk, record),
    )
    _, errors = started.communicate(timeout=300)
    assert started.returncode == 0, errors.decode()
    return entries(record)


def after_cuts(
    record: Sequence[Entry], images: int, tmp_path: Path, folders: Folders
) -> tuple[int, list[str]]:
    """Cut the power in random moments; returns how many images had lost something acknowledged,
    and what was wrong with any of them."""
    dice = random.Random(20)
    inode = next(one.inode for one in record if one.name.endswith("acknowledged"))
    lost, wrong = 0, []
    for number in range(images):
        cut = dice.randrange(2, len(record) + 1)
        before = record[:cut]
        told = b"".join(one.data for one in before if one.what == "W" and one.inode == inode)
        folder = tmp_path / f"image-{number}"
        how = HOWS[number % len(HOWS)]
        lay_out(Disk(before).image(dice, how), folder)
        library = folder / "news" / "library.db"
        if library.exists():
            found = problems(library, folders)
            wrong += [f"cut {cut}, {how}: {one}" for one in found]
            held = set() if found else uuids(library)
        else:
            held = set()
        lost += not set(told.decode().split()) <= held
    return lost, wrong


def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path, folders: Folders) -> None:
    """See ``test_without_its_protections_a_power_cut_loses_work`` for what was removed."""
    record = recorded(tmp_path, 16)
    assert {one.what for one in record} >= set("CDWTSUL")
    assert after_cuts(record, 28, tmp_path, folders) == (0, [])


@pytest.mark.long
def test_many_power_cuts_lose_nothing_acknowledged(tmp_path: Path, folders: Folders) -> None:
    record = recorded(tmp_path, 120)
    assert after_cuts(record, 400, tmp_path, folders) == (0, [])


@pytest.mark.parametrize(
    "way",
    [
        "no-sync",
        "no-folder-sync",
        pytest.param("normal-log", marks=pytest.mark.long),
        pytest.param("no-journal", marks=pytest.mark.long),
    ],
)
def test_without_its_protections_a_power_cut_loses_work(
    tmp_path: Path, folders: Folders, way: str
) -> None:
    """The same cuts with one protection taken out: the syncs, the sync of the new folder, or the
    rollback journal. Each of them shows."""
    record = recorded(tmp_path, 12, way)
    lost, wrong = after_cuts(record, 24, tmp_path, folders)
    assert lost or wrong
