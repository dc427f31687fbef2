"""Whether what is worked out, and what the journal knows, agrees with the rows themselves.

What is worked out can be made again and is told apart from what cannot.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Sequence

from cityreader.store import folding, fulltext, opening
from cityreader.store.journal import NOUNS
from cityreader.store.session import Row, Unit, View
from cityreader.text.scripts import fold

ROWS_AT_ONCE = 2000
"""Rows of one table that are compared with the journal at a time."""

_SCHEMA = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
_WITHOUT_TEXT = (
    "SELECT EXISTS(SELECT 1 FROM articles a WHERE NOT EXISTS (SELECT 1 FROM bodies b"
    " WHERE b.article_id = a.id AND b.revision = a.revision))"
)
_DERIVED_COLUMNS = ("title_fold", "lead_id")
# How a file stands is noted anew whenever it is read, without a step.
_NOTED_COLUMNS = {"origins": ("size", "modified_ns", "file_sha256", "articles", "refusals")}
_DERIVED = (
    ("sketches", "body_id"),
    ("sketch_keys", "body_id"),
    ("likenesses", "body_id"),
    ("likenesses", "other_id"),
)


def is_doubtful(view: View) -> bool:
    """Whether anything at all is wrong with the records; reads the whole library."""
    try:
        if view.value("PRAGMA integrity_check(1)") != "ok" or view.row("PRAGMA foreign_key_check"):
            return True
        return bool(schema_problems(view) or view.value(_WITHOUT_TEXT)) or any(
            found
            for table in journalled_tables(view)
            for found in _all_journal_problems(view, table)
        )
    except (sqlite3.Error, ValueError):
        return True


def schema_problems(view: View) -> list[str]:
    """The tables and indexes that are not what this version of the program makes."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        opening.migrate(fresh)
        right = dict(fresh.execute(_SCHEMA).fetchall())
    found = dict(view.connection.execute(_SCHEMA).fetchall())
    return [
        f"the table or index {name} is not as it was made"
        for name in sorted({*right, *found})
        if right.get(name) != found.get(name) and not fulltext.is_left_over(name)
    ]


def article_ids(view: View) -> list[int]:
    """Every article, also those in the trash."""
    return [int(key) for key in view.column("SELECT id FROM articles ORDER BY id")]


def derived_problems(view: View, article_ids: Sequence[int]) -> list[str]:
    """What is wrong with the columns of these articles that follow from others."""
    found = [
        f"article {key} is not found by its title" for key, _ in _wrongly_titled(view, article_ids)
    ]
    return found + [
        f"article {key} stands on the wrong line of the list"
        for key, _ in _wrongly_folded(view, article_ids)
    ]


def derive_again(unit: Unit, article_ids: Sequence[int]) -> None:
    """Work the columns of these articles out again that follow from others."""
    unit.changed = True
    for key, title_fold in _wrongly_titled(unit, article_ids):
        unit.run("UPDATE articles SET title_fold = ? WHERE id = ?", title_fold, key)
    for key, lead_id in _wrongly_folded(unit, article_ids):
        unit.run("UPDATE articles SET lead_id = ? WHERE id = ?", lead_id, key)


def orphans(view: View) -> int:
    """How many rows were worked out from texts that are gone."""
    return sum(
        int(
            view.value(
                f"SELECT COUNT(*) FROM {table} WHERE {column} NOT IN (SELECT id FROM bodies)"
            )
        )
        for table, column in _DERIVED
    )


def drop_orphans(unit: Unit) -> Iterator[None]:
    """Remove what was worked out from texts that are gone, a table at a time."""
    for table, column in _DERIVED:
        found = f"FROM {table} WHERE {column} NOT IN (SELECT id FROM bodies)"
        if unit.value(f"SELECT EXISTS(SELECT 1 {found})"):
            unit.changed = True
            unit.run(f"DELETE {found}")
            yield


def indexes(view: View) -> list[str]:
    """The names of all indexes, without the index of words."""
    return view.column("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name")


def make_index_again(unit: Unit, name: str) -> None:
    """Make an index anew from its table."""
    unit.changed = True
    unit.run(f"REINDEX {name}")


def journalled_tables(view: View) -> list[str]:
    """The tables whose rows the journal knows."""
    known = view.column("SELECT DISTINCT entity FROM changes ORDER BY entity")
    there = set(view.column("SELECT name FROM sqlite_master WHERE type = 'table'"))
    return [name for name in known if name in there]


def journal_problems(view: View, table: str, after_key: int) -> tuple[list[str], int | None]:
    """What rows of a table hold that their last change in the journal did not write.

    Looks at some rows with a key greater than ``after_key``; returns sentences, and the last key
    looked at, None at the end of the table.
    """
    last = view.value(
        "SELECT MAX(row_id) FROM (SELECT DISTINCT row_id FROM changes"
        " WHERE entity = ? AND row_id > ? ORDER BY row_id LIMIT ?)",
        table,
        after_key,
        ROWS_AT_ONCE,
    )
    if last is None:
        return [], None
    written: dict[int, Row | None] = {}
    for change in view.rows(
        "SELECT row_id, after FROM changes WHERE entity = ? AND row_id > ? AND row_id <= ?"
        " ORDER BY row_id, id",
        table,
        after_key,
        last,
    ):
        key, after = change["row_id"], change["after"]
        try:
            values = None if after is None else json.loads(after)
        except ValueError:
            return [f"the history of {_named(table, key)} cannot be read"], last
        known = written.get(key)
        written[key] = values if known is None or values is None else {**known, **values}
    rows = {
        row["id"]: row
        for row in view.rows(f"SELECT * FROM {table} WHERE id > ? AND id <= ?", after_key, last)
    }
    passed_over = (*_DERIVED_COLUMNS, *_NOTED_COLUMNS.get(table, ()))
    found = []
    for key, values in written.items():
        row = rows.get(key)
        if (row is None) != (values is None):
            state = "is gone" if row is None else "is there again"
            found.append(f"{_named(table, key)} {state} without a word in the history")
        elif row is not None and values is not None:
            other = [
                name
                for name, value in values.items()
                if name not in passed_over and row.get(name) != value
            ]
            if other:
                found.append(
                    f"{_named(table, key)} was changed without a word in the history"
                    f" ({', '.join(sorted(other))})"
                )
    return found, last


def _all_journal_problems(view: View, table: str) -> Iterator[list[str]]:
    key: int | None = 0
    while key is not None:
        found, key = journal_problems(view, table, key)
        yield found


def _named(table: str, key: int) -> str:
    return f"{NOUNS.get(table, table)} {key}"


def _wrongly_titled(view: View, article_ids: Sequence[int]) -> list[tuple[int, str]]:
    """The articles whose folded title is wrong, with what it should be."""
    rows = view.rows_in(
        "SELECT id, title, title_fold FROM articles WHERE id IN ({keys})", article_ids
    )
    right = [(row, fold(row["title"])) for row in rows]
    return [(row["id"], title) for row, title in right if title != row["title_fold"]]


def _wrongly_folded(view: View, article_ids: Sequence[int]) -> list[tuple[int, int | None]]:
    """The articles with the wrong ``lead_id``, with what it should be."""
    rows = view.rows_in(
        "SELECT id, lead_id FROM articles WHERE id IN ({keys}) AND (lead_id IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM pairs WHERE left_id = articles.id OR right_id = articles.id))",
        article_ids,
    )
    right = folding.leads(view, [row["id"] for row in rows])
    return [(row["id"], right[row["id"]]) for row in rows if right[row["id"]] != row["lead_id"]]
