"""Documents that must be refused, each with a sentence that says where."""

import copy
import json
from collections.abc import Callable

import pytest
from dossiers import GENERATED_AT, GENERATOR, identifier, small_dossier
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.errors import CityReaderError
from cityreader.export.document import from_document, parse, to_document

DOCUMENT = to_document(small_dossier(), generated_at=GENERATED_AT, generator=GENERATOR)
Change = Callable[[dict], object]


def put(*path: object, value: object) -> Change:
    """Set one member or item of the document."""

    def change(document: dict) -> None:
        target = document
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value

    return change


def drop(*path: object) -> Change:
    def change(document: dict) -> None:
        target = document
        for step in path[:-1]:
            target = target[step]
        del target[path[-1]]

    return change


def again(name: str) -> Change:
    """Repeat the first record of a list."""
    return lambda document: document[name].append(copy.deepcopy(document[name][0]))


ELSEWHERE = identifier(4321)
REFUSALS = [
    (drop("format"), "format is missing"),
    (put("format", value="other-export"), "format is not cityreader-export"),
    (put("format", value=None), "format is not text"),
    (put("schema_version", value="2.0"), "schema_version is '2.0'"),
    (put("schema_version", value="1"), "schema_version is '1'"),
    (put("schema_version", value="1.x"), "schema_version is '1.x'"),
    (put("schema_version", value="1." + "9" * 5000), "schema_version is '1.999"),
    (put("schema_version", value=1.0), "schema_version is not text"),
    (put("offset_unit", value="utf-16"), "offset_unit is 'utf-16'"),
    (put("generated_at", value="yesterday"), "generated_at is not a time in UTC"),
    (put("generated_at", value="2026-02-30T00:00:00Z"), "generated_at is not a time of the"),
    (put("generated_at", value="2026-02-01T00:00:00+02:00"), "generated_at is not a time in"),
    (put("extra", value=1), "The document has a member that is not known: 'extra'"),
    (put("project", value=["x"]), "project is not text"),
    (put("project", value="half \ud83d"), "project holds half of a surrogate pair"),
    (drop("glossary"), "glossary is missing"),
    (put("articles", value={}), "articles is not a list"),
    (put("articles", value=None), "articles is not a list"),
    (put("articles", 0, value="text"), "articles[0] is not an object"),
    (put("articles", 0, "id", value="1"), "articles[0].id is not a UUID in lower case: '1'"),
    (put("articles", 0, "id", value=identifier(0xABC).upper()), "articles[0].id is not a UUID"),
    (put("articles", 0, "id", value=[[[]]]), "articles[0].id is not a UUID in lower case: a list"),
    (put("articles", 1, "id", value=identifier(1)), "articles[1].id stands twice"),
    (put("articles", 0, "lang", value="../etc"), "articles[0].lang is not a language tag"),
    (put("articles", 0, "kind", value="book"), "articles[0].kind is 'book' and not one of"),
    (put("articles", 0, "revision", value=0), "articles[0].revision is not from 1"),
    (put("articles", 0, "revision", value=True), "articles[0].revision is not a whole number"),
    (put("articles", 0, "length", value=3), "articles[0].length is not 139"),
    (put("articles", 0, "body", value="Other."), "articles[0].length is not 6"),
    (put("articles", 0, "text_sha256", value="0" * 64), "articles[0].text_sha256 is not that of"),
    (put("articles", 0, "text_sha256", value="zz"), "articles[0].text_sha256 is not a SHA-256"),
    (put("articles", 0, "tags", value=["nosuch"]), "articles[0].tags[0] is not in the codebook"),
    (put("articles", 0, "tags", value=["youth"] * 2), "articles[0].tags[1] stands twice"),
    (put("articles", 0, "published", value=None), "articles[0].published is not an object"),
    (put("articles", 0, "published", "start", value="2025-02-30"), "is not a day of the calendar"),
    (put("articles", 0, "published", "start", value="20251201"), "is not a day like 2025-12-28"),
    (put("articles", 0, "published", "end", value="2025-11-30"), "published.end is before the"),
    (put("articles", 0, "published", "precision", value="hour"), "precision is 'hour'"),
    (put("articles", 0, "readings", 0, "state", value="read"), "readings[0].state is 'read'"),
    (put("articles", 0, "readings", 0, "coder", value=ELSEWHERE), "readings[0].coder is not in"),
    (put("articles", 0, "readings", 0, "flagged", value=1), "flagged is neither true nor false"),
    (put("coders", 0, "name", value=None), "coders[0].name is not text"),
    (again("coders"), "coders[2].id stands twice, first in coders[0]"),
    (again("annotations"), "annotations[3].id stands twice"),
    (again("events"), "events[2].id stands twice"),
    (again("glossary"), "glossary[1].id stands twice"),
    (again("pairs"), "pairs[1].id stands twice"),
    (put("codebook", value=None), "codebook is not an object"),
    (put("codebook", "sha256", value=""), "codebook.sha256 is not a SHA-256"),
    (put("codebook", "tags", 1, "code", value="forum"), "codebook.tags[1].code stands twice"),
    (put("codebook", "tags", 0, "code", value="two words"), "codebook.tags[0].code is not a tag"),
    (put("codebook", "tags", 0, "code", value=""), "codebook.tags[0].code is not a tag code"),
    (put("codebook", "tags", 0, "code", value="f\x1b[2J"), "tags[0].code is not a tag code"),
    (put("codebook", "tags", 0, "key", value="ff"), "tags[0].key is not one letter or digit"),
    (put("codebook", "tags", 1, "key", value="f"), "tags[1].key is also that of codebook.tags[0]"),
    (put("codebook", "tags", 0, "color", value="red"), "tags[0].color is not a colour"),
    (put("codebook", "tags", 0, "kind", value="role"), "tags[0].kind is 'role'"),
    (put("codebook", "tags", 0, "label", value={"\x1b": "x"}), "is not a language tag: '\\x1b'"),
    (put("codebook", "tags", 0, "label", value={"en": 5}), "tags[0].label.en is not text"),
    (put("codebook", "tags", 2, "parent", value="youth"), "tags[2].parent leads back to itself"),
    (put("pairs", 0, "left_id", value=ELSEWHERE), "pairs[0].left_id is not in articles"),
    (put("pairs", 0, "right_id", value=identifier(1)), "pairs[0] pairs an article with itself"),
    (put("pairs", 0, "status", value="maybe"), "pairs[0].status is 'maybe'"),
    (put("pairs", 0, "left_revision", value=2), "pairs[0].left_revision is later than its"),
    (put("pairs", 0, "beads", 0, "left", value=[5, 5]), "beads[0].left is not a range"),
    (put("pairs", 0, "beads", 0, "left", value=[0]), "beads[0].left is not a range"),
    (put("pairs", 0, "beads", 0, "left", value=[-1, 5]), "beads[0].left[0] is not from 0"),
    (put("pairs", 0, "beads", 0, "left", value=[0, 140]), "beads[0].left ends after the 139"),
    (put("pairs", 0, "beads", 0, "right", value=[0, 99]), "beads[0].right ends after the"),
    (put("pairs", 0, "beads", 2, "right", value=None), "beads[2] has text on neither side"),
    (put("pairs", 0, "beads", 0, "score", value=1.5), "beads[0].score is not from 0 to 1"),
    (put("pairs", 0, "beads", 0, "score", value=float("nan")), "beads[0].score is not from 0"),
    (put("pairs", 0, "beads", 0, "score", value=10**400), "beads[0].score is not from 0"),
    (put("pairs", 0, "beads", 0, "score", value="1"), "beads[0].score is not a number"),
    (put("annotations", 0, "article_id", value=ELSEWHERE), "annotations[0].article_id is not in"),
    (put("annotations", 0, "event_id", value=ELSEWHERE), "annotations[0].event_id is not in"),
    (put("annotations", 0, "coder", value=ELSEWHERE), "annotations[0].coder is not in coders"),
    (put("annotations", 0, "tag", value="nosuch"), "annotations[0].tag is not in the codebook"),
    (put("annotations", 0, "role", value="hero"), "annotations[0].role is 'hero'"),
    (put("annotations", 0, "role", value=["trigger"]), "annotations[0].role is a list"),
    (put("annotations", 0, "start", value=-1), "annotations[0].start is not from 0"),
    (put("annotations", 0, "start", value=1.0), "annotations[0].start is not a whole number"),
    (put("annotations", 0, "end", value=2), "annotations[0].end is not from"),
    (put("annotations", 0, "end", value=10**30), "annotations[0].end is not from"),
    (put("annotations", 0, "exact", value="signed two memorandA"), "annotations[0].exact is not"),
    (put("annotations", 0, "exact", value="short"), "exact is not 20 code points long"),
    (put("annotations", 0, "exact", value="\x1b" + "x" * 19), "exact holds control characters"),
    (put("annotations", 0, "prefix", value="x" * 33), "annotations[0].prefix has 33 code points"),
    (put("annotations", 0, "suffix", value="a\u202eb"), "annotations[0].suffix holds control"),
    (put("annotations", 0, "revision", value=2), "annotations[0].revision is later than its"),
    (put("annotations", 0, "status", value="fine"), "annotations[0].status is 'fine'"),
    (put("annotations", 0, "created_at", value="2025"), "annotations[0].created_at is not a time"),
    (put("annotations", 0, "surplus", value=1), "annotations[0] has a member that is not known"),
    (drop("annotations", 0, "note"), "annotations[0].note is missing"),
    (put("events", 0, "type", value="nosuch"), "events[0].type is not in the codebook"),
    (put("events", 0, "type", value="youth"), "events[0].type is a topic"),
    (put("events", 0, "status", value="done"), "events[0].status is 'done'"),
    (put("events", 0, "certainty", value=4), "events[0].certainty is not from 1 to 3"),
    (put("events", 0, "place", "lat", value=91), "events[0].place.lat is not from -90 to 90"),
    (put("events", 0, "counts", 0, "value", value=1e300), "events[0].counts[0].value is not from"),
    (put("events", 0, "counts", 0, "value", value=False), "counts[0].value is not a number"),
    (put("events", 0, "participants", 0, "kind", value="ship"), "participants[0].kind is 'ship'"),
    (put("events", 0, "participants", 0, "side", value="left"), "participants[0].side is 'left'"),
    (put("events", 0, "article_ids", value=[ELSEWHERE]), "events[0].article_ids[0] is not in"),
    (put("events", 0, "annotation_ids", value=[ELSEWHERE]), "annotation_ids[0] is not in"),
    (put("events", 0, "annotation_ids", 1, value=identifier(10)), "annotation_ids[1] stands twice"),
    (put("events", 1, "annotation_ids", value=[identifier(10)]), "belongs to another event"),
    (put("events", 1, "part_of", value=identifier(50)), "events[0].part_of leads back to itself"),
    (put("events", 0, "series", value=None), "events[0].series is not an object"),
    (put("glossary", 0, "forms", value={"en": "Port"}), "glossary[0].forms.en is not a list"),
    (put("glossary", 0, "forms", value={"en": [None]}), "forms.en[0] is not text"),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSALS, ids=[text for _, text in REFUSALS])
def test_a_wrong_document_is_refused_with_its_place(change, sentence):
    document = copy.deepcopy(DOCUMENT)
    change(document)
    with pytest.raises(CityReaderError) as refused:
        from_document(document)
    assert sentence in refused.value.message
    assert refused.value.message.endswith(".")
    assert refused.value.message.isprintable()


@pytest.mark.parametrize(
    "body",
    [
        "A line\r\nand another",
        "A\x1b[31m red word",
        "Turned \u202e round",
        "Cafe\u0301",
        "Two  paragraphs\n\n\n\napart",
        "\ufeffMarked",
        " Led by a space",
        "Wide\u3000space",
        "Tab\there",
    ],
)
def test_a_body_that_is_not_clean_is_refused(body):
    document = copy.deepcopy(DOCUMENT)
    document["articles"][2] |= {"body": body, "length": len(body)}
    with pytest.raises(CityReaderError, match=r"^articles\[2\]\.body is not clean"):
        from_document(document)


@pytest.mark.parametrize("top", [None, [], "text", 5, True])
def test_what_is_no_object_is_no_export(top):
    with pytest.raises(CityReaderError, match="The document is not an object"):
        from_document(top)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not JSON at line 1"),
        (b"\xff\xfe{}", "not UTF-8 at byte 0"),
        (b'{"format": \n "x",}', "not JSON at line 2"),
        (b'{"a": 1, "a": 2}', "the member 'a' twice"),
        (b'{"a": NaN}', "It holds NaN"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number nobody can count to"),
        (b"SQLite format 3\x00", "not JSON at line 1"),
    ],
)
def test_bytes_that_are_no_json_are_refused(data, sentence):
    with pytest.raises(CityReaderError) as refused:
        parse(data)
    assert sentence in refused.value.message


def test_a_reference_to_what_is_kept_elsewhere_is_allowed():
    document = copy.deepcopy(DOCUMENT)
    document["events"][1]["part_of"] = ELSEWHERE
    document["events"][0]["place"]["glossary_id"] = ELSEWHERE
    document["events"][0]["participants"][0]["annotation_ids"] = [ELSEWHERE]
    assert from_document(document).events[1].part_of == ELSEWHERE


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        steps = list(value.items())
    else:
        steps = list(enumerate(value)) if isinstance(value, list) else []
    return found + [deep for step, item in steps for deep in places(item, (*path, step))]


def refused(document: object) -> str | None:
    """The sentence by which a document is refused."""
    try:
        from_document(document)
    except CityReaderError as error:
        return error.message
    return None


VALUES = st.sampled_from([None, True, -1, 0, 1.5, 10**400, "", "\x1b]0;x\x07", "x" * 50, [], {}])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(places(DOCUMENT)), VALUES)
def test_whatever_stands_anywhere_it_is_read_or_refused(path, value):
    document = copy.deepcopy(DOCUMENT)
    put(*path, value=value)(document)
    sentence = refused(document)
    assert sentence is None or (sentence.isprintable() and sentence.endswith("."))
    if sentence is None:
        found = from_document(document)
        again = to_document(found, generated_at=GENERATED_AT, generator=GENERATOR)
        assert from_document(json.loads(json.dumps(again))) == found
