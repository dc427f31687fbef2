"""The state of a library file."""

from dataclasses import dataclass


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
    """The result of a check: one sentence a problem, none when the library is sound."""

    problems: tuple[str, ...]
    checked: int
