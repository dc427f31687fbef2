"""Search in bodies by the index and by reading them comes to the same; so does a plain scan."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityreader.config import Config
from cityreader.library.library import Library
from cityreader.models import Clause, Query
from cityreader.text.occurrences import stands
from cityreader.text.scripts import fold
from shelf import ENGLISH, add_article

PIECES = ("port", "airport", "台北", "臺北市", "北", "2019", "twin", "twin-city", "论坛", "é", "論")
JOINTS = (" ", "", ", ", "。", "\n\n", "\n")


def made_up(number: int) -> str:
    """Pieces and joints in an order that the number gives."""
    text = ""
    while number:
        number, piece = divmod(number, len(PIECES))
        number, joint = divmod(number, len(JOINTS))
        text += PIECES[piece] + JOINTS[joint]
    return text.strip() or "empty"


@pytest.fixture
def shelf(library):
    """A library of articles, and their folded titles and texts by id."""
    texts = {}
    for number in range(1, 41):
        body, title = made_up(number**5), made_up(number * 7)
        texts[add_article(library, title, body)] = f"{fold(title)}\n{fold(body)}".replace(
            "\n\n", "  "
        )
    return library, texts


parts = st.builds(
    lambda piece, kind, negated: Clause(kind, (fold(piece),), negated=negated),
    st.sampled_from((*PIECES, "port 2019", "twin port", "rt", "台", ",", "北。")),
    st.sampled_from(("word", "word", "exact", "phrase", "prefix", "suffix", "whole")),
    st.booleans(),
)
clauses = parts | st.lists(parts, min_size=2, max_size=3).map(
    lambda either: Clause("any", (), alternatives=tuple(either))
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(clauses, min_size=1, max_size=3))
def test_both_ways_find_what_a_scan_finds(shelf, asked):
    library, texts = shelf
    query = Query("", tuple(asked))
    newest = library.bodies.finding(query, best_first=False)
    best = library.bodies.finding(query)
    found = [hit.article_id for hit in newest.hits]
    assert found == sorted(found, reverse=True)
    assert sorted(found) == sorted(hit.article_id for hit in best.hits)
    assert newest.total == best.total == len(found)
    plain = [part.kind in ("word", "exact", "phrase") for one in asked for part in one.parts()]
    if all(plain):
        assert set(found) == {key for key, text in texts.items() if _meets(asked, text)}


def _meets(asked, text):
    return all(
        any(stands(text, part.values[0]) != part.negated for part in clause.parts())
        for clause in asked
    )


def test_a_word_is_not_found_within_another(library):
    add_article(library, "One", "An airport opens.")
    port = add_article(library, "Two", "Ports open.")
    assert [hit.article_id for hit in library.bodies.find("port")] == [port]
    (hit,) = library.bodies.find("port -airport")
    assert [hit.snippet.text[slice(*span)] for span in hit.snippet.hits] == ["Port"]
    assert [hit.words for hit in library.concordance.rows("port")] == []


def test_an_import_taken_back_and_restored_is_found_again(library, tmp_path):
    file = tmp_path / "one.txt"
    file.write_text("One quiet harbour\n\n臺北的港口很安靜。", encoding="utf-8")
    library.importing.run([file])
    assert len(library.bodies.find("台北")) == 1
    library.history.undo()
    assert library.bodies.find("台北") == []
    library.history.redo()
    assert len(library.bodies.find("台北")) == 1
    assert library.care.check().problems == ()


def test_a_restored_article_and_an_edited_one_are_found(library):
    key = add_article(library, "One", ENGLISH)
    library.articles.delete([key])
    assert library.bodies.find("customs") == []
    library.articles.restore([key])
    assert len(library.bodies.find("customs")) == 1
    library.articles.edit_body(key, ENGLISH.replace("customs", "pilot"))
    assert library.bodies.find("customs") == []
    assert len(library.bodies.find("pilot")) == 1
    library.articles.delete([key])
    library.care.purge_deleted()
    assert library.bodies.find("pilot") == []
    assert library.care.check().problems == ()


def test_what_another_library_brings_is_found(paired, tmp_path, folders):
    other = Library.open(
        tmp_path / "other.db", config=Config(coder="Bob"), folders=folders, create=True
    )
    add_article(other, "Theirs", "A zebra of the 動物園.")
    paired.transfer.merge(other.transfer.dossier())
    other.close()
    assert [hit.article_id for hit in paired.bodies.find("动物园")] == [3]
    assert paired.care.check().problems == ()
