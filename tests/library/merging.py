"""Several people with a library of their own, who merge each other's."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from acting import contradictions, small_library

from cityreader.config import Config, Folders
from cityreader.export.document import from_document, to_document
from cityreader.library.dossiers import read_dossier
from cityreader.library.library import Library
from cityreader.models import Dossier, MergeSummary
from shelf import furnish

NAMES = ("Ann", "Bob", "Cai")


def ticking() -> Callable[[], str]:
    """A clock that all share and that never shows a time twice."""
    moments = (datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=n) for n in range(10**6))
    return lambda: next(moments).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@contextmanager
def three(*more: str, own: bool = False) -> Iterator[list[Library]]:
    """The library of three articles, once for each coder; ``own``: each a library of nothing."""
    clock = ticking()
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        base = small_library(Path(name))
        libraries = []
        for number, person in enumerate((*NAMES, *more)):
            home = Path(name) / f"{number} {person}"
            home.mkdir()
            folders = Folders.of_user({"CITYREADER_HOME": str(home)})
            furnish(home)
            path = home / "library.db"
            if not own:
                shutil.copy(base, path)
            libraries.append(
                opened.enter_context(
                    Library.open(
                        path, config=Config(coder=person), folders=folders, clock=clock, create=own
                    )
                )
            )
        yield libraries


def document(library: Library) -> dict[str, Any]:
    return to_document(library.transfer.dossier(), generated_at="", generator="")


def without_history(library: Library) -> dict[str, Any]:
    """The canonical export: all but the steps that records came through."""
    found = document(library)
    del found["history"], found["versions"]
    return found


def sent(library: Library, as_json: bool = True) -> Dossier:
    """What another library reads in the export of this one, or in its file."""
    if not as_json:
        return read_dossier(Path(library.care.info().path))
    exported = to_document(
        library.transfer.dossier(), generated_at="2026-03-01T00:00:00.000Z", generator="test"
    )
    return from_document(exported)


def merged_into(into: Library, dossier: Dossier, *, foreseen: bool = True) -> MergeSummary:
    """Merge, and see that a dry run said the same before and nothing is contradictory after."""
    dry = into.transfer.merge(dossier, dry_run=True) if foreseen else None
    summary = into.transfer.merge(dossier)
    assert dry in (None, summary)
    assert contradictions(into) == []
    return summary
