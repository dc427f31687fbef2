"""Later versions of records that are here already, as they come with a merge."""

from typing import Literal

from cityreader.models import Annotation, Event
from cityreader.store import annotations, events
from cityreader.store.session import Unit, View

Standing = Literal["earlier", "later", "conflict"]


def standing(view: View, table: str, key: int, ours: str, theirs: str) -> Standing:
    """How a version written at ``theirs`` stands to the row that was written at ``ours``.

    ``earlier``: the row had that state once, or is not of here and younger. ``later``: nobody
    changed the row here since it came, and that version is younger. Else both sides changed it.
    """
    if ours == theirs:
        return "conflict"
    if _was_here(view, table, key, theirs):
        return "earlier"
    if _changed_here(view, table, key, ours):
        return "conflict"
    return "later" if theirs > ours else "earlier"


def take_mark(unit: Unit, mark: Annotation, event_id: int | None) -> None:
    """Give a mark that is here the state of ``mark``, which counts in the same text."""
    key = annotations.key_of(unit, mark.uuid)
    if key is None:
        return
    names = "revision start end exact prefix suffix tag role note status updated_at"
    unit.update("annotations", key, {name: getattr(mark, name) for name in names.split()})
    link = unit.row("SELECT id, event_id FROM event_mentions WHERE annotation_id = ?", key)
    if link is not None and event_id is None:
        unit.delete("event_mentions", link["id"])
    elif link is not None:
        unit.update("event_mentions", link["id"], {"event_id": event_id})
    elif event_id is not None:
        unit.insert("event_mentions", {"event_id": event_id, "annotation_id": key})


def take_event(unit: Unit, event: Event) -> None:
    """Give an event that is here the fields, participants and time of ``event``."""
    key = events.key_of(unit, event.uuid)
    if key is not None:
        events.save(unit, event)
        unit.update("events", key, {"updated_at": event.updated_at})


def _changed_here(view: View, table: str, key: int, updated_at: str) -> bool:
    """Whether a row got its present state by a step in this library and not by a merge.

    A step writes its own time into ``updated_at``; a merge writes that of where the row is from.
    """
    found = view.value(
        "SELECT 1 FROM changes c JOIN journal j ON j.id = c.journal_id"
        " WHERE c.entity = ? AND c.row_id = ? AND j.at = ? LIMIT 1",
        table,
        key,
        updated_at,
    )
    return found is not None


def _was_here(view: View, table: str, key: int, updated_at: str) -> bool:
    """Whether a row once had the state that was written at ``updated_at``."""
    found = view.value(
        "SELECT 1 FROM changes WHERE entity = ? AND row_id = ?"
        " AND ? IN (json_extract(before, '$.updated_at'), json_extract(after, '$.updated_at'))"
        " LIMIT 1",
        table,
        key,
        updated_at,
    )
    return found is not None
