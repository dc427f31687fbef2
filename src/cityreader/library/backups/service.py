"""Backups of an open library: before anything risky, once a day, and when a person asks."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cityreader.errors import LibraryError
from cityreader.store.database import Database

if TYPE_CHECKING:
    from cityreader.models import Backup
    from cityreader.store.backups import Connection, Tally

LOOK_AGAIN_SECONDS = 900.0
"""How often, while there are changes, it is looked whether a daily backup is due."""

YOUNGEST = timedelta(hours=1)
"""A library has its first daily backup when it holds work that is older than this."""

LARGE_BYTES = 200_000_000
"""A backup of a library as large as this takes seconds, and is announced."""


class BackupService:
    """Makes and lists the backups of one library.

    A backup that fails never stops the work: ``warn`` hears of it in a sentence, and ``failed``
    keeps it until one succeeds. ``tell`` hears of a backup that takes seconds. Both may be called
    from any thread.
    """

    def __init__(self, database: Database, data_folder: Path, library_uuid: str) -> None:
        self.warn: Callable[[str], None] = lambda _: None
        self.tell: Callable[[str], None] = lambda _: None
        self.failed: str | None = None
        self._database = database
        self._data_folder = data_folder
        self._uuid = library_uuid
        self._making = threading.Lock()
        self._hurry = threading.Event()
        self._daily: threading.Thread | None = None
        self._look_again = 0.0

    def all(self) -> "list[Backup]":
        """The backups of this library, newest first."""
        from cityreader.library.backups.folder import backups_in

        return backups_in(self._data_folder, self._uuid)

    def before(self, reason: str) -> None:
        """Take a backup before something risky; ``reason`` is one word for it.

        There is none of a library in which nothing was done yet, nor a second one of the same
        state. Never raises: the work goes on without, and ``warn`` hears why.
        """
        if not self._database.writable:
            return
        self._hurry.set()
        try:
            with self._making:
                self._make_if_changed(reason)
        finally:
            self._hurry.clear()

    def make(self) -> "Backup":
        """Make a backup now, also one of a state that has one. Raises LibraryError."""
        with self._making:
            return self._make("asked")

    def write(self, target: Path) -> int:
        """Write a backup to a new file of the person's choice; returns its size in bytes.

        Raises LibraryError, also if the file exists or its folder does not.
        """
        if not target.absolute().parent.is_dir():
            raise LibraryError(
                "No backup",
                f"There is no folder {target.absolute().parent}, so no backup was written.",
                "Make it first, or name another file.",
            )
        self._announce()
        self._database.copy_to(target.absolute(), lambda: True)
        return target.stat().st_size

    @contextmanager
    def snapshot(self) -> Iterator[Database]:
        """The library as it is now, to read all of it; see ``Database.snapshot``."""
        from cityreader.library.backups.folder import folder_of, sweep

        folder = folder_of(self._data_folder, self._uuid)
        sweep(folder, datetime.now(UTC))
        try:
            with self._database.snapshot(folder) as database:
                yield database
        finally:
            with contextlib.suppress(OSError):
                # Where there are no backups there is no folder for them.
                folder.rmdir()

    def after_change(self) -> None:
        """Hear of a change: the first of a day has the daily backup made, in a thread."""
        now = time.monotonic()
        if now < self._look_again:
            return
        self._look_again = now + LOOK_AGAIN_SECONDS
        if self._daily is None or not self._daily.is_alive():
            self._daily = threading.Thread(
                target=self._make_daily, name="daily backup", daemon=True
            )
            self._daily.start()

    def finish(self) -> None:
        """Wait for the daily backup, if one is being made; it makes no more pauses."""
        self._hurry.set()
        if self._daily is not None:
            if self._daily.is_alive():
                self._announce()
            self._daily.join()

    def _make_daily(self) -> None:
        with self._making:
            if self._is_due():
                self._make_if_changed("daily")

    def _is_due(self) -> bool:
        from cityreader.library.backups.folder import day_of
        from cityreader.store import backups

        now = datetime.now(UTC)
        if any(day_of(backup) >= now.astimezone().date() for backup in self._ours()):
            return False
        try:
            with self._database.view() as view:
                oldest = backups.oldest_step(view)
            return oldest is not None and now - datetime.fromisoformat(oldest) > YOUNGEST
        except (LibraryError, ValueError):
            # A library that cannot be read says so where it is read.
            return False

    def _make_if_changed(self, reason: str) -> None:
        from cityreader.store import backups

        try:
            with self._database.view() as view:
                state = backups.state(view)
            ours = self._ours()
            if state and not (ours and ours[0].state == state):
                self._make(reason)
            self.failed = None
        except (LibraryError, OSError) as error:
            self.failed = str(error)
            self.warn(self.failed)

    def _make(self, reason: str) -> "Backup":
        self._announce()
        return put_away(
            self._data_folder,
            self._uuid,
            self._database.path,
            reason,
            lambda target: self._database.copy_to(target, self._hurry.is_set),
        )

    def _ours(self) -> "list[Backup]":
        """Those made of this file, where another one has the same UUID."""
        return [one for one in self.all() if one.library in (None, self._database.path)]

    def _announce(self) -> None:
        try:
            size = self._database.path.stat().st_size
        except OSError:
            # The file is gone, and what is open of it is to be kept.
            return
        if size >= LARGE_BYTES:
            self.tell(f"Making a backup of {size / 1e6:,.0f} MB …")


def put_away(
    data_folder: Path, uuid: str, library: Path, reason: str, copy: "Callable[[Path], Tally]"
) -> "Backup":
    """Have a backup of a library made by ``copy``, and remove those not kept any longer.

    Raises LibraryError.
    """
    from cityreader.library.backups import folder as backup_folder
    from cityreader.models import Backup

    now = datetime.now(UTC)
    folder = backup_folder.folder_of(data_folder, uuid)
    path, moment = backup_folder.new_path(folder, reason, now)
    held = copy(path)
    articles, _, _, marks, events = held.counts
    made = Backup(
        path=path,
        library=library,
        uuid=uuid,
        at=moment.isoformat(),
        reason=reason,
        size=path.stat().st_size,
        state=held.state,
        articles=articles,
        marks=marks,
        events=events,
        steps=held.steps,
    )
    backup_folder.note(made)
    backup_folder.thin(folder, backup_folder.backups_in(data_folder, uuid), now)
    return made


def before_migration(source: "Connection", library: Path, data_folder: Path) -> None:
    """Take a backup of a library of an older version that is about to be brought up to date.

    Raises LibraryError, and then it is not.
    """
    from cityreader.store import backups
    from cityreader.store.session import View
    from cityreader.store.summary import setting

    view = View(source)
    put_away(
        data_folder,
        setting(view, "uuid") or "",
        library,
        "migration",
        lambda target: backups.write(
            source, library, target, count=lambda: backups.tally(view), in_haste=lambda: True
        ),
    )
