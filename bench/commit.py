"""Committing one annotation against a bare sqlite3 transaction with the same rows and pragmas.

    python -m bench.commit [--rounds 300]

Both write an event, its mark, their mention, its participants, the step and its changes; rounds are
interleaved.
"""

import argparse
import json
import shutil
import sqlite3
import tempfile
import time
import uuid
from pathlib import Path
from statistics import median

from bench.figures import milliseconds, print_ratio
from bench.libraries import add_pair, open_library
from cityreader.models import Span

ROWS = 400


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        home = Path(folder)
        library = open_library(home / "ours.db", home)
        article_id = add_pair(library, ROWS)
        spread = library.pairs.spread(article_id)
        # The first tag also notes that the article was opened; the second is like all that follow.
        for code in ("visit", "forum"):
            library.coding.tag(article_id, Span(0, 4), code)
        shutil.copy(home / "ours.db", home / "bare.db")
        bare = _bare(home / "bare.db")
        rows = _rows(bare)
        print(f"rows of a tag: {', '.join(table for table, _ in rows)}, and their changes")
        ours, reference = [], []
        for number in range(options.rounds):
            span = spread.beads[number % ROWS].left or Span(0, 1)
            word = Span(span.start + number // ROWS, span.start + number // ROWS + 3)
            start = time.perf_counter()
            library.coding.tag(article_id, word, "agreement")
            ours.append(time.perf_counter() - start)
            start = time.perf_counter()
            _write(bare, rows)
            reference.append(time.perf_counter() - start)
        library.close()
        bare.close()
    print(f"bare transaction  {milliseconds(reference)}")
    print(f"coding.tag        {milliseconds(ours)}")
    print_ratio("commit", median(ours), median(reference), 1.5)


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = TRUNCATE", "synchronous = FULL", "fullfsync = ON",
                   "foreign_keys = ON"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _rows(connection: sqlite3.Connection) -> list[tuple[str, dict[str, object]]]:
    """The rows that the last tag wrote, each with its table, as patterns to write again."""
    connection.row_factory = sqlite3.Row
    last = connection.execute("SELECT * FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    found = [("journal", last)]
    for change in connection.execute(
        "SELECT entity, row_id FROM changes WHERE journal_id = ? ORDER BY id", (last["id"],)
    ).fetchall():
        table = change["entity"]
        row = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (change["row_id"],))
        found.append((table, row.fetchone()))
    return [(table, _pattern(row)) for table, row in found]


def _pattern(row: sqlite3.Row) -> dict[str, object]:
    return {name: row[name] for name in row.keys() if name != "id"}  # noqa: SIM118


def _write(connection: sqlite3.Connection, rows: list[tuple[str, dict[str, object]]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    keys: dict[str, int] = {}
    changes = []
    for table, pattern in rows:
        row = {**pattern}
        if "uuid" in row:
            row["uuid"] = str(uuid.uuid4())
        if "event_id" in row:
            row["event_id"] = keys["events"]
        if "annotation_id" in row:
            row["annotation_id"] = keys["annotations"]
        marks = ", ".join("?" * len(row))
        cursor = connection.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
        )
        keys[table] = cursor.lastrowid or 0
        if table != "journal":
            changes.append((keys["journal"], table, keys[table], json.dumps(row)))
    connection.executemany(
        "INSERT INTO changes (journal_id, entity, row_id, after) VALUES (?, ?, ?, ?)", changes
    )
    connection.execute("COMMIT")


if __name__ == "__main__":
    main()
