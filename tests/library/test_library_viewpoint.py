"""Whose marks the screens show; nothing but what is shown hangs on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cityreader.config import Config, Folders
from cityreader.library.library import Library
from cityreader.library.waiting import decisions_in
from cityreader.ui.listing.glance import glance_at
from shelf import CHINESE, ENGLISH, span_of

SIGNED = span_of(ENGLISH, "signed a friendship agreement")
FORUM = span_of(ENGLISH, "A forum on clean ports")


@pytest.fixture
def bo(paired: Library, tmp_path: Path, folders: Folders) -> Iterator[Library]:
    """Bo, who coded the same article as Ann with other marks, and gave it a topic."""
    paired.coding.tag(1, SIGNED, "agreement")
    with Library.open(
        tmp_path / "annotations.db", config=Config(coder="Bo"), folders=folders
    ) as opened:
        opened.coding.tag(1, FORUM, "forum")
        opened.coding.tag(2, span_of(CHINESE, "清洁港口论坛"), "forum")
        opened.coding.change_topics([1], ["culture"])
        yield opened


def shown(library: Library) -> dict[str, object]:
    """What of the marks of anybody can be seen on the screens."""
    listing = library.event_table.listing()
    return {
        "marks": sorted({mark.tag for mark in library.coding.marks([1, 2])}),
        "events": sorted({event.type for event in library.events.of_articles([1, 2])}),
        "table": sorted(line.type for line in library.event_table.lines(listing.ids)),
        "counted": dict(listing.counts.types),
        "first": sorted(line.type for line in library.event_table.first_lines(9)),
        "letters": sorted(library.search.lines([1])[0].tags),
        "preview": [label for label, _ in glance_at(1)(library).marks],
        "found": [len(library.search.listing(f"tag:{tag}").ids) for tag in ("agreement", "forum")],
    }


def test_all_mine_and_one_coder(paired: Library, bo: Library) -> None:
    """Each place was taken out once: every one of them would have shown what Bo did."""
    everything = shown(paired)
    assert everything["marks"] == ["agreement", "forum"]
    assert everything["letters"] == ["agreement", "culture", "forum"]
    assert everything["found"] == [1, 1]
    paired.viewpoint.show("mine")
    assert paired.viewpoint.now.words == "marks: mine"
    mine = {
        "marks": ["agreement"],
        "events": ["agreement"],
        "table": ["agreement"],
        "counted": {"agreement": 1},
        "first": ["agreement"],
        "letters": ["agreement"],
        "preview": ["Agreement"],
        "found": [1, 0],
    }
    assert shown(paired) == mine
    paired.viewpoint.show(bo.coder.uuid)
    assert paired.viewpoint.now.words == "marks: Bo"
    assert paired.viewpoint.now.is_of_another
    theirs = shown(paired)
    assert theirs["marks"] == theirs["events"] == ["forum"]
    assert theirs["letters"] == ["culture", "forum"]
    assert theirs["preview"] == ["Forum", "Culture and sport"]
    assert theirs["found"] == [0, 1]
    assert shown(bo) == everything
    paired.viewpoint.show("all")
    assert shown(paired) == everything
    assert paired.viewpoint.now.words == ""


def test_an_event_of_another_is_shown_with_ones_own_mark_of_it(
    paired: Library, bo: Library
) -> None:
    event = next(one for one in bo.events.of_articles([1]) if one.type == "forum")
    paired.coding.mention(1, span_of(ENGLISH, "Forty towns"), event.uuid)
    paired.viewpoint.show("mine")
    assert {one.type for one in paired.events.of_articles([1])} == {"agreement", "forum"}
    # Beside the counterpart too, as in the table: it failed while marks there alone counted.
    assert {one.type for one in paired.events.of_articles([2])} == {"forum"}
    assert sorted(shown(paired)["counted"]) == ["agreement", "forum"]  # type: ignore[call-overload]


def test_the_choice_is_kept_by_library_and_never_in_it(
    paired: Library, bo: Library, tmp_path: Path, folders: Folders
) -> None:
    before = (tmp_path / "annotations.db").read_bytes()
    paired.viewpoint.show(bo.coder.uuid)
    assert (tmp_path / "annotations.db").read_bytes() == before
    config = Config(coder="Ann")
    with Library.open(tmp_path / "annotations.db", config=config, folders=folders) as again:
        # Commands see everything; only the screens recall the choice.
        assert again.viewpoint.now.coder_uuid is None
        assert len(again.coding.marks([1])) == 2
        again.viewpoint.recall()
        assert again.viewpoint.now.name == "Bo"
    with Library.open(
        tmp_path / "other.db", config=config, folders=folders, create=True
    ) as elsewhere:
        elsewhere.viewpoint.recall()
        assert elsewhere.viewpoint.now.choice == "all"


@pytest.mark.parametrize("text", ["", "{", '{"shown": 7}', '{"shown": "nobody"}', "[]"])
def test_a_broken_choice_shows_all(paired: Library, folders: Folders, text: str) -> None:
    path = folders.state / "viewpoints" / f"{paired._context.library_uuid}.json"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    paired.viewpoint.recall()
    assert paired.viewpoint.now.choice == "all"


def test_the_coders_to_choose_from(paired: Library, bo: Library) -> None:
    found = {one.name: (one.marks, one.events) for one in paired.viewpoint.coders()}
    assert found == {"Ann": (1, 1), "Bo": (2, 1)}


def test_exports_and_undo_know_nothing_of_it(paired: Library, bo: Library) -> None:
    paired.viewpoint.show(bo.coder.uuid)
    assert len(paired.transfer.dossier().annotations) == 3
    step = paired.history.undo()
    assert step is not None
    assert step.summary.startswith("Agreement")


def test_what_is_to_review_is_what_is_shown(paired: Library, bo: Library) -> None:
    paired.articles.edit_body(1, ENGLISH.replace("A forum on clean ports", "Something"))
    assert decisions_in(paired) == 1
    assert paired.counterparts.review().marks == ((1, 1),)
    paired.viewpoint.show("mine")
    assert decisions_in(paired) == 0
    assert paired.counterparts.review().marks == ()
