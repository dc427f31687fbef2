"""The Chinese dictionary: CC-CEDICT as a file of SQLite, made once and then only read.

A file is built beside its place and renamed into it, so that several programs may build at the same
time and none ever reads half a dictionary. Words are kept folded (``text.scripts.fold``), which
makes look-ups blind to simplified, traditional and variant characters.
"""

import contextlib
import gzip
import os
import re
import secrets
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Self

from cityreader.errors import CityReaderError
from cityreader.models import DictionaryEntry, DictionaryInfo, Span
from cityreader.text.han import count_han
from cityreader.text.scripts import fold

VERSION = 1
"""Goes up with the tables below and with the folding of words; part of the file's name."""

LONGEST = 10
"""The longest word looked for, in code points; 1 in 1,400 headwords is longer."""

_APPLICATION_ID = 0x43524443
_CHUNK = 900
_PAGE_SIZE = 4096
_LINE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*$")
_HEADER = re.compile(r"#! (\w+)=(.*)")
_POINTS_ELSEWHERE = re.compile(
    r"(?:\(?(?:old|archaic|Japanese|ancient|erhua)\)? )*variant of "
    r"|used in \S*\[|see (?:also )?\S*\["
)

_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  traditional TEXT NOT NULL,
  simplified TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  senses TEXT NOT NULL
);
CREATE TABLE words (
  word TEXT NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (word, entry)
) WITHOUT ROWID;
"""
_FIND = (
    "SELECT w.word, e.id, e.traditional, e.simplified, e.pinyin, e.senses"
    " FROM words w JOIN entries e ON e.id = w.entry WHERE w.word IN ({marks})"
)


class DictionaryError(CityReaderError):
    """The dictionary cannot be made, or its file is damaged."""


def build(source: Path, target: Path, cancelled: Callable[[], bool] = lambda: False) -> bool:
    """Make the dictionary at ``target`` from ``source``, CC-CEDICT's own text file under gzip.

    Takes about 1.5 seconds. Returns False, and leaves nothing, when ``cancelled`` says so. Raises
    DictionaryError when the source cannot be read or the folder cannot be written.
    """
    aside = target.with_name(f"{target.name}.new-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(source, "rt", encoding="utf-8") as lines:
            if not _fill(aside, lines, made_from(source), cancelled):
                return False
        aside.replace(target)
    except (OSError, EOFError, UnicodeDecodeError, sqlite3.Error) as error:
        raise DictionaryError(
            "No dictionary", f"The dictionary could not be made at {target}: {error}."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
    return True


def made_from(source: Path) -> str:
    """What tells one edition of the source from another: its name and size in bytes."""
    return f"{source.name} {source.stat().st_size}"


class Dictionary:
    """An open dictionary; may be used from any thread."""

    def __init__(self, path: Path) -> None:
        """Open the dictionary at ``path``. Raises DictionaryError if it is missing or damaged."""
        self.path = path
        self._lock = threading.Lock()
        try:
            _inspect(path)
            # A dictionary never changes under its name, so no locks are needed on it.
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
            )
        except (OSError, sqlite3.Error) as error:
            raise _damaged(path, error) from error
        try:
            self._facts = dict(self._rows("SELECT name, value FROM facts", ()))
        except DictionaryError:
            self.close()
            raise

    @property
    def made_from(self) -> str:
        """The edition of the source this was made from."""
        return str(self._facts.get("made_from", ""))

    def info(self) -> DictionaryInfo:
        """Name, date, licence and size."""
        return DictionaryInfo(
            name=self._facts.get("name", ""),
            date=self._facts.get("date", ""),
            licence=self._facts.get("license", ""),
            entries=int(self._facts.get("entries", "0")),
        )

    def translations(self, words: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The English senses of each of these Chinese words that is a headword, in either script.

        Made for thousands of words at once; words that are not in the dictionary are left out.
        """
        return {
            word: tuple(dict.fromkeys(sense for entry in entries for sense in entry.senses))
            for word, entries in self.entries(words).items()
        }

    def entries(self, words: Collection[str]) -> dict[str, list[DictionaryEntry]]:
        """The entries of each of these words that is a headword, the likeliest first.

        A word finds the entries written just like it; only where there are none, those that differ
        from it in script or variant.
        """
        wanted: dict[str, list[str]] = {}
        for word in words:
            if len(word) <= LONGEST:
                wanted.setdefault(fold(word), []).append(word)
        found: dict[str, list[tuple[int, DictionaryEntry]]] = {}
        for word, key, traditional, simplified, pinyin, senses in self._find(wanted):
            entry = DictionaryEntry(traditional, simplified, pinyin, tuple(senses.split("/")))
            found.setdefault(word, []).append((key, entry))
        return {
            word: _ranked(word, rows) for folded, rows in found.items() for word in wanted[folded]
        }

    def covering(self, text: str, offset: int) -> list[tuple[Span, DictionaryEntry]]:
        """Every entry whose word stands in ``text`` over the code point at ``offset``.

        The longest words come first, of words as long the one that begins later. Words without a
        Chinese character are not looked for.
        """
        spans: dict[str, Span] = {}
        first = max(0, offset - LONGEST + 1)
        for start in range(first, offset + 1):
            for end in range(offset + 1, min(len(text), start + LONGEST) + 1):
                spans[text[start:end]] = Span(start, end)
        found = self.entries([word for word in spans if count_han(word)])
        order = sorted(found, key=lambda word: (-len(word), -spans[word].start))
        return [(spans[word], entry) for word in order for entry in found[word]]

    def known(self, words: Collection[str]) -> set[str]:
        """Those of these words that are headwords, in either script."""
        folded = {word: fold(word) for word in words if len(word) <= LONGEST}
        sql = "SELECT DISTINCT word FROM words WHERE word IN ({marks})"
        headwords = {row[0] for row in self._chunks(sql, set(folded.values()))}
        return {word for word, key in folded.items() if key in headwords}

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _find(self, folded: Collection[str]) -> Iterator[tuple[str, int, str, str, str, str]]:
        return self._chunks(_FIND, folded)

    def _chunks(self, sql: str, values: Collection[str]) -> Iterator[tuple]:  # type: ignore[type-arg]
        every = list(values)
        for start in range(0, len(every), _CHUNK):
            part = every[start : start + _CHUNK]
            yield from self._rows(sql.format(marks=",".join("?" * len(part))), part)

    def _rows(self, sql: str, values: Collection[str]) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            try:
                return self._connection.execute(sql, tuple(values)).fetchall()
            except sqlite3.Error as error:
                raise _damaged(self.path, error) from error


def _fill(path: Path, lines: Iterable[str], made_from: str, cancelled: Callable[[], bool]) -> bool:
    facts = {"name": "CC-CEDICT", "made_from": made_from}
    entries: list[tuple[int, str, str, str, str]] = []
    words: set[tuple[str, int]] = set()
    for line in lines:
        if parts := _LINE.match(line):
            traditional, simplified, pinyin, senses = parts.groups()
            key = len(entries) + 1
            entries.append((key, traditional, simplified, pinyin, senses))
            words.update(((fold(traditional), key), (fold(simplified), key)))
        elif header := _HEADER.match(line):
            facts[header[1]] = header[2].strip()
        if not len(entries) % 4096 and cancelled():
            return False
    if not entries:
        raise OSError("the source holds no entries")
    facts["entries"] = str(len(entries))
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        # Nobody sees the file before it is whole, so it needs no journal.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.executescript(_TABLES)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO facts VALUES (?, ?)", sorted(facts.items()))
        connection.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", entries)
        connection.executemany("INSERT INTO words VALUES (?, ?)", sorted(words))
        connection.execute("COMMIT")
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    return not cancelled()


def _inspect(path: Path) -> None:
    """Refuse a file that is foreign or cut off, by its header. Raises OSError."""
    with path.open("rb") as file:
        header = file.read(100)
        size = os.fstat(file.fileno()).st_size
    version, application, pages = (
        int.from_bytes(header[at : at + 4], "big") for at in (60, 68, 28)
    )
    if application != _APPLICATION_ID or version != VERSION or size != pages * _PAGE_SIZE:
        raise OSError("it is not a whole dictionary")


def _ranked(word: str, rows: Iterable[tuple[int, DictionaryEntry]]) -> list[DictionaryEntry]:
    """The entries written like the word, else all; surnames and mere pointers to others last."""
    every = [entry for _, entry in sorted(rows, key=lambda row: row[0])]
    exact = [entry for entry in every if word in (entry.traditional, entry.simplified)]
    return sorted(
        exact or every,
        key=lambda entry: (
            bool(_POINTS_ELSEWHERE.match(entry.senses[0])),
            entry.pinyin[:1].isupper(),
        ),
    )


def _damaged(path: Path, error: Exception) -> DictionaryError:
    return DictionaryError("Damaged dictionary", f"The dictionary {path} cannot be read: {error}.")
