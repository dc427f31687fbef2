import io
import json
import re
from dataclasses import replace
from datetime import datetime

import jsonschema
import pytest
from awkward import awkward, empty, hostile
from dossiers import GENERATED_AT, GENERATOR, identifier
from hypothesis import example, given, settings

from cityreader.export.formats import Stamped
from cityreader.export.mentions import web_address
from cityreader.export.w3c import CONTEXT, write
from cityreader.models import Dossier

ADDRESS = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:[A-Za-z0-9%!$&'()*+,;=:@/?#._~-]+$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}
BODY = {
    "oneOf": [
        {
            "required": ["type", "value", "purpose"],
            "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string"}},
            "not": {"anyOf": [{"required": ["source"]}, {"required": ["items"]}]},
        },
        {
            "required": ["type", "source"],
            "properties": {"type": {"const": "SpecificResource"}, "source": ADDRESS},
            "not": {"required": ["value"]},
        },
    ]
}
SELECTOR = {
    "oneOf": [
        {
            "required": ["type", "exact", "prefix", "suffix"],
            "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string"}},
        },
        {
            "required": ["type", "start", "end"],
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
        },
    ]
}
ANNOTATION = {
    "required": ["@context", "id", "type", "motivation", "created", "creator", "target"],
    "properties": {
        "@context": {"const": CONTEXT},
        "id": ADDRESS,
        "type": {"const": "Annotation"},
        "created": MOMENT,
        "modified": MOMENT,
        "creator": {"required": ["id", "type", "name"], "properties": {"id": ADDRESS}},
        "body": {"type": "array", "minItems": 1, "items": BODY},
        "target": {
            "required": ["type", "source", "selector"],
            "properties": {
                "source": ADDRESS,
                "scope": ADDRESS,
                "selector": {"type": "array", "minItems": 1, "items": SELECTOR},
            },
        },
    },
    "not": {"required": ["bodyValue"]},
}
COLLECTION = {
    "required": ["@context", "id", "type", "label", "total", "first"],
    "properties": {
        "@context": {"const": CONTEXT},
        "id": ADDRESS,
        "type": {"const": "AnnotationCollection"},
        "generated": MOMENT,
        "first": {
            "required": ["id", "type", "partOf", "items"],
            "properties": {
                "type": {"const": "AnnotationPage"},
                "partOf": ADDRESS,
                "items": {"type": "array", "items": ANNOTATION},
            },
        },
    },
}


def exported(dossier: Dossier) -> dict:
    stream = io.BytesIO()
    write(Stamped(dossier, GENERATED_AT, GENERATOR), stream)
    found = json.loads(stream.getvalue())
    jsonschema.Draft202012Validator(COLLECTION).validate(found)
    assert found["total"] == len(found["first"]["items"])
    return found


def test_a_mark_is_an_annotation_with_tag_role_note_and_event(dossier):
    trigger, echo, note = exported(dossier)["first"]["items"]
    assert trigger["id"] == f"urn:uuid:{identifier(10)}"
    assert trigger["creator"]["name"] == "Wei 伟"
    assert [(body["purpose"], body.get("value")) for body in trigger["body"]] == [
        ("tagging", "agreement"),
        ("classifying", "trigger"),
        ("commenting", "two\nlines"),
        ("describing", "Two memoranda · agreement · happened · 2025-12-28 · Port Azure"),
        ("linking", None),
    ]
    assert trigger["body"][-1]["source"] == f"urn:uuid:{identifier(50)}"
    assert [one["motivation"] for one in (trigger, echo, note)] == [
        "tagging",
        "classifying",
        "commenting",
    ]
    assert trigger["target"]["scope"] == "https://example.org/a?b=1&c=2"
    assert "scope" not in echo["target"]


def test_positions_count_code_points_of_the_text(dossier):
    bodies = {f"urn:uuid:{one.article.uuid}": one.body for one in dossier.articles}
    for item in exported(dossier)["first"]["items"]:
        position, quote = item["target"]["selector"]
        body = bodies[item["target"]["source"]]
        assert body[position["start"] : position["end"]] == quote["exact"]
        assert body[: position["start"]].endswith(quote["prefix"])
        assert body[position["end"] :].startswith(quote["suffix"])


def test_a_mark_that_lost_its_place_has_only_its_quote(dossier):
    lost = replace(dossier.annotations[0], status="orphan", event_uuid=None, tag=None, note=None)
    bare = replace(lost, uuid=identifier(13), role=None)
    first, second = exported(replace(dossier, annotations=(lost, bare)))["first"]["items"]
    assert [one["type"] for one in first["target"]["selector"]] == ["TextQuoteSelector"]
    assert second["motivation"] == "highlighting"
    assert "body" not in second


def test_an_empty_library_is_an_empty_collection():
    assert exported(empty())["first"]["items"] == []


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        ("https://例.org/灯 ", None),
        ("https://例.org/灯", "https://%E4%BE%8B.org/%E7%81%AF"),
        ("https://e.org/100%/a%20b", "https://e.org/100%25/a%20b"),
        ("https://e.org/<[x]>", "https://e.org/%3C%5Bx%5D%3E"),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url, address):
    assert web_address(url) == address


@settings(max_examples=30, deadline=None)
@given(awkward)
@example("\x85\u2028\x00")
def test_no_text_breaks_it(text):
    found = exported(hostile(text))
    assert found["label"] == text
    assert found["first"]["items"][2]["body"][0]["value"] == text
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", found["id"])
    assert datetime.fromisoformat(found["generated"])
