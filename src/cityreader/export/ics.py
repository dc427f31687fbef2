"""The ``ics`` format: events with a date as a calendar (iCalendar, RFC 5545)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import BinaryIO

from cityreader.export.formats import Contents, Format, Stamped
from cityreader.export.mentions import Mentions, days, web_address
from cityreader.export.times import basic_time
from cityreader.models import DateRange, Event
from cityreader.text.phrases import counted

OCTETS_A_LINE = 75
"""RFC 5545, 3.1; the line end does not count."""
STATUSES = {
    "happened": "CONFIRMED",
    "planned": "TENTATIVE",
    "proposed": "TENTATIVE",
    "cancelled": "CANCELLED",
    "denied": "CANCELLED",
}
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPECIAL = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write(stamped: Stamped, stream: BinaryIO) -> None:
    """Write one all-day entry an event; ``DTEND`` is the day after the last.

    An event that never was (cancelled, denied) is marked ``CANCELLED``, a planned or proposed one
    ``TENTATIVE``; ``X-CITYREADER-STATUS`` and ``X-CITYREADER-PRECISION`` have the exact words,
    ``X-CITYREADER-CODER`` and ``X-CITYREADER-ORIGIN`` say who coded it and how it was made.
    """
    for line in _lines(stamped):
        stream.write(folded(line))


def contents(stamped: Stamped) -> Contents:
    """The events that have a date."""
    events = stamped.dossier.events
    missing = sum(days(event.date) is None for event in events)
    reason = f"{counted(missing, 'event')} without a date"
    return Contents({"event": len(events) - missing}, {"event": reason})


def folded(line: str) -> bytes:
    """A content line with its line end, folded so that no line is longer than 75 octets.

    No character is cut, as the standard asks since some programs decode line by line.
    """
    made: list[bytes] = []
    part, room = b"", OCTETS_A_LINE
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > room:
            made.append(part)
            part, room = b"", OCTETS_A_LINE - 1
        part += octets
    return b"\r\n ".join((*made, part)) + b"\r\n"


def _lines(stamped: Stamped) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//cityreader//{_escaped(stamped.generator)}//EN"
    yield "CALSCALE:GREGORIAN"
    yield f"X-WR-CALNAME:{_escaped(stamped.dossier.project)}"
    mentions = Mentions(stamped.dossier)
    for event in stamped.dossier.events:
        span = days(event.date)
        if span is not None:
            yield from _entry(event, span, mentions)
    yield "END:VCALENDAR"


def _entry(event: Event, span: tuple[str, str], mentions: Mentions) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uuid}"
    yield f"DTSTAMP:{basic_time(event.updated_at)}"
    yield f"CREATED:{basic_time(event.created_at)}"
    yield f"LAST-MODIFIED:{basic_time(event.updated_at)}"
    yield f"DTSTART;VALUE=DATE:{span[0].replace('-', '')}"
    last = date.fromisoformat(span[1])
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{(last + timedelta(days=1)).isoformat().replace('-', '')}"
    yield f"SUMMARY:{_escaped(mentions.name(event))}"
    yield f"STATUS:{STATUSES.get(event.status, 'CONFIRMED')}"
    yield "TRANSP:TRANSPARENT"
    yield f"CATEGORIES:{','.join(_escaped(one) for one in (event.type, *event.themes) if one)}"
    place = ", ".join(p for p in (event.place.name or event.place.text, event.place.country) if p)
    if place:
        yield f"LOCATION:{_escaped(place)}"
    if event.place.lat is not None and event.place.lon is not None:
        yield f"GEO:{event.place.lat:.6f};{event.place.lon:.6f}"
    addresses = (web_address(article.url) for article in mentions.articles(event))
    if (address := next(filter(None, addresses), None)) is not None:
        yield f"URL:{address}"
    yield f"DESCRIPTION:{_escaped(_description(event, mentions))}"
    yield f"X-CITYREADER-STATUS:{_escaped(event.status)}"
    yield f"X-CITYREADER-PRECISION:{_escaped(event.date.precision)}"
    yield f"X-CITYREADER-CODER:{_escaped(mentions.coder(event.coder_uuid))}"
    yield f"X-CITYREADER-ORIGIN:{_escaped(event.origin)}"
    yield "END:VEVENT"


def _description(event: Event, mentions: Mentions) -> str:
    facts = [f"{mentions.label(event.type)}, {event.status}"]
    if event.date.precision != "day":
        facts.append(f"Date: {_precisely(event.date)}")
    if event.participants:
        facts.append(f"With: {', '.join(one.name for one in event.participants)}")
    if event.note:
        facts.append(event.note)
    facts += [f"Source: {article.title}" for article in mentions.articles(event)]
    facts.append(f"Coder: {mentions.coder(event.coder_uuid)}")
    return "\n".join(facts)


def _precisely(when: DateRange) -> str:
    shown = when.iso or when.end
    return f"{shown} ({when.precision})"


def _escaped(text: str) -> str:
    """A value of the type TEXT (RFC 5545, 3.3.11), on one line."""
    return _CONTROL.sub("\ufffd", _LINE_END.sub("\n", text).replace("\t", " ")).translate(_SPECIAL)


FORMAT = Format(
    name="ics",
    description="events with a date, for a calendar (iCalendar)",
    extensions=(".ics",),
    to_file=write,
    contents=contents,
)
