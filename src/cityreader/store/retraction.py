"""Taking back what a failed commit left behind.

When the very last sync of a commit fails, the change stands in the file, and nobody knows whether
it would survive a power cut. The person is told that it failed, so it must not be there: a second
try would make it twice.
"""

import json

from cityreader.store import folding, fulltext
from cityreader.store.session import Unit


def retract(unit: Unit, step_uuid: str, after: int) -> None:
    """Take back, without a trace, what a step wrote after the change with the key ``after``.

    ``unit`` is one that no step was begun in. Nothing happens if the step is not there; of a purge
    there is nothing to take back.
    """
    step = unit.row("SELECT id FROM journal WHERE uuid = ?", step_uuid)
    if step is None:
        return
    changes = unit.rows(
        "SELECT * FROM changes WHERE journal_id = ? AND id > ? ORDER BY id DESC", step["id"], after
    )
    if not changes:
        return
    # Lines of the list are folded again below, before anything is looked at.
    unit.run("PRAGMA defer_foreign_keys = ON")
    touched: set[int] = set()
    for change in changes:
        table, key = change["entity"], change["row_id"]
        row = unit.row(f"SELECT * FROM {table} WHERE id = ?", key) or {}
        touched |= {
            row[name] for name in ("article_id", "left_id", "right_id") if row.get(name) is not None
        }
        if table == "articles":
            touched.add(key)
        before = json.loads(change["before"]) if change["before"] else {}
        if change["after"] is None:
            unit.insert(table, {**before, "id": key})
        elif change["before"] is not None:
            unit.update(table, key, before)
        else:
            if table == "bodies":
                fulltext.take_out(unit, [key])
            unit.delete(table, key)
    folding.refold(unit, touched)
    unit.run("DELETE FROM changes WHERE journal_id = ? AND id > ?", step["id"], after)
    unit.run(
        "DELETE FROM journal WHERE id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM changes WHERE journal_id = ?1)",
        step["id"],
    )
