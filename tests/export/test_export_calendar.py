import io
from dataclasses import replace
from datetime import date

import pytest
from awkward import awkward, empty, hostile
from dossiers import GENERATED_AT, GENERATOR, identifier, lines
from hypothesis import given, settings
from icalendar import Calendar

from cityreader.export.formats import Stamped
from cityreader.export.ics import contents, folded, write
from cityreader.models import DateRange, Dossier


def stamped(dossier: Dossier) -> Stamped:
    return Stamped(dossier, GENERATED_AT, GENERATOR)


def exported(dossier: Dossier) -> Calendar:
    stream = io.BytesIO()
    write(stamped(dossier), stream)
    data = stream.getvalue()
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    calendar = Calendar.from_ical(data)
    assert not calendar.errors
    assert all(not event.errors for event in calendar.walk("VEVENT"))
    return calendar


def dated(dossier: Dossier, when: DateRange, **changed: object) -> Dossier:
    return replace(dossier, events=(replace(dossier.events[0], date=when, **changed),))


def test_an_event_is_an_entry_of_whole_days(dossier):
    (entry,) = exported(dossier).walk("VEVENT")
    assert entry["UID"] == identifier(50)
    assert entry["SUMMARY"] == "Two memoranda"
    assert entry.decoded("DTSTART") == date(2025, 12, 28)
    assert entry.decoded("DTEND") == date(2025, 12, 29)
    assert entry.decoded("DTSTAMP").isoformat() == "2026-01-05T08:30:00+00:00"
    assert entry["STATUS"] == "CONFIRMED"
    assert entry["LOCATION"] == "Port Azure, FR"
    assert (entry["GEO"].latitude, entry["GEO"].longitude) == (-12.5, 7.25)
    assert entry["CATEGORIES"].cats == ["agreement", "water", "youth"]
    assert entry["URL"] == "https://example.org/a?b=1&c=2"
    assert entry["DESCRIPTION"].split("\n") == [
        "Agreement, happened",
        "With: Lin, Port Azure",
        "+ see also",
        "Source: @Harbour cities",
        "Source: 港口城市",
        "Coder: Wei 伟",
    ]


@pytest.mark.parametrize(
    ("when", "first", "after"),
    [
        (DateRange("2025-12-01", "2025-12-31", "month"), date(2025, 12, 1), date(2026, 1, 1)),
        (DateRange("2024-02-28", "2024-02-28", "day"), date(2024, 2, 28), date(2024, 2, 29)),
        (DateRange("2025-05-02", None, "day"), date(2025, 5, 2), date(2025, 5, 3)),
        (DateRange(None, "2025-05-02", "day"), date(2025, 5, 2), date(2025, 5, 3)),
        (DateRange("0001-01-01", "0001-01-01", "day"), date(1, 1, 1), date(1, 1, 2)),
    ],
)
def test_the_end_is_the_day_after_the_last(dossier, when, first, after):
    (entry,) = exported(dated(dossier, when)).walk("VEVENT")
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (first, after)


def test_the_last_day_there_is_has_no_day_after(dossier):
    when = DateRange("9999-12-31", "9999-12-31", "day")
    (entry,) = exported(dated(dossier, when)).walk("VEVENT")
    assert "DTEND" not in entry


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("planned", "TENTATIVE"),
        ("proposed", "TENTATIVE"),
        ("cancelled", "CANCELLED"),
        ("denied", "CANCELLED"),
    ],
)
def test_what_has_not_happened_is_not_confirmed(dossier, status, shown):
    when = DateRange("2025-12-01", "2025-12-31", "month")
    (entry,) = exported(dated(dossier, when, status=status)).walk("VEVENT")
    assert entry["STATUS"] == shown
    assert entry["X-CITYREADER-STATUS"] == status
    assert entry["X-CITYREADER-PRECISION"] == "month"
    assert "Date: 2025-12 (month)" in entry["DESCRIPTION"]


def test_events_without_a_date_are_counted(dossier):
    found = contents(stamped(dossier))
    assert found.held == {"event": 1}
    assert found.reasons == {"event": "1 event without a date"}


def test_an_empty_library_is_an_empty_calendar():
    assert exported(empty()).walk("VEVENT") == []


@given(lines)
@settings(max_examples=30)
def test_folding_comes_undone(text):
    data = folded(text * 9)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.replace(b"\r\n ", b"") == (text * 9).encode() + b"\r\n"


@settings(max_examples=40, deadline=None)
@given(awkward)
def test_no_text_breaks_it(text):
    calendar = exported(hostile(text))
    (entry,) = calendar.walk("VEVENT")
    assert {one.name for one in calendar.walk()} == {"VCALENDAR", "VEVENT"}
    if text.isprintable() and text:
        assert entry["SUMMARY"] == text
        assert entry["LOCATION"] == f"{text}, {text}"
