"""What two versions of one event say otherwise."""

from collections.abc import Sequence

from cityreader.models.agreement import CodedEvent
from cityreader.models.comparison import CoderVersion
from cityreader.store import annotations, events
from cityreader.store.session import View
from cityreader.text.scripts import fold


def versions_of(view: View, coded: Sequence[CodedEvent]) -> dict[tuple[str, str], CoderVersion]:
    """The versions of coded events and topics, by coder and UUID; topics have no status."""
    found: dict[tuple[str, str], CoderVersion] = {}
    uuids = list(dict.fromkeys(one.uuid for one in coded))
    known = {event.uuid: event for event in events.by_uuids(view, uuids)}
    words = {
        (mark.event_uuid, mark.article_uuid, mark.span): mark.exact
        for mark in annotations.of_events(view, list(known))
    }
    for one in coded:
        event = known.get(one.uuid)
        mark = annotations.by_uuid(view, one.uuid) if event is None else None
        first = min(one.mentions)
        quote = words.get((one.uuid, first.article_uuid, first.span), "")
        found[one.coder_uuid, one.uuid] = CoderVersion(
            uuid=one.uuid,
            coder_uuid=one.coder_uuid,
            code=one.type,
            words=mark.exact if mark else quote,
            mentions=one.mentions,
            origin=event.origin if event else mark.origin if mark else "manual",
            status=one.status,
            date=one.date,
            place=(event.place.name or event.place.text or "") if event else "",
            participants=tuple(p.name for p in event.participants) if event else (),
            title=(event.title or "") if event else "",
            note=(event.note if event else mark.note if mark else None) or "",
            topic=event is None,
        )
    return found


def differences(
    left: CoderVersion | None, right: CoderVersion | None, names: tuple[str, str]
) -> tuple[str, ...]:
    """What the two say otherwise, in words; ``only Ann`` where one has nothing."""
    if left is None or right is None:
        return (f"only {names[0] if right is None else names[1]}",)
    days = [(one.date.start, one.date.end) for one in (left, right)]
    people = [sorted(map(fold, one.participants)) for one in (left, right)]
    told = {
        "type": left.code != right.code,
        "status": left.status != right.status,
        "date": days[0] != days[1],
        "place": fold(left.place) != fold(right.place),
        "who": people[0] != people[1],
        "words": _other_words(left, right),
    }
    return tuple(name for name, differs in told.items() if differs)


def _other_words(left: CoderVersion, right: CoderVersion) -> bool:
    """Whether they marked other words; two languages of one row are the same words."""
    ours, theirs = set(left.mentions), set(right.mentions)
    common = {one.article_uuid for one in ours} & {one.article_uuid for one in theirs}
    return any(
        {one for one in ours if one.article_uuid == uuid}
        != {one for one in theirs if one.article_uuid == uuid}
        for uuid in common
    )
