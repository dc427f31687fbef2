"""One run of the program: its settings, and the library that a verb opens."""

import os
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cityreader.cli.output import note, shown
from cityreader.errors import UnsoundLibraryError, UsageError

if TYPE_CHECKING:
    from cityreader.config import Config, Folders
    from cityreader.library.library import Library
    from cityreader.models import Article


@dataclass
class Session:
    """What the global options say: the library, the settings file, and who is at the keyboard."""

    db: Path | None = None
    config_path: Path | None = None
    coder: str | None = None

    @cached_property
    def config(self) -> "Config":
        """The settings, with the coder of ``--coder``. Raises ConfigError."""
        from cityreader.config import load_config
        from cityreader.text.safety import clean_line

        config = load_config(self.config_path)
        if self.coder is None:
            return config
        name = clean_line(self.coder)
        if not name:
            raise UsageError("No name", "The name after --coder is empty.")
        return replace(config, coder=name)

    @cached_property
    def folders(self) -> "Folders":
        """Where the program keeps its files."""
        from cityreader.config import Folders

        return Folders.of_user()

    def located(self) -> tuple[Path, str]:
        """The library of this run, and why that one."""
        from cityreader.config import resolve_library

        return resolve_library(self.db, self.config, self.folders, Path.cwd(), os.environ)

    def opening(self, path: Path) -> str:
        """The command that opens a library from here, to be typed."""
        if self.db is None and path == self.located()[0]:
            return "cityreader"
        return shlex.join(["cityreader", "--db", shown(path)])

    def open(self) -> "Library":
        """The library to read from. Raises LibraryError if there is none."""
        return self._open(self.located()[0], create=False)

    def open_to_write(self, *, create: bool = False) -> "Library":
        """The library to change, named on standard error; made first where ``create`` says so."""
        return self._named(self._open(self.located()[0], create=create))

    @contextmanager
    def collecting(self, *, dry_run: bool) -> "Iterator[Library]":
        """The library that takes articles in; a rehearsal without one takes place in a passing one.

        The starter library takes nothing in unless --db names it.
        """
        path = self._destination()
        if not dry_run or path.exists():
            with self._named(self._open(path, create=not dry_run)) as library:
                yield library
            return
        note(f"Library: {shown(path)} (not there yet)")
        with (
            tempfile.TemporaryDirectory(prefix="cityreader-") as folder,
            self._open(Path(folder) / "rehearsal.db", create=True) as library,
        ):
            yield library

    def _destination(self) -> Path:
        """The library to take articles into; says so where it is not the one found first."""
        path, _ = self.located()
        own = self.config.library or self.folders.library
        if self.db is not None or path == own or not path.exists():
            return path
        with self._open(path, create=False) as library:
            if not library.care.starter:
                return path
        note(
            f"{shown(path)} is the starter library, so this goes to your own, unless --db names"
            f" it; open your own with: {self.opening(own)}"
        )
        return own

    def _named(self, library: "Library") -> "Library":
        note(f"Library: {shown(library.path)}")
        return library

    def _open(self, path: Path, *, create: bool) -> "Library":
        from cityreader.library.library import Library

        try:
            library = Library.open(path, config=self.config, folders=self.folders, create=create)
        except UnsoundLibraryError as error:
            raise self._with_way_back(error, path) from error
        library.backups.warn = library.backups.tell = note
        return library

    def _with_way_back(self, error: UnsoundLibraryError, path: Path) -> UnsoundLibraryError:
        """The error with the newest good backup in its hint, and the command that goes back."""
        from cityreader.library.backups.recovery import newest_good
        from cityreader.library.backups.words import described

        backup = newest_good(path, self.folders)
        if backup is None and error.title == "Damaged library":
            error.hint = (
                "There is no backup of it; 'cityreader check --repair' reads what can be read into"
                " a new library and keeps this file."
            )
        if backup is not None:
            command = shlex.join(["cityreader", "--db", shown(path), "recover", shown(backup.path)])
            error.hint = f"The newest good backup is {described(backup)}; go back to it: {command}"
        return error


def present(library: "Library", name: str) -> "Article":
    """The article of this name. Raises NotFoundError, also for one that lies in the trash."""
    from cityreader.errors import NotFoundError

    article = library.articles.resolve(name)
    if article.deleted:
        raise NotFoundError(
            "In the trash",
            f"“{article.title}” lies in the trash.",
            f"'cityreader restore {article.id}' brings it back.",
        )
    return article
