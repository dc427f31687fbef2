"""Events for the tests of the dialogs, by example and by property."""

from dataclasses import replace

from hypothesis import strategies as st

from cityreader.models import (
    EVENT_STATUSES,
    PARTICIPANT_KINDS,
    PARTICIPANT_SIDES,
    Annotation,
    Count,
    DateRange,
    Event,
    Participant,
    Place,
)

EVENT = Event(
    uuid="0f0e2a34-5b6c-4d7e-8f90-a1b2c3d4e5f6",
    type="agreement",
    status="happened",
    coder_uuid="c0",
    created_at="2026-01-05T10:00:00Z",
    updated_at="2026-01-05T10:00:00Z",
    title="Two memorandums on water and training",
    date=DateRange("2025-12-28", "2025-12-28", "day", "Sunday, 28 December 2025", "stated"),
    place=Place("Shanghai", "CN", 31.23, 121.47, "city", "Shanghai"),
    participants=(
        Participant("Shanghai", "Shanghai", "上海", "city", "signatory", "both"),
        Participant(
            "Chiang Wan-an", "Chiang Wan-an", "蔣萬安", "person", "signatory", "actor",
            "Mayor", "Taipei", annotation_uuids=("m1",),
        ),
    ),
    counts=(Count("agreements", 2), Count("guests", 300, "about")),
    themes=("education", "water"),
    series_id="shanghai-taipei-city-forum",
    series_edition="2025",
    part_of="5d1f0f6e-0000-4000-8000-000000000001",
    certainty=1,
    note="The total of 49 is coded apart.",
    annotation_uuids=("m1", "m2"),
)  # fmt: skip
"""An event with something in nearly every field."""

HOSTILE = ("[/] [@click=app.quit]x[/]", "\x1b]52;c;aGk=\x07 \x1b[2J", "a\u202eb\x00c")
"""Texts that act where they are not shown as plain text."""


def mention(exact: str, uuid: str = "m1", role: str = "trigger", lang: str = "en") -> Annotation:
    """A mark that mentions ``EVENT``."""
    return Annotation(
        uuid=uuid,
        article_uuid="a1",
        lang=lang,
        revision=1,
        start=0,
        end=len(exact),
        exact=exact,
        prefix="",
        suffix="",
        tag="agreement",
        note=None,
        event_uuid=EVENT.uuid,
        role=role,
        coder_uuid="c0",
        origin="manual",
        status="ok",
        created_at="2026-01-05T10:00:00Z",
        updated_at="2026-01-05T10:00:00Z",
    )


words = st.text(st.sampled_from("ab Z9éß上臺灣，;；|/.-\"'[]@\n\t\u200b"), max_size=8)
maybe = st.none() | words
days = st.dates().map(lambda day: day.isoformat())
dates = st.builds(
    DateRange,
    st.none() | days,
    st.none() | days,
    st.sampled_from(["day", "month", "quarter", "year", "interval", "none"]),
    maybe,
    maybe,
)
participants = st.builds(
    Participant,
    words,
    maybe,
    maybe,
    st.sampled_from(PARTICIPANT_KINDS),
    maybe,
    st.none() | st.sampled_from(PARTICIPANT_SIDES),
    maybe,
    maybe,
    maybe,
    st.lists(words, max_size=2).map(tuple),
)
counts = st.builds(Count, words, st.floats(allow_nan=False, allow_infinity=False), maybe)
events = st.builds(
    lambda **fields: replace(EVENT, **fields),
    status=st.sampled_from(EVENT_STATUSES),
    title=maybe,
    date=dates,
    place=st.builds(Place, maybe, maybe, st.none() | st.floats(-90, 90), text=maybe),
    participants=st.lists(participants, max_size=3).map(tuple),
    counts=st.lists(counts, max_size=3).map(tuple),
    themes=st.lists(words, max_size=2).map(tuple),
    series_id=maybe,
    series_edition=maybe,
    mode=maybe,
    certainty=st.sampled_from([None, 1, 2, 3]),
    aggregate=st.booleans(),
    historical=st.booleans(),
    note=maybe,
)
