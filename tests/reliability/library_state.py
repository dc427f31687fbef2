"""What a library holds, read behind its back, for tests that must not believe what it says."""

import contextlib
import sqlite3
from pathlib import Path

from cityreader.config import Config, Folders
from cityreader.errors import CityReaderError
from cityreader.library.library import Library

NAMED = ("articles", "annotations", "events", "glossary", "pairs")

Content = dict[str, list[tuple[object, ...]]]


def uuids(path: Path) -> set[str]:
    """The UUIDs of everything in a library that is not deleted."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return {
            row[0]
            for table in NAMED
            for row in connection.execute(f"SELECT uuid FROM {table} WHERE deleted_at IS NULL")
        }


def content(path: Path) -> Content:
    """Every row of every table of a library, the index of words included."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            " AND name NOT LIKE 'body_terms_%' AND name NOT IN ('coders', 'sqlite_sequence')"
        ).fetchall()
        found = {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
            for (name,) in tables
        }
        words = "SELECT term, doc, cnt FROM body_vocabulary ORDER BY term"
        return {**found, "words": connection.execute(words).fetchall()}


def problems(path: Path, folders: Folders) -> list[str]:
    """What is wrong with a library: that it does not open, or what its own check finds."""
    try:
        with Library.open(path, config=Config(coder="Judge"), folders=folders) as library:
            return list(library.care.check().problems)
    except CityReaderError as error:
        return [str(error)]
