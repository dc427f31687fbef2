"""An event as plain words in a form, and back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cityreader.library.named_places import PlaceNames
from cityreader.models import NO_DATE, NO_PLACE, Count, DateRange, Event, Place
from cityreader.text.safety import clean, clean_line
from cityreader.ui.dialogs.counts import format_counts, parse_counts
from cityreader.ui.dialogs.dates import WrongValueError, format_date, parse_date
from cityreader.ui.dialogs.participants import (
    ParticipantRow,
    participant_rows,
    participants_of,
)


@dataclass(frozen=True, slots=True)
class EventFields:
    """What stands in the fields of the form, exactly as typed; ``certainty`` 0 is none chosen.

    ``part_of`` is the UUID of the whole and ``whole`` what is shown of it; both may be empty.
    """

    type: str = ""
    status: str = ""
    title: str = ""
    date: str = ""
    date_words: str = ""
    place: str = ""
    country: str = ""
    participants: tuple[ParticipantRow, ...] = ()
    counts: str = ""
    themes: tuple[str, ...] = ()
    series: str = ""
    edition: str = ""
    part_of: str = ""
    whole: str = ""
    mode: str = ""
    certainty: int = 0
    aggregate: bool = False
    historical: bool = False
    note: str = ""


def fields_of(event: Event, whole: str = "") -> EventFields:
    """The fields that show this event; ``whole`` is what is shown of that which it is part of."""
    return EventFields(
        type=event.type,
        status=event.status,
        title=event.title or "",
        date=format_date(event.date),
        date_words=event.date.text or "",
        place=event.place.name or "",
        country=event.place.country or "",
        participants=participant_rows(event.participants),
        counts=format_counts(event.counts),
        themes=event.themes,
        series=event.series_id or "",
        edition=event.series_edition or "",
        part_of=event.part_of or "",
        whole=whole,
        mode=event.mode or "",
        certainty=event.certainty or 0,
        aggregate=event.aggregate,
        historical=event.historical,
        note=event.note or "",
    )


def wrong_fields(
    fields: EventFields, event: Event, published: DateRange = NO_DATE
) -> dict[str, str]:
    """The fields that cannot be read, by name, each with the reason in one line."""
    wrong = {}
    readers = (
        ("date", lambda: _date(fields, event, published)),
        ("counts", lambda: _counts(fields, event)),
    )
    for name, read in readers:
        try:
            read()
        except WrongValueError as error:
            wrong[name] = str(error)
    return wrong


def event_of(
    fields: EventFields,
    event: Event,
    places: PlaceNames | None = None,
    published: DateRange = NO_DATE,
) -> Event:
    """``event`` with what stands in the fields; ``places`` knows what a place typed anew means, and
    a date in words is counted from that on which its article was ``published``.

    A field that shows what it showed for ``event`` leaves that part as it is, to the letter; so
    does everything the form does not show. Raises WrongValueError.
    """
    return replace(
        event,
        type=fields.type,
        status=fields.status,
        title=_line(fields.title, event.title),
        date=_date(fields, event, published),
        place=meant_places(fields, event.place, places)[0],
        participants=participants_of(fields.participants, event.participants),
        counts=_counts(fields, event),
        themes=fields.themes,
        series_id=_line(fields.series, event.series_id),
        series_edition=_line(fields.edition, event.series_edition),
        part_of=fields.part_of or None,
        mode=_line(fields.mode, event.mode),
        certainty=fields.certainty or None,
        aggregate=fields.aggregate,
        historical=fields.historical,
        note=_note(fields.note, event.note),
    )


def date_of(text: str, known: DateRange, published: DateRange = NO_DATE) -> DateRange:
    """The date in a field that first showed ``known``, which stays as it is until it is changed.

    A date typed anew is ``by hand`` and keeps the source's words. Raises WrongValueError.
    """
    if text == format_date(known):
        return known
    return replace(parse_date(text, published), text=known.text)


def _date(fields: EventFields, event: Event, published: DateRange) -> DateRange:
    date = date_of(fields.date, event.date, published)
    return replace(date, text=_line(fields.date_words, event.date.text))


def _counts(fields: EventFields, event: Event) -> tuple[Count, ...]:
    if fields.counts == format_counts(event.counts):
        return event.counts
    return parse_counts(fields.counts, event.counts)


def meant_places(fields: EventFields, known: Place, places: PlaceNames | None) -> tuple[Place, ...]:
    """The places that the fields may mean, that which is stored first.

    A place typed anew has the coordinates of its name, in the country where one is typed too, and
    none that were of another place; nor does it keep the words of the text for another place.
    """
    name, country = _line(fields.place, known.name), _line(fields.country, known.country)
    if (name, country) == (known.name, known.country):
        return (known,)
    if name == known.name and known.country is None and known.lat is not None:
        return (replace(known, country=country),)
    other_country = country != known.country
    if name is None:
        return (Place(country=country) if country and other_country else NO_PLACE,)
    found = [
        one
        for one in (places.meant(name) if places else ())
        if not (country and other_country) or one.country == country.upper()
    ]
    text = known.text if name == known.name else None
    if known.text and places and found:
        told = {one.name for one in places.meant(known.text)}
        text = known.text if found[0].name in told else text
    if not found:
        return (Place(name, country, text=text),)
    return tuple(replace(one, text=text) for one in found)


def place_words(meant: Sequence[Place]) -> str:
    """Where a place is, in a few words, and which others bear the name; empty for no place."""
    place = meant[0]
    if place.name is None:
        return ""
    if place.lat is None or place.lon is None:
        return "where it is, is not known: no coordinates"
    others = [one.name for one in meant[1:] if one.name]
    more = f" · or {' · '.join(others)}" if others else ""
    where = ", ".join(part for part in (place.name, place.country) if part)
    return f"{where} · {place.lat:.2f}, {place.lon:.2f}{more}"


def _line(text: str, known: str | None) -> str | None:
    """The field on one clean line, None when empty, ``known`` when it was not touched."""
    return known if text == (known or "") else clean_line(text) or None


def _note(text: str, known: str | None) -> str | None:
    return known if text == (known or "") else clean(text).text or None
