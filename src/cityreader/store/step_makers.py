"""Who made steps of the journal, and which merge brought what waits."""

from collections.abc import Iterable
from typing import NamedTuple

from cityreader.store.session import View


class StepMaker(NamedTuple):
    """When a step was made (ISO, UTC), and by which coder; in the order of time."""

    at: str
    coder_uuid: str


def of_steps(view: View, uuids: Iterable[str]) -> dict[str, StepMaker]:
    """The makers of those of these steps that were made in this library."""
    rows = view.rows_in(
        "SELECT j.uuid, j.at, c.uuid AS coder FROM journal j JOIN coders c ON c.id = j.coder_id"
        " WHERE j.uuid IN ({keys})",
        sorted(uuids),
    )
    return {row["uuid"]: StepMaker(row["at"], row["coder"]) for row in rows}


def merge_of(view: View, record: str) -> tuple[str, str]:
    """The words and the time of the last step that brought versions of a record; empty if nothing
    waits."""
    row = view.row(
        "SELECT j.summary, j.at FROM versions v JOIN changes h ON h.entity = 'versions'"
        " AND h.row_id = v.id JOIN journal j ON j.id = h.journal_id"
        " WHERE v.record = ? AND h.before IS NULL AND j.kind = 'do' ORDER BY j.id DESC LIMIT 1",
        record,
    )
    return ("", "") if row is None else (row["summary"], row["at"])
