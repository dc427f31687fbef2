"""What takes long to read has a connection of its own and can be given up."""

import threading
from itertools import count

import pytest

from cityreader.errors import LibraryError, StoppedError

WITHOUT_END = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


def test_readers_and_writers_do_not_wait_for_a_search(database):
    """Seen to fail with the search on the connection of the readers."""
    searching, done = threading.Event(), threading.Event()

    def search():
        with database.searching():
            searching.set()
            done.wait(10)

    def read():
        with database.view() as view:
            view.value("SELECT COUNT(*) FROM articles")

    searcher, reader = threading.Thread(target=search), threading.Thread(target=read)
    searcher.start()
    assert searching.wait(10)
    reader.start()
    reader.join(5)
    waited = reader.is_alive()
    done.set()
    searcher.join()
    reader.join()
    assert not waited


def test_a_query_that_is_not_wanted_any_more_ends_in_its_middle(database):
    """Seen to run for ever without the progress handler."""
    looks = count()
    with pytest.raises(StoppedError), database.searching(lambda: next(looks) > 2) as view:
        view.value(WITHOUT_END)
    # The next search is not stopped by the one before it.
    with database.searching() as view:
        assert view.value("SELECT 1") == 1


def test_a_search_sees_what_was_written_before_it(database):
    with database.searching() as view:
        assert not view.value("SELECT value FROM settings WHERE key = 'mood'")
    with database.unit("u", "Ann", "set") as unit:
        unit.set_setting("mood", "good")
    with database.searching() as view:
        assert view.value("SELECT value FROM settings WHERE key = 'mood'") == "good"


def test_a_search_changes_nothing(database):
    with pytest.raises(LibraryError), database.searching() as view:
        view.connection.execute("DELETE FROM settings")


def test_a_library_that_was_replaced_is_not_searched(database):
    database.path.rename(database.path.with_suffix(".old"))
    with pytest.raises(LibraryError, match="deleted or replaced"), database.searching():
        pass
