"""What a disk may hold after the power was cut, from the record that ``faults.c`` wrote.

The model is as bad as a disk may be: bytes are safe once their file was synced, names once their
folder was. Of everything since, each write, truncation and change of a name may have happened or
not, in any order, and a write may have happened in some of its sectors only.
"""

import random
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
HEADER = struct.Struct("<cQqII")


@dataclass(frozen=True)
class Entry:
    """One call: C create, D folder, W write, T truncate, S sync, U unlink, R rename, L link."""

    what: str
    inode: int
    offset: int
    name: str
    data: bytes


def entries(record: Path) -> list[Entry]:
    """The record, in order; an entry that was cut off by a kill is left out."""
    raw = record.read_bytes()
    found = []
    at = 0
    while at + HEADER.size <= len(raw):
        what, inode, offset, name_length, data_length = HEADER.unpack_from(raw, at)
        middle = at + HEADER.size + name_length
        at = middle + data_length
        if at > len(raw):
            break
        name = raw[middle - name_length : middle].decode()
        found.append(Entry(what.decode(), inode, offset, name, raw[middle:at]))
    return found


@dataclass
class _File:
    safe: bytearray = field(default_factory=bytearray)
    pending: list[Entry] = field(default_factory=list)


class Disk:
    """A disk after the first calls of a record."""

    def __init__(self, record: Sequence[Entry]) -> None:
        self._root = Path(record[0].name)
        self._files: dict[int, _File] = {}
        self._folders: dict[int, str] = {}
        self._live: dict[str, _File] = {}
        self._safe: dict[str, _File] = {}
        self._pending: list[Entry] = []
        self._created: dict[int, _File] = {}
        for entry in record:
            self._take(entry)

    def image(self, dice: random.Random, how: str) -> dict[Path, bytes]:
        """The files that may be found, by their path in the folder.

        ``how``: "all" happened, "none" did, "order": up to some moment, "any": any part of it.
        """
        names = dict(self._safe)
        for entry in self._chosen(self._pending, dice, how):
            self._rename(names, entry)
        folders = {str(self._root)} | {name for name, file in names.items() if file is _FOLDER}
        found = {}
        for name, file in names.items():
            path = Path(name)
            inside = path.relative_to(self._root).parents
            if file is _FOLDER or any(str(self._root / one) not in folders for one in inside):
                continue
            content = bytearray(file.safe)
            for entry in self._chosen(file.pending, dice, how):
                torn = how == "any" and entry.what == "W" and dice.random() < 0.3
                _apply(content, entry, dice if torn else None)
            found[path.relative_to(self._root)] = bytes(content)
        return found

    @staticmethod
    def _chosen(pending: Sequence[Entry], dice: random.Random, how: str) -> list[Entry]:
        if how == "order":
            return list(pending[: dice.randint(0, len(pending))])
        share = {"all": 1.0, "none": 0.0, "any": 0.5}[how]
        return [entry for entry in pending if dice.random() < share]

    def _take(self, entry: Entry) -> None:
        if entry.what == "D":
            self._folders[entry.inode] = entry.name
            if entry.name != str(self._root):
                self._pending.append(entry)
        elif entry.what == "C":
            self._files[entry.inode] = self._created[id(entry)] = _File()
            self._pending.append(entry)
        elif entry.what in "WT":
            self._files.setdefault(entry.inode, _File()).pending.append(entry)
        elif entry.what in "URL":
            self._pending.append(entry)
        elif entry.inode in self._folders:
            self._sync_folder(self._folders[entry.inode])
        elif entry.inode in self._files:
            file = self._files[entry.inode]
            for one in file.pending:
                _apply(file.safe, one, None)
            file.pending.clear()

    def _sync_folder(self, folder: str) -> None:
        kept = []
        for entry in self._pending:
            named = entry.data.decode() if entry.what in "RL" else entry.name
            if str(Path(named).parent) == folder:
                self._rename(self._safe, entry)
            else:
                kept.append(entry)
        self._pending = kept

    def _rename(self, names: dict[str, _File], entry: Entry) -> None:
        if entry.what == "D":
            names[entry.name] = _FOLDER
        elif entry.what == "C":
            names[entry.name] = self._created[id(entry)]
        elif entry.what == "U":
            names.pop(entry.name, None)
        elif entry.name in names:
            names[entry.data.decode()] = names[entry.name]
            if entry.what == "R":
                del names[entry.name]


_FOLDER = _File()


def _apply(content: bytearray, entry: Entry, dice: random.Random | None) -> None:
    """Do a write or truncation; with ``dice`` only in some of its sectors."""
    if entry.what == "T":
        if len(content) > entry.offset:
            del content[entry.offset :]
        content.extend(bytes(entry.offset - len(content)))
        return
    for at in range(0, len(entry.data), SECTOR):
        if dice is not None and dice.random() < 0.5:
            continue
        piece = entry.data[at : at + SECTOR]
        start = entry.offset + at
        content.extend(bytes(max(0, start + len(piece) - len(content))))
        content[start : start + len(piece)] = piece


def lay_out(image: dict[Path, bytes], folder: Path) -> None:
    """Write an image into an empty folder."""
    for name, content in image.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
