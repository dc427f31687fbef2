"""Versions of records as they come with a merge, written over the rows that are here."""

from cityreader.models import Annotation, Event
from cityreader.store import annotations, events
from cityreader.store.session import Unit

_PLACE = ("revision", "start", "end", "exact", "prefix", "suffix", "status")
_MARK = (*_PLACE, "tag", "role", "note", "updated_at")


def place_mark(unit: Unit, mark: Annotation) -> None:
    """Let a mark stand where ``mark`` does; nothing else of it changes."""
    key = annotations.key_of(unit, mark.uuid)
    if key is not None:
        unit.update("annotations", key, {name: getattr(mark, name) for name in _PLACE})


def take_mark(unit: Unit, mark: Annotation, event_id: int | None) -> bool:
    """Give a mark that is here, removed or not, the state of ``mark``; returns whether it
    differed."""
    key = annotations.key_of(unit, mark.uuid)
    if key is None:
        return False
    values = {name: getattr(mark, name) for name in _MARK}
    changed = unit.update("annotations", key, {**values, "deleted_at": None})
    link = unit.row("SELECT id, event_id FROM event_mentions WHERE annotation_id = ?", key)
    if link is not None and event_id is None:
        unit.delete("event_mentions", link["id"])
        return True
    if link is not None:
        return unit.update("event_mentions", link["id"], {"event_id": event_id}) or changed
    if event_id is not None:
        unit.insert("event_mentions", {"event_id": event_id, "annotation_id": key})
        return True
    return changed


def take_event(unit: Unit, event: Event) -> None:
    """Give an event that is here, removed or not, the state of ``event``."""
    key = events.key_of(unit, event.uuid)
    if key is not None:
        unit.update("events", key, {"deleted_at": None})
        events.save(unit, event)
        unit.update("events", key, {"updated_at": event.updated_at})
