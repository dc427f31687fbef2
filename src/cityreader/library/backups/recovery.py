"""Going back to a backup: which one, what becomes of the file that was there, what it had more.

These work on files, since a library that must be recovered can often not be opened.
"""

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cityreader.config import Config, Folders
from cityreader.errors import CityReaderError, LibraryError, UsageError
from cityreader.library.backups.folder import backups_in, backups_of_file
from cityreader.library.library import Library
from cityreader.models import Backup, MergeSummary, Recovery
from cityreader.store import opening, replacement, salvage
from cityreader.store.backups import verified


def backups_for(path: Path, folders: Folders) -> list[Backup]:
    """The backups that could take the place of a file, newest first.

    Those made of the file at this path, else those of the library with its UUID.
    """
    of_file = backups_of_file(folders.data, path)
    if of_file or not path.is_file():
        return of_file
    uuid = replacement.uuid_of(path)
    return backups_in(folders.data, uuid) if uuid else []


def newest_good(path: Path, folders: Folders) -> Backup | None:
    """The newest backup that could take the place of a file and can be opened."""
    for backup in backups_for(path, folders):
        with contextlib.suppress(CityReaderError):
            opening.inspect(backup.path)
            opening.refuse_damaged(backup.path)
            return backup
    return None


def find_backup(name: Path, path: Path, folders: Folders) -> Path:
    """The file that ``recover`` names: a path, or the name of a backup of this library as ``info``
    lists it. Raises UsageError."""
    if name.is_file():
        return name
    known = backups_for(path, folders)
    for backup in known:
        if str(name) in (backup.path.name, backup.path.stem):
            return backup.path
    listed = f"The newest one is {known[0].path}" if known else "There is none of this library"
    raise UsageError("No backup", f"There is no backup {name}.", f"{listed}.")


def recover(
    path: Path,
    backup: Path,
    *,
    config: Config,
    folders: Folders,
    tell: Callable[[str], None] = lambda _: None,
) -> Recovery:
    """Put a backup in the place of a library and keep what was there beside it.

    Of a damaged library the records that can be read and that the backup has not are merged into
    the backup, as one step that can be undone. Of a sound one nothing is, since somebody wants to
    go back; it can be merged by hand. Raises CityReaderError, and then the library is where it was.
    """
    path = path.resolve() if path.exists() else path.absolute()
    if backup.resolve() == path:
        raise UsageError("No backup", f"{backup} is the library itself.", "Name a backup of it.")
    tell(f"Checking {backup} …")
    verified(backup)
    was_there = path.exists()
    sound = was_there and replacement.is_sound(path)
    newer = replacement.steps_beside(path, backup) if was_there else 0
    aside = replacement.replace(path, backup, "replaced" if sound else "corrupt", datetime.now(UTC))
    saved = None
    if aside is not None and not sound:
        tell(f"Looking for what {aside.name} holds beside …")
        saved = _merge_readable(path, aside, config, folders)
    return Recovery(path, backup, aside, sound, newer, saved)


def rebuild(path: Path) -> Recovery:
    """Make a damaged library anew from all that can be read of it, where there is no backup.

    The damaged file is kept beside it. Raises LibraryError if nothing can be read.
    """
    path = path.resolve()
    with salvage.salvaged(path, path.parent) as made:
        if made is None:
            raise LibraryError(
                "Nothing to be saved", f"Nothing in {path} can be read; it was left as it is."
            )
        aside = replacement.replace(path, made, "corrupt", datetime.now(UTC))
    return Recovery(path, None, aside, False, None, None)


def _merge_readable(
    path: Path, damaged: Path, config: Config, folders: Folders
) -> MergeSummary | None:
    """Merge what can be read of a damaged file into the library; None where nothing can be."""
    from cityreader.library.dossiers import read_library

    try:
        with salvage.salvaged(damaged, path.parent) as made:
            if made is None:
                return None
            dossier = read_library(made)
            with Library.open(path, config=config, folders=folders) as library:
                return library.transfer.merge(dossier, summary=f"saved from {damaged.name}")
    except (CityReaderError, OSError):
        # The backup is in place, and nothing in it depends on what could be saved.
        return None
