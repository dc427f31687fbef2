"""What was removed from a library, as a merge tells of it."""

from collections.abc import Sequence

from cityreader.store.lineages import pair_record
from cityreader.store.session import View


def trashed(view: View) -> list[int]:
    """The articles in the trash."""
    return [
        int(key)
        for key in view.column("SELECT id FROM articles WHERE deleted_at IS NOT NULL ORDER BY id")
    ]


def records(view: View, article_ids: Sequence[int]) -> set[str]:
    """The names of the removed records among these articles and what hangs on them, and of the
    glossary; see ``cityreader.models.lineage``."""
    found = {f"term:{uuid}" for uuid in _column(view, "glossary")}
    found |= {f"event:{uuid}" for uuid in _column(view, "events")}
    for kind, sql in (
        ("trash", "SELECT uuid FROM articles WHERE deleted_at IS NOT NULL AND id IN ({keys})"),
        (
            "mark",
            "SELECT uuid FROM annotations WHERE deleted_at IS NOT NULL AND article_id IN ({keys})",
        ),
    ):
        found |= {f"{kind}:{row['uuid']}" for row in view.rows_in(sql, article_ids)}
    for row in view.rows_in(
        "SELECT l.uuid AS one, r.uuid AS other FROM pairs p JOIN articles l ON l.id = p.left_id"
        " JOIN articles r ON r.id = p.right_id WHERE p.deleted_at IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM pairs q WHERE q.deleted_at IS NULL"
        "  AND q.left_id IN (p.left_id, p.right_id) AND q.right_id IN (p.left_id, p.right_id))"
        " AND p.left_id IN ({keys})",
        article_ids,
    ):
        found.add(pair_record(row["one"], row["other"]))
    return found


def marks_in_trash(view: View) -> dict[str, list[str]]:
    """The marks that stand in articles in the trash, sorted, by the record ``trash:…``."""
    found: dict[str, list[str]] = {}
    for row in view.rows(
        "SELECT a.uuid AS article, n.uuid FROM annotations n JOIN articles a ON a.id = n.article_id"
        " WHERE a.deleted_at IS NOT NULL AND n.deleted_at IS NULL ORDER BY a.uuid, n.uuid"
    ):
        found.setdefault(f"trash:{row['article']}", []).append(row["uuid"])
    return found


def _column(view: View, table: str) -> list[str]:
    return [
        str(uuid) for uuid in view.column(f"SELECT uuid FROM {table} WHERE deleted_at IS NOT NULL")
    ]
