"""What every service of an open library shares."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cityreader.config import Config, Folders
from cityreader.library.backups.service import BackupService
from cityreader.library.places import ReadingPlaces
from cityreader.library.viewpoint import Viewpoint
from cityreader.models import Coder
from cityreader.store.database import Database
from cityreader.store.session import Unit, View


@dataclass(frozen=True, slots=True)
class Context:
    """The open database, who is at the keyboard, and where things lie."""

    database: Database
    coder: Coder
    folders: Folders
    config: Config
    places: ReadingPlaces
    backups: BackupService
    viewpoint: Viewpoint

    @property
    def path(self) -> Path:
        """The library file."""
        return self.database.path

    @property
    def library_uuid(self) -> str:
        """The UUID of the library, by which what is kept outside it is named."""
        return self.places.library_uuid

    @contextmanager
    def view(self) -> Iterator[View]:
        """Read."""
        with self.database.view() as view:
            yield view

    @contextmanager
    def unit(self, summary: str, *, article_id: int | None = None) -> Iterator[Unit]:
        """Change, in one undoable step of the coder at the keyboard."""
        with self.database.unit(
            self.coder.uuid, self.coder.name, summary, article_id=article_id
        ) as unit:
            yield unit
        self.backups.after_change()

    @contextmanager
    def batch(self, step: str | None, summary: str) -> Iterator[Unit]:
        """Change a part of what is one step, letting every person go first.

        ``step`` is the UUID of the step that an earlier batch began. When the last one has ended,
        ``backups.after_change`` is to be called.
        """
        database = self.database
        if step is None:
            opened = database.unit(self.coder.uuid, self.coder.name, summary, batch=True)
        else:
            opened = database.continued(step)
        with opened as unit:
            yield unit

    def backup_before(self, reason: str) -> None:
        """Take a backup before something risky; ``reason`` is one word for it, as ``merge``.

        Call it before the unit begins. Where it fails the person is told and the work goes on.
        """
        self.backups.before(reason)
