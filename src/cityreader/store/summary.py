"""A library as a whole: its settings, its size, and what a purge removes."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from cityreader.models import LibraryInfo
from cityreader.store.session import Unit, View

_COUNTED = (
    ("articles", "SELECT COUNT(*) FROM articles WHERE deleted_at IS NULL"),
    ("in the trash", "SELECT COUNT(*) FROM articles WHERE deleted_at IS NOT NULL"),
    ("pairs", "SELECT COUNT(*) FROM pairs WHERE deleted_at IS NULL"),
    ("rows", "SELECT COUNT(*) FROM beads"),
    ("marks", "SELECT COUNT(*) FROM annotations WHERE deleted_at IS NULL"),
    ("events", "SELECT COUNT(*) FROM events WHERE deleted_at IS NULL"),
    ("coders", "SELECT COUNT(*) FROM coders"),
    ("glossary entries", "SELECT COUNT(*) FROM glossary WHERE deleted_at IS NULL"),
    ("steps in the history", "SELECT COUNT(*) FROM journal"),
)


def setting(view: View, name: str) -> str | None:
    """A fact about the library, or None."""
    value = view.value("SELECT value FROM settings WHERE key = ?", name)
    return None if value is None else str(value)


def info(view: View, path: Path, *, writable: bool) -> LibraryInfo:
    """What ``info`` tells about a library."""
    return LibraryInfo(
        path=str(path),
        uuid=setting(view, "uuid") or "",
        schema_version=int(view.value("PRAGMA user_version")),
        size=path.stat().st_size,
        journal_mode=str(view.value("PRAGMA journal_mode")),
        starter=setting(view, "starter") == "1",
        writable=writable,
        counts=tuple((noun, int(view.value(sql))) for noun, sql in _COUNTED),
        sqlite_version=sqlite3.sqlite_version,
    )


def purge(unit: Unit, article_ids: Sequence[int]) -> None:
    """Remove articles for good with all that hangs on them, from the journal as well.

    Raises sqlite3.IntegrityError if anything outside still refers to them; nothing happens then.
    """
    run = unit.connection.execute
    run("CREATE TEMP TABLE gone_articles (id INTEGER PRIMARY KEY)")
    unit.connection.executemany(
        "INSERT INTO gone_articles VALUES (?)", [(key,) for key in article_ids]
    )
    gone = "IN (SELECT id FROM gone_articles)"
    marks = f"IN (SELECT id FROM annotations WHERE article_id {gone})"
    linked = f"IN (SELECT id FROM pairs WHERE left_id {gone} OR right_id {gone})"
    run(f"UPDATE articles SET lead_id = NULL WHERE lead_id {gone}")
    run(f"DELETE FROM event_mentions WHERE annotation_id {marks}")
    run(
        "CREATE TEMP TABLE gone_events AS SELECT id FROM events e WHERE NOT EXISTS"
        " (SELECT 1 FROM event_mentions m WHERE m.event_id = e.id)"
    )
    for statement in (
        f"DELETE FROM changes WHERE entity = 'annotations' AND row_id {marks}",
        f"DELETE FROM annotations WHERE article_id {gone}",
        "DELETE FROM participants WHERE event_id IN (SELECT id FROM gone_events)",
        "DELETE FROM changes WHERE entity = 'events' AND row_id IN (SELECT id FROM gone_events)",
        "DELETE FROM events WHERE id IN (SELECT id FROM gone_events)",
        f"DELETE FROM beads WHERE pair_id {linked}",
        f"DELETE FROM pairs WHERE left_id {gone} OR right_id {gone}",
        f"DELETE FROM article_tags WHERE article_id {gone}",
        f"DELETE FROM readings WHERE article_id {gone}",
        f"DELETE FROM origins WHERE article_id {gone}",
        f"DELETE FROM bodies WHERE article_id {gone}",
        f"DELETE FROM changes WHERE entity = 'articles' AND row_id {gone}",
        f"DELETE FROM articles WHERE id {gone}",
        "DROP TABLE gone_articles",
        "DROP TABLE gone_events",
    ):
        run(statement)
