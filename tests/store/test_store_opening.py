import hashlib
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from records import ANN, add, titles
from sqlite_utils import Database as SqliteUtilsDatabase
from sqlite_utils import Migrations

from cityreader.errors import LibraryError, ReadOnlyLibraryError
from cityreader.store import opening
from cityreader.store.database import Database, random_uuid, utc_now
from cityreader.store.schema import APPLICATION_ID, PAGE_SIZE, SCHEMA_VERSION


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.commit()
    connection.close()


def foreign_with_log(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE notes (text)")
    connection.commit()
    connection.close()


def overwritten(path: Path) -> None:
    """The second page, where the first table begins, holds rubbish."""
    content = bytearray(path.read_bytes())
    content[PAGE_SIZE : PAGE_SIZE + 400] = b"\xa5" * 400
    path.write_bytes(content)


def newer(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:64] = (SCHEMA_VERSION + 1).to_bytes(4, "big")
    path.write_bytes(content)


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "Empty file"),
    "text": (lambda path: path.write_text("# Notes\n" * 50), "Not a library"),
    "foreign": (foreign, "Not a library"),
    "foreign with a log": (foreign_with_log, "Not a library"),
    "only a header": (lambda path: path.write_bytes(path.read_bytes()[:60]), "Damaged library"),
    "half": (
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        "Damaged library",
    ),
    "less a byte": (lambda path: path.write_bytes(path.read_bytes()[:-1]), "Damaged library"),
    "overwritten": (overwritten, "Damaged library"),
    "newer": (newer, "Newer library"),
}


@pytest.mark.parametrize("way", SPOILED)
def test_a_file_that_is_no_sound_library_is_refused_and_stays_as_it_is(
    path: Path, way: str
) -> None:
    spoil, title = SPOILED[way]
    spoil(path)
    before = digest(path)
    with pytest.raises(LibraryError) as caught:
        Database(path)
    assert caught.value.title == title
    assert str(path) in caught.value.message
    assert digest(path) == before
    assert list(path.parent.iterdir()) == [path]


def test_reading_a_library_with_a_log_changes_no_byte_and_a_change_does_away_with_the_log(
    path: Path,
) -> None:
    """Taken out (``is_in_wal_mode`` at opening): the header was rewritten by whoever listed it."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    before = digest(path)
    database = Database(path)
    with database.view() as view:
        view.rows("SELECT * FROM settings")
    database.close()
    assert digest(path) == before
    assert list(path.parent.iterdir()) == [path]
    database = Database(path)
    add(database, "One")
    database.close()
    assert path.read_bytes()[18:20] == b"\x01\x01"
    assert list(path.parent.iterdir()) == [path]


def test_what_is_missing_or_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be read: no such file"):
        Database(tmp_path / "none.db")
    with pytest.raises(LibraryError, match="not a cityreader library"):
        Database(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.db")
    with pytest.raises(LibraryError, match="not a cityreader library"):
        Database(tmp_path / "pipe.db")


def test_a_library_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match="No library could be made"):
        opening.create(tmp_path / "file" / "a.db", lambda unit: None, utc_now, random_uuid)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_library_that_fails_while_being_made_leaves_nothing(tmp_path: Path) -> None:
    def furnish(unit: object) -> None:
        raise sqlite3.OperationalError("no")

    with pytest.raises(LibraryError):
        opening.create(tmp_path / "a.db", furnish, utc_now, random_uuid)
    assert list(tmp_path.iterdir()) == []


def test_a_new_library_is_set_up_to_lose_nothing(database: Database) -> None:
    writer = database._writer._connection
    assert writer is not None

    def pragma(name: str) -> object:
        return writer.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("application_id") == APPLICATION_ID
    assert pragma("user_version") == SCHEMA_VERSION
    assert pragma("page_size") == PAGE_SIZE
    assert pragma("journal_mode") == "truncate"
    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("trusted_schema") == 0
    tables = writer.execute("PRAGMA table_list").fetchall()
    foreign = ("sqlite_", "_sqlite", "body_")
    own = [row for row in tables if not row["name"].startswith(foreign)]
    assert own
    assert {row["name"] for row in own if not row["strict"]} == set()


def test_opening_reading_and_closing_change_nothing(path: Path) -> None:
    with_article = Database(path)
    add(with_article, "One")
    with_article.close()
    before = digest(path)
    again = Database(path)
    assert titles(again) == ["One"]
    assert again.integrity() == []
    again.close()
    assert digest(path) == before


def test_closing_takes_the_journal_file_away(path: Path) -> None:
    database = Database(path)
    add(database, "One")
    database.close()
    assert list(path.parent.iterdir()) == [path]


def test_another_copy_keeps_its_journal_when_one_closes(path: Path) -> None:
    first, second = Database(path), Database(path)
    add(first, "One")
    with first.unit(*ANN, "half way") as unit:
        unit.run("UPDATE articles SET title = 'Changed'")
        unit.changed = True
        second._writer.changed = True
        second.close()
        assert path.with_name("library.db-journal").exists()
    assert titles(first) == ["Changed"]
    first.close()


def test_a_library_opened_for_reading_only_is_never_written(path: Path) -> None:
    writing = Database(path)
    add(writing, "One")
    writing.close()
    before = digest(path)
    database = Database(path, writable=False)
    assert titles(database) == ["One"]
    with pytest.raises(ReadOnlyLibraryError, match="nothing was changed"), database.unit(*ANN, "x"):
        pass
    with pytest.raises(LibraryError), database.view() as view:
        view.connection.execute("DELETE FROM articles")
    database.close()
    assert digest(path) == before


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may write everywhere")
def test_a_read_only_file_is_opened_for_reading(path: Path) -> None:
    path.chmod(0o400)
    database = Database(path)
    assert not database.writable
    with pytest.raises(ReadOnlyLibraryError), database.unit(*ANN, "x"):
        pass
    database.close()


def test_what_reads_cannot_write_even_in_a_writable_library(database: Database) -> None:
    with pytest.raises(LibraryError), database.view() as view:
        view.connection.execute("DELETE FROM articles")


def test_a_library_deleted_underneath_takes_no_more_changes(path: Path) -> None:
    database = Database(path)
    path.unlink()
    with pytest.raises(LibraryError, match="deleted or replaced"):
        add(database, "Lost")
    database.close()
    assert not path.exists()


def test_a_library_replaced_underneath_is_left_alone(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    opening.create(other, lambda unit: None, utc_now, random_uuid)
    database = Database(path)
    add(database, "One")
    before = digest(other)
    other.replace(path)
    with pytest.raises(LibraryError, match="deleted or replaced"):
        add(database, "Lost")
    database.close()
    assert digest(path) == before


def test_a_full_disk_changes_nothing_and_reading_goes_on(database: Database) -> None:
    add(database, "One")
    writer = database._writer._connection
    assert writer is not None
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError) as caught:
        add(database, "Two", "long " * 100_000)
    assert caught.value.title == "Disk full"
    assert titles(database) == ["One"]
    add(database, "Three")
    assert titles(database) == ["One", "Three"]


def bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def test_a_migration_that_fails_leaves_the_schema_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Migrations("cityreader")

    @broken()
    def half(db: SqliteUtilsDatabase) -> None:
        db.execute("CREATE TABLE first_half (id INTEGER)")
        db.table("second_half").create({"id": int})
        db.execute("no SQL at all")

    monkeypatch.setattr(opening, "migrations", broken)
    connection = bare(tmp_path / "old.db")
    with pytest.raises(sqlite3.OperationalError):
        opening.migrate(connection)
    assert not connection.in_transaction
    assert connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0] == 0
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 0
    connection.close()


def test_programs_that_migrate_at_once_do_it_once(tmp_path: Path) -> None:
    connections = [bare(tmp_path / "old.db") for _ in range(4)]
    together = threading.Barrier(4)
    failed: list[BaseException] = []

    def run(connection: sqlite3.Connection) -> None:
        together.wait(10)
        try:
            opening.migrate(connection)
        except sqlite3.Error as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(connection,)) for connection in connections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []
    for connection in connections:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
        connection.close()


CRASH = """
import os, sys
from pathlib import Path
from records import ANN, put_article
from cityreader.store.database import Database
database = Database(Path(sys.argv[1]))
database._writer._connection.execute("PRAGMA cache_size = 3")
with database.unit(*ANN, "cut off") as unit:
    for number in range(60):
        put_article(unit, f"Lost {number}", "word " * 2000)
    assert os.path.getsize(sys.argv[1] + "-journal") > 0
    os._exit(9)
"""

WRITE = """
import sys
from pathlib import Path
from records import add
from cityreader.store.database import Database, random_uuid, utc_now
from cityreader.store import opening
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
sys.stdin.read()
if not path.exists():
    opening.create(path, lambda unit: unit.set_setting("uuid", name), utc_now, random_uuid)
database = Database(path)
for number in range(count):
    add(database, f"{name} {number}")
database.close()
"""


def program(code: str, *arguments: object) -> "subprocess.Popen[bytes]":
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, env=environ)


def test_a_program_killed_in_the_middle_of_a_change_leaves_the_state_before(path: Path) -> None:
    other = Database(path)
    add(other, "Kept")
    crashed = program(CRASH, path)
    assert crashed.wait(30) == 9
    # One that was open all the while puts things in order by reading.
    assert titles(other) == ["Kept"]
    other.close()


def test_the_next_start_takes_back_what_was_cut_off(path: Path) -> None:
    assert program(CRASH, path).wait(30) == 9
    assert path.with_name("library.db-journal").stat().st_size > 0
    database = Database(path)
    assert titles(database) == []
    assert database.integrity() == []
    add(database, "After")
    database.close()


def test_programs_that_make_and_fill_a_library_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    started = [program(WRITE, path, name, 8) for name in ("a", "b", "c")]
    for one in started:
        assert one.stdin is not None
        one.stdin.close()
    assert [one.wait(60) for one in started] == [0, 0, 0]
    database = Database(path)
    assert sorted(titles(database)) == sorted(f"{name} {n}" for name in "abc" for n in range(8))
    assert database.integrity() == []
    database.close()
    assert list(tmp_path.iterdir()) == [path]


def test_threads_that_make_a_library_at_once_share_one(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    together = threading.Barrier(3)
    seen: list[str] = []

    def start() -> None:
        together.wait(10)
        opening.create(
            path, lambda unit: unit.set_setting("uuid", unit.identify()), utc_now, random_uuid
        )
        database = Database(path)
        with database.view() as view:
            seen.append(view.value("SELECT value FROM settings WHERE key = 'uuid'"))
        database.close()

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(seen) == 3
    assert len(set(seen)) == 1
    assert list(tmp_path.iterdir()) == [path]


ACKNOWLEDGE = """
import itertools, sys
from pathlib import Path
from records import add
from cityreader.store.database import Database
database = Database(Path(sys.argv[1]))
for number in itertools.count():
    add(database, f"Title {number}")
    print(number, flush=True)
"""


def test_what_was_acknowledged_survives_a_kill(path: Path) -> None:
    for count in (1, 4, 9):
        environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
        writing = subprocess.Popen(
            [sys.executable, "-c", ACKNOWLEDGE, str(path)], stdout=subprocess.PIPE, env=environ
        )
        assert writing.stdout is not None
        known = [writing.stdout.readline() for _ in range(count)]
        writing.kill()
        acknowledged = len(known + writing.stdout.readlines())
        writing.wait(30)
        writing.stdout.close()
        database = Database(path)
        kept = titles(database)
        # The last one may have reached the disk just before it could be acknowledged.
        assert kept[:acknowledged] == [f"Title {number}" for number in range(acknowledged)]
        assert len(kept) - acknowledged in (0, 1)
        with database.unit(*ANN, "empty") as unit:
            unit.run("DELETE FROM bodies")
            unit.run("DELETE FROM articles")
            unit.changed = True
        assert database.integrity() == []
        database.close()


def in_wal_mode(path: Path) -> None:
    """The library says that it keeps a log beside it, and its second page holds rubbish."""
    overwritten(path)
    content = bytearray(path.read_bytes())
    content[18:20] = b"\x02\x02"
    path.write_bytes(content)


def test_a_damaged_library_in_wal_mode_gets_nothing_beside_it(path: Path) -> None:
    """Removed to see it fail: ``immutable`` in ``connect``."""
    in_wal_mode(path)
    before = digest(path)
    for writable in (False, True):
        with pytest.raises(LibraryError, match="is damaged"):
            Database(path, writable=writable)
        assert digest(path) == before
        assert list(path.parent.iterdir()) == [path]


def test_a_cut_off_change_is_taken_back_before_anything_is_judged(path: Path) -> None:
    database = Database(path)
    add(database, "Kept")
    database.close()
    assert program(CRASH, path).wait(30) == 9
    assert not opening.refuse_damaged(path)
    reopened = Database(path)
    assert opening.refuse_damaged(path)
    assert titles(reopened) == ["Kept"]
    reopened.close()


def test_no_new_library_is_put_where_an_old_change_lies(path: Path) -> None:
    """SQLite would write the pages of the old library into the new one.

    Removed to see it fail: ``_refuse_left_over``.
    """
    assert program(CRASH, path).wait(30) == 9
    path.unlink()
    before = {file: digest(file) for file in path.parent.iterdir()}
    with pytest.raises(LibraryError, match="so no new library was made"):
        opening.create(path, lambda unit: None, utc_now, random_uuid)
    assert {file: digest(file) for file in path.parent.iterdir()} == before


def older(path: Path, monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """Let the program know a newer schema than that of the file; its migrations are returned."""
    newer_ones = Migrations("cityreader")
    monkeypatch.setattr(opening, "migrations", newer_ones)
    monkeypatch.setattr(opening, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    return newer_ones


def test_a_migration_that_fails_in_the_middle_leaves_every_byte(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Removed to see it fail: the transaction around the migrations."""
    database = Database(path)
    add(database, "One")
    database.close()
    before = digest(path)
    called: list[object] = []

    @older(path, monkeypatch)()
    def half(db: SqliteUtilsDatabase) -> None:
        db.execute("ALTER TABLE articles ADD COLUMN mood TEXT")
        db.execute("UPDATE articles SET mood = 'good', title = 'spoilt'")
        raise KeyError("a fault of the migration")

    with pytest.raises(LibraryError, match="could not be brought up to date"):
        Database(path, before_migration=called.append)
    assert len(called) == 1
    assert digest(path) == before
    assert list(path.parent.iterdir()) == [path]


def test_a_migration_is_made_once_and_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(path)
    add(database, "One")
    database.close()

    @older(path, monkeypatch)()
    def mood(db: SqliteUtilsDatabase) -> None:
        db.execute("ALTER TABLE articles ADD COLUMN mood TEXT NOT NULL DEFAULT 'good'")

    for _ in range(2):
        database = Database(path)
        with database.view() as view:
            assert view.column("SELECT mood FROM articles") == ["good"]
            assert view.value("PRAGMA user_version") == SCHEMA_VERSION + 1
        database.close()


def test_an_older_library_that_cannot_be_written_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Removed to see it fail: ``refuse_older``; then a query meets a table that is not there."""
    before = digest(path)
    older(path, monkeypatch)
    with pytest.raises(ReadOnlyLibraryError, match="must be brought up to date"):
        Database(path, writable=False)
    assert digest(path) == before


MOUNTED = """
import sys
from pathlib import Path
from records import ANN, add, titles
from cityreader.errors import ReadOnlyLibraryError
from cityreader.store.database import Database
database = Database(Path(sys.argv[1]))
assert not database.writable
assert titles(database) == ["One"]
try:
    add(database, "Two")
except ReadOnlyLibraryError as error:
    print(error.message)
database.close()
"""


def test_a_library_on_a_read_only_disk_is_opened_for_reading(path: Path) -> None:
    """In a mount of its own, which stops root too."""
    database = Database(path)
    add(database, "One")
    database.close()
    before = digest(path)
    folder = path.parent
    mount = f'mount --bind {folder} {folder} && mount -o remount,ro,bind {folder} && exec "$0" "$@"'
    command = ["unshare", "-r", "-m", "sh", "-c", mount, sys.executable, "-c", MOUNTED, str(path)]
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    try:
        run = subprocess.run(command, capture_output=True, text=True, env=environ, check=False)
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if "unshare:" in run.stderr or "mount:" in run.stderr:
        pytest.skip(run.stderr.strip())
    assert "can be read but not written, so nothing was changed" in run.stdout, run.stderr
    assert digest(path) == before
