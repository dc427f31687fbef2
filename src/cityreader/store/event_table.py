"""Events for a table: keys in an order, lines by page, and counts."""

import json
from collections.abc import Iterable, Sequence

from cityreader.models import Span
from cityreader.models.event_table import EventCounts, EventLine, EventSort
from cityreader.store.articles import date_of
from cityreader.store.events import OF_CODER
from cityreader.store.selection import Condition
from cityreader.store.session import Row, View

_NEWEST = "e.date_start IS NULL, e.date_start DESC, e.id DESC"
_PLACE = "json_extract(e.place, '$.name')"
_FOLDED_PLACE = f"folded(COALESCE({_PLACE}, ''))"
_ORDERS: dict[EventSort, tuple[str, str]] = {
    "date": (_NEWEST, "e.date_start IS NULL, e.date_start, e.id"),
    "type": (f"t.position, {_NEWEST}", f"t.position DESC, {_NEWEST}"),
    "place": (
        f"{_PLACE} IS NULL, {_FOLDED_PLACE}, {_NEWEST}",
        f"{_PLACE} IS NULL, {_FOLDED_PLACE} DESC, {_NEWEST}",
    ),
    "added": ("e.created_at DESC, e.id DESC", "e.created_at, e.id"),
}
"""The usual order of each sort and the reverse; what has no date or place always comes last."""


def keys(
    view: View,
    condition: Condition,
    sort: EventSort = "date",
    *,
    reverse: bool = False,
    shown: str | None = None,
) -> list[int]:
    """The keys of the events that meet a condition on event ``e`` and coder ``c``.

    Only those of the coder ``shown``, or with a mark of theirs, where one is named.
    """
    return view.column(
        "SELECT e.id FROM events e JOIN coders c ON c.id = e.coder_id"
        " JOIN tags t ON t.code = e.type"
        f" WHERE e.deleted_at IS NULL AND ({condition.sql})"
        f"{OF_CODER if shown else ''} ORDER BY {_ORDERS[sort][reverse]}",
        *condition.values,
        *((shown, shown) if shown else ()),
    )


def newest_keys(view: View, count: int, shown: str | None = None) -> list[int]:
    """The keys of the newest dated events, at once whatever their number; see ``keys``."""
    return view.column(
        "SELECT e.id FROM events e WHERE e.deleted_at IS NULL AND e.date_start IS NOT NULL"
        f"{OF_CODER if shown else ''} ORDER BY e.date_start DESC, e.id DESC LIMIT ?",
        *((shown, shown) if shown else ()),
        count,
    )


def uuids(view: View, ids: Sequence[int]) -> list[str]:
    """The UUIDs of events, in the order of their keys."""
    rows = view.rows_in("SELECT id, uuid FROM events WHERE id IN ({keys})", ids)
    found = {row["id"]: row["uuid"] for row in rows}
    return [found[key] for key in ids if key in found]


def texts(view: View, ids: Sequence[int]) -> dict[int, list[str]]:
    """What words are looked for in, by event: title, note, place, participants, themes, mentions
    and the titles of their articles."""
    found: dict[int, list[str]] = {key: [] for key in ids}
    for row in view.rows_in(
        "SELECT id, title, note, json_extract(place, '$.name') AS place,"
        " json_extract(place, '$.text') AS place_text, themes FROM events WHERE id IN ({keys})",
        ids,
    ):
        texts = (row["title"], row["note"], row["place"], row["place_text"])
        found[row["id"]] += [*filter(None, texts), *json.loads(row["themes"])]
    for row in view.rows_in(
        "SELECT event_id, name, name_en, name_zh, office, of FROM participants"
        " WHERE event_id IN ({keys})",
        ids,
    ):
        found[row.pop("event_id")] += filter(None, row.values())
    for row in view.rows_in(
        "SELECT m.event_id, n.exact, a.title FROM event_mentions m"
        " JOIN annotations n ON n.id = m.annotation_id JOIN articles a ON a.id = n.article_id"
        " WHERE n.deleted_at IS NULL AND m.event_id IN ({keys})",
        ids,
    ):
        found[row["event_id"]] += [row["exact"], row["title"]]
    return found


def lines(view: View, ids: Sequence[int]) -> list[EventLine]:
    """The lines of these events, in this order; removed ones are left out."""
    rows = view.rows_in(
        "SELECT e.*, json_extract(e.place, '$.name') AS place_name, c.name AS coder"
        " FROM events e JOIN coders c ON c.id = e.coder_id"
        " WHERE e.deleted_at IS NULL AND e.id IN ({keys})",
        ids,
    )
    events = {row["id"]: row for row in rows}
    participants: dict[int, list[str]] = {key: [] for key in events}
    for row in view.rows_in(
        "SELECT event_id, name FROM participants WHERE event_id IN ({keys})"
        " ORDER BY event_id, position",
        events,
    ):
        participants[row["event_id"]].append(row["name"])
    mentions: dict[int, list[Row]] = {key: [] for key in events}
    for row in view.rows_in(
        "SELECT m.event_id, n.exact, n.start, n.end, n.status, a.id AS article_id, a.title, a.lang,"
        " a.source, a.url, a.published_start, a.published_end, a.published_precision,"
        " a.published_text, a.published_basis FROM event_mentions m"
        " JOIN annotations n ON n.id = m.annotation_id JOIN articles a ON a.id = n.article_id"
        " WHERE n.deleted_at IS NULL AND a.deleted_at IS NULL AND m.event_id IN ({keys})"
        " ORDER BY m.event_id, n.status = 'orphan', n.role IS NOT 'trigger', n.created_at, n.id",
        events,
    ):
        mentions[row["event_id"]].append(row)
    return [
        _line(events[key], participants[key], mentions[key])
        for key in ids
        if key in events and mentions[key]
    ]


def counts(view: View, ids: Iterable[int]) -> EventCounts:
    """The numbers of these events by status, type and year."""
    statuses: dict[str, int] = {}
    types: dict[str, int] = {}
    years: dict[tuple[str, int], int] = {}
    undated = 0
    for row in view.rows(
        "SELECT e.type, e.status, substr(e.date_start, 1, 4) AS year, COUNT(*) AS number"
        " FROM json_each(?) asked JOIN events e ON e.id = asked.value"
        " GROUP BY e.type, e.status, year",
        json.dumps(list(ids)),
    ):
        number = row["number"]
        statuses[row["status"]] = statuses.get(row["status"], 0) + number
        types[row["type"]] = types.get(row["type"], 0) + number
        if row["year"] is None:
            undated += number
        else:
            cell = row["type"], int(row["year"])
            years[cell] = years.get(cell, 0) + number
    ordered = dict(sorted(types.items(), key=lambda found: (-found[1], found[0])))
    return EventCounts(statuses, ordered, years, undated)


def _line(event: Row, participants: Sequence[str], mentions: Sequence[Row]) -> EventLine:
    mention = mentions[0]
    published = date_of("published", mention).iso
    citation = (mention["source"], published, mention["title"], mention["url"])
    return EventLine(
        id=event["id"],
        uuid=event["uuid"],
        type=event["type"],
        status=event["status"],
        date=date_of("date", event),
        place=event["place_name"],
        participants=tuple(participants),
        title=event["title"],
        quote=mention["exact"],
        lang=mention["lang"],
        mentions=len(mentions),
        coder=event["coder"],
        article_id=mention["article_id"],
        article_title=mention["title"],
        span=None if mention["status"] == "orphan" else Span(mention["start"], mention["end"]),
        citation=tuple(fact for fact in citation if fact),
    )
