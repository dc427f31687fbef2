"""Two coders beside each other, and the consensus."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from acting import contradictions, dump
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityreader.config import Config, Folders
from cityreader.errors import NotFoundError
from cityreader.library.library import Library
from cityreader.models import Count, DateRange, Participant, Place
from cityreader.models.comparison import ComparedLine, Comparison
from cityreader.models.people import CONSENSUS
from shelf import CHINESE, ENGLISH, span_of

SIGNED = span_of(ENGLISH, "signed a friendship agreement")
GUESTS = span_of(ENGLISH, "received nine guests")
FORUM = span_of(ENGLISH, "A forum on clean ports")


@pytest.fixture
def bo(paired: Library, tmp_path: Path, folders: Folders) -> Iterator[Library]:
    """Bo and Ann have one event the same, one of another type, and one each of their own."""
    with Library.open(
        tmp_path / "annotations.db", config=Config(coder="Bo"), folders=folders
    ) as opened:
        paired.coding.tag(1, SIGNED, "agreement")
        opened.coding.tag(1, SIGNED, "agreement")
        paired.coding.tag(1, FORUM, "forum")
        opened.coding.tag(1, FORUM, "visit")
        paired.coding.tag(1, GUESTS, "visit")
        opened.coding.tag(1, span_of(ENGLISH, "Forty towns"), "economy")
        yield opened


def compared(library: Library, other: Library, ids: tuple[int, ...] = (1,)) -> Comparison:
    return library.comparison.compare((library.coder.uuid, other.coder.uuid), ids)


def line_of(found: Comparison, *differs: str) -> ComparedLine:
    (line,) = [line for line in found.lines if line.differs == differs]
    return line


def test_differences_come_first_in_reading_order(paired: Library, bo: Library) -> None:
    found = compared(paired, bo)
    assert found.names == ("Ann", "Bo")
    assert [line.differs for line in found.lines] == [("only Ann",), ("type",), ("only Bo",), ()]
    assert (found.same, found.differing, found.open) == (1, 3, 3)
    first, second, third, last = found.lines
    assert first.sentence == "Mayor Ada Berg received nine guests at the old customs house."
    assert first.right is None
    assert second.left is not None
    assert second.right is not None
    assert (second.left.code, second.right.code) == ("forum", "visit")
    assert third.right is not None
    assert (third.right.topic, third.right.words) == (True, "Forty towns")
    assert last.place.span == SIGNED


def test_every_difference_is_named(paired: Library, bo: Library) -> None:
    mine = next(one for one in paired.events.of_articles([1]) if one.coder_uuid == bo.coder.uuid)
    paired.events.save(
        replace(
            mine,
            status="planned",
            date=DateRange("2024-01-01", "2024-01-31", "month"),
            place=Place("Elsewhere"),
            participants=(Participant("Nobody"),),
        )
    )
    (line,) = [line for line in compared(paired, bo).lines if line.place.span == SIGNED]
    assert line.differs == ("status", "date", "place", "who")


def test_whatever_else_they_say_is_a_difference_too(paired: Library, bo: Library) -> None:
    """Fails where only the main fields are compared: these lines were called the same."""
    (line,) = [line for line in compared(paired, bo).lines if not line.differs]
    assert line.left is not None
    assert line.right is not None
    for library, version in ((paired, line.left), (bo, line.right)):
        event = library.events.get(version.uuid)
        library.events.save(replace(event, participants=(Participant("Haicheng", kind="city"),)))
    assert "who" not in compared(paired, bo).lines[-1].differs
    event = paired.events.get(line.right.uuid)
    whole = next(one for one in paired.events.of_articles([1]) if one.uuid != event.uuid)
    paired.events.save(
        replace(
            event,
            title="The treaty",
            note="read aloud",
            counts=(Count("guests", 9),),
            themes=("trade",),
            mode="online",
            certainty=2,
            historical=True,
            series_id="ports",
            part_of=whole.uuid,
            participants=(Participant("Haicheng", kind="government"),),
            place=replace(event.place, country="NO"),
        )
    )
    (changed,) = [one for one in compared(paired, bo).lines if one.place.span == SIGNED]
    assert "who as" in changed.differs
    bo.coding.set_note(event.annotation_uuids[0], "of the mark")
    bo.roles.assign(1, span_of(ENGLISH, "Ada Berg"), "actor", event.uuid)
    (changed,) = [one for one in compared(paired, bo).lines if one.place.span == SIGNED]
    assert set(changed.differs) >= {
        "who", "country", "marks", "title", "note", "counts", "themes", "mode", "certain", "flags",
        "series", "part of",
    }  # fmt: skip
    assert changed.right is not None
    assert dict(changed.right.more)["note"] == "read aloud, of the mark"


def test_notes_on_topics_differ(paired: Library, bo: Library) -> None:
    for library, note in ((paired, "of Ann"), (bo, "of Bo")):
        library.coding.tag(1, span_of(ENGLISH, "Friday"), "culture", note=note)
    line = line_of(compared(paired, bo), "note")
    assert paired.comparison.adopt([line], 1) == 1
    (again,) = [one for one in compared(paired, bo).lines if one.differs == ("note",)]
    assert again.agreed is not None
    assert again.agreed.facts == again.right.facts  # type: ignore[union-attr]
    assert paired.comparison.adopt([again], 0) == 1


def test_a_line_is_copied_once_however_often_the_key_comes(paired: Library, bo: Library) -> None:
    """Without ``_still_true`` the second press, before it was compared anew, copied it again."""
    line = line_of(compared(paired, bo), "type")
    assert paired.comparison.adopt([line], 1) == 1
    steps = len(paired.history.steps())
    assert paired.comparison.adopt([line], 1) == 0
    assert paired.comparison.adopt([line], 0) == 0
    assert len(paired.history.steps()) == steps
    assert of_consensus(paired) == [("visit", "A forum on clean ports", "manual")]
    # Other words of the same article are still to decide.
    others = [one for one in compared(paired, bo).lines if one.agreed is None]
    assert paired.comparison.adopt([others[0]]) == paired.comparison.adopt([others[1]]) == 1


def test_other_words_differ_but_not_those_of_the_other_language(
    paired: Library, bo: Library
) -> None:
    paired.coding.tag(1, span_of(ENGLISH, "will open in Haicheng"), "launch", anew=True)
    bo.coding.tag(1, span_of(ENGLISH, "open in Haicheng"), "launch", anew=True)
    assert line_of(compared(paired, bo), "words").sentence.startswith("A forum")
    paired.coding.tag(1, span_of(ENGLISH, "have promised"), "statement", anew=True)
    bo.coding.tag(2, span_of(CHINESE, "已答应出席"), "statement", anew=True)
    told = [one for one in compared(paired, bo, (1, 2)).lines if one.left and one.right]
    statement = next(one for one in told if one.left and one.left.code == "statement")
    assert "words" not in statement.differs


def of_consensus(library: Library) -> list[tuple[str, str, str]]:
    """Type, words and origin of what the consensus has."""
    dossier = library.transfer.dossier()
    (agreed,) = [one.uuid for one in dossier.coders if one.name == CONSENSUS] or [""]
    return sorted(
        (mark.tag or "", mark.exact, mark.origin)
        for mark in dossier.annotations
        if mark.coder_uuid == agreed
    )


def test_a_version_is_copied_to_the_consensus_in_a_step_of_the_person(
    paired: Library, bo: Library
) -> None:
    found = compared(paired, bo)
    line = line_of(found, "type")
    before = len(paired.history.steps())
    assert paired.comparison.adopt([line], 1) == 1
    steps = paired.history.steps()
    assert len(steps) == before + 1
    assert steps[0].summary == "consensus: Visit “A forum on clean ports” from Bo"
    assert (steps[0].coder_uuid, steps[0].article_id) == (paired.coder.uuid, 1)
    assert of_consensus(paired) == [("visit", "A forum on clean ports", "manual")]
    again = line_of(compared(paired, bo), "type")
    assert again.agreed is not None
    assert (again.agreed.code, again.is_open) == ("visit", False)
    # The same again is nothing; the other version takes its place.
    assert paired.comparison.adopt([again], 1) == 0
    assert paired.comparison.adopt([again], 0) == 1
    assert of_consensus(paired) == [("forum", "A forum on clean ports", "manual")]
    assert contradictions(paired) == []


def test_undo_takes_it_back_and_only_for_who_did_it(paired: Library, bo: Library) -> None:
    """With the step under the name of the consensus nobody could take it back."""
    kept = dump(paired)
    paired.comparison.adopt([line_of(compared(paired, bo), "type")], 0)
    assert bo.history.next_undo() != paired.history.next_undo()
    paired.history.undo()
    now = dump(paired)
    assert {name: now[name] for name in ("annotations", "events", "event_mentions")} == {
        name: kept[name] for name in ("annotations", "events", "event_mentions")
    }
    assert line_of(compared(paired, bo), "type").agreed is None
    paired.history.redo()
    assert line_of(compared(paired, bo), "type").agreed is not None
    assert contradictions(paired) == []


def test_origin_roles_and_participants_come_along(paired: Library, bo: Library) -> None:
    tagged = bo.coding.tag(1, span_of(ENGLISH, "promised"), "statement", anew=True)
    assert tagged.event is not None
    bo.roles.assign(1, span_of(ENGLISH, "Haicheng"), "actor", tagged.event.uuid)
    suggested = bo.coding.tag(1, span_of(ENGLISH, "come"), "visit", anew=True, origin="suggestion")
    assert suggested.event is not None
    lines = [
        line
        for line in compared(paired, bo).lines
        if line.right and line.right.uuid in (tagged.event.uuid, suggested.event.uuid)
    ]
    assert paired.comparison.adopt(lines) == 2
    assert paired.history.steps()[0].summary == "consensus: 2 versions"
    assert ("visit", "come", "suggestion") in of_consensus(paired)
    assert ("", "Haicheng", "manual") in of_consensus(paired)
    dossier = paired.transfer.dossier()
    agreed = next(one.uuid for one in dossier.coders if one.name == CONSENSUS)
    copied = next(e for e in dossier.events if e.coder_uuid == agreed and e.type == "statement")
    marks = {mark.uuid: mark for mark in dossier.annotations}
    (actor,) = [one for one in copied.participants if one.annotation_uuids]
    assert [marks[uuid].coder_uuid for uuid in actor.annotation_uuids] == [agreed]


def test_what_another_added_to_an_event_is_not_of_the_version(paired: Library, bo: Library) -> None:
    """Without the look at the coder of a mark Ann's role would pass for Bo's."""
    line = line_of(compared(paired, bo), "type")
    assert line.right is not None
    paired.roles.assign(1, span_of(ENGLISH, "Haicheng"), "place", line.right.uuid)
    paired.comparison.adopt([line], 1)
    assert of_consensus(paired) == [("visit", "A forum on clean ports", "manual")]


def test_what_is_the_same_goes_in_at_once(paired: Library, bo: Library) -> None:
    same = [line for line in compared(paired, bo).lines if not line.differs]
    assert paired.comparison.adopt(same) == 1
    assert (
        paired.comparison.adopt([line for line in compared(paired, bo).lines if not line.differs])
        == 0
    )


def test_a_consensus_that_came_in_is_gone_on_with(
    paired: Library, bo: Library, tmp_path: Path, folders: Folders
) -> None:
    """With another UUID in each library there would be two of the name after an import."""
    paired.comparison.adopt([line_of(compared(paired, bo), "type")], 1)
    with Library.open(
        tmp_path / "new.db", config=Config(coder="Ann"), folders=folders, create=True
    ) as new:
        new.transfer.merge(paired.transfer.dossier())
        ids = tuple(new.records.numbers([one.uuid for one in new.search.articles([1, 2])]).values())
        assert line_of(compared(new, bo, ids), "type").agreed is not None
        new.comparison.adopt([line_of(compared(new, bo, ids), "only Ann")])
        assert [one.name for one in new.viewpoint.coders()].count(CONSENSUS) == 1
        assert len(of_consensus(new)) == 2


def test_a_version_is_taken_out_again(paired: Library, bo: Library) -> None:
    topic = line_of(compared(paired, bo), "only Bo")
    paired.comparison.adopt([topic])
    assert of_consensus(paired) == [("economy", "Forty towns", "manual")]
    topic = line_of(compared(paired, bo), "only Bo")
    paired.comparison.take_out(topic)
    assert of_consensus(paired) == []
    with pytest.raises(NotFoundError):
        paired.comparison.take_out(topic)
    paired.history.undo()
    assert of_consensus(paired) == [("economy", "Forty towns", "manual")]


def test_a_version_that_is_gone_changes_nothing(paired: Library, bo: Library) -> None:
    line = line_of(compared(paired, bo), "only Ann")
    paired.history.undo()
    kept = dump(paired)
    with pytest.raises(NotFoundError):
        paired.comparison.adopt([line])
    assert dump(paired) == kept


def test_a_difference_set_aside_is_kept_outside_the_library(
    paired: Library, bo: Library, tmp_path: Path
) -> None:
    before = (tmp_path / "annotations.db").read_bytes()
    line = line_of(compared(paired, bo), "only Ann")
    paired.comparison.set_aside(line, True)
    found = compared(paired, bo)
    assert (found.differing, found.open) == (3, 2)
    assert line_of(found, "only Ann").set_aside
    paired.comparison.set_aside(line, False)
    assert compared(paired, bo).open == 3
    assert (tmp_path / "annotations.db").read_bytes() == before


def test_who_can_be_compared(paired: Library, bo: Library) -> None:
    couple = (paired.coder.uuid, bo.coder.uuid)
    assert paired.comparison.couples([1]) == [couple]
    assert bo.comparison.couples([1]) == [couple[::-1]]
    assert paired.comparison.couples([2]) == []
    assert paired.comparison.couples() == []
    for library in (paired, bo):
        library.readings.set_state([1], "done")
    assert paired.comparison.couples() == [couple]
    assert paired.comparison.compare(couple).articles == 1
    paired.comparison.adopt([line_of(compared(paired, bo), "type")], 0)
    assert paired.comparison.couples([1]) == [couple]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(choices=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 1)), max_size=5))
def test_adopting_never_touches_what_coders_made(
    paired: Library, bo: Library, choices: list[tuple[int, int]]
) -> None:
    def made() -> list[object]:
        dossier = paired.transfer.dossier()
        own = {paired.coder.uuid, bo.coder.uuid}
        records = (*dossier.annotations, *dossier.events)
        return [one for one in records if one.coder_uuid in own]

    kept = made()
    for number, side in choices:
        lines = compared(paired, bo).lines
        line = lines[number % len(lines)]
        if (line.left, line.right)[side] is not None:
            paired.comparison.adopt([line], side)
    assert made() == kept
    for line in compared(paired, bo).lines:
        if line.agreed is not None:
            assert line.agreed.facts in [one.facts for one in (line.left, line.right) if one]
            paired.comparison.take_out(line)
    assert of_consensus(paired) == []
    assert contradictions(paired) == []
