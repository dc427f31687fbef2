from dataclasses import replace

import pytest
from event_making import EVENT, counts, events, participants
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.library.named_places import PlaceNames
from cityreader.models import (
    NO_DATE,
    NO_PLACE,
    Count,
    DateRange,
    GlossaryEntry,
    Participant,
    Place,
)
from cityreader.ui.dialogs.counts import format_counts, parse_counts
from cityreader.ui.dialogs.dates import WrongValueError
from cityreader.ui.dialogs.event_fields import (
    date_of,
    event_of,
    fields_of,
    meant_places,
    place_words,
    wrong_fields,
)
from cityreader.ui.dialogs.participants import (
    ParticipantRow,
    participant_rows,
    participants_of,
)


@given(events)
@settings(max_examples=100)
def test_an_untouched_form_gives_the_event_back_to_the_letter(event):
    fields = fields_of(event)
    assert event_of(fields, event) == event
    assert wrong_fields(fields, event) == {}


@given(events, events)
@settings(max_examples=60)
def test_what_the_form_does_not_show_is_kept_whatever_is_typed(typed, event):
    fields = replace(fields_of(typed), date="2025", counts="2 papers")
    changed = event_of(fields, event)
    assert (changed.uuid, changed.part_of, changed.annotation_uuids, changed.origin) == (
        event.uuid, event.part_of, event.annotation_uuids, event.origin
    )  # fmt: skip
    assert changed.date.precision == "year" or changed.date == event.date


def test_typed_fields_are_cleaned_and_empty_ones_are_none():
    fields = replace(
        fields_of(EVENT), title="  A \t new\ntitle ", series="", note="\n one \n\n\n two ", mode=" "
    )
    event = event_of(fields, EVENT)
    assert (event.title, event.series_id, event.mode) == ("A new title", None, None)
    assert event.note == "one\n\ntwo"


def test_a_date_typed_anew_is_by_hand_and_keeps_the_words_of_the_source():
    event = event_of(replace(fields_of(EVENT), date="2025-12"), EVENT)
    assert event.date == DateRange(
        "2025-12-01", "2025-12-31", "month", "Sunday, 28 December 2025", "by hand"
    )
    assert date_of("", NO_DATE) is NO_DATE


def test_wrong_fields_are_named_with_the_reason():
    fields = replace(fields_of(EVENT), date="2025-13", counts="many")
    wrong = wrong_fields(fields, EVENT)
    assert list(wrong) == ["date", "counts"]
    assert "month 13" in wrong["date"]
    assert "no number" in wrong["counts"]
    with pytest.raises(WrongValueError):
        event_of(fields, EVENT)


def placed(event, place, country=None):
    country = fields_of(event).country if country is None else country
    fields = replace(fields_of(event), place=place, country=country)
    return event_of(fields, event, PlaceNames()).place


def test_a_place_of_which_nothing_is_known_has_nothing_of_the_old_one():
    """Taken out: the words of the text for Shanghai stood beside the other place."""
    assert placed(EVENT, "Nowhere Hall") == Place("Nowhere Hall", "CN")
    assert placed(EVENT, "") == NO_PLACE
    assert event_of(replace(fields_of(EVENT), title="x"), EVENT).place == EVENT.place
    nowhere = replace(EVENT, place=Place("Taipei", None, 25.03, 121.56))
    assert placed(nowhere, "Taipei", "TW").lat == 25.03


def test_a_place_that_is_typed_is_looked_up():
    """Without the gazetteer an event whose place was typed left the map."""
    kaohsiung = Place("Kaohsiung", "TW", 22.62, 120.31, "city")
    assert placed(EVENT, "Kaohsiung") == placed(EVENT, "高雄") == kaohsiung
    assert placed(replace(EVENT, place=NO_PLACE), "taipei") == Place(
        "Taipei", "TW", 25.04, 121.56, "city"
    )
    assert placed(EVENT, "上海") == EVENT.place
    assert placed(EVENT, "Kaohsiung", "CZ") == Place("Kaohsiung", "CZ")
    entry = GlossaryEntry("g1", "place", {"en": ("Long Wharf",), "zh-Hans": ("高雄长堤",)})
    meant = event_of(replace(fields_of(EVENT), place="long wharf"), EVENT, PlaceNames([entry]))
    assert (meant.place.name, meant.place.lat, meant.place.glossary_uuid) == (
        "Long Wharf", 22.62, "g1"
    )  # fmt: skip


def test_a_name_of_several_cities_says_which_is_meant_and_names_the_others():
    fields = replace(fields_of(EVENT), place="Portland")
    words = place_words(meant_places(fields, EVENT.place, PlaceNames()))
    assert words == "Portland, Oregon, US · 45.52, -122.68 · or Portland, Maine"
    assert placed(EVENT, "Portland").name == "Portland, Oregon"
    assert placed(EVENT, "portland, maine").lat == 43.66
    assert placed(EVENT, "London", "CA").name == "London, Ontario"
    assert place_words((NO_PLACE,)) == ""
    assert "no coordinates" in place_words((Place("Nowhere Hall"),))


@given(st.lists(participants, max_size=4))
@settings(max_examples=60)
def test_rows_give_their_participants_back(people):
    assert participants_of(participant_rows(people), people) == tuple(people)


@given(st.lists(participants, min_size=1, max_size=4), st.data())
@settings(max_examples=60)
def test_changing_one_row_changes_one_participant(people, data):
    index = data.draw(st.integers(0, len(people) - 1))
    rows = list(participant_rows(people))
    rows[index] = replace(rows[index], name="Gdańsk")
    changed = participants_of(rows, people)
    assert changed[index].name == "Gdańsk"
    assert changed[index].annotation_uuids == people[index].annotation_uuids
    assert changed[:index] + changed[index + 1 :] == tuple(people[:index] + people[index + 1 :])


def test_an_emptied_row_removes_and_a_new_one_adds():
    rows = participant_rows(EVENT.participants)
    emptied = replace(rows[0], name=" ", name_zh="")
    added = ParticipantRow("Kobe", "神户", "city", "guest", "recipient")
    people = participants_of((emptied, rows[1], added, ParticipantRow()), EVENT.participants)
    assert people == (
        EVENT.participants[1],
        Participant("Kobe", "Kobe", "神户", "city", "guest", "recipient"),
    )


def test_a_name_in_chinese_alone_serves_as_the_chinese_name():
    typed = (ParticipantRow("", "神户"), ParticipantRow("首爾"))
    assert participants_of(typed, ()) == (
        Participant("神户", None, "神户", "city"),
        Participant("首爾", None, "首爾", "city"),
    )


def test_a_new_name_takes_the_glossary_entry_and_the_english_name_with_it():
    known = Participant("Taipei", "Taipei", "台北", "city", glossary_uuid="g")
    row = replace(participant_rows([known])[0], name="New Taipei", name_zh="新北")
    assert participants_of([row], [known]) == (
        Participant("New Taipei", "New Taipei", "新北", "city"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("2 agreements", (Count("agreements", 2),)),
        ("about 40,000 visitors; 3.5 km", (Count("visitors", 40000, "about"), Count("km", 3.5))),
        ("约９５人；3 papers", (Count("人", 95, "约"), Count("papers", 3))),
        ("at least 20 G20 members;", (Count("G20 members", 20, "at least"),)),
    ],
)
def test_counts_are_read(text, expected):
    assert parse_counts(text) == expected


@pytest.mark.parametrize("text", ["many", "40", "about 7 ; x 3"])
def test_counts_without_number_or_unit_are_refused(text):
    with pytest.raises(WrongValueError):
        parse_counts(text)


@given(
    st.lists(
        st.builds(
            Count,
            st.sampled_from(["agreements", "visitors", "人"]),
            st.integers(0, 10**9).map(float) | st.sampled_from([0.5, 3.25]),
            st.sampled_from([None, "about", "at least", "约"]),
        ),
        max_size=4,
    )
)
@settings(max_examples=60)
def test_regular_counts_survive_the_field(stated):
    assert parse_counts(format_counts(stated)) == tuple(stated)


@given(st.lists(counts, min_size=1, max_size=2))
@settings(max_examples=60)
def test_a_count_that_stays_in_the_field_stays_as_it_was(stated):
    if any(";" in format_counts([count]) or "；" in format_counts([count]) for count in stated):
        return
    text = f"{format_counts(stated)}; 2 more"
    assert parse_counts(text, stated)[-1] == Count("more", 2)
    assert len(parse_counts(text, stated)) == len(stated) + 1
