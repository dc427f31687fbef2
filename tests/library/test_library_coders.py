"""Two people at one library."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from acting import contradictions

from cityreader.config import Config, Folders
from cityreader.errors import RefusedError
from cityreader.library.identity import identify_coder
from cityreader.library.library import Library
from shelf import CHINESE, ENGLISH, add_article, in_trash, span_of

SIGNED = span_of(ENGLISH, "signed a friendship agreement")
FORUM = span_of(ENGLISH, "A forum on clean ports")


@pytest.fixture
def of_bob(paired: Library, tmp_path: Path, folders: Folders) -> Iterator[Library]:
    config = Config(coder="Bob")
    with Library.open(tmp_path / "annotations.db", config=config, folders=folders) as opened:
        yield opened


def test_undo_takes_back_only_what_this_coder_did(paired: Library, of_bob: Library) -> None:
    paired.coding.tag(1, SIGNED, "agreement")
    theirs = of_bob.coding.tag(1, FORUM, "forum").annotation
    step = paired.history.undo()
    assert step is not None
    assert step.coder_uuid == paired.coder.uuid
    assert of_bob.coding.marks([1]) == [theirs]
    assert [s.coder_uuid for s in of_bob.history.steps()] == [of_bob.coder.uuid]
    assert len(paired.history.steps(everyone=True)) == len(paired.history.steps()) + 1
    of_bob.history.undo()
    assert of_bob.history.undo() is None
    redone = paired.history.redo()
    assert redone is not None
    assert [mark.coder_uuid for mark in paired.coding.marks([1])] == [paired.coder.uuid]


def refused(library: Library, *, redo: bool = False) -> str:
    """What undo says when it refuses; nothing has changed then."""
    history = library.history
    known = history.steps(everyone=True)
    with pytest.raises(RefusedError) as caught:
        history.redo() if redo else history.undo()
    assert history.steps(everyone=True) == known
    assert contradictions(library) == []
    return caught.value.message


def test_a_mark_someone_changed_is_named(paired: Library, of_bob: Library) -> None:
    mark = paired.coding.tag(1, SIGNED, "agreement").annotation
    of_bob.coding.set_note(mark.uuid, "really?")
    assert refused(paired) == (
        "“Agreement “signed a friendship agreeme…”” cannot be reversed: Bob changed the mark since."
    )
    of_bob.history.undo()
    assert paired.history.undo() is not None


def test_an_event_someone_else_mentions_stays(paired: Library, of_bob: Library) -> None:
    event = paired.coding.tag(1, SIGNED, "agreement").event
    assert event is not None
    of_bob.coding.mention(1, FORUM, event.uuid)
    assert "Bob changed the event since" in refused(paired)
    of_bob.history.undo()
    paired.history.undo()
    assert "Ann changed the event since" in refused(of_bob, redo=True)


def test_an_event_someone_removed_gets_no_mark_back(paired: Library, of_bob: Library) -> None:
    first = paired.coding.tag(1, SIGNED, "agreement")
    assert first.event is not None
    second = paired.coding.mention(1, FORUM, first.event.uuid)
    paired.coding.remove(first.annotation.uuid)
    of_bob.coding.remove(second.annotation.uuid)
    assert "Bob changed the event since" in refused(paired)


def test_an_event_is_not_left_without_a_mention(paired: Library, of_bob: Library) -> None:
    first = of_bob.coding.tag(1, SIGNED, "agreement")
    assert first.event is not None
    paired.coding.mention(1, FORUM, first.event.uuid)
    of_bob.coding.remove(first.annotation.uuid)
    assert "Bob changed the" in refused(paired)


def test_a_text_that_someone_marked_is_not_taken_back(paired: Library, of_bob: Library) -> None:
    paired.articles.edit_body(1, "First. " + ENGLISH)
    of_bob.coding.tag(1, span_of("First. " + ENGLISH, "A forum on clean ports"), "forum")
    assert "Bob changed the mark since" in refused(paired)


def test_a_mark_does_not_come_back_to_another_text(paired: Library, of_bob: Library) -> None:
    mark = paired.coding.tag(1, SIGNED, "agreement").annotation
    paired.coding.remove(mark.uuid)
    of_bob.articles.edit_body(1, "First. " + ENGLISH)
    assert "Bob changed the mark since" in refused(paired).replace("article", "mark")


def test_a_pair_does_not_come_back_to_another_text(paired: Library, of_bob: Library) -> None:
    paired.pairs.unlink(1, 2)
    of_bob.articles.edit_body(1, "First. " + ENGLISH)
    assert "Bob changed the pair since" in refused(paired)


def test_an_article_that_someone_marked_is_not_taken_back(paired: Library, of_bob: Library) -> None:
    key = add_article(paired, "Third", ENGLISH)
    of_bob.coding.tag(key, SIGNED, "agreement")
    assert "Bob changed the article since" in refused(paired)
    of_bob.history.undo()
    paired.history.undo()
    assert [article.id for article in in_trash(paired)] == [key]


def test_an_article_folded_under_one_that_was_taken_back_shows_again(
    library: Library, tmp_path: Path, folders: Folders
) -> None:
    first = add_article(library, "Two harbour towns sign", ENGLISH)
    config = Config(coder="Bob")
    with Library.open(tmp_path / "annotations.db", config=config, folders=folders) as of_bob:
        second = add_article(of_bob, "两座港口城市签约", CHINESE, "zh-Hans")
        of_bob.pairs.link(first, second)
        library.history.undo()
        assert [line.id for line in of_bob.search.first_lines(9)] == [second]
        library.history.redo()
        assert [line.counterparts for line in of_bob.search.first_lines(9)] == [(second,)]


def test_a_saved_event_someone_saved_again_is_named(paired: Library, of_bob: Library) -> None:
    event = paired.coding.tag(1, SIGNED, "agreement").event
    assert event is not None
    saved = paired.events.save(replace(event, title="Ann's"))
    of_bob.events.save(replace(saved, title="Bob's"))
    assert "Bob changed the event since" in refused(paired)


def test_states_and_topics_are_each_coders_own(paired: Library, of_bob: Library) -> None:
    paired.readings.set_state([1], "done")
    paired.coding.change_topics([1], ["economy"])
    of_bob.coding.change_topics([1], ["economy"])
    assert of_bob.readings.counts().done == 0
    assert of_bob.search.first_lines(1)[0].state == "new"
    paired.history.undo()
    assert paired.articles.get(1).tags == ("economy",)
    assert paired.coding.topics_of(1) == []
    assert of_bob.coding.topics_of(1) == ["economy"]


def test_a_name_is_the_same_coder_in_every_library(tmp_path: Path, folders: Folders) -> None:
    uuids = set()
    for name in ("a.db", "b.db"):
        config = Config(coder="Ann")
        with Library.open(tmp_path / name, config=config, folders=folders, create=True) as opened:
            uuids.add(opened.coder.uuid)
            add_article(opened, "One")
            assert opened.history.steps()[0].coder_uuid == opened.coder.uuid
    assert len(uuids) == 1
    assert identify_coder(folders.data, "Zoë 陈").uuid not in uuids
    kept = [json.loads(file.read_text("utf-8")) for file in (folders.data / "coders").iterdir()]
    assert {one["name"]: one["uuid"] for one in kept}.keys() == {"Ann", "Zoë 陈"}


def test_a_first_start_in_several_windows_makes_one_coder(folders: Folders) -> None:
    together, seen = threading.Barrier(6), []

    def start() -> None:
        together.wait(10)
        seen.append(identify_coder(folders.data, "Ann").uuid)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(seen) == 6
    assert len(set(seen)) == 1
    assert identify_coder(folders.data, "Ann").uuid == seen[0]


def test_without_a_place_to_keep_it_a_name_still_means_one_coder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    first = identify_coder(tmp_path / "file" / "data", "Ann")
    assert identify_coder(tmp_path / "file" / "data", "Ann") == first
    assert identify_coder(tmp_path / "file" / "data", "Bob").uuid != first.uuid
