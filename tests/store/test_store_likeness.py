from records import ANN, add, put_article

from cityreader.store import articles, likeness
from cityreader.store.database import Database
from cityreader.store.purging import purge
from cityreader.text.sketch import sketch

PARAGRAPHS = [
    f"Delegation {number} from harbour town {number * 7919 % 1000} spoke of {topic} that afternoon."
    for number, topic in enumerate(["ports", "schools", "buses", "parks", "rivers"] * 6)
]
WHOLE = "\n\n".join(PARAGRAPHS)
NEARLY = "\n\n".join(PARAGRAPHS[1:])
RETOLD = "\n\n".join(PARAGRAPHS[:25])
OTHER = "\n\n".join(f"On day {n * 131} the council of {n} met." for n in range(30))


def alike(database: Database, article_id: int) -> list[int]:
    with database.view() as view:
        return [found.article_id for found in likeness.same_story(view, article_id)]


def test_near_duplicates_and_retold_stories_find_each_other(database: Database) -> None:
    for number, body in enumerate((WHOLE, OTHER, NEARLY, RETOLD)):
        add(database, f"Title {number}", body)
    assert alike(database, 1) == [3, 4]
    assert 1 in alike(database, 4)
    assert alike(database, 2) == []
    with database.view() as view:
        near, retold = likeness.nearest(view, 3), likeness.nearest(view, 4)
        assert likeness.nearest(view, 1) is None
        assert likeness.nearest_to(view, sketch(WHOLE)) == (1, 1.0)
    assert near is not None
    assert near.similarity >= likeness.NEAR_DUPLICATE
    assert retold is not None
    assert likeness.SAME_STORY <= retold.similarity < likeness.NEAR_DUPLICATE


def test_likeness_is_of_current_texts_and_comes_back_with_undo(database: Database) -> None:
    add(database, "First", WHOLE)
    add(database, "Second", WHOLE)
    with database.unit(*ANN, "edit") as unit:
        articles.add_revision(unit, 2, OTHER, "0" * 64)
    assert alike(database, 1) == alike(database, 2) == []
    with database.journal() as journal:
        journal.undo(*ANN)
    assert alike(database, 1) == [2]


def test_what_lies_in_the_trash_is_like_nothing(database: Database) -> None:
    add(database, "First", WHOLE)
    with database.unit(*ANN, "trash") as unit:
        articles.set_deleted(unit, 1, True)
    add(database, "Second", WHOLE)
    assert alike(database, 2) == []


def test_a_purge_takes_sketches_and_likenesses_along(database: Database) -> None:
    add(database, "First", WHOLE)
    add(database, "Second", WHOLE)
    with database.unit(*ANN, "purge") as unit:
        purge(unit, [1])
    with database.view() as view:
        for table in ("sketches", "sketch_keys", "likenesses"):
            assert view.column(f"SELECT DISTINCT body_id FROM {table}") in ([2], [])
        assert view.value("SELECT COUNT(*) FROM likenesses") == 0


def test_many_copies_of_one_text_are_compared_with_a_few(database: Database) -> None:
    with database.unit(*ANN, "import") as unit:
        for number in range(60):
            put_article(unit, f"Copy {number}", "This page is being prepared.")
        noted = unit.value(
            "SELECT MAX(n) FROM (SELECT COUNT(*) n FROM likenesses GROUP BY body_id)"
        )
    assert noted == likeness.COMPARED
