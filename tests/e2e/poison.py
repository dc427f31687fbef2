"""A library into which a stranger wrote past the program, in every place that holds words."""

import json
import sqlite3
from contextlib import closing
from itertools import cycle
from pathlib import Path

from hostile_files import SEQUENCES

WORDS = {
    "articles": (
        "title", "title_fold", "source", "author", "url", "published_text", "published_basis",
    ),
    "coders": ("name",),
    "annotations": ("note", "prefix", "suffix", "origin"),
    "events": (
        "title", "note", "date_text", "date_basis", "series_id", "series_edition", "part_of",
        "mode", "origin",
    ),
    "participants": ("name", "name_en", "name_zh", "kind", "role", "office", "of", "glossary"),
    "glossary": ("kind", "note"),
    "saved_searches": ("name", "query"),
    "journal": ("summary",),
    "pairs": ("origin", "status", "aligner"),
    "tags": ("definition", "key", "color", "parent"),
    "origins": ("path",),
    "translation_links": ("target", "lang"),
}  # fmt: skip
"""Columns of plain words, by table."""

STRUCTURE = {
    "articles": (
        "lang", "kind", "published_start", "published_end", "published_precision", "added_at",
        "updated_at",
    ),
    "annotations": ("created_at", "updated_at"),
    "events": ("date_start", "date_end", "date_precision", "created_at", "updated_at"),
    "journal": ("at",),
    "pairs": ("created_at",),
}  # fmt: skip
"""Columns in which the program writes words of its own alone."""


def poison(library: Path, *, structure: bool = False) -> None:
    """Write payloads into every text of a library; with ``structure`` where words have a form."""
    payloads = cycle(SEQUENCES.values())
    with closing(sqlite3.connect(library)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for table, columns in (STRUCTURE if structure else WORDS).items():
            for (key,) in connection.execute(f"SELECT rowid FROM {table}").fetchall():
                for column in columns:
                    value = f"PWN {next(payloads)} {key} {column}"
                    connection.execute(
                        f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, key)
                    )
        if not structure:
            _poison_records(connection, payloads)


def _poison_records(connection, payloads) -> None:
    def words(times: int = 1) -> list[str]:
        return [f"PWN {next(payloads)}" for _ in range(times)]

    def put(table: str, column: str, made) -> None:
        for (key,) in connection.execute(f"SELECT rowid FROM {table}").fetchall():
            value = json.dumps(made())
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, key))

    for (key,) in connection.execute("SELECT id FROM bodies").fetchall():
        (payload,) = words()
        connection.execute(
            "UPDATE bodies SET body = body || ? WHERE id = ?", (f"\n\n{payload} at the end", key)
        )
    # One tag keeps its letter, so that something can be tagged.
    connection.execute("UPDATE tags SET key = 'a' WHERE code = 'agreement'")
    put("tags", "labels", lambda: {"en": words()[0], "zh-Hans": words()[0]})
    put("tags", "yes", lambda: words(2))
    put("tags", "no", lambda: words(2))
    put("events", "themes", lambda: words(2))
    put("events", "counts", lambda: [{"unit": words()[0], "value": 3, "qualifier": words()[0]}])
    put("events", "place", lambda: {"name": words()[0], "country": words()[0], "text": words()[0]})
    put("glossary", "forms", lambda: {"en": words(2), "zh-Hant": words(1)})
    put("articles", "reasons", lambda: {"title": words()[0], "date": words()[0]})
    connection.execute("UPDATE settings SET value = ? WHERE key = 'project'", words())
