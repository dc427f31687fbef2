"""What two versions of one event say otherwise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cityreader.export import json_records
from cityreader.library.versions.words import described
from cityreader.models import Annotation, Event
from cityreader.models.agreement import CodedEvent, Passage
from cityreader.models.comparison import CoderVersion
from cityreader.store import annotations, codebooks, events
from cityreader.store.session import View
from cityreader.text.scripts import fold

_MORE = {
    "title": "title",
    "participant": "who as",
    "count": "counts",
    "themes": "themes",
    "series": "series",
    "mode": "mode",
    "certainty": "certain",
    "flags": "flags",
    "note": "note",
}
"""What is told of an event beside type, status, date, place and names; what it is called here."""

_Marks = Mapping[tuple[str | None, str], list[Annotation]]
"""The marks of events that kept their words, by event and coder."""


def versions_of(view: View, coded: Sequence[CodedEvent]) -> dict[tuple[str, str], CoderVersion]:
    """The versions of coded events and topics, by coder and UUID; topics have no status."""
    uuids = list(dict.fromkeys(one.uuid for one in coded))
    known = {event.uuid: event for event in events.by_uuids(view, uuids)}
    marks: dict[tuple[str | None, str], list[Annotation]] = {}
    for mark in annotations.of_events(view, list(known)):
        if mark.status != "orphan":
            marks.setdefault((mark.event_uuid, mark.coder_uuid), []).append(mark)
    found: dict[tuple[str, str], CoderVersion] = {}
    for one in coded:
        event = known.get(one.uuid)
        if event is not None:
            made = _of_event(view, one, event, marks.get((one.uuid, one.coder_uuid), []))
        else:
            made = _of_topic(one, annotations.by_uuid(view, one.uuid))
        found[one.coder_uuid, one.uuid] = made
    return found


def _of_event(
    view: View, coded: CodedEvent, event: Event, marks: Sequence[Annotation]
) -> CoderVersion:
    first = min(coded.mentions)
    words = {_passage(mark): mark.exact for mark in marks}
    roles = [mark for mark in marks if mark.role != "trigger"]
    return CoderVersion(
        uuid=coded.uuid,
        coder_uuid=coded.coder_uuid,
        code=coded.type,
        words=words.get(first, ""),
        mentions=coded.mentions,
        origin=event.origin,
        status=coded.status,
        date=coded.date,
        place=event.place.name or event.place.text or "",
        participants=tuple(p.name for p in event.participants),
        more=tuple(_more(view, event, marks)),
        roles=tuple((mark.role or "", _passage(mark)) for mark in roles),
    )


def _of_topic(coded: CodedEvent, mark: Annotation | None) -> CoderVersion:
    return CoderVersion(
        uuid=coded.uuid,
        coder_uuid=coded.coder_uuid,
        code=coded.type,
        words=mark.exact if mark else "",
        mentions=coded.mentions,
        origin=mark.origin if mark else "manual",
        more=(("note", mark.note),) if mark and mark.note else (),
        topic=True,
    )


def _more(view: View, event: Event, marks: Iterable[Annotation]) -> Iterator[tuple[str, str]]:
    """What a version of an event says beside its main fields, a name and words each."""
    found: dict[str, list[str]] = {name: [] for name in _MORE.values()}
    for name, words in described(view, "event", json_records.event(event)):
        if name in _MORE:
            found[_MORE[name]].append(words)
    found["who as"].sort()
    whole = events.get(view, event.part_of) if event.part_of else None
    if whole is not None:
        tag = codebooks.tag(view, whole.type)
        found["part of"] = [whole.title or (tag.label() if tag else whole.type)]
    if event.place.country:
        found["country"] = [event.place.country]
    for mark in marks:
        if mark.role == "trigger" and mark.note:
            found["note"].append(mark.note)
    found["marks"] = [
        f"{mark.role} “{mark.exact}”" for mark in marks if mark.role not in (None, "trigger")
    ]
    for name, every in found.items():
        if every:
            yield name, ", ".join(every)


def _passage(mark: Annotation) -> Passage:
    return Passage(mark.article_uuid, mark.span)


def differences(
    left: CoderVersion | None, right: CoderVersion | None, names: tuple[str, str]
) -> tuple[str, ...]:
    """What the two say otherwise, in words; ``only Ann`` where one has nothing."""
    if left is None or right is None:
        return (f"only {names[0] if right is None else names[1]}",)
    days = [(one.date.start, one.date.end, one.date.precision) for one in (left, right)]
    people = [sorted(map(fold, one.participants)) for one in (left, right)]
    told = {
        "type": left.code != right.code,
        "status": left.status != right.status,
        "date": days[0] != days[1],
        "place": fold(left.place) != fold(right.place),
        "who": people[0] != people[1],
        "words": _other_words(left.mentions, right.mentions),
    }
    ours, theirs = dict(left.more), dict(right.more)
    for name in dict.fromkeys((*ours, *theirs)):
        told[name] = fold(ours.get(name, "")) != fold(theirs.get(name, ""))
    # Who takes part is told already; marks of roles are in one language or the other.
    told["who as"] = told.get("who as", False) and not told["who"]
    told["marks"] = _other_roles(left, right)
    return tuple(name for name, differs in told.items() if differs)


def _other_words(ours: Iterable[Passage], theirs: Iterable[Passage]) -> bool:
    """Whether they marked other words; two languages of one row are the same words."""
    one, other = set(ours), set(theirs)
    common = {found.article_uuid for found in one} & {found.article_uuid for found in other}
    return any(
        {found for found in one if found.article_uuid == uuid}
        != {found for found in other if found.article_uuid == uuid}
        for uuid in common
    )


def _other_roles(left: CoderVersion, right: CoderVersion) -> bool:
    """Whether they marked other words as a role, in an article in which both mention the event."""
    both = {m.article_uuid for m in left.mentions} & {m.article_uuid for m in right.mentions}
    ours, theirs = (
        {(role, found) for role, found in one.roles if found.article_uuid in both}
        for one in (left, right)
    )
    return ours != theirs
