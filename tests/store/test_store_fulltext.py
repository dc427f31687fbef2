"""The index of bodies finds what a plain scan finds, whatever is asked and whatever happened."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records import ANN, add

from cityreader.errors import LibraryError
from cityreader.models import Clause, Query
from cityreader.store import articles, fulltext, listing, reindexing
from cityreader.store.database import Database
from cityreader.store.purging import purge
from cityreader.store.schema import migrations
from cityreader.store.session import Unit
from cityreader.text.occurrences import holds
from cityreader.text.scripts import fold
from cityreader.text.terms import LONGEST

LETTERS = st.sampled_from(
    " \n。，、,.-'’*\"()^:\t\u00a0\u200b\u2029¶\x01%_"
    "ab台臺北论論2é\u0301がか\u3099ก\u0e33ßZ\ufb01²한한"
)
TEXTS = st.text(LETTERS, max_size=14)


def found(database: Database, word: str) -> list[int]:
    query = Query("", (Clause("field", (word,), "body"),))
    with database.view() as view:
        return sorted(listing.article_ids(view, query, ""))


@pytest.mark.parametrize(
    ("body", "word", "is_there"),
    [
        ("2019上海台北双城论坛", "台北", True),
        ("2019上海台北双城论坛", "2019", True),
        ("2019上海台北双城论坛", "雙城論壇", True),
        ("2019上海台北双城论坛", "2019上海", True),
        ("2019 上海", "2019上海", False),
        ("2019 上海", "2019 上海", True),
        ("台。北", "台北", False),
        ("台\n北 台 北", "台北", False),
        ("北京", "京", True),
        ("The port of Porto", "port", True),
        ("An airport", "port", False),
        ("Two twin\ncities", "twin cit", True),
        ("Twin\n\ncities", "twin cities", False),
        ("Twin, cities", "twin cities", False),
        ("Twin-city talks", "twin-city", True),
        ("Twin city talks", "twin-city", False),
        ("Twin-city talks", "city", True),
        ("São Paulo", "sao paulo", True),
        ("3pm", "pm", False),
        ("“quoted”", '"quoted"', True),
        ("anything", "*", False),
        ("5 * 5", "*", True),
        ("x" * 200, "x" * 150, True),
        ("x" * 200, "x" * 201, False),
        ("x" * 200, "x" * LONGEST, True),
        ("\U0002a6d6部", "\U0002a6d6", True),
    ],
)
def test_words_begin_where_terms_do(database, body, word, is_there):
    key = add(database, "One", body)
    assert found(database, word) == ([key] if is_there else [])
    assert holds(body, fold(word)) == is_there


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=8), st.data())
def test_the_index_and_a_plain_scan_find_the_same(texts, data):
    with Shelf(texts) as view:
        for _ in range(4):
            text = data.draw(st.sampled_from(texts) | TEXTS)
            start = data.draw(st.integers(0, max(0, len(text) - 1)))
            word = fold(text[start : start + data.draw(st.integers(1, 6))])
            sql, values = fulltext.condition(word)
            rows = view.column(f"SELECT a.id FROM articles a WHERE {sql} ORDER BY 1", *values)
            assert rows == [key for key, body in enumerate(texts, 1) if holds(body, word)]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30) | st.text(st.characters(categories=["Cs", "Cc", "Po"]), max_size=4))
def test_nothing_asked_is_an_error(word):
    with Shelf(['NEAR(台北 AND "x" OR * NOT) : ^ - + \'{}']) as view:
        sql, values = fulltext.condition(fold(word))
        view.rows(f"SELECT a.id FROM articles a WHERE {sql}", *values)


def test_only_the_text_in_force_is_searched(database):
    key = add(database, "One", "An old harbour.")
    with database.unit(*ANN, "edit") as unit:
        articles.add_revision(unit, key, "A new bridge.", "x")
    assert (found(database, "harbour"), found(database, "bridge")) == ([], [key])
    with database.journal() as journal:
        journal.undo(*ANN)
    assert (found(database, "harbour"), found(database, "bridge")) == ([key], [])
    with database.journal() as journal:
        journal.redo(*ANN)
    assert (found(database, "harbour"), found(database, "bridge")) == ([], [key])
    assert problems(database) == []


def test_a_purge_takes_every_revision_out(database):
    keep, gone = add(database, "One", "A harbour."), add(database, "Two", "A quaint harbour.")
    with database.unit(*ANN, "edit") as unit:
        articles.add_revision(unit, gone, "A zebra bridge.", "x")
    with database.unit(*ANN, "purge") as unit:
        purge(unit, [gone])
    assert found(database, "harbour") == [keep]
    assert problems(database) == []
    with database.view() as view:
        assert view.column("SELECT term FROM body_vocabulary") == ["a", "harbour", "¶"]
        held = b"".join(view.column("SELECT block FROM body_terms_data"))
    assert b"quaint" not in held
    assert b"zebra" not in held


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM body_terms_docsize WHERE id = 1",
        "DELETE FROM body_terms_data",
        "DELETE FROM body_terms_data WHERE id > 10",
        "UPDATE body_terms_data SET block = x'00' WHERE id > 10",
        "UPDATE bodies SET body = 'Something else at all.' WHERE id = 1",
        "INSERT INTO body_terms_docsize VALUES (9, x'03')",
        "DROP TABLE body_terms",
        "DROP TABLE body_vocabulary",
    ],
)
def test_a_damaged_index_is_known_and_made_anew(path, damage):
    database = Database(path)
    keys = [add(database, "One", "A harbour."), add(database, "Two", "台北的港口。")]
    database.close()
    connection = sqlite3.connect(path)
    connection.execute(damage)
    connection.commit()
    connection.close()
    database = Database(path)
    try:
        assert problems(database)
        for act in (reindexing.begin, lambda unit: list(reindexing.texts_added(unit))):
            with database.unit(*ANN, "rebuild") as unit:
                act(unit)
        with database.unit(*ANN, "rebuild") as unit:
            assert reindexing.is_complete(unit)
            reindexing.finish(unit)
            for table in reindexing.left_over(unit):
                reindexing.drop(unit, table)
        assert problems(database) == database.integrity() == []
        assert found(database, "台北") == [keys[1]]
    finally:
        database.close()


def problems(database: Database) -> list[str]:
    try:
        return fulltext.problems(database.view)
    except LibraryError as error:
        return [str(error)]


class Shelf:
    """Articles with these bodies in memory, numbered from 1."""

    def __init__(self, texts: list[str]) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._texts = texts

    def __enter__(self) -> Unit:
        from sqlite_utils import Database as Tables

        connection = self._connection
        connection.row_factory = sqlite3.Row
        connection.create_function("holds_word", 2, holds, deterministic=True)
        migrations.apply(Tables(connection))
        connection.execute("BEGIN")
        unit = Unit(connection, lambda: "now", lambda: "uuid")
        for key, body in enumerate(self._texts, 1):
            connection.execute(
                "INSERT INTO articles (id, uuid, title, title_fold, lang, revision, text_sha256,"
                " length, added_at, updated_at) VALUES (?, ?, 'x', 'x', 'en', 1, '', 0, '', '')",
                (key, str(key)),
            )
            connection.execute("INSERT INTO bodies VALUES (?, ?, 1, ?, '', '')", (key, key, body))
            fulltext.add(unit, key, body)
        return unit

    def __exit__(self, *_: object) -> None:
        self._connection.close()
