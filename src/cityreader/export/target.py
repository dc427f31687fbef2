"""Where an export goes: complete or not at all, and never over what is there unasked.

Everything is written under a passing name in the same folder, brought to the disk, and only then
given its own name in one step. A reader never sees half of it, and a failure leaves nothing.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cityreader.errors import CityReaderError, UsageError
from cityreader.text.safety import visible

_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_TITLE = "The export was not written"


def write_atomically(path: Path, write: Callable[[BinaryIO], None], *, force: bool) -> None:
    """Write the file ``path`` with ``write``; with ``force`` a file of that name is replaced.

    A replaced file keeps its permissions, and a symbolic link keeps pointing where it did.

    Raises:
        UsageError: ``path`` exists and ``force`` is not given, or is no place for a file.
        CityReaderError: the disk is full or fails.
    """
    with _explained(path):
        _refuse_existing(path, force)
        target = path.resolve() if force else path
        if target.exists() and not target.is_file():
            raise UsageError(_TITLE, f"{_name(path)} is not a file.", "Choose another name.")
        passing = _passing(target)
        try:
            with passing.open("xb") as stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            if force:
                if target.exists():
                    passing.chmod(target.stat().st_mode & 0o777)
                passing.replace(target)
            else:
                _publish(passing, target)
        finally:
            passing.unlink(missing_ok=True)
        _sync_folder(target.parent)


def write_folder_atomically(path: Path, write: Callable[[Path], None], *, force: bool) -> None:
    """Make the folder ``path`` with ``write``, which fills an empty folder with plain files.

    With ``force`` an earlier export of that name is replaced: a folder that holds files of these
    names and nothing else. The old one is moved aside for the moment of the change.

    Raises:
        UsageError: ``path`` exists and ``force`` is not given, or it holds other files.
        CityReaderError: the disk is full or fails.
    """
    with _explained(path):
        _refuse_existing(path, force)
        target = path.resolve() if force else path
        passing, aside = _passing(target), _passing(target)
        try:
            passing.mkdir()
            write(passing)
            for made in passing.iterdir():
                _sync(made)
            _sync_folder(passing)
            if target.exists():
                _refuse_foreign(target, {made.name for made in passing.iterdir()})
                target.rename(aside)
            try:
                passing.rename(target)
            except BaseException:
                if aside.exists():
                    aside.rename(target)
                raise
        finally:
            shutil.rmtree(passing, ignore_errors=True)
        _sync_folder(target.parent)
        if aside.exists():
            shutil.rmtree(aside)


def _passing(target: Path) -> Path:
    """A short name of its own beside ``target``, so that a long name does not grow too long."""
    return target.parent / f".cityreader-{secrets.token_hex(6)}.tmp"


def _refuse_existing(path: Path, force: bool) -> None:
    if not force and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _refuse_foreign(folder: Path, own: set[str]) -> None:
    if not folder.is_dir():
        raise UsageError(_TITLE, f"{_name(folder)} is not a folder.", "Choose another name.")
    foreign = sorted(found.name for found in folder.iterdir() if found.name not in own)
    if foreign:
        raise UsageError(
            _TITLE,
            f"{_name(folder)} holds files that are not of an export, {foreign[0]!a} for one.",
            "Choose another name; only an earlier export is replaced.",
        )


def _publish(passing: Path, target: Path) -> None:
    """Give a finished file its name, and fail if somebody took it meanwhile."""
    try:
        os.link(passing, target)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # No hard links here (FAT, some network disks): the name is taken first, then filled.
        target.open("xb").close()
        try:
            passing.replace(target)
        except OSError:
            target.unlink()
            raise


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Bring the names in ``folder`` to the disk, where the system has a way to."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn errors of the system into sentences about ``path``."""
    try:
        yield
    except FileExistsError as error:
        raise UsageError(
            _TITLE, f"{_name(path)} exists.", "Choose another name, or replace it with --force."
        ) from error
    except FileNotFoundError as error:
        raise UsageError(
            _TITLE, f"There is no folder {_name(path.parent)}.", "Make it first."
        ) from error
    except (NotADirectoryError, IsADirectoryError) as error:
        raise UsageError(
            _TITLE, f"{_name(path)} is no place for it: {error.strerror}.", "Choose another name."
        ) from error
    except PermissionError as error:
        raise UsageError(
            _TITLE, f"You may not write in {_name(path.parent)}.", "Choose another folder."
        ) from error
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        problem = "the disk is full" if full else f"the system says: {error.strerror or error}"
        raise CityReaderError(
            _TITLE, f"{_name(path)} could not be written: {problem}.", "Free some room." * full
        ) from error


def _name(path: Path) -> str:
    """A path as a message may show it, whatever its name holds."""
    return visible(str(path))
