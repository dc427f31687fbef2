"""The state of a library file."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cityreader.models.dossier import MergeSummary


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """What ``info`` prints about a library: identity, size in bytes, and counts by noun."""

    path: str
    uuid: str
    schema_version: int
    size: int
    journal_mode: str
    starter: bool
    writable: bool
    counts: tuple[tuple[str, int], ...]
    sqlite_version: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of a check: one sentence a problem, none when the library is sound.

    ``checked`` counts the articles; ``repairable`` says whether any problem is of something that
    can be made again.
    """

    problems: tuple[str, ...]
    checked: int
    repairable: bool = False


@dataclass(frozen=True, slots=True)
class RepairReport:
    """The result of a repair: one sentence for each problem that is gone, and for each that stays
    because no program can know what is right."""

    repaired: tuple[str, ...]
    problems: tuple[str, ...]
    checked: int


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a library that was taken aside.

    ``path`` is the copy and ``library`` the file it was made of, where that is known; ``at`` is the
    time in UTC, ISO 8601; ``reason`` is ``daily`` or what it was made before; ``size`` is in bytes.
    ``state`` changes with every change of the library, and ``articles``, ``marks``, ``events`` and
    ``steps`` of the history count what it holds, removed records too; None where that is unknown.
    """

    path: Path
    library: Path | None
    uuid: str
    at: str
    reason: str
    size: int
    state: str = ""
    articles: int | None = None
    marks: int | None = None
    events: int | None = None
    steps: int | None = None


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of a library that a backup was put in the place of.

    ``aside`` is where the file lies that was there, and ``was_sound`` whether nothing was wrong
    with it. ``newer_steps`` counts the steps in its history that the backup has not, None where it
    cannot be read; ``saved`` is what of a damaged one was merged into the backup.
    """

    library: Path
    backup: Path | None
    aside: Path | None
    was_sound: bool
    newer_steps: int | None
    saved: "MergeSummary | None"
