import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cityreader.errors import CityReaderError, UsageError
from cityreader.export.target import write_atomically, write_folder_atomically

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files or limits")


def put(data: bytes = b"new"):
    return lambda stream: stream.write(data)


def fill(*names: str, data: str = "new"):
    def write(folder: Path) -> None:
        for name in names:
            (folder / name).write_text(data)

    return write


def left_in(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


@contextmanager
def files_limited_to(size: int) -> Iterator[None]:
    """Let the system refuse to write more than ``size`` bytes into one file."""
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_new_file_has_its_bytes_and_ordinary_permissions(tmp_path):
    target = tmp_path / "a.json"
    write_atomically(target, put(), force=False)
    assert target.read_bytes() == b"new"
    assert left_in(tmp_path) == ["a.json"]
    other = tmp_path / "b"
    other.touch()
    assert target.stat().st_mode == other.stat().st_mode


def test_a_file_is_never_replaced_unasked(tmp_path):
    target = tmp_path / "a.json"
    target.write_text("old")
    with pytest.raises(UsageError, match=r"exists.*--force"):
        write_atomically(target, put(), force=False)
    assert target.read_text() == "old"
    assert left_in(tmp_path) == ["a.json"]


def test_nothing_is_computed_for_a_place_already_taken(tmp_path):
    target = tmp_path / "a.json"
    target.write_text("old")
    called = []
    with pytest.raises(UsageError):
        write_atomically(target, called.append, force=False)
    assert called == []


@posix
def test_with_force_a_file_is_replaced_and_keeps_its_permissions(tmp_path):
    target = tmp_path / "a.json"
    target.write_text("old")
    target.chmod(0o640)
    write_atomically(target, put(), force=True)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    write_atomically(tmp_path / "b.json", put(), force=True)
    assert left_in(tmp_path) == ["a.json", "b.json"]


@posix
def test_a_link_is_followed_with_force_and_refused_without(tmp_path):
    real, link, loose = tmp_path / "real", tmp_path / "link", tmp_path / "loose"
    real.write_text("old")
    link.symlink_to(real)
    loose.symlink_to(tmp_path / "nowhere")
    for path in (link, loose):
        with pytest.raises(UsageError, match="exists"):
            write_atomically(path, put(), force=False)
    write_atomically(link, put(), force=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_file_that_appears_meanwhile_wins(tmp_path):
    target = tmp_path / "a.json"

    def write(stream):
        stream.write(b"new")
        target.write_text("theirs")

    with pytest.raises(UsageError, match="exists"):
        write_atomically(target, write, force=False)
    assert target.read_text() == "theirs"
    assert left_in(tmp_path) == ["a.json"]


def test_of_many_writers_of_one_name_exactly_one_wins(tmp_path):
    target = tmp_path / "a.json"
    outcomes: list[str] = []
    start = threading.Barrier(6)

    def attempt(number: int) -> None:
        start.wait()
        try:
            write_atomically(target, put(b"%d" % number * 5000), force=False)
        except UsageError:
            outcomes.append("refused")
        else:
            outcomes.append(str(number))

    writers = [threading.Thread(target=attempt, args=(number,)) for number in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    (winner,) = [outcome for outcome in outcomes if outcome != "refused"]
    assert target.read_text() == winner * 5000
    assert left_in(tmp_path) == ["a.json"]


@pytest.mark.parametrize("failure", [RuntimeError("broken"), KeyboardInterrupt()])
def test_a_failure_halfway_leaves_everything_as_it_was(tmp_path, failure):
    target = tmp_path / "a.json"
    target.write_text("old")

    def write(stream):
        stream.write(b"half")
        raise failure

    for path, force in ((target, True), (tmp_path / "b.json", False)):
        with pytest.raises(type(failure)):
            write_atomically(path, write, force=force)
    assert target.read_text() == "old"
    assert left_in(tmp_path) == ["a.json"]


@posix
def test_a_disk_that_takes_no_more_leaves_everything_as_it_was(tmp_path):
    target = tmp_path / "a.json"
    target.write_text("old")
    with files_limited_to(1000), pytest.raises(CityReaderError, match="could not be written"):
        write_atomically(target, put(b"x" * 5000), force=True)
    with files_limited_to(1000), pytest.raises(CityReaderError, match="could not be written"):
        write_folder_atomically(tmp_path / "t", fill("a.csv", data="x" * 5000), force=False)
    assert target.read_text() == "old"
    assert left_in(tmp_path) == ["a.json"]


def test_a_full_disk_is_named(tmp_path):
    def write(stream):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(CityReaderError, match="the disk is full"):
        write_atomically(tmp_path / "a", write, force=False)
    assert left_in(tmp_path) == []


@posix
@pytest.mark.parametrize("force", [False, True])
def test_places_that_are_none(tmp_path, force):
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for path, sentence in (
        (tmp_path / "missing" / "a.json", "There is no folder"),
        (tmp_path / "file" / "a.json", "is no place"),
        (tmp_path / "folder", "is not a file" if force else "exists"),
        (tmp_path / "pipe", "is not a file" if force else "exists"),
        (tmp_path / ("x" * 300), "name too long"),
        (Path("/"), "is not a file" if force else "exists"),
    ):
        with pytest.raises(CityReaderError, match=sentence):
            write_atomically(path, put(), force=force)
    assert left_in(tmp_path) == ["file", "folder", "pipe"]
    assert left_in(tmp_path / "folder") == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_closed_to_writing_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="You may not write"):
        write_atomically(tmp_path / "a", put(), force=False)


@posix
def test_a_message_shows_a_hostile_name_as_text(tmp_path):
    with pytest.raises(UsageError) as refused:
        write_atomically(tmp_path / "a\x1b[2J" / "b", put(), force=False)
    assert "\x1b" not in refused.value.message


@posix
def test_a_long_name_needs_no_longer_one_on_the_way(tmp_path):
    target = tmp_path / ("x" * 255)
    write_atomically(target, put(), force=False)
    assert target.read_bytes() == b"new"


def test_a_folder_appears_whole(tmp_path):
    write_folder_atomically(tmp_path / "t", fill("a.csv", "b.csv"), force=False)
    assert left_in(tmp_path / "t") == ["a.csv", "b.csv"]
    assert left_in(tmp_path) == ["t"]


def test_a_folder_is_never_replaced_unasked(tmp_path):
    (tmp_path / "t").mkdir()
    with pytest.raises(UsageError, match="exists"):
        write_folder_atomically(tmp_path / "t", fill("a.csv"), force=False)
    assert left_in(tmp_path) == ["t"]


def test_with_force_only_an_earlier_export_is_replaced(tmp_path):
    target = tmp_path / "t"
    write_folder_atomically(target, fill("a.csv", "b.csv", data="old"), force=True)
    write_folder_atomically(target, fill("a.csv", "b.csv", "c.csv"), force=True)
    assert left_in(target) == ["a.csv", "b.csv", "c.csv"]
    assert (target / "a.csv").read_text() == "new"
    (target / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"'thesis\.txt'"):
        write_folder_atomically(target, fill("a.csv", "b.csv", "c.csv"), force=True)
    assert (target / "thesis.txt").read_text() == "mine"
    assert left_in(tmp_path) == ["t"]


def test_a_file_is_not_replaced_by_a_folder(tmp_path):
    target = tmp_path / "t"
    target.write_text("old")
    for force in (False, True):
        with pytest.raises(UsageError):
            write_folder_atomically(target, fill("a.csv"), force=force)
    assert target.read_text() == "old"
    assert left_in(tmp_path) == ["t"]


def test_a_file_that_appears_where_the_folder_should_go_stays(tmp_path):
    target = tmp_path / "t"

    def write(folder: Path) -> None:
        fill("a.csv")(folder)
        target.write_text("theirs")

    with pytest.raises(CityReaderError):
        write_folder_atomically(target, write, force=False)
    assert target.read_text() == "theirs"
    assert left_in(tmp_path) == ["t"]


def test_a_folder_that_fails_halfway_leaves_the_old_one(tmp_path):
    target = tmp_path / "t"
    write_folder_atomically(target, fill("a.csv", data="old"), force=False)

    def write(folder: Path) -> None:
        fill("a.csv")(folder)
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        write_folder_atomically(target, write, force=True)
    assert (target / "a.csv").read_text() == "old"
    assert left_in(tmp_path) == ["t"]
