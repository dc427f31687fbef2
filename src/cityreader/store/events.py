"""Events with their participants and mentions."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace

from cityreader.models import NO_PLACE, Count, Event, Participant, Place, Span
from cityreader.store.articles import date_columns, date_of
from cityreader.store.session import Row, Unit, View

# Made once: the short way of ``json.dumps`` makes one for every event.
_written = json.JSONEncoder(ensure_ascii=False).encode

_SELECT = """SELECT e.*, c.uuid AS coder_uuid FROM events e JOIN coders c ON c.id = e.coder_id"""


OF_CODER = (
    " AND (e.coder_id = (SELECT id FROM coders WHERE uuid = ?) OR EXISTS (SELECT 1"
    " FROM event_mentions sm JOIN annotations sn ON sn.id = sm.annotation_id"
    " JOIN coders sc ON sc.id = sn.coder_id"
    " WHERE sm.event_id = e.id AND sn.deleted_at IS NULL AND sc.uuid = ?))"
)
"""Whether event ``e`` is of a coder, or has a mark of theirs."""


def get(view: View, uuid: str) -> Event | None:
    """The event with this UUID, unless it was removed."""
    return next(iter(by_uuids(view, [uuid])), None)


def by_uuids(view: View, uuids: Sequence[str]) -> list[Event]:
    """The events with these UUIDs, in this order, without removed ones."""
    rows = view.rows_in(f"{_SELECT} WHERE e.deleted_at IS NULL AND e.uuid IN ({{keys}})", uuids)
    found = {event.uuid: event for event in _events(view, rows)}
    return [found[uuid] for uuid in uuids if uuid in found]


def of_articles(view: View, article_ids: Iterable[int], shown: str | None = None) -> list[Event]:
    """The events mentioned in these articles, oldest first.

    Only those of the coder ``shown``, or with a mark of theirs, where one is named.
    """
    rows = view.rows_in(
        f"{_SELECT} WHERE e.deleted_at IS NULL AND e.id IN (SELECT m.event_id"
        " FROM event_mentions m JOIN annotations n ON n.id = m.annotation_id"
        f" WHERE n.deleted_at IS NULL AND n.article_id IN ({{keys}})){OF_CODER if shown else ''}",
        article_ids,
        *((shown, shown) if shown else ()),
    )
    distinct = {row["id"]: row for row in rows}
    return _events(view, [distinct[key] for key in sorted(distinct)])


def article_of(view: View, uuid: str) -> int | None:
    """The id of the article that mentions an event first; None of one without a mention."""
    value = view.value(
        "SELECT n.article_id FROM event_mentions m JOIN annotations n ON n.id = m.annotation_id"
        " JOIN events e ON e.id = m.event_id WHERE e.uuid = ? ORDER BY n.id LIMIT 1",
        uuid,
    )
    return None if value is None else int(value)


def mark_counts(view: View, uuids: Iterable[str]) -> dict[str, int]:
    """How many marks mention these events or play a role in them, by UUID; none is left out."""
    rows = view.rows_in(
        "SELECT e.uuid, COUNT(*) AS n FROM events e JOIN event_mentions m ON m.event_id = e.id"
        " JOIN annotations n ON n.id = m.annotation_id"
        " WHERE n.deleted_at IS NULL AND e.uuid IN ({keys}) GROUP BY e.uuid",
        uuids,
    )
    return {row["uuid"]: row["n"] for row in rows}


def mentioned_within(
    view: View, article_id: int, span: Span, *, type_code: str, coder_uuid: str
) -> list[str]:
    """UUIDs of this coder's events of a type with a trigger that begins inside the span."""
    return [
        str(uuid)
        for uuid in view.column(
            "SELECT e.uuid FROM events e JOIN event_mentions m ON m.event_id = e.id"
            " JOIN annotations n ON n.id = m.annotation_id JOIN coders c ON c.id = e.coder_id"
            " WHERE e.deleted_at IS NULL AND n.deleted_at IS NULL AND n.role = 'trigger'"
            " AND n.article_id = ? AND n.start >= ? AND n.start < ? AND n.status <> 'orphan'"
            " AND e.type = ? AND c.uuid = ? ORDER BY n.start, n.id",
            article_id,
            span.start,
            span.end,
            type_code,
            coder_uuid,
        )
    ]


def key_of(view: View, uuid: str) -> int | None:
    """The integer key of an event, removed or not."""
    value = view.value("SELECT id FROM events WHERE uuid = ?", uuid)
    return None if value is None else int(value)


def add(unit: Unit, event: Event, coder_id: int) -> int:
    """Store a new event without its mentions; returns its key."""
    key = unit.insert(
        "events",
        {
            "uuid": event.uuid,
            "coder_id": coder_id,
            "created_at": event.created_at,
            **_columns(event),
            "updated_at": event.updated_at,
        },
    )
    for position, row in enumerate(_participant_rows(event)):
        unit.insert("participants", {**row, "event_id": key, "position": position})
    return key


def save(unit: Unit, event: Event) -> bool:
    """Write the fields and participants of an event; returns whether anything differed.

    Who made it, when, and its mentions stay as they are.
    """
    key = unit.value("SELECT id FROM events WHERE uuid = ?", event.uuid)
    before = get(unit, event.uuid)
    changed = unit.update("events", key, _columns(event))
    unit.replace_children("participants", "event_id", key, _participant_rows(event))
    changed = changed or before is None or before.participants != event.participants
    if changed:
        unit.update("events", key, {"updated_at": unit.now})
    return changed


def set_deleted(unit: Unit, uuid: str, deleted: bool = True) -> None:
    """Remove an event, which stays in the file for undo, or bring it back."""
    key = unit.value("SELECT id FROM events WHERE uuid = ?", uuid)
    unit.update("events", key, {"deleted_at": unit.now if deleted else None})


def _events(view: View, rows: Sequence[Row]) -> list[Event]:
    keys = [row["id"] for row in rows]
    participants: dict[int, list[Participant]] = {key: [] for key in keys}
    for row in view.rows_in(
        "SELECT * FROM participants WHERE event_id IN ({keys}) ORDER BY event_id, position", keys
    ):
        participants[row["event_id"]].append(_participant(row))
    mentions: dict[int, list[Row]] = {key: [] for key in keys}
    for row in view.rows_in(
        "SELECT m.event_id, n.uuid, n.role, a.uuid AS article_uuid FROM event_mentions m"
        " JOIN annotations n ON n.id = m.annotation_id JOIN articles a ON a.id = n.article_id"
        " WHERE n.deleted_at IS NULL AND m.event_id IN ({keys})"
        " ORDER BY m.event_id, n.created_at, n.uuid",
        keys,
    ):
        mentions[row["event_id"]].append(row)
    return [_event(row, participants[row["id"]], mentions[row["id"]]) for row in rows]


def _event(row: Row, participants: Sequence[Participant], mentions: Sequence[Row]) -> Event:
    marks = tuple(mention["uuid"] for mention in mentions)
    return Event(
        uuid=row["uuid"],
        type=row["type"],
        status=row["status"],
        coder_uuid=row["coder_uuid"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        title=row["title"],
        date=date_of("date", row),
        place=Place(**json.loads(row["place"])),
        # A mark that was removed since names nobody any more.
        participants=tuple(
            replace(found, annotation_uuids=tuple(u for u in found.annotation_uuids if u in marks))
            for found in participants
        ),
        counts=tuple(Count(**count) for count in json.loads(row["counts"])),
        themes=tuple(json.loads(row["themes"])),
        series_id=row["series_id"],
        series_edition=row["series_edition"],
        part_of=row["part_of"],
        mode=row["mode"],
        certainty=row["certainty"],
        aggregate=bool(row["aggregate"]),
        historical=bool(row["historical"]),
        note=row["note"],
        origin=row["origin"],
        article_uuids=tuple(dict.fromkeys(mention["article_uuid"] for mention in mentions)),
        annotation_uuids=marks,
        mentions=sum(mention["role"] == "trigger" for mention in mentions),
    )


def _columns(event: Event) -> Row:
    place = {} if event.place == NO_PLACE else asdict(event.place)
    return {
        "type": event.type,
        "status": event.status,
        "title": event.title,
        **date_columns("date", event.date),
        "place": _written({name: value for name, value in place.items() if value is not None}),
        "counts": _written([asdict(count) for count in event.counts]),
        "themes": _written(list(event.themes)),
        "series_id": event.series_id,
        "series_edition": event.series_edition,
        "part_of": event.part_of,
        "mode": event.mode,
        "certainty": event.certainty,
        "aggregate": int(event.aggregate),
        "historical": int(event.historical),
        "note": event.note,
        "origin": event.origin,
    }


_PLAIN_PARTICIPANT = [
    field.name
    for field in fields(Participant)
    if field.name not in ("glossary_uuid", "annotation_uuids")
]


def _participant_rows(event: Event) -> list[Row]:
    return [
        {
            **{name: getattr(participant, name) for name in _PLAIN_PARTICIPANT},
            "glossary": participant.glossary_uuid,
            "annotations": json.dumps(list(participant.annotation_uuids)),
        }
        for participant in event.participants
    ]


def _participant(row: Row) -> Participant:
    return Participant(
        **{name: row[name] for name in _PLAIN_PARTICIPANT},
        glossary_uuid=row["glossary"],
        annotation_uuids=tuple(json.loads(row["annotations"])),
    )
