"""When backups are made, how many are kept, and what happens when one fails."""

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityreader.config import Config, Folders
from cityreader.errors import LibraryError
from cityreader.library.backups import folder as backup_folder
from cityreader.library.backups.folder import DAYS_KEPT, MOST_BYTES, NEWEST_KEPT, superfluous
from cityreader.library.backups.service import BackupService
from cityreader.library.importing.service import MANY_FILES
from cityreader.library.library import Library
from cityreader.models import Backup
from cityreader.store.database import utc_now
from shelf import ENGLISH, add_article


def reasons(library: Library) -> list[str]:
    """Why there are backups, the newest first."""
    return [backup.reason for backup in library.backups.all()]


def titles_in(backup: Backup, folders: Folders) -> list[str]:
    with Library.open(backup.path, config=Config(coder="Ann"), folders=folders) as library:
        return [line.title for line in library.search.first_lines(10)]


def test_a_backup_tells_what_it_holds(paired: Library) -> None:
    made = paired.backups.make()
    (listed,) = paired.backups.all()
    assert listed == made
    assert made.library == paired.path
    assert (made.articles, made.marks, made.events, made.steps) == (2, 0, 0, 3)
    assert made.size == made.path.stat().st_size
    assert made.path.parent.name == paired._context.library_uuid


def test_a_backup_without_its_note_is_as_good(paired: Library) -> None:
    made = paired.backups.make()
    made.path.with_suffix(".json").write_text("{half")
    (listed,) = paired.backups.all()
    assert (listed.path, listed.at, listed.reason) == (made.path, made.at, "asked")
    assert (listed.library, listed.articles) == (None, None)


def test_strange_files_among_the_backups_are_left_alone(paired: Library) -> None:
    made = paired.backups.make()
    (made.path.parent / "mine.db").write_text("mine")
    (made.path.parent / "2020-13-45T996199Z-x.db").write_text("mine")
    paired.backups.make()
    assert len(paired.backups.all()) == 2
    assert (made.path.parent / "mine.db").read_text() == "mine"


def change(library: Library) -> None:
    library.coding.change_topics([1], ["economy"])


RISKY: dict[str, Callable[[Library, Path], object]] = {
    "merge": lambda library, _: library.transfer.merge(library.transfer.dossier()),
    "purge": lambda library, _: (library.articles.delete([2]), library.care.purge_deleted()),
    "codebook": lambda library, _: library.coding.load_codebook(
        library.coding.codebook().text, "codebook"
    ),
    "import": lambda library, folder: library.importing.run([folder]),
}


@pytest.mark.parametrize("reason", RISKY)
def test_what_is_risky_begins_with_a_backup(
    reason: str, paired: Library, folders: Folders, tmp_path: Path
) -> None:
    """Removed to see it fail: the line ``backup_before`` of each."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY_FILES + 1):
        (folder / f"{number}.txt").write_text(f"# A title {number}\n\n{ENGLISH} {number}")
    RISKY[reason](paired, folder)
    (backup,) = paired.backups.all()
    assert backup.reason == reason
    # The copy is of the library as it was before.
    assert len(titles_in(backup, folders)) == 1


def test_importing_an_export_is_a_merge(paired: Library, tmp_path: Path) -> None:
    """Removed to see it fail: ``backup_before`` in ``ImportService._stored``."""
    for name in ("one.json", "two.json"):
        paired.transfer.export(tmp_path / name, None)
    paired.importing.run([tmp_path / "one.json", tmp_path / "two.json"])
    assert reasons(paired) == ["merge"]


def test_a_rehearsed_merge_needs_no_backup(paired: Library) -> None:
    paired.transfer.merge(paired.transfer.dossier(), dry_run=True)
    assert reasons(paired) == []


def test_there_is_no_second_backup_of_the_same_state(paired: Library) -> None:
    for _ in range(3):
        paired._context.backup_before("merge")
    assert reasons(paired) == ["merge"]
    change(paired)
    paired._context.backup_before("purge")
    assert reasons(paired) == ["purge", "merge"]


def test_a_library_in_which_nothing_was_done_has_no_backup(library: Library) -> None:
    library._context.backup_before("merge")
    assert reasons(library) == []


def opened(folders: Folders, path: Path, began: timedelta) -> Library:
    """A library whose steps so far were done some time ago."""
    clock = datetime.now(UTC) - began
    library = Library.open(
        path,
        config=Config(coder="Ann"),
        folders=folders,
        create=True,
        clock=lambda: clock.isoformat(),
    )
    add_article(library, "Older work")
    library.close()
    return Library.open(path, config=Config(coder="Ann"), folders=folders)


FIRST: dict[str, Callable[[Library, Path], object]] = {
    "change": lambda library, _: change(library),
    "undo": lambda library, _: library.history.undo(),
    "import": lambda library, folder: library.importing.run([folder / "news.txt"]),
}


@pytest.mark.parametrize("first", FIRST)
def test_the_first_change_of_a_day_has_the_daily_backup_made(
    first: str, tmp_path: Path, folders: Folders
) -> None:
    """Removed to see it fail: ``after_change`` in ``Context.unit``, of undo, and of an import."""
    (tmp_path / "news.txt").write_text(f"# News\n\n{ENGLISH}", encoding="utf-8")
    with opened(folders, tmp_path / "old.db", timedelta(days=2)) as library:
        # What was done with the clock of two days ago was followed by one already.
        for backup in library.backups.all():
            backup.path.unlink()
        FIRST[first](library, tmp_path)
        library.backups.finish()
        assert reasons(library) == ["daily"]
        library.backups._look_again = 0.0
        add_article(library, "More")
        library.coding.change_topics([1], ["culture"])
        library.backups.finish()
        assert reasons(library) == ["daily"]


def test_a_library_begun_just_now_waits_for_its_first_backup(
    tmp_path: Path, folders: Folders
) -> None:
    with opened(folders, tmp_path / "young.db", timedelta(minutes=5)) as library:
        change(library)
        library.backups.finish()
        assert reasons(library) == []


def test_reading_makes_no_backup(tmp_path: Path, folders: Folders) -> None:
    with opened(folders, tmp_path / "old.db", timedelta(days=2)) as library:
        for backup in library.backups.all():
            backup.path.unlink()
        library.search.first_lines(10)
        library.transfer.dossier()
        library.backups.finish()
        assert reasons(library) == []


def test_closing_waits_for_the_daily_backup(tmp_path: Path, folders: Folders) -> None:
    """Removed to see it fail: ``finish`` in ``Library.close``."""
    library = opened(folders, tmp_path / "old.db", timedelta(days=2))
    for backup in library.backups.all():
        backup.path.unlink()
    change(library)
    library.close()
    assert reasons(library) == ["daily"]


def in_the_way(folders: Folders) -> None:
    """Put a file where the folder of the backups must be, which stops root too."""
    folders.data.mkdir(parents=True, exist_ok=True)
    (folders.data / "backups").write_text("in the way")


def test_a_backup_that_fails_is_told_and_stops_nothing(paired: Library, folders: Folders) -> None:
    """Removed to see it fail: the ``except`` of ``_make_if_changed``."""
    in_the_way(folders)
    told: list[str] = []
    paired.backups.warn = told.append
    paired.articles.delete([2])
    assert paired.care.purge_deleted() == 1
    (sentence,) = told
    assert "No backup could be written" in sentence
    assert paired.backups.failed is not None
    (folders.data / "backups").unlink()
    change(paired)
    paired._context.backup_before("merge")
    assert paired.backups.failed is None
    assert reasons(paired) == ["merge"]


def test_a_backup_that_was_asked_for_and_fails_is_an_error(
    paired: Library, folders: Folders
) -> None:
    in_the_way(folders)
    with pytest.raises(LibraryError, match="No backup could be written"):
        paired.backups.make()


def test_a_backup_before_a_migration_that_fails_stops_it(
    paired: Library, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Removed to see it fail: ``before_migration`` in ``Database``."""
    paired.close()
    monkeypatch.setattr("cityreader.store.opening.SCHEMA_VERSION", 2)
    before = paired.path.read_bytes()
    in_the_way(folders)
    with pytest.raises(LibraryError, match="No backup could be written"):
        Library.open(paired.path, config=Config(coder="Ann"), folders=folders)
    assert paired.path.read_bytes() == before
    (folders.data / "backups").unlink()
    with Library.open(paired.path, config=Config(coder="Ann"), folders=folders) as library:
        (backup,) = library.backups.all()
        assert backup.reason == "migration"
        assert backup.path.read_bytes()[60:64] == before[60:64]
        assert library.path.read_bytes()[60:64] == (2).to_bytes(4, "big")


def test_backups_of_a_copied_library_are_kept_apart(
    paired: Library, tmp_path: Path, folders: Folders
) -> None:
    made = paired.backups.make()
    paired.close()
    copy = tmp_path / "copy.db"
    copy.write_bytes(paired.path.read_bytes())
    with Library.open(copy, config=Config(coder="Ann"), folders=folders) as library:
        library._context.backup_before("merge")
        assert {one.library for one in library.backups.all()} == {paired.path, copy}
    assert backup_folder.backups_of_file(folders.data, paired.path) == [made]


def some_backups(hours: list[int], size: int = 1000, library: str = "a.db") -> list[Backup]:
    """Backups that were made so many hours before one noon, newest first."""
    noon = datetime(2026, 3, 15, 12, tzinfo=UTC)
    moments = sorted({noon - timedelta(hours=hour) for hour in hours}, reverse=True)
    return [
        Backup(Path(f"{at:%m%d%H}.db"), Path(library), "u", at.isoformat(), "daily", size)
        for at in moments
    ]


@given(st.lists(st.integers(0, 24 * 800), max_size=120))
def test_thinning_keeps_the_newest_of_everything(hours: list[int]) -> None:
    backups = some_backups(hours)
    dropped = superfluous(backups)
    kept = [backup for backup in backups if backup not in dropped]
    assert kept[:NEWEST_KEPT] == backups[:NEWEST_KEPT]

    def days(of: list[Backup]) -> list[date]:
        return sorted({backup_folder.day_of(backup) for backup in of}, reverse=True)

    assert days(kept)[:DAYS_KEPT] == days(backups)[:DAYS_KEPT]
    # The newest of the last twelve months in which there was one.
    months = {(day.year, day.month): day for day in reversed(days(backups))}
    assert {months[month] for month in sorted(months)[-12:]} <= set(days(kept))
    assert len(kept) <= NEWEST_KEPT + DAYS_KEPT + 8 + 12
    # Thinning what was thinned drops nothing more.
    assert superfluous(kept) == []


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=40), st.integers(1, 8))
def test_thinning_keeps_to_the_room_there_is_and_never_drops_the_newest(
    hours: list[int], billions: int
) -> None:
    backups = some_backups(hours, size=billions * 10**9)
    kept = [backup for backup in backups if backup not in superfluous(backups)]
    assert kept[0] == backups[0]
    assert len(kept) == 1 or sum(backup.size for backup in kept) <= MOST_BYTES


def test_thinning_takes_the_notes_along_and_old_unfinished_copies(
    paired: Library, folders: Folders, tmp_path: Path
) -> None:
    made = paired.backups.make()
    folder = made.path.parent
    for day in range(1, 29):
        copy = folder / f"2025-02-{day:02}T120000Z-daily.db"
        copy.write_bytes(b"")
        copy.with_suffix(".json").write_text("{}")
    left = folder / f"{backup_folder.PASSING}abc.db"
    left.write_bytes(b"half")
    now = datetime.now(UTC)
    backup_folder.thin(folder, paired.backups.all(), now)
    assert left.exists()
    backup_folder.thin(folder, paired.backups.all(), now + timedelta(hours=2))
    assert not left.exists()
    assert len(list(folder.glob("*.db"))) == len(list(folder.glob("*.json"))) < 20
    assert made.path.exists()


def test_a_check_removes_what_killed_ones_left_behind(paired: Library) -> None:
    """Fails where only thinning does, which a library that is never changed does not come to."""
    folder = backup_folder.folder_of(paired.backups._data_folder, paired._context.library_uuid)
    folder.mkdir(parents=True)
    old, new = folder / f"{backup_folder.PASSING}old.db", folder / f"{backup_folder.PASSING}new.db"
    for path in (old, new):
        path.write_text("half")
    long_ago = time.time() - backup_folder.LEFT_OVER_SECONDS - 60
    os.utime(old, (long_ago, long_ago))
    assert paired.care.check().problems == ()
    assert (old.exists(), new.exists()) == (False, True)


def test_a_daily_backup_is_never_in_the_way_of_one_before_something_risky(
    tmp_path: Path, folders: Folders
) -> None:
    with opened(folders, tmp_path / "old.db", timedelta(days=2)) as library:
        for backup in library.backups.all():
            backup.path.unlink()
        change(library)
        library._context.backup_before("merge")
        library.backups.finish()
        # Whichever was first, the same state is not kept twice.
        assert len(library.backups.all()) == 1


def test_the_clock_of_a_library_is_never_asked(paired: Library) -> None:
    """It gives the times of records, by which libraries are built again to the same content."""
    asked: list[str] = []

    def clock() -> str:
        asked.append("")
        return utc_now()

    paired._context.database.clock = clock
    service = BackupService(
        paired._context.database, paired._context.folders.data, paired._context.library_uuid
    )
    service.make()
    assert asked == []
