"""Which files an import reads, for whoever lets a person name or pick them."""

from collections.abc import Sequence
from pathlib import Path

from cityreader.errors import UsageError
from cityreader.ingest.files import printable
from cityreader.ingest.formats import format_of
from cityreader.ingest.walk import is_nowhere


def is_importable(name: str) -> bool:
    """Whether files with this name are of a kind that is read."""
    return format_of(name) is not None


def refuse_nothing(paths: Sequence[Path]) -> None:
    """Raise UsageError if not one of ``paths``, of which there is at least one, exists.

    For whoever would make a library for them; where one exists, each other one is a failed file.
    """
    if all(map(is_nowhere, paths)):
        *others, last = (printable(path) for path in paths)
        named = f"{', '.join(others)} and {last} do" if others else f"{last} does"
        raise UsageError("Nothing to import", f"{named} not exist.")
