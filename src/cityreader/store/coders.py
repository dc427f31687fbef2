"""Who made the records of a library."""

from cityreader.models import Coder
from cityreader.store.session import View


def everybody(view: View) -> list[Coder]:
    """Everybody who made a record, by name, so that the order of merges is not to be seen."""
    rows = view.rows("SELECT uuid, name FROM coders ORDER BY name, uuid")
    return [Coder(uuid=row["uuid"], name=row["name"]) for row in rows]


def work(view: View) -> dict[str, tuple[int, int]]:
    """How many marks and events are of each coder who has any, by UUID."""
    rows = view.rows(
        "SELECT c.uuid, SUM(marks) AS marks, SUM(events) AS events FROM ("
        "SELECT coder_id, COUNT(*) AS marks, 0 AS events FROM annotations"
        " WHERE deleted_at IS NULL GROUP BY coder_id"
        " UNION ALL SELECT coder_id, 0, COUNT(*) FROM events"
        " WHERE deleted_at IS NULL GROUP BY coder_id"
        ") JOIN coders c ON c.id = coder_id GROUP BY c.id"
    )
    return {row["uuid"]: (row["marks"], row["events"]) for row in rows}


def known_key(view: View, coder_uuid: str) -> int | None:
    """The key of a coder, None of one who did nothing in this library yet."""
    value = view.value("SELECT id FROM coders WHERE uuid = ?", coder_uuid)
    return None if value is None else int(value)


def uuid_of(view: View, coder_key: int) -> str:
    """The UUID of the coder with this key."""
    return str(view.value("SELECT uuid FROM coders WHERE id = ?", coder_key))
