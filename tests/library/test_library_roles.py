"""Roles by span: the mark, and what it fills in of the event."""

from dataclasses import replace

import pytest

from cityreader.errors import NotFoundError, UsageError
from cityreader.library.library import Library
from cityreader.models import Event
from shelf import CHINESE, ENGLISH, add_article, span_of

DATED = "On 12 May 2024 Ada Berg signed a pact in Haicheng. The towns of the bay met last Friday."


@pytest.fixture
def event(paired: Library) -> Event:
    made = paired.coding.tag(
        1, span_of(ENGLISH, "signed a friendship agreement"), "agreement"
    ).event
    assert made is not None
    return made


def test_an_actor_is_a_participant_with_its_mark(paired: Library, event: Event) -> None:
    found = paired.roles.assign(1, span_of(ENGLISH, "Lindmark"), "actor", event.uuid)
    assert found.event is not None
    (one,) = found.event.participants
    assert (one.name, one.name_en, one.side) == ("Lindmark", "Lindmark", "actor")
    assert one.annotation_uuids == (found.annotation.uuid,)
    assert (found.annotation.role, found.annotation.tag) == ("actor", None)
    assert found.annotation.event_uuid == event.uuid


def test_the_glossary_makes_one_participant_of_both_languages(
    paired: Library, event: Event
) -> None:
    paired.glossary.add({"en": ["Haicheng"], "zh-Hans": ["海城"]}, kind="city")
    paired.roles.assign(1, span_of(ENGLISH, "Haicheng"), "recipient", event.uuid)
    found = paired.roles.assign(2, span_of(CHINESE, "海城"), "recipient", event.uuid)
    assert found.event is not None
    (one,) = found.event.participants
    assert (one.name_en, one.name_zh, one.kind) == ("Haicheng", "海城", "city")
    assert one.glossary_uuid is not None
    assert len(one.annotation_uuids) == 2


def test_one_on_both_sides_is_said_to_be(paired: Library, event: Event) -> None:
    paired.roles.assign(1, span_of(ENGLISH, "Lindmark"), "actor", event.uuid)
    found = paired.roles.assign(1, span_of(ENGLISH, "Lindmark"), "recipient", event.uuid)
    assert found.event is not None
    assert [one.side for one in found.event.participants] == ["both"]


@pytest.mark.parametrize(("lang", "written"), [("zh-Hans", "马来港"), ("zh-Hant", "馬來港")])
def test_a_name_of_the_glossary_is_in_the_script_of_the_article(
    lang: str, written: str, library: Library
) -> None:
    """Traditional characters came first whatever the article was written in."""
    forms = {"en": ["Malay Port"], "zh-Hans": ["马来港"], "zh-Hant": ["馬來港"]}
    library.glossary.add(forms, kind="city")
    body = f"市府来访。\n\n{written}派人。"
    add_article(library, "Port", body, lang)
    event = library.coding.tag(1, span_of(body, "市府"), "visit").event
    assert event is not None
    found = library.roles.assign(1, span_of(body, written), "actor", event.uuid).event
    assert found is not None
    assert {one.name_zh for one in found.participants} == {written}


def test_a_place_has_the_words_and_the_name_of_the_glossary(paired: Library, event: Event) -> None:
    paired.glossary.add({"en": ["Haicheng"], "zh-Hans": ["海城"]}, kind="city")
    found = paired.roles.assign(2, span_of(CHINESE, "海城"), "place", event.uuid)
    assert found.event is not None
    assert (found.event.place.name, found.event.place.text) == ("Haicheng", "海城")
    assert found.event.place.glossary_uuid is not None


def test_a_city_of_the_gazetteer_brings_its_coordinates(library: Library) -> None:
    body = "The pact was signed in Hamburg City Hall, not in Hamburg harbour."
    add_article(library, "A pact", body, "en")
    event = library.coding.tag(1, span_of(body, "signed"), "agreement").event
    assert event is not None
    hall = library.roles.assign(1, span_of(body, "Hamburg City Hall"), "place", event.uuid).event
    assert hall is not None
    assert (hall.place.name, hall.place.country) == ("Hamburg City Hall", "DE")
    city = library.roles.assign(1, span_of(body, "Hamburg"), "place", event.uuid).event
    assert city is not None
    assert (city.place.name, city.place.lat) == ("Hamburg", hall.place.lat)


def test_a_date_is_read_from_its_words_and_counted_from_the_article(library: Library) -> None:
    add_article(library, "A pact", DATED, "en", published="2024-05-15")
    event = library.coding.tag(1, span_of(DATED, "signed a pact"), "agreement").event
    assert event is not None
    stated = library.roles.assign(1, span_of(DATED, "12 May 2024"), "date", event.uuid).event
    assert stated is not None
    assert (stated.date.start, stated.date.precision) == ("2024-05-12", "day")
    assert stated.date.text == "12 May 2024"
    counted = library.roles.assign(1, span_of(DATED, "last Friday"), "date", event.uuid).event
    assert counted is not None
    assert counted.date.start == "2024-05-10"


def test_a_date_that_says_less_or_nothing_leaves_the_one_known(library: Library) -> None:
    add_article(library, "A pact", DATED, "en", published="2024-05-15")
    event = library.coding.tag(1, span_of(DATED, "signed a pact"), "agreement").event
    assert event is not None
    for words in ("12 May 2024", "pact"):
        found = library.roles.assign(1, span_of(DATED, words), "date", event.uuid).event
        assert found is not None
        assert found.date.start == "2024-05-12"


def test_each_role_is_one_step_with_what_it_filled(paired: Library, event: Event) -> None:
    before = len(paired.history.steps())
    paired.roles.assign(1, span_of(ENGLISH, "Lindmark"), "actor", event.uuid)
    paired.roles.assign(1, span_of(ENGLISH, "Lindmark"), "actor", event.uuid)
    assert len(paired.history.steps()) == before + 1
    paired.history.undo()
    assert paired.events.get(event.uuid).participants == ()
    assert [mark.role for mark in paired.coding.marks([1])] == ["trigger"]


def test_what_cannot_be_is_refused(paired: Library, event: Event) -> None:
    span = span_of(ENGLISH, "Lindmark")
    with pytest.raises(UsageError):
        paired.roles.assign(1, span, "trigger", event.uuid)
    with pytest.raises(NotFoundError):
        paired.roles.assign(1, span, "actor", "00000000-0000-4000-8000-000000000000")


@pytest.mark.parametrize(
    ("first", "second"),
    [("Shanghai", "上海市"), ("上海", "Shanghai"), ("city of Shanghai", "上海")],
)
def test_a_city_named_in_both_languages_is_one_participant(
    library: Library, first: str, second: str
) -> None:
    """The gazetteer knows both names; without it there are two participants."""
    body = "The city of Shanghai signed a pact. 上海市签署了协议。"
    add_article(library, "A pact", body, "en")
    event = library.coding.tag(1, span_of(body, "pact"), "agreement").event
    assert event is not None
    library.events.save(replace(event, participants=()))
    library.roles.assign(1, span_of(body, first), "actor", event.uuid)
    found = library.roles.assign(1, span_of(body, second), "actor", event.uuid).event
    assert found is not None
    (one,) = found.participants
    assert (one.name_en, one.name_zh, one.kind, one.side) == ("Shanghai", "上海", "city", "actor")
    assert len(one.annotation_uuids) == 2


def test_roles_are_no_mentions(paired: Library, event: Event) -> None:
    found = paired.roles.assign(1, span_of(ENGLISH, "Lindmark"), "actor", event.uuid).event
    assert found is not None
    assert (found.mentions, len(found.annotation_uuids)) == (1, 2)


def test_what_a_tag_gives_back_is_what_is_read(paired: Library, event: Event) -> None:
    read = paired.events.get(event.uuid)
    assert (event, event.mentions) == (read, read.mentions)


def test_a_city_with_an_article_is_that_city(library: Library) -> None:
    """With the article left on *the Taipei* was a second participant beside Taipei."""
    body = "Guests met the Taipei mayor, and the Osaka choir sang for Taipei."
    add_article(library, "A visit", body, "en")
    event = library.coding.tag(1, span_of(body, "met"), "visit").event
    assert event is not None
    for words in ("the Taipei", "the Osaka"):
        event = library.roles.assign(1, span_of(body, words), "actor", event.uuid).event
        assert event is not None
    assert [one.name for one in event.participants] == ["Taipei", "Osaka"]
