"""Searches with a name, and the history of searches."""

import pytest

from cityreader.config import Folders
from cityreader.errors import NotFoundError, UsageError
from cityreader.library.library import Library
from cityreader.library.search_history import KEPT, SearchHistory


def test_a_search_is_saved_once_a_name(library: Library) -> None:
    first = library.saved_searches.save("Ports", "harbour")
    again = library.saved_searches.save(" ＰＯＲＴＳ ", "harbour lang:zh")
    assert again.uuid == first.uuid
    assert [one.query for one in library.saved_searches.all()] == ["harbour lang:zh"]
    library.history.undo()
    assert library.saved_searches.all() == [first]
    library.history.undo()
    assert library.saved_searches.all() == []
    library.history.redo()
    assert library.saved_searches.all() == [first]


def test_a_search_is_renamed_and_removed(library: Library) -> None:
    ports = library.saved_searches.save("Ports", "harbour")
    forums = library.saved_searches.save("Forums", "forum")
    library.saved_searches.rename(ports.uuid, "Harbours")
    with pytest.raises(UsageError, match="already"):
        library.saved_searches.rename(forums.uuid, "harbours")
    library.saved_searches.remove(forums.uuid)
    assert [one.name for one in library.saved_searches.all()] == ["Harbours"]
    with pytest.raises(NotFoundError):
        library.saved_searches.remove(forums.uuid)
    for name, query in (("", "x"), ("x", " ")):
        with pytest.raises(UsageError):
            library.saved_searches.save(name, query)


def test_the_history_is_newest_first_without_doubles_and_bounded(folders: Folders) -> None:
    history = SearchHistory(folders.state, "one")
    assert history.all() == []
    for text in ("a", "b  c", "a", " "):
        history.put(text)
    assert history.all() == ["a", "b c"]
    for number in range(KEPT + 5):
        history.put(f"search {number}")
    assert len(history.all()) == KEPT
    assert history.all()[0] == f"search {KEPT + 4}"
    assert SearchHistory(folders.state, "other").all() == []


def test_a_history_that_cannot_be_kept_does_no_harm(folders: Folders) -> None:
    folders.state.mkdir(parents=True, exist_ok=True)
    (folders.state / "searches").write_text("a file, not a folder")
    history = SearchHistory(folders.state, "one")
    history.put("a")
    assert history.all() == []
