from dataclasses import replace
from pathlib import Path

import pytest

from cityreader.config import Config, Folders
from cityreader.errors import NotFoundError, RefusedError, UsageError
from cityreader.library.library import Library
from cityreader.models import Count, DateRange, Event, Participant, Place
from shelf import CHINESE, ENGLISH, add_article, span_of

SIGNED = span_of(ENGLISH, "signed a friendship agreement")
SIGNED_ZH = span_of(CHINESE, "签署了友好协议")


@pytest.fixture
def event(paired: Library) -> Event:
    made = paired.coding.tag(1, SIGNED, "agreement").event
    assert made is not None
    return made


def test_every_field_is_kept(paired: Library, event: Event) -> None:
    mark = event.annotation_uuids[0]
    wanted = replace(
        event,
        status="planned",
        title="Lindmark–Haicheng",
        date=DateRange("2025-03-14", "2025-03-15", "interval", "on Friday", "dateline"),
        place=Place("Haicheng", "CN", 31.2, 121.5, "city", "海城", "g-1"),
        participants=(
            Participant("Ada Berg", "Ada Berg", "艾达·贝格", "person", "host", "actor", "mayor",
                        "Lindmark", "g-2", (mark,)),
            Participant("Haicheng", kind="city", side="both"),
        ),
        counts=(Count("agreements", 1.0), Count("guests", 9.0, "about")),
        themes=("ports", "culture"),
        series_id="ports-forum",
        series_edition="3",
        mode="on site",
        certainty=2,
        aggregate=True,
        historical=True,
        note="two\n\nparagraphs",
    )  # fmt: skip
    saved = paired.events.save(wanted)
    assert saved == replace(wanted, updated_at=saved.updated_at)
    assert paired.events.get(event.uuid) == saved
    assert paired.events.of_articles([1]) == [saved]
    step = paired.history.undo()
    assert step is not None
    assert (step.summary, step.article_id) == ("edit event Agreement", 1)
    assert paired.events.get(event.uuid) == event
    paired.history.redo()
    assert paired.events.get(event.uuid) == saved


def test_saving_what_is_there_leaves_no_step(paired: Library, event: Event) -> None:
    known = paired.history.steps()
    assert paired.events.save(event) == event
    assert paired.history.steps() == known


def test_a_new_type_goes_to_its_marks(paired: Library, event: Event) -> None:
    paired.coding.tag(2, SIGNED_ZH, "agreement")
    role = paired.roles.assign(1, span_of(ENGLISH, "Lindmark"), "actor", event.uuid).annotation
    paired.events.save(replace(paired.events.get(event.uuid), type="twinning"))
    tags = {mark.uuid: mark.tag for mark in paired.coding.marks([1, 2])}
    assert tags.pop(role.uuid) is None
    assert set(tags.values()) == {"twinning"}
    paired.history.undo()
    assert {mark.tag for mark in paired.coding.marks([1, 2])} == {"agreement", None}


@pytest.mark.parametrize(
    "change",
    [
        {"type": "no-such-type"},
        {"type": "economy"},
        {"status": "maybe"},
        {"certainty": 4},
        {"date": DateRange("2025-03-15", "2025-03-14", "interval")},
        {"date": DateRange("14 March 2025", None, "day")},
        {"date": DateRange("2025-02-30", None, "day")},
        {"date": DateRange("20250314", None, "day")},
        {"participants": (Participant("A", kind="king"),)},
        {"participants": (Participant("A", side="left"),)},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(
    paired: Library, event: Event, change: dict[str, object]
) -> None:
    known = paired.history.steps()
    with pytest.raises(UsageError):
        paired.events.save(replace(event, **change))  # type: ignore[arg-type]
    assert paired.events.get(event.uuid) == event
    assert paired.history.steps() == known


def test_what_is_typed_is_cleaned(paired: Library, event: Event) -> None:
    evil = "a\x1b]52;c;eA==\x07 \u202eb\n c"
    saved = paired.events.save(
        replace(
            event,
            title=evil,
            note=evil,
            mode=evil,
            series_id=evil,
            themes=(evil, " "),
            date=DateRange("2025-03-14", None, "day", evil, evil),
            place=Place(name=evil, country=evil, text=" "),
            counts=(Count(evil, 2.0, evil),),
            participants=(Participant(evil, role=evil, of=evil), Participant(" \x07 ")),
        )
    )
    (person,) = saved.participants
    (count,) = saved.counts
    texts = [saved.title, saved.mode, saved.series_id, *saved.themes, saved.date.text]
    texts += [saved.date.basis, saved.place.name, saved.place.country, count.unit]
    texts += [count.qualifier, person.name, person.role, person.of]
    assert texts == ["a b c"] * 13
    assert (saved.place.text, saved.note) == (None, "a b\nc")


def test_a_form_that_is_older_than_the_event_is_refused(
    paired: Library, event: Event, tmp_path: Path, folders: Folders
) -> None:
    config = Config(coder="Bob")
    with Library.open(tmp_path / "annotations.db", config=config, folders=folders) as of_bob:
        theirs = of_bob.events.save(replace(event, title="Bob's title"))
        with pytest.raises(RefusedError, match="nothing was saved"):
            paired.events.save(replace(event, title="Ann's title"))
        assert paired.events.get(event.uuid) == theirs
        paired.events.save(replace(theirs, title="Ann's title"))


def test_removing_an_event_takes_its_marks(paired: Library, event: Event) -> None:
    paired.coding.tag(2, SIGNED_ZH, "agreement")
    paired.roles.assign(1, span_of(ENGLISH, "Lindmark"), "actor", event.uuid)
    before = paired.coding.marks([1, 2])
    paired.events.remove(event.uuid)
    assert paired.coding.marks([1, 2]) == []
    for lost in (paired.events.get, paired.events.remove):
        with pytest.raises(NotFoundError):
            lost(event.uuid)
    with pytest.raises(NotFoundError):
        paired.events.save(event)
    paired.history.undo()
    assert paired.coding.marks([1, 2]) == before


def test_a_participant_forgets_a_mark_that_was_removed(paired: Library, event: Event) -> None:
    role = paired.roles.assign(1, span_of(ENGLISH, "Lindmark"), "actor", event.uuid).annotation
    named = Participant("Lindmark", kind="city", annotation_uuids=(role.uuid,))
    paired.events.save(replace(paired.events.get(event.uuid), participants=(named,)))
    assert paired.events.get(event.uuid).participants == (named,)
    paired.coding.remove(role.uuid)
    assert paired.events.get(event.uuid).participants == (replace(named, annotation_uuids=()),)
    paired.history.undo()
    assert paired.events.get(event.uuid).participants == (named,)


def test_events_come_by_date_with_undated_ones_last(paired: Library, event: Event) -> None:
    dated = []
    for words, day in (("received nine guests", "2024-05-01"), ("forum on clean", "2023-01-01")):
        made = paired.coding.tag(1, span_of(ENGLISH, words), "visit").event
        assert made is not None
        dated.append(paired.events.save(replace(made, date=DateRange(day, day, "day"))).uuid)
    assert [found.uuid for found in paired.records.events("")] == [*dated[::-1], event.uuid]


def test_glossary_entries(library: Library) -> None:
    entry = library.glossary.add(
        {"en": ["Haicheng", " "], "zh-Hans": ["海\x07城"], "fr": []}, kind="city", note="a"
    )
    assert entry.forms == {"en": ("Haicheng",), "zh-Hans": ("海城",)}
    assert library.glossary.entries() == [entry]
    library.history.undo()
    assert library.glossary.entries() == []
    library.history.redo()
    assert library.glossary.entries() == [entry]
    with pytest.raises(UsageError):
        library.glossary.add({"en": [" "]})


def test_an_event_of_an_article_alone(library: Library) -> None:
    add_article(library, "Alone", ENGLISH)
    made = library.coding.tag(1, SIGNED, "agreement")
    assert not made.joined
