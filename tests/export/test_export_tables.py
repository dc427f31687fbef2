import csv
import io
from dataclasses import replace

import pytest
from dossiers import CHINESE, ENGLISH, GENERATED_AT, GENERATOR, dossiers, identifier
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityreader.export import table, tables
from cityreader.export.cells import cell, write_table
from cityreader.export.formats import Stamped
from cityreader.export.surroundings import Surroundings
from cityreader.models import Bead, Dossier, Span

BOM = b"\xef\xbb\xbf"


def read(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(BOM)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def table_of(dossier: Dossier, with_text: bool = True) -> bytes:
    stream = io.BytesIO()
    table.write(Stamped(dossier, GENERATED_AT, GENERATOR, with_text), stream)
    return stream.getvalue()


def folder_of(dossier: Dossier, folder, with_text: bool = True) -> dict[str, list[dict[str, str]]]:
    folder.mkdir()
    tables.write(Stamped(dossier, GENERATED_AT, GENERATOR, with_text), folder)
    return {made.stem: read(made.read_bytes()) for made in folder.iterdir()}


def without_guard(text: str) -> str:
    return text[1:] if text.startswith("'") and cell(text[1:]) == text else text


def test_one_row_an_annotation_with_everything_beside_it(dossier):
    trigger, echo, note = read(table_of(dossier))
    assert list(trigger) == list(table.COLUMNS)
    assert trigger["exact"] == "signed two memoranda"
    assert trigger["note"] == "two\nlines"
    assert trigger["article_published"] == "2025-12"
    assert trigger["article_url"] == "https://example.org/a?b=1&c=2"
    assert trigger["sentence"] == "Both sides signed two memoranda."
    assert trigger["counterpart_sentence"] == "双方签署两份备忘录。"
    assert trigger["event_type"] == "agreement"
    assert trigger["event_date_start"] == "2025-12-28"
    assert trigger["event_place"] == "Port Azure"
    assert trigger["coder_name"] == "Wei 伟"
    assert echo["sentence"] == "𠮷田先生到场。"
    assert echo["counterpart_sentence"] == ""
    assert echo["article_title"] == "港口城市"
    assert echo["tag"] == ""
    assert (note["event_id"], note["event_type"], note["event_place"]) == ("", "", "")
    assert ENGLISH[int(trigger["start"]) : int(trigger["end"])] == trigger["exact"]
    assert CHINESE[int(echo["start"]) : int(echo["end"])] == echo["exact"]


def test_formulas_are_defused_and_numbers_are_not(dossier, tmp_path):
    trigger, _, note = read(table_of(dossier))
    assert note["exact"] == "'=Harbour"
    assert note["note"] == "'-1+2"
    assert note["sentence"].startswith("'=Harbour cities")
    assert trigger["article_title"] == "'@Harbour cities"
    assert folder_of(dossier, tmp_path / "t")["events"][0]["place_lat"] == "-12.5"


def test_without_text_no_sentence_is_written(dossier):
    for row in read(table_of(dossier, with_text=False)):
        assert row["sentence"] == row["counterpart_sentence"] == ""
        assert row["exact"]


def test_a_table_of_nothing_has_its_header(dossier):
    empty = replace(dossier, annotations=(), events=(), pairs=())
    assert table_of(empty) == BOM + ",".join(table.COLUMNS).encode() + b"\r\n"


def test_the_folder_holds_tables_that_join(dossier, tmp_path):
    found = folder_of(dossier, tmp_path / "t")
    assert set(found) == {
        "articles",
        "events",
        "participants",
        "counts",
        "mentions",
        "annotations",
        "pairs",
        "rows",
    }
    events = {row["id"]: row for row in found["events"]}
    articles = {row["id"]: row for row in found["articles"]}
    marks = {row["id"]: row for row in found["annotations"]}
    assert [marks[row["annotation_id"]]["exact"] for row in found["mentions"]] == [
        "signed two memoranda",
        "𠮷田先生到场",
    ]
    assert all(row["article_id"] in articles for row in found["mentions"])
    assert all(row["event_id"] in events for row in found["participants"])
    assert [row["name"] for row in found["participants"]] == ["Lin", "Port Azure"]
    assert found["participants"][0]["annotation_ids"] == identifier(11)
    assert [(row["unit"], row["value"]) for row in found["counts"]] == [
        ("agreements", "2"),
        ("visitors", "1500.5"),
    ]
    assert events[identifier(50)]["themes"] == "water|youth"
    assert events[identifier(50)]["aggregate"] == "true"
    assert events[identifier(51)]["certainty"] == ""
    assert articles[identifier(1)]["published_end"] == "2025-12-31"
    assert [row["row"] for row in found["rows"]] == ["1", "2", "3", "4", "5"]
    assert found["rows"][3]["left_text"] == "Both sides signed two memoranda."
    assert found["rows"][3]["right_text"] == "双方签署两份备忘录。"
    assert found["rows"][2]["left_start"] == found["rows"][2]["left_text"] == ""
    assert found["pairs"][0]["left_id"] == identifier(1)


def test_the_folder_without_text_has_no_rows_of_text(dossier, tmp_path):
    found = folder_of(dossier, tmp_path / "t", with_text=False)
    assert not any(row["left_text"] or row["right_text"] for row in found["rows"])
    assert ENGLISH not in (tmp_path / "t" / "articles.csv").read_text("utf-8")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(dossiers())
def test_any_dossier_makes_tables_that_read_back(made):
    rows = read(table_of(made))
    assert [without_guard(row["exact"]) for row in rows] == [a.exact for a in made.annotations]
    assert [row["id"] for row in rows] == [mark.uuid for mark in made.annotations]


@given(st.text(st.sampled_from("='+-@\t\r\n＝a'\",|港"), max_size=6))
def test_a_text_survives_its_cell_and_is_never_a_formula(text):
    stream = io.BytesIO()
    write_table(stream, ["x", "y"], [{"x": text, "y": "-"}])
    (row,) = read(stream.getvalue())
    assert without_guard(row["x"]) == text
    assert row["y"] == "'-"
    assert row["x"][:1] not in set("=+-@\t\r\n＝＋－＠")


def test_cells_of_every_kind():
    assert cell(None) == ""
    assert (cell(True), cell(False)) == ("true", "false")
    assert (cell(-3), cell(2.0), cell(-0.5), cell(0)) == ("-3", "2", "-0.5", "0")
    assert cell(("a", "b")) == "a|b"
    assert cell(()) == ""
    assert cell("'quoted'") == "'quoted'"
    assert cell("'=1") == "''=1"
    with pytest.raises(TypeError):
        cell({"a": 1})


def test_a_mark_over_two_sentences_shows_both_and_both_rows(dossier):
    start, end = ENGLISH.index("memoranda"), ENGLISH.index("water") + 5
    wide = replace(dossier.annotations[0], start=start, end=end, exact=ENGLISH[start:end])
    around = Surroundings(dossier)
    assert around.sentence(wide) == ENGLISH[ENGLISH.index("Both") :]
    assert around.counterpart(wide) == "双方签署两份备忘录。"


def test_nothing_is_shown_beside_a_mark_of_another_revision(dossier):
    around = Surroundings(dossier)
    trigger = dossier.annotations[0]
    for stray in (replace(trigger, revision=2), replace(trigger, status="orphan")):
        assert around.sentence(stray) is None
        assert around.counterpart(stray) is None
    old_rows = replace(dossier.pairs[0], left_revision=2)
    assert Surroundings(replace(dossier, pairs=(old_rows,))).counterpart(trigger) is None


def test_only_a_linked_pair_gives_the_counterpart(dossier):
    dismissed = replace(dossier.pairs[0], uuid=identifier(31), status="dismissed")
    trigger = dossier.annotations[0]
    assert Surroundings(replace(dossier, pairs=(dismissed,))).counterpart(trigger) is None
    both = replace(dossier, pairs=(dismissed, dossier.pairs[0]))
    assert Surroundings(both).counterpart(trigger) == "双方签署两份备忘录。"


def test_the_counterpart_of_the_right_side_is_on_the_left(dossier):
    echo = dossier.annotations[1]
    row = Bead(Span(0, 5), Span(20, 40), 1.0)
    pair = replace(dossier.pairs[0], beads=(row,))
    assert Surroundings(replace(dossier, pairs=(pair,))).counterpart(echo) == ENGLISH[:5]
