"""What lies where a typed path leads: the folder it is in, and what it means as it stands."""

import glob
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from cityreader.library.importing.importable import is_importable
from cityreader.ui.typed_path import QUOTES, typed_path

_PATTERN_MARKS = "*?["
_ODD_BEGINNINGS = "~ " + "".join(QUOTES)

Kind = Literal["nothing", "folder", "file", "pattern", "missing", "refused"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a path leads to; ``reason`` says of one that is ``refused`` why it cannot be read."""

    kind: Kind
    path: Path
    reason: str = ""

    @property
    def importable(self) -> bool:
        """Whether there is something to import."""
        return self.kind in ("folder", "file", "pattern")


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder, or a file of a kind that is read."""

    name: str
    is_folder: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """What is to be seen from a typed path.

    ``base`` is the part of the text that names ``folder``, ``fragment`` the letters behind it that
    narrow ``entries``. ``problem`` is the sentence that stands where there are no entries.
    """

    text: str
    base: str
    folder: Path
    fragment: str
    entries: tuple[Entry, ...]
    problem: str
    meaning: Meaning

    def text_of(self, entry: Entry) -> str:
        """The text that leads to an entry; a folder's ends in a slash."""
        base = self.base
        if base in ("", "./") and entry.name[0] in _ODD_BEGINNINGS:
            # At the beginning of a path these would mean something else.
            base = f"{os.path.abspath(self.folder)}/"  # noqa: PTH100
        return f"{base}{entry.name}{'/' if entry.is_folder else ''}"

    def meaning_of(self, entry: Entry) -> Meaning:
        """What picking an entry means."""
        return Meaning("folder" if entry.is_folder else "file", self.folder / entry.name)


class Lookout:
    """Looks where typed paths lead, and reads a folder once as long as paths stay in it.

    It waits for the disk, so that it belongs into a worker; not more than one thread at a time may
    use it.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._entries: tuple[Entry, ...] = ()
        self._problem = ""

    def look(self, text: str) -> Sight:
        """See what lies where ``text`` leads; never raises."""
        line = _unquoted(text)
        head, slash, fragment = line.rpartition("/")
        base = head + slash
        folder = typed_path(base) or Path()
        if folder != self._folder:
            self._entries, self._problem = _read(folder)
            self._folder = folder
        fragment = fragment.replace("\\ ", " ")
        shown = _narrowed(self._entries, fragment)
        problem = self._problem
        if not shown and not problem:
            problem = (
                f"Nothing here is called {fragment}…"
                if self._entries
                else "No folders here, and no files of a kind that is read."
            )
        return Sight(text, base, folder, fragment, shown, problem, meaning_of(typed_path(line)))


def meaning_of(path: Path | None) -> Meaning:
    """What a path means; never raises."""
    if path is None:
        return Meaning("nothing", Path())
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            os.scandir(path).close()
            return Meaning("folder", path)
        if not stat.S_ISREG(mode):
            return Meaning("refused", path, "it is neither a file nor a folder")
        if not is_importable(path.name):
            return Meaning("refused", path, "files of this kind are not read")
        if not os.access(path, os.R_OK):
            return Meaning("refused", path, "permission denied")
    except PermissionError as error:
        return Meaning("refused", path, _reason(error))
    except (OSError, ValueError):
        return Meaning("pattern" if _matches(str(path)) else "missing", path)
    return Meaning("file", path)


def _matches(text: str) -> bool:
    """Whether a path is a pattern of names that leads anywhere."""
    if "**" in text:
        # Looking through all folders below may take long; the import does it anyway.
        return True
    found = glob.iglob(text) if any(mark in text for mark in _PATTERN_MARKS) else iter(())  # noqa: PTH207
    try:
        return next(found, None) is not None
    except (OSError, ValueError, re.error):
        return False


def short_path(path: Path) -> str:
    """A whole path as people write it, with ``~`` for the home folder."""
    # Not resolved: a path through a link is shown as the person came.
    path = Path(os.path.abspath(path))  # noqa: PTH100
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is none
    text = str(path)
    if text == home:
        return "~"
    return f"~{text.removeprefix(home)}" if text.startswith(f"{home}/") else text


def _unquoted(text: str) -> str:
    """The path that is being typed, also where its closing quote is not typed yet."""
    line = text.lstrip()
    closing = QUOTES.get(line[:1])
    if closing is not None:
        line = line[1:].removesuffix(closing)
    return unquote(urlsplit(line).path) if line.startswith("file://") else line


def _read(folder: Path) -> tuple[tuple[Entry, ...], str]:
    """Folders, then files that can be imported, by name; hidden ones left out. Or a problem."""
    found: list[Entry] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith("."):
                    is_folder = entry.is_dir()
                    if is_folder or (is_importable(entry.name) and entry.is_file()):
                        found.append(Entry(entry.name, is_folder))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return (), f"There is no folder {short_path(folder)}."
    except OSError as error:
        return (), f"The folder {short_path(folder)} cannot be read: {_reason(error)}."
    found.sort(key=lambda entry: (not entry.is_folder, entry.name.casefold(), entry.name))
    return tuple(found), ""


def _narrowed(entries: tuple[Entry, ...], fragment: str) -> tuple[Entry, ...]:
    """The entries whose names begin with these letters, else those that hold them."""
    letters = fragment.casefold()
    if not letters:
        return entries
    beginning = tuple(e for e in entries if e.name.casefold().startswith(letters))
    return beginning or tuple(e for e in entries if letters in e.name.casefold())


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
