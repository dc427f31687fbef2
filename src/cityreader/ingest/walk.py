"""Which files a person means by the paths that were named."""

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cityreader.ingest.files import printable, system_reason
from cityreader.ingest.formats import format_of, supported_suffixes
from cityreader.regularfile import kind_of

_GLOB_MARKS = "*?["


@dataclass(frozen=True, slots=True)
class Found:
    """One file to read, or one that will not be read.

    ``shown`` is its path, safe to print and to store; ``problem`` says why it is not read and is
    None for a file that is. ``unsupported`` tells a file of another kind, which needs no attention,
    from one that was meant and cannot be had.
    """

    path: Path
    shown: str
    problem: str | None = None
    unsupported: bool = False


def nothing(path: Path) -> bool:
    """Skip no file."""
    return False


def walk(paths: Iterable[Path], *, skip: Callable[[Path], bool] = nothing) -> Iterator[Found]:
    """Yield every file that ``paths`` name, each once, folders from top to bottom in name order.

    A path that exists is taken as it stands, even with brackets or stars in its name; one that does
    not is a pattern. In folders, hidden names are left out, links to folders are not followed and
    links to files only inside the folder, and pipes and devices are reported. ``skip`` names files
    and folders to pass over in silence, such as the library itself.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _named(path, skip):
            key = os.path.abspath(found.path)  # noqa: PTH100 - links are not resolved here
            if key not in seen:
                seen.add(key)
                yield found


def is_nowhere(path: Path) -> bool:
    """Whether there is neither a file nor a folder of this name, nor one that it is a pattern of.

    What is there and may not be looked at is somewhere.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return not _matches(path)
    except (OSError, ValueError):
        pass
    return False


def _named(path: Path, skip: Callable[[Path], bool]) -> Iterator[Found]:
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        if matches := _matches(path):
            for match in matches:
                yield from _named(match, skip)
        else:
            yield _refused(path, system_reason(error))
        return
    if skip(path):
        return
    if path.is_dir():
        yield from _folder(path, skip)
    elif path.is_file():
        yield _file(path)
    else:
        yield _refused(path, f"it is {kind_of(status.st_mode)}, not a file")


def _matches(path: Path) -> list[Path]:
    """Return the files and folders that a pattern matches; a literal name has gone before."""
    if not any(mark in str(path) for mark in _GLOB_MARKS) or path.is_symlink():
        return []
    names = glob.glob(str(path), recursive=True)  # noqa: PTH207 - the pattern may be absolute
    return [Path(name) for name in sorted(names)]


def _folder(top: Path, skip: Callable[[Path], bool]) -> Iterator[Found]:
    """Walk a folder without recursion, so that no depth of it is too deep."""
    root = os.path.realpath(top)
    pending = [iter([*_entries(top)])]
    while pending:
        entry = next(pending[-1], None)
        if entry is None:
            pending.pop()
        elif isinstance(entry, Found):
            yield entry
        elif not skip(path := Path(entry.path)):
            if entry.is_symlink():
                if found := _link(path, root):
                    yield found
            elif entry.is_dir(follow_symlinks=False):
                pending.append(iter([*_entries(path)]))
            elif entry.is_file(follow_symlinks=False):
                yield _file(path)
            else:
                mode = entry.stat(follow_symlinks=False).st_mode
                yield _refused(path, f"it is {kind_of(mode)}, not a file")


def _entries(folder: Path) -> Iterator["os.DirEntry[str] | Found"]:
    """Yield what stands in a folder by name, hidden names left out."""
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield _refused(folder, f"the folder cannot be read: {system_reason(error)}")
        return
    for entry in listed:
        if not entry.name.startswith("."):
            yield entry


def _link(path: Path, root: str) -> Found | None:
    """Judge a link met in a folder; what it leads to inside the folder is met anyway."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return _refused(path, "it is a link that leads nowhere or in a circle")
    if not target.is_relative_to(root):
        return _refused(path, "it is a link that leads out of the folder")
    if target.is_file():
        return _file(path)
    return None if target.is_dir() else _refused(path, "it is a link to something else than a file")


def _file(path: Path) -> Found:
    if format_of(path.name) is None:
        kinds = ", ".join(supported_suffixes())
        problem = f"files ending in {printable(path.suffix)} are not imported, only {kinds}"
        return Found(path, printable(path), problem, unsupported=True)
    return Found(path, printable(path))


def _refused(path: Path, problem: str) -> Found:
    return Found(path, printable(path), problem)
