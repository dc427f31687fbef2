"""Copies of a library in use; each docstring says what was removed to see its test fail."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from records import ANN, add, titles

from cityreader.errors import LibraryError
from cityreader.store import backups, opening
from cityreader.store.backups import PASSING, tally, verified
from cityreader.store.database import Database
from cityreader.store.placing import exchange
from cityreader.store.schema import PAGE_SIZE


def held(path: Path) -> list[str]:
    database = Database(path, writable=False)
    try:
        return titles(database)
    finally:
        database.close()


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small library is copied in as many pieces as a large one."""
    monkeypatch.setattr(backups, "PAGES_AT_ONCE", 4)


def fill(database: Database, count: int) -> None:
    """Add articles that take several pages each."""
    for number in range(count):
        add(database, f"Long {number}", "word " * 20_000)


def spoil(path: Path) -> None:
    """Put rubbish over the page where a long text goes on."""
    content = bytearray(path.read_bytes())
    at = content.index(b"word " * 100, 80 * PAGE_SIZE) // PAGE_SIZE * PAGE_SIZE
    content[at : at + 400] = b"\xa5" * 400
    path.write_bytes(content)


def test_a_copy_holds_what_the_library_holds(database: Database, tmp_path: Path) -> None:
    add(database, "One")
    found = database.copy_to(tmp_path / "copy.db")
    with database.view() as view:
        assert found == tally(view)
    assert held(tmp_path / "copy.db") == ["One"]
    assert not list(tmp_path.glob(f"{PASSING}*"))


def test_no_file_is_ever_written_over(database: Database, tmp_path: Path) -> None:
    """Removed to see it fail: ``publish``, for ``rename``, which writes over."""
    (tmp_path / "mine.db").write_text("mine")
    with pytest.raises(LibraryError, match="exists"):
        database.copy_to(tmp_path / "mine.db")
    assert (tmp_path / "mine.db").read_text() == "mine"
    assert [file.name for file in tmp_path.glob("*.db")] == ["mine.db"]


def test_a_copy_stays_as_private_as_the_library(database: Database, tmp_path: Path) -> None:
    database.path.chmod(0o600)
    database.copy_to(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_a_passing_copy_is_private_from_its_first_byte(database: Database, tmp_path: Path) -> None:
    """Removed to see it fail: ``touch`` in ``_emptied``, which leaves the mode to the umask."""
    add(database, "One")
    database.path.chmod(0o600)
    seen: list[int] = []

    def looked() -> bool:
        seen.extend(path.stat().st_mode & 0o777 for path in tmp_path.glob(f"{PASSING}*"))
        return True

    umask = os.umask(0)
    try:
        database.copy_to(tmp_path / "copy.db", looked)
        while_copied = len(seen)
        with database.snapshot(tmp_path):
            looked()
    finally:
        os.umask(umask)
    assert 0 < while_copied < len(seen)
    assert set(seen) == {0o600}


def test_a_library_that_was_deleted_underneath_can_still_be_kept(
    database: Database, tmp_path: Path
) -> None:
    add(database, "One")
    database.path.unlink()
    database.copy_to(tmp_path / "copy.db")
    assert held(tmp_path / "copy.db") == ["One"]


def test_changes_do_not_wait_for_a_copy_and_are_in_it(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Removed to see it fail: copying through the writer (through the reader the copy begins again
    with every change), and the pauses (then changes wait)."""
    monkeypatch.setattr(backups, "RESTARTS", 0)
    monkeypatch.setattr(backups, "IN_ONE_GO_BELOW", 0)
    fill(database, 8)
    copying = threading.Event()
    made: list[backups.Tally] = []

    def in_haste() -> bool:
        copying.set()
        return False

    thread = threading.Thread(
        target=lambda: made.append(database.copy_to(tmp_path / "copy.db", in_haste))
    )
    thread.start()
    assert copying.wait(10)
    count = 0
    while thread.is_alive() and count < 200:
        add(database, f"Meanwhile {count}")
        count += 1
        if count == 3:
            with database.unit(*ANN, "given up") as unit:
                unit.run("UPDATE articles SET title = 'never'")
                unit.abandon()
    thread.join(30)
    assert count > 2
    copied = held(tmp_path / "copy.db")
    assert copied == titles(database)[: len(copied)]
    assert len(copied) > 8
    assert made[0].counts[0] == len(copied)


def test_a_library_that_another_program_keeps_changing_is_copied_in_one_go(
    database: Database, tmp_path: Path
) -> None:
    """Removed to see it fail: counting the restarts; then the copy never ends."""
    fill(database, 4)
    other = Database(database.path)
    count = 0

    def in_haste() -> bool:
        nonlocal count
        count += 1
        add(other, f"Other {count}")
        return True

    database.copy_to(tmp_path / "copy.db", in_haste)
    assert count < 3 * backups.RESTARTS
    assert held(tmp_path / "copy.db")[:4] == [f"Long {number}" for number in range(4)]
    other.close()


def test_what_is_too_large_for_one_go_is_given_up_with_a_sentence(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "IN_ONE_GO_BELOW", 1000)
    fill(database, 3)
    other = Database(database.path)

    def in_haste() -> bool:
        add(other, "Other")
        return True

    with pytest.raises(LibraryError, match="keeps changing"):
        database.copy_to(tmp_path / "copy.db", in_haste)
    assert not list(tmp_path.glob("*.db"))
    other.close()


def test_a_copy_of_a_damaged_library_does_not_count(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Removed to see it fail: ``verified`` in ``write``."""
    database = Database(path)
    fill(database, 4)
    database.close()
    spoil(path)
    # As a large library is opened.
    monkeypatch.setattr(opening, "CHECK_BELOW_BYTES", 0)
    database = Database(path)
    with pytest.raises(LibraryError):
        database.copy_to(tmp_path / "copy.db")
    assert not list(tmp_path.glob("*.db"))
    database.close()


def test_a_copy_is_read_from_beginning_to_end(database: Database, tmp_path: Path) -> None:
    fill(database, 4)
    copy = tmp_path / "copy.db"
    database.copy_to(copy)
    verified(copy)
    spoil(copy)
    with pytest.raises(LibraryError, match="damaged"):
        verified(copy)


KILLED = """
import os, signal, sys
from pathlib import Path
from cityreader.store import backups
from cityreader.store.database import Database
backups.PAGES_AT_ONCE = 4
database = Database(Path(sys.argv[1]))
pieces = 0
def in_haste():
    global pieces
    pieces += 1
    if pieces == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return True
database.copy_to(Path(sys.argv[2]), in_haste)
"""


@pytest.mark.skipif(os.name == "nt", reason="no signals")
def test_a_copy_that_was_killed_has_no_name_that_counts(path: Path, tmp_path: Path) -> None:
    """Removed to see it fail: the passing name."""
    database = Database(path)
    fill(database, 6)
    database.close()
    run = subprocess.run([sys.executable, "-c", KILLED, path, tmp_path / "copy.db"], check=False)
    assert run.returncode == -signal.SIGKILL
    assert not (tmp_path / "copy.db").exists()
    assert all(file.name.startswith(PASSING) for file in tmp_path.glob("*.db"))
    assert len(held(path)) == 6


def test_a_full_disk_is_not_filled_further(database: Database, tmp_path: Path) -> None:
    """In a file system of 300 kB of its own, where the system lets an ordinary person make one.

    Removed to see it fail: ``_refuse_full``; then the message comes only after the disk is full.
    """
    fill(database, 3)
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from cityreader.store.database import Database\n"
        "from cityreader.errors import LibraryError\n"
        "library, folder = map(Path, sys.argv[1:])\n"
        "database = Database(library)\n"
        "try:\n    database.copy_to(folder / 'copy.db')\n"
        "except LibraryError as error:\n    print(error.message, list(folder.iterdir()))\n"
    )
    small = tmp_path / "small"
    small.mkdir()
    mount = f'mount -t tmpfs -o size=300k tmpfs {small} && exec "$0" "$@"'
    command = ["unshare", "-r", "-m", "sh", "-c", mount, sys.executable, "-c", code]
    try:
        run = subprocess.run(
            [*command, database.path, small], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if "unshare" in run.stderr or "mount" in run.stderr:
        pytest.skip(run.stderr.strip())
    assert "not enough space is left" in run.stdout
    assert "[]" in run.stdout


def test_a_copy_of_a_library_in_wal_mode_needs_nothing_beside_it(
    path: Path, tmp_path: Path
) -> None:
    database = Database(path, journal_mode="wal")
    add(database, "One")
    database.copy_to(tmp_path / "copy.db")
    database.close()
    connection = sqlite3.connect(tmp_path / "copy.db")
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    connection.close()
    opening.refuse_damaged(tmp_path / "copy.db")
    assert held(tmp_path / "copy.db") == ["One"]
    assert not list(tmp_path.glob("copy.db-*"))


@pytest.mark.parametrize("hard_links", [True, False])
def test_an_exchange_that_fails_leaves_everything_where_it_was(
    hard_links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last of the changes of names fails, as it does when a disk goes away."""
    path, passing, aside = (tmp_path / name for name in ("a.db", "new.db", "aside.db"))
    path.write_text("old")
    path.with_name("a.db-journal").write_text("its change")
    passing.write_text("new")

    def fails(*_: object) -> None:
        raise OSError(5, "no more")

    monkeypatch.setattr(Path, "replace", fails)
    if not hard_links:
        monkeypatch.setattr(os, "link", fails)
    with pytest.raises(OSError, match="no more"):
        exchange(path, passing, aside)
    assert path.read_text() == "old"
    assert {file.name for file in tmp_path.iterdir()} == {"a.db", "a.db-journal", "new.db"}
    monkeypatch.undo()
    if not hard_links:
        monkeypatch.setattr(os, "link", fails)
    exchange(path, passing, aside)
    assert (path.read_text(), aside.read_text()) == ("new", "old")
    assert not path.with_name("a.db-journal").exists()
    assert aside.with_name("aside.db-journal").read_text() == "its change"
