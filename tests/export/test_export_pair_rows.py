"""Rows of pairs as TMX and TSV: read by other programs, and by this one without loss."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from dossiers import (
    CHINESE,
    ENGLISH,
    GENERATED_AT,
    GENERATOR,
    article,
    dossiers,
    identifier,
    small_dossier,
    texts,
)
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from translate.storage.tmx import tmxfile

from cityreader.errors import UsageError
from cityreader.export import tmx, tsv
from cityreader.export.formats import Stamped, format_for
from cityreader.export.writing import write_export
from cityreader.ingest.limits import Limits
from cityreader.ingest.reader import parse_articles
from cityreader.models import ArticleDraft, ArticleRecord, Bead, Dossier, Pair, Span
from cityreader.text.formulas import restored
from cityreader.text.safety import clean
from cityreader.text.sentences import sentences

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FORMATS = (tmx, tsv)
few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def written(module, dossier: Dossier, with_text: bool = True) -> bytes:
    stream = io.BytesIO()
    module.write(Stamped(dossier, GENERATED_AT, GENERATOR, with_text), stream)
    return stream.getvalue()


def read_back(module, data: bytes) -> list[ArticleDraft]:
    return parse_articles(data, Path(f"a.{module.FORMAT.name}"), Limits())


def table(data: bytes) -> list[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter="\t"))


def props(element: ElementTree.Element) -> dict[str, str]:
    return {found.get("type", ""): found.text or "" for found in element.findall("prop")}


@st.composite
def covered(draw: st.DrawFn) -> Dossier:
    """One pair whose rows cover both bodies, as an aligner or a person makes them."""
    # A zero-width space that ends a text stands in no sentence, so no row carries it.
    shown = texts.map(lambda text: clean(text.replace("\u200b", "")).text)
    bodies = [draw(shown.filter(str.strip)) for _ in range(2)]
    split = [list(sentences(body)) for body in bodies]
    beads: list[Bead] = []
    while any(split):
        taken: list[Span | None] = []
        for side in split:
            count = draw(st.integers(0, min(2, len(side))))
            spans, side[:] = side[:count], side[count:]
            taken.append(Span(spans[0].start, spans[-1].end) if spans else None)
        if any(taken):
            beads.append(Bead(*taken, draw(st.floats(0, 1)), draw(st.booleans())))
    records = [
        ArticleRecord(article(n, f"Title {n}", lang, body), body)
        for n, lang, body in ((1, "en", bodies[0]), (2, "zh-Hans", bodies[1]))
    ]
    pair = Pair(identifier(30), identifier(1), identifier(2), "auto", "linked", 1, 1, tuple(beads))
    return replace(
        small_dossier(), articles=tuple(records), pairs=(pair,), annotations=(), events=()
    )


def test_one_unit_a_row_with_both_sides(dossier):
    units = ElementTree.fromstring(written(tmx, dossier)).findall("body/tu")
    assert len(units) == 5
    first = units[0]
    assert props(first) == {
        "x-pair": identifier(30), "x-row": "1", "x-score": "0.9", "x-checked": "true",
    }  # fmt: skip
    left, right = first.findall("tuv")
    assert (left.get(LANG), right.get(LANG)) == ("en", "zh-Hans")
    assert left.findtext("seg") == "=Harbour cities meet again 🎉."
    assert right.findtext("seg") == "港口城市再次相聚🎉。"
    assert props(left) == {
        "x-side": "left",
        "x-article": identifier(1),
        "x-title": "@Harbour cities",
        "x-source": "City Desk",
        "x-author": "A. Writer",
        "x-url": "https://example.org/a?b=1&c=2",
        "x-published": "2025-12",
        "x-joint": "none",
    }
    assert props(units[3].findall("tuv")[0])["x-joint"] == "paragraph"


def test_a_row_without_a_counterpart_has_one_side(dossier):
    units = ElementTree.fromstring(written(tmx, dossier)).findall("body/tu")
    assert [len(unit.findall("tuv")) for unit in units] == [2, 2, 1, 2, 1]
    assert units[2].get("srclang") == "zh-Hans"
    assert [props(unit)["x-checked"] for unit in units] == ["true"] + ["false"] * 4


def test_the_file_keeps_the_rules_of_its_document_type(dossier):
    data = written(tmx, dossier)
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM')
    root = ElementTree.fromstring(data)
    header, body = root
    assert (root.tag, root.attrib) == ("tmx", {"version": "1.4"})
    assert set(header.attrib) >= {
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang",
        "datatype",
    }  # fmt: skip
    assert header.get("creationdate") == "20260201T000000Z"
    assert header.get("segtype") in ("block", "paragraph", "sentence", "phrase")
    assert body.tag == "body"
    tuids = [unit.get("tuid") for unit in body]
    assert len(set(tuids)) == len(tuids)
    for unit in body:
        tags = [child.tag for child in unit]
        assert tags == ["prop"] * tags.count("prop") + ["tuv"] * tags.count("tuv")
        assert "tuv" in tags
        for variant in unit.findall("tuv"):
            assert variant.get(LANG)
            assert [child.tag for child in variant][-1] == "seg"
            assert len(variant.findall("seg")) == 1


def test_another_program_reads_the_same_rows(dossier):
    store = tmxfile(
        io.BytesIO(written(tmx, dossier)), sourcelanguage="en", targetlanguage="zh-Hans"
    )
    rows = {(unit.source, unit.target) for unit in store.units if len(unit.getlanguageNodes()) > 1}
    assert rows == {
        ("=Harbour cities meet again 🎉.", "港口城市再次相聚🎉。"),
        ("Mayor Lin opened the forum on Sunday.", "林市长周日为论坛揭幕。"),
        ("Both sides signed two memoranda.", "双方签署两份备忘录。"),
    }


@few
@given(dossiers())
def test_other_programs_read_any_rows(dossier):
    linked = [row for pair in dossier.pairs if pair.status == "linked" for row in pair.beads]
    bodies = {record.article.uuid: record.body or "" for record in dossier.articles}
    expected = [
        [
            bodies[uuid][span.start : span.end]
            for uuid, span in ((pair.left_uuid, row.left), (pair.right_uuid, row.right))
            if span is not None
        ]
        for pair in dossier.pairs
        for row in pair.beads
        if pair.status == "linked"
    ]
    data = written(tmx, dossier)
    units = ElementTree.fromstring(data).findall("body/tu")
    assert [[seg.text for seg in unit.iter("seg")] for unit in units] == expected
    assert [float(props(unit)["x-score"]) for unit in units] == [row.score for row in linked]
    store = tmxfile(io.BytesIO(data))
    assert len(store.units) == len(linked)
    rows = table(written(tsv, dossier))
    assert [float(row["score"]) for row in rows] == [row.score for row in linked]


@pytest.mark.parametrize("module", FORMATS)
@few
@given(covered())
def test_nothing_of_the_rows_is_lost(module, dossier):
    (pair,) = dossier.pairs
    assume(any(row.left for row in pair.beads) and any(row.right for row in pair.beads))
    left, right = read_back(module, written(module, dossier))
    assert [left.body, right.body] == [record.body for record in dossier.articles]
    assert [left.title, right.title] == ["Title 1", "Title 2"]
    assert right.translation_of == left.member
    mirrored = [replace(row, left=row.right, right=row.left) for row in right.rows]
    assert mirrored == list(pair.beads)


@pytest.mark.parametrize("module", FORMATS)
def test_what_is_known_of_the_articles_comes_back(module, dossier):
    left, right = read_back(module, written(module, dossier))
    assert (left.title, left.lang, left.source, left.author) == (
        "@Harbour cities", "en", "City Desk", "A. Writer" if module is tmx else None,
    )  # fmt: skip
    assert left.url == "https://example.org/a?b=1&c=2"
    assert left.published.iso == "2025-12"
    assert (left.body, right.body) == (ENGLISH, CHINESE)


def test_a_row_is_a_line_of_a_table(dossier):
    body = 'First part.\n\nSecond “part” \\n "quoted".'
    record = ArticleRecord(article(1, "\tTitle", "en", body), body)
    pair = replace(dossier.pairs[0], beads=(Bead(Span(0, len(body)), Span(0, 3), 1.0),))
    data = written(tsv, replace(dossier, articles=(record, *dossier.articles[1:]), pairs=(pair,)))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == 2
    assert table(data)[0]["left"] == 'First part.\\n\\nSecond “part” \\\\n "quoted".'


def test_cells_of_a_table_are_no_formulas(dossier):
    (row, *_) = table(written(tsv, dossier))
    assert row["left"] == "'=Harbour cities meet again 🎉."
    assert row["left_title"] == "'@Harbour cities"
    assert restored(row["left"]) == "=Harbour cities meet again 🎉."
    assert row["checked"] == "true"


@pytest.mark.parametrize("module", FORMATS)
def test_only_linked_pairs_of_the_bodies_at_hand(module, dossier):
    (pair,) = dossier.pairs
    empty = written(module, replace(dossier, pairs=()))
    for other in (replace(pair, status="proposed"), replace(pair, left_revision=7)):
        assert written(module, replace(dossier, pairs=(other,))) == empty


@pytest.mark.parametrize("module", FORMATS)
def test_without_texts_there_is_nothing_to_write(module, dossier, tmp_path):
    target = tmp_path / f"rows.{module.FORMAT.name}"
    with pytest.raises(UsageError, match="texts of rows"):
        write_export(
            dossier, format_for(None, target), target, None,
            force=False, with_text=False, generated_at=GENERATED_AT, generator=GENERATOR,
        )  # fmt: skip
    assert [made.name for made in tmp_path.iterdir() if made.name != "home"] == []


def test_what_xml_cannot_hold_is_never_written(dossier):
    record = dossier.articles[0]
    named = replace(record.article, title="a\x00b\ufffe]]>&\"'<")
    data = written(
        tmx, replace(dossier, articles=(replace(record, article=named), *dossier.articles[1:]))
    )
    left = ElementTree.fromstring(data).find("body/tu/tuv")
    assert left is not None
    assert props(left)["x-title"] == "a\ufffdb\ufffd]]>&\"'<"
