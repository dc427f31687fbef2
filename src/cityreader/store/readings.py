"""How far every coder is with the articles."""

from collections.abc import Iterable

from cityreader.models import Reading
from cityreader.store.session import Row, Unit, View


def of_articles(view: View, article_ids: Iterable[int]) -> dict[int, list[Reading]]:
    """How far every coder is with these articles, by article id."""
    rows = view.rows_in(
        "SELECT r.*, a.uuid AS article_uuid, c.uuid AS coder_uuid FROM readings r"
        " JOIN articles a ON a.id = r.article_id JOIN coders c ON c.id = r.coder_id"
        " WHERE r.article_id IN ({keys}) ORDER BY r.article_id, c.uuid",
        article_ids,
    )
    found: dict[int, list[Reading]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(
            Reading(
                article_uuid=row["article_uuid"],
                coder_uuid=row["coder_uuid"],
                state=row["state"],
                flagged=bool(row["flagged"]),
                updated_at=row["updated_at"],
            )
        )
    return found


def set_reading(
    unit: Unit,
    article_id: int,
    *,
    state: str | None = None,
    flagged: bool | None = None,
    first: str = "new",
) -> bool:
    """Note how far the unit's coder is with an article; returns whether anything differed.

    ``first`` is the state of an article nothing was noted of so far.
    """
    row = unit.row(
        "SELECT * FROM readings WHERE article_id = ? AND coder_id = ?", article_id, unit.coder_id
    )
    wanted: Row = {}
    if state is not None:
        wanted["state"] = state
    if flagged is not None:
        wanted["flagged"] = int(flagged)
    if row is None:
        if state is None and not flagged:
            return False
        unit.insert(
            "readings",
            {
                "article_id": article_id,
                "coder_id": unit.coder_id,
                "state": first,
                "flagged": 0,
                "updated_at": unit.now,
                **wanted,
            },
        )
        return True
    if all(row[name] == value for name, value in wanted.items()):
        return False
    return unit.update("readings", row["id"], {**wanted, "updated_at": unit.now})


def mark_opened(unit: Unit, article_id: int) -> None:
    """Note that the unit's coder opened an article, unless more is known; opening writes nothing,
    so this goes along with the first mark."""
    known = unit.value(
        "SELECT 1 FROM readings WHERE article_id = ? AND coder_id = ?", article_id, unit.coder_id
    )
    if known is None:
        set_reading(unit, article_id, state="opened")


def put_reading(unit: Unit, article_id: int, coder_id: int, reading: Reading | None) -> None:
    """Store how far any coder is with an article, or that nothing is known, as another library
    has it."""
    key = unit.value(
        "SELECT id FROM readings WHERE article_id = ? AND coder_id = ?", article_id, coder_id
    )
    if reading is None:
        if key is not None:
            unit.delete("readings", key)
        return
    values: Row = {
        "state": reading.state,
        "flagged": int(reading.flagged),
        "updated_at": reading.updated_at,
    }
    if key is None:
        unit.insert("readings", {"article_id": article_id, "coder_id": coder_id, **values})
    else:
        unit.update("readings", key, values)
