"""A library as a whole: its settings, its size and its usual Chinese."""

import sqlite3
from pathlib import Path

from cityreader.models import LibraryInfo
from cityreader.store.session import View

_COUNTED = (
    ("articles", "SELECT COUNT(*) FROM articles WHERE deleted_at IS NULL"),
    ("in the trash", "SELECT COUNT(*) FROM articles WHERE deleted_at IS NOT NULL"),
    ("pairs", "SELECT COUNT(*) FROM pairs WHERE deleted_at IS NULL"),
    (
        "rows",
        "SELECT COUNT(*) FROM beads b JOIN pairs p ON p.id = b.pair_id WHERE p.deleted_at IS NULL",
    ),
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


def is_empty(view: View) -> bool:
    """Whether no article was ever stored, or all were purged."""
    return not view.value("SELECT EXISTS(SELECT 1 FROM articles)")


def info(view: View, path: Path, *, journal_mode: str, writable: bool) -> LibraryInfo:
    """What ``info`` tells about a library; ``journal_mode`` is how it is written."""
    return LibraryInfo(
        path=str(path),
        uuid=setting(view, "uuid") or "",
        schema_version=int(view.value("PRAGMA user_version")),
        size=path.stat().st_size,
        journal_mode=journal_mode,
        starter=setting(view, "starter") == "1",
        writable=writable,
        counts=tuple((noun, int(view.value(sql))) for noun, sql in _COUNTED),
        sqlite_version=sqlite3.sqlite_version,
    )


def usual_chinese(view: View) -> str:
    """The Chinese language tag of most articles, ``zh-Hans`` where there is none."""
    found = view.value(
        "SELECT lang FROM articles WHERE lang LIKE 'zh-%' AND deleted_at IS NULL"
        " GROUP BY lang ORDER BY COUNT(*) DESC, lang LIMIT 1"
    )
    return str(found) if found else "zh-Hans"
