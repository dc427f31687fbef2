from collections.abc import Sequence
from pathlib import Path

import pytest

from cityreader.config import Config, Folders
from cityreader.library.library import Library
from shelf import CHINESE, ENGLISH, add_article


@pytest.fixture
def shelf(paired: Library) -> Library:
    """Articles 1 and 2 as a pair, 3 and 4 alone."""
    add_article(paired, "A forum on clean ports", ENGLISH + " More.", published="2025-05-02")
    add_article(paired, "海城来信", CHINESE + "完。", "zh-Hans", source="海报")
    return paired


def ids(library: Library, query: str, **how: object) -> Sequence[int]:
    return list(library.search.listing(query, **how).ids)  # type: ignore[arg-type]


def state(library: Library, key: int) -> str:
    return library.search.lines([key])[0].state


def test_done_new_again_and_flagged(shelf: Library) -> None:
    assert shelf.readings.set_state([1, 3], "done") == 2
    assert shelf.history.steps()[0].summary == "done: 2 articles"
    known = len(shelf.history.steps())
    assert shelf.readings.set_state([1], "done") == 0
    assert len(shelf.history.steps()) == known
    assert ids(shelf, "is:done") == [3, 1]
    assert (shelf.readings.counts().new, shelf.readings.counts().done) == (1, 2)
    assert shelf.readings.set_state([1], "new") == 1
    assert ids(shelf, "is:new") == [1, 4]
    assert shelf.readings.set_flag([4], True) == 1
    assert ids(shelf, "is:flagged") == [4]
    assert shelf.search.lines([4])[0].flagged
    assert state(shelf, 4) == "new"
    shelf.history.undo()
    assert ids(shelf, "is:flagged") == []
    known = len(shelf.history.steps())
    assert shelf.readings.set_flag([4], False) == 0
    assert len(shelf.history.steps()) == known


def test_a_place_is_kept_outside_the_library(shelf: Library, folders: Folders) -> None:
    uuid = shelf.articles.get(3).uuid
    assert (shelf.readings.place(uuid), shelf.readings.last_read_id()) == (None, None)
    shelf.readings.remember(uuid, 40, "left")
    place = shelf.readings.place(uuid)
    assert place is not None
    assert (place.offset, place.side) == (40, "left")
    assert shelf.readings.last_read_id() == 3
    assert list((folders.state / "places").iterdir())
    assert state(shelf, 3) == "opened"
    assert (ids(shelf, "is:opened"), shelf.readings.counts().new) == ([3], 2)
    assert sorted(ids(shelf, "is:new")) == [1, 4]
    assert len(shelf.history.steps()) == 5


def test_an_opened_article_stays_opened_when_flagged_and_can_be_new_again(
    shelf: Library,
) -> None:
    shelf.readings.remember(shelf.articles.get(3).uuid, 40, "left")
    shelf.readings.set_flag([3], True)
    assert state(shelf, 3) == "opened"
    shelf.readings.set_state([3], "new")
    assert state(shelf, 3) == "new"
    assert shelf.readings.counts().new == 3
    assert ids(shelf, "is:opened") == []


def test_places_are_there_at_the_next_start_and_each_library_has_its_own(
    shelf: Library, tmp_path: Path, folders: Folders
) -> None:
    one, three = (shelf.articles.get(key).uuid for key in (1, 3))
    shelf.readings.remember(one, 7, "right")
    config = Config(coder="Ann")
    with Library.open(tmp_path / "annotations.db", config=config, folders=folders) as again:
        assert again.readings.last_read() == one
        again.readings.remember(three, 1, "left")
    # A second window that was open all the while does not forget what the first one put.
    shelf.readings.remember(one, 9, "right")
    with Library.open(tmp_path / "annotations.db", config=config, folders=folders) as again:
        assert again.readings.opened(one)
        assert again.readings.opened(three)
        place = again.readings.place(one)
        assert place is not None
        assert place.offset == 9
    with Library.open(tmp_path / "b.db", config=config, folders=folders, create=True) as other:
        assert other.readings.last_read() is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}', '{"a": {"offset": "x"}}', "null"])
def test_a_broken_file_of_places_is_no_trouble(
    shelf: Library, tmp_path: Path, folders: Folders, content: str
) -> None:
    uuid = shelf.articles.get(1).uuid
    shelf.readings.remember(uuid, 7, "left")
    (file,) = (folders.state / "places").iterdir()
    file.write_text(content)
    with Library.open(
        tmp_path / "annotations.db", config=Config(coder="Ann"), folders=folders
    ) as again:
        assert again.readings.last_read() is None
        again.readings.remember(uuid, 3, "left")
        assert again.readings.opened(uuid)


def test_places_that_cannot_be_written_are_no_trouble(shelf: Library, folders: Folders) -> None:
    folders.state.parent.mkdir(exist_ok=True)
    folders.state.write_text("in the way")
    uuid = shelf.articles.get(1).uuid
    shelf.readings.remember(uuid, 7, "left")
    place = shelf.readings.place(uuid)
    assert place is not None
    assert place.offset == 7


def test_a_deleted_article_is_not_the_last_read(shelf: Library) -> None:
    shelf.readings.remember(shelf.articles.get(3).uuid, 0, "left")
    shelf.articles.delete([3])
    assert shelf.readings.last_read_id() is None
    assert shelf.readings.counts().listed == 2


def test_listings_filter_sort_and_reverse(shelf: Library) -> None:
    assert ids(shelf, "") == [3, 1, 4]
    assert ids(shelf, "", reverse=True) == [4, 1, 3]
    assert ids(shelf, "", sort="added") == [4, 3, 1]
    assert ids(shelf, "", sort="title") == [3, 1, 4]
    assert ids(shelf, "", sort="source") == [3, 1, 4]
    assert ids(shelf, "港口") == [1]
    assert ids(shelf, "PORTS") == [3]
    assert ids(shelf, "source:海报") == [4]
    assert ids(shelf, "is:paired") == [1]
    assert list(shelf.search.article_listing("is:paired").ids) == [2, 1]
    assert list(shelf.search.article_listing("", limit=2).ids) == [3, 2]
    assert ids(shelf, "-港口 lang:zh") == [4]


def test_a_slip_of_the_finger_finds_the_nearest(shelf: Library) -> None:
    found = shelf.search.listing("forun on claen ports", sort="best")
    assert found.approximate
    assert list(found.ids)[:1] == [3]
    assert len(found.scores) == len(found.ids)
    exact = shelf.search.listing("forum ports", sort="best")
    assert not exact.approximate
    assert list(exact.ids) == [3]
    assert shelf.search.listing("zzzzqqqq").ids == shelf.search.listing("xxxxjjjj").ids


def test_the_trash_can_be_listed(shelf: Library) -> None:
    shelf.articles.delete([1, 3])
    assert sorted(ids(shelf, "is:deleted")) == [1, 3]
    assert sorted(ids(shelf, "")) == [2, 4]
    assert ids(shelf, "is:deleted harbour") == [1]
    assert sorted(ids(shelf, "-is:deleted")) == [2, 4]
