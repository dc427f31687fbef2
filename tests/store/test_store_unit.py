import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from uuid import RFC_4122, UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import ANN, BOB, add, put_article, put_pair, titles

from cityreader.errors import LibraryError, RefusedError
from cityreader.models.article import MOST_REVISIONS
from cityreader.store import articles, journal, opening, pairs
from cityreader.store.database import Database, random_uuid, utc_now
from cityreader.store.session import CHUNK


def changes(database: Database) -> list[dict[str, Any]]:
    with database.view() as view:
        return view.rows("SELECT * FROM changes ORDER BY id")


def steps(database: Database) -> list[str]:
    with database.view() as view:
        return [step.summary for step in reversed(journal.steps(view))]


def test_an_error_inside_leaves_nothing_behind(database: Database) -> None:
    def half() -> None:
        with database.unit(*ANN, "import") as unit:
            put_article(unit, "Half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert titles(database) == []
    assert steps(database) == []
    with database.view() as view:
        assert view.value("SELECT COUNT(*) FROM coders") == 0
    add(database, "Whole")
    assert titles(database) == ["Whole"]


def test_an_error_of_the_database_inside_leaves_nothing_behind(database: Database) -> None:
    lost = {"article_id": 99, "coder_id": 1, "state": "new", "updated_at": ""}

    def half() -> None:
        with database.unit(*ANN, "x") as unit:
            put_article(unit, "Half")
            unit.insert("readings", lost)

    with pytest.raises(LibraryError, match=r"FOREIGN KEY.*nothing was changed"):
        half()
    assert titles(database) == []


def test_a_unit_that_changed_nothing_leaves_no_step(database: Database) -> None:
    key = add(database, "One")
    with database.unit(*BOB, "nothing") as unit:
        assert not unit.update("articles", key, {"title": "One"})
        unit.describe("still nothing")
    assert steps(database) == ["import One"]


def test_an_abandoned_unit_can_read_and_no_longer_write(database: Database) -> None:
    with database.unit(*ANN, "x") as unit:
        put_article(unit, "Given up")
        unit.abandon()
        assert unit.column("SELECT title FROM articles") == []
        with pytest.raises(RuntimeError):
            put_article(unit, "Too late")
    assert titles(database) == []


def test_a_unit_inside_another_is_refused_and_both_are_undone(database: Database) -> None:
    def nest() -> None:
        with database.unit(*ANN, "outer") as unit:
            put_article(unit, "Outer")
            add(database, "Inner")

    with pytest.raises(RuntimeError, match="inside another"):
        nest()
    assert titles(database) == []
    add(database, "After")
    assert titles(database) == ["After"]


def test_views_can_be_nested_and_see_one_state(database: Database) -> None:
    add(database, "One")
    with database.view() as outer:
        with database.view() as inner:
            assert inner.column("SELECT title FROM articles") == ["One"]
        assert outer.column("SELECT title FROM articles") == ["One"]
    with database.view() as view:
        assert view.value("SELECT COUNT(*) FROM articles") == 1


def test_two_threads_lose_nothing(database: Database) -> None:
    done: list[str] = []

    def write(name: str) -> None:
        for number in range(25):
            add(database, f"{name} {number}")
            done.append(f"{name} {number}")
            assert f"{name} {number}" in titles(database)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(titles(database)) == sorted(done)
    assert len(done) == 50
    assert database.integrity() == []


SECOND = """
import sys
from pathlib import Path
from records import add
from cityreader.store.database import Database
database = Database(Path(sys.argv[1]))
for number in range(15):
    add(database, f"there {number}")
database.close()
"""


def test_two_programs_lose_nothing(database: Database) -> None:
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    other = subprocess.Popen([sys.executable, "-c", SECOND, str(database.path)], env=environ)
    for number in range(15):
        add(database, f"here {number}")
    assert other.wait(60) == 0
    expected = [f"{where} {number}" for where in ("there", "here") for number in range(15)]
    assert sorted(titles(database)) == sorted(expected)


def test_every_change_has_a_row_in_the_journal(database: Database) -> None:
    with database.unit(*ANN, "all sorts") as unit:
        key = put_article(unit, "Old")
        unit.update("articles", key, {"title": "New", "source": None})
        values = {"article_id": key, "coder_id": unit.coder_id, "state": "done", "updated_at": "x"}
        reading = unit.insert("readings", values)
        unit.delete("readings", reading)
    found = changes(database)
    assert [(c["entity"], c["row_id"]) for c in found] == [
        ("articles", key),
        ("bodies", 1),
        ("articles", key),
        ("readings", reading),
        ("readings", reading),
    ]
    assert [(c["before"] is None, c["after"] is None) for c in found] == [
        (True, False),
        (True, False),
        (False, False),
        (True, False),
        (False, True),
    ]
    assert json.loads(found[2]["before"]) == {"title": "Old"}
    assert json.loads(found[2]["after"]) == {"title": "New"}
    assert json.loads(found[4]["before"]) == {**values, "id": reading, "flagged": 0}


def test_bodies_are_never_copied_into_the_journal(database: Database) -> None:
    key = add(database, "One", "secret first words")
    with database.unit(*ANN, "edit") as unit:
        articles.add_revision(unit, key, "secret second words", "0" * 64)
    with database.unit(*ANN, "trash") as unit:
        articles.set_deleted(unit, key, True)
    with database.journal() as found:
        found.undo(*ANN)
    with database.journal() as found:
        found.undo(*ANN)
    assert len(changes(database)) > 5
    assert not [c for c in changes(database) if "secret" in f"{c['before']}{c['after']}"]


ROWS = st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1)), max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_rows_of_an_owner_become_what_was_asked_for_with_the_least_changes(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("beads") / "a.db"
    opening.create(path, lambda unit: None, utc_now, random_uuid)
    database = Database(path)
    with database.unit(*ANN, "pair") as unit:
        left, right = put_article(unit, "L"), put_article(unit, "R")
        put_pair(unit, left, right, beads=2)
    for wanted in (data.draw(ROWS), data.draw(ROWS)):
        rows = [
            {
                "left_start": start,
                "left_end": start + 1,
                "right_start": None,
                "right_end": None,
                "score": score,
                "checked": 0,
            }
            for start, score in wanted
        ]
        sql = "SELECT left_start, left_end, right_start, right_end, score, checked FROM beads"
        with database.view() as view:
            before = view.rows(f"{sql} WHERE pair_id = 1 ORDER BY position")
        known = len(changes(database))
        with database.unit(*ANN, "align") as unit:
            unit.replace_children("beads", "pair_id", 1, rows)
        with database.view() as view:
            assert view.rows(f"{sql} WHERE pair_id = 1 ORDER BY position") == rows
            places = view.column("SELECT position FROM beads WHERE pair_id = 1 ORDER BY position")
        assert places == list(range(len(rows)))
        differing = sum(a != b for a, b in zip(before, rows, strict=False))
        assert len(changes(database)) - known == differing + abs(len(before) - len(rows))
    database.close()


def test_a_step_in_batches_is_one_step(database: Database) -> None:
    with database.unit(*ANN, "import 3 files") as unit:
        put_article(unit, "One")
        step = unit.step_uuid
    for title in ("Two", "Three"):
        with database.continued(step) as unit:
            put_article(unit, title)
    assert steps(database) == ["import 3 files"]
    with database.journal() as found:
        found.undo(*ANN)
    assert titles(database) == []


def test_a_step_undone_while_it_runs_takes_no_more(database: Database) -> None:
    with database.unit(*ANN, "import 2 files") as unit:
        put_article(unit, "One")
        step = unit.step_uuid
    with database.journal() as found:
        found.undo(*ANN)
    with pytest.raises(RefusedError, match="undone while it ran"), database.continued(step) as unit:
        put_article(unit, "Two")
    assert titles(database) == []


def test_a_list_of_any_length_can_be_asked_for(database: Database) -> None:
    with database.unit(*ANN, "import") as unit:
        ids = [put_article(unit, f"{number}") for number in range(2 * CHUNK + 7)]
    with database.view() as view:
        assert [a.id for a in articles.many(view, ids[::-1])] == ids[::-1]
        assert view.rows_in("SELECT id FROM articles WHERE id IN ({keys})", []) == []


def test_a_pair_keeps_its_rows(database: Database) -> None:
    with database.unit(*ANN, "pair") as unit:
        left, right = put_article(unit, "L", "abc"), put_article(unit, "R", "xyz", lang="zh-Hans")
        uuid = put_pair(unit, left, right, beads=3)
    with database.view() as view:
        pair = pairs.by_uuid(view, uuid)
        assert pair is not None
        assert [(b.left, b.right, b.score) for b in pair.beads] == [
            ((0, 1), (0, 1), 1.0),
            ((1, 2), (1, 2), 1.0),
            ((2, 3), (2, 3), 1.0),
        ]
        assert pairs.rows_at(view, right, 1) == [((1, 2), left, (1, 2))]


def test_a_random_uuid_is_one_of_version_4() -> None:
    made = {random_uuid() for _ in range(500)}
    assert len(made) == 500
    for one in made:
        assert str(UUID(one)) == one
        assert (UUID(one).version, UUID(one).variant) == (4, RFC_4122)


def test_a_part_that_fails_leaves_nothing_behind_and_the_rest_stays(database: Database) -> None:
    """Seen to fail without the savepoint: the half article stays, or the whole unit is lost."""
    lost = {"article_id": 99, "coder_id": 1, "state": "new", "updated_at": ""}

    def half(error: Exception | None) -> None:
        put_article(unit, "Half")
        if error is not None:
            raise error
        unit.insert("readings", lost)

    with database.unit(*ANN, "import") as unit:
        assert isinstance(unit.attempt(lambda: half(RecursionError())), RecursionError)
        assert not unit.changed
        put_article(unit, "First")
        assert "FOREIGN KEY" in str(unit.attempt(lambda: half(None)))
        assert unit.attempt(lambda: put_article(unit, "Last")) is not None
    assert titles(database) == ["First", "Last"]
    assert "Half" not in "".join(change["after"] for change in changes(database))


def test_a_fault_of_the_disk_in_a_part_ends_the_whole(database: Database) -> None:
    """Seen to fail without the exemption: on a full disk every file would be blamed by itself."""

    def full() -> None:
        raise OSError(28, "No space left on device")

    def on_a_full_disk() -> None:
        with database.unit(*ANN, "import") as unit:
            put_article(unit, "First")
            unit.attempt(full)

    with pytest.raises(OSError, match="No space"):
        on_a_full_disk()
    assert titles(database) == []


def test_no_revision_is_counted_that_an_export_could_not_be_read_with(database: Database) -> None:
    """A crafted export may come with the last number there is; taken out, what was exported after
    an edit was refused wherever it was read."""
    key = add(database, "One")
    with database.unit(*ANN, "crafted") as unit:
        articles.put_text(unit, key, "Last.", "0" * 64, MOST_REVISIONS)
    too_many = pytest.raises(LibraryError, match="the last there can be")
    with too_many, database.unit(*ANN, "edit") as unit:
        articles.add_revision(unit, key, "More.", "1" * 64)
    with database.view() as view:
        assert articles.body(view, key) == "Last."
