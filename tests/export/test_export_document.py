import hashlib
import io
import json
from dataclasses import replace

import jsonschema
import pytest
from dossiers import GENERATED_AT, GENERATOR, article, dossiers, identifier, mark, small_dossier
from hypothesis import HealthCheck, given, settings

from cityreader.errors import CityReaderError
from cityreader.export import json_document
from cityreader.export.document import from_document, parse, to_document
from cityreader.export.formats import Stamped, format_for
from cityreader.export.schema import schema
from cityreader.export.writing import write_export
from cityreader.models import ArticleRecord, Dossier

VALIDATOR = jsonschema.Draft202012Validator(schema())
few = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def document_of(dossier: Dossier, with_text: bool = True) -> dict[str, object]:
    return to_document(dossier, generated_at=GENERATED_AT, generator=GENERATOR, with_text=with_text)


def written(dossier: Dossier, with_text: bool = True) -> bytes:
    stream = io.BytesIO()
    json_document.write(Stamped(dossier, GENERATED_AT, GENERATOR, with_text), stream)
    return stream.getvalue()


def objects(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        return [value, *(found for item in value.values() for found in objects(item))]
    return [found for item in value for found in objects(item)] if isinstance(value, list) else []


def test_the_schema_is_a_schema_and_closes_every_object():
    jsonschema.Draft202012Validator.check_schema(schema())
    described = [found for found in objects(schema()) if "properties" in found]
    assert len(described) > 10
    assert all(found["additionalProperties"] is False for found in described)


def test_the_envelope_says_what_it_is(dossier):
    document = document_of(dossier)
    assert list(document) == [
        "format",
        "schema_version",
        "generated_at",
        "generator",
        "offset_unit",
        "project",
        "codebook",
        "coders",
        "articles",
        "pairs",
        "annotations",
        "events",
        "glossary",
        "history",
        "versions",
    ]
    assert document["format"] == "cityreader-export"
    assert document["schema_version"] == "1.0"
    assert document["offset_unit"] == "codepoint"
    assert (document["generated_at"], document["generator"]) == (GENERATED_AT, GENERATOR)


def test_a_document_is_valid_and_every_member_is_there(dossier):
    document = document_of(dossier)
    VALIDATOR.validate(document)
    for name, record in schema()["$defs"].items():
        if "properties" in record:
            shapes = [set(found) for found in objects(document)]
            assert set(record["properties"]) in shapes, name


def test_members_read_as_the_contract_says(dossier):
    document = document_of(dossier)
    english, chinese, _ = document["articles"]
    assert english["id"] == identifier(1)
    assert english["published"]["precision"] == "month"
    assert english["readings"][0]["flagged"] is True
    assert chinese["source"] is None
    assert chinese["tags"] == []
    assert chinese["published"] == {
        "start": None,
        "end": None,
        "precision": "none",
        "text": None,
        "basis": None,
    }
    trigger, echo, _ = document["annotations"]
    assert trigger["coder"] == identifier(900)
    assert (trigger["role"], trigger["tag"]) == ("trigger", "agreement")
    assert chinese["body"][echo["start"] : echo["end"]] == "𠮷田先生到场"
    assert document["pairs"][0]["beads"][2] == {
        "left": None,
        "right": [23, 30],
        "score": 1.0,
        "checked": False,
        "origin": None,
    }
    agreement, forum = document["events"]
    assert agreement["series"] == {"id": "harbour-forum", "edition": "5"}
    assert forum["series"] == {"id": None, "edition": None}
    assert forum["place"]["glossary_id"] is None
    assert json.dumps(agreement["counts"][0]["value"]) == "2"
    assert document["glossary"][0]["forms"] == {"en": ["Port Azure"], "zh-Hans": ["蓝港"]}


def test_reading_gives_the_dossier_back(dossier):
    assert from_document(document_of(dossier)) == dossier
    assert parse(written(dossier)) == dossier
    assert parse(b"\xef\xbb\xbf" + written(dossier)) == dossier


@few
@given(dossiers())
def test_any_dossier_makes_a_valid_document_and_comes_back(made):
    document = document_of(made)
    VALIDATOR.validate(document)
    assert from_document(document) == made
    data = written(made)
    assert json.loads(data) == document
    assert parse(data) == made
    assert written(parse(data)) == data


@few
@given(dossiers())
def test_without_text_only_the_bodies_are_left_out(made):
    document = document_of(made, with_text=False)
    VALIDATOR.validate(document)
    full = document_of(made)
    for record in full["articles"]:
        record.pop("body")
    assert document == full
    bare = tuple(replace(record, body=None) for record in made.articles)
    assert from_document(document) == replace(made, articles=bare)


def test_a_file_holds_one_record_a_line_in_plain_utf_8(dossier):
    lines = written(dossier).decode().splitlines()
    assert sum(line.startswith('{"id": ') for line in lines) == 12
    assert any("港口城市再次相聚🎉" in line for line in lines)
    assert lines[-1] == "}"


def test_labels_come_in_one_order_whatever_theirs_was(dossier):
    tag = dossier.codebook.tags[0]
    turned = replace(tag, labels=dict(reversed(tag.labels.items())))
    book = replace(dossier.codebook, tags=(turned, *dossier.codebook.tags[1:]))
    assert written(replace(dossier, codebook=book)) == written(dossier)


def test_a_mark_beside_its_words_is_not_exported(dossier):
    shifted = replace(dossier.annotations[0], start=0, end=20)
    damaged = replace(dossier, annotations=(shifted,))
    with pytest.raises(CityReaderError, match=shifted.uuid):
        document_of(damaged)


def test_marks_of_earlier_bodies_and_orphans_are_exported_as_they_are():
    body = "A new body."
    record = ArticleRecord(article(1, "T", "en", body, revision=2), body)
    old = replace(mark(10, record, "new"), exact="old", revision=1, status="review")
    orphan = replace(mark(11, record, "new"), exact="was", status="orphan")
    dossier = replace(
        small_dossier(), articles=(record,), pairs=(), annotations=(old, orphan), events=()
    )
    assert from_document(document_of(dossier)) == dossier


def test_what_is_lost_on_purpose_comes_back_as_constants(dossier):
    record = dossier.articles[0]
    known = replace(
        record.article, id=77, added_at="2020-01-01T00:00:00Z", reasons={"title": "front matter"}
    )
    book = replace(dossier.codebook, text="# a comment")
    carried = replace(
        dossier, codebook=book, articles=(replace(record, article=known), *dossier.articles[1:])
    )
    assert from_document(document_of(carried)) == dossier


def test_members_the_contract_does_not_ask_for_may_be_missing(dossier):
    document = document_of(dossier)
    for name in ("roles", "themes", "rules"):
        document["codebook"].pop(name)
    for tag in document["codebook"]["tags"]:
        del tag["yes"], tag["no"]
    for record in document["articles"]:
        del record["length"]
        for reading in record["readings"]:
            del reading["flagged"]
    for pair in document["pairs"]:
        del pair["left_revision"], pair["right_revision"]
    VALIDATOR.validate(document)
    found = from_document(document)
    assert found.pairs == dossier.pairs
    assert found.articles[1:] == dossier.articles[1:]
    assert found.articles[0].readings[0].flagged is False
    assert found.codebook.roles == ()


def test_an_older_pair_keeps_the_revision_of_its_rows():
    dossier = small_dossier()
    record = dossier.articles[0]
    newer = replace(record, article=replace(record.article, revision=3))
    marks = tuple(
        replace(found, revision=3) if found.article_uuid == record.article.uuid else found
        for found in dossier.annotations
    )
    later = replace(dossier, articles=(newer, *dossier.articles[1:]), annotations=marks)
    assert from_document(document_of(later)).pairs[0].left_revision == 1


def test_names_and_notes_are_made_safe(dossier):
    document = document_of(dossier)
    document["articles"][0]["title"] = "  \x1b[31mRed\u202e\n title "
    document["annotations"][0]["note"] = "one\x07 \r\ntwo "
    document["coders"][0]["name"] = "Wei\x00"
    found = from_document(document)
    assert found.articles[0].article.title == "Red title"
    assert found.annotations[0].note == "one\ntwo"
    assert found.coders[0].name == "Wei"


def test_a_later_minor_version_may_hold_more(dossier):
    document = document_of(dossier)
    document["schema_version"] = "1.7"
    document["novelty"] = {"a": 1}
    document["events"][0]["novelty"] = None
    assert from_document(document) == dossier


def test_the_digest_is_of_the_utf_8_body(dossier):
    record = document_of(dossier)["articles"][1]
    assert record["text_sha256"] == hashlib.sha256(record["body"].encode()).hexdigest()


def test_references_to_what_is_not_exported_are_left_out(dossier):
    """As when the second article of an event lies in the trash."""
    english = dossier.articles[0]
    partial = replace(dossier, articles=(english,), events=dossier.events[:1])
    found = from_document(document_of(partial))
    assert found.pairs == ()
    assert [mark.uuid for mark in found.annotations] == [identifier(10), identifier(12)]
    assert found.events[0].article_uuids == (identifier(1),)
    assert found.events[0].annotation_uuids == (identifier(10),)
    assert found.events[0].part_of == identifier(51)
    unmentioned = from_document(document_of(replace(dossier, events=())))
    assert {mark.event_uuid for mark in unmentioned.annotations} == {None}
    stream = io.BytesIO()
    how = {"force": False, "with_text": True, "generated_at": GENERATED_AT}
    write_export(partial, format_for("json", None), None, stream, generator=GENERATOR, **how)
    assert parse(stream.getvalue()) == found
