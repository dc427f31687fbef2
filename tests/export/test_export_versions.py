"""The contents of versions that wait, in a file nobody vouches for."""

import copy
import hashlib

import pytest
from dossiers import GENERATED_AT, GENERATOR, identifier, small_dossier

from cityreader.errors import CityReaderError
from cityreader.export.document import from_document, to_document

DOCUMENT = to_document(small_dossier(), generated_at=GENERATED_AT, generator=GENERATOR)
ARTICLE = str(DOCUMENT["articles"][0]["id"])
MARK = DOCUMENT["annotations"][0]
LIVE = "red \x1b[31m words"


def text_of(body: str, digest: str | None = None) -> dict[str, object]:
    found = digest or hashlib.sha256(body.encode()).hexdigest()
    return {"body": body, "text_sha256": found, "revision_of_text": 9}


def with_version(record: str, content: object) -> dict[str, object]:
    document = copy.deepcopy(DOCUMENT)
    document["versions"] = [{"record": record, "steps": [identifier(77)], "content": content}]
    return document


@pytest.mark.parametrize(
    ("record", "content", "sentence"),
    [
        (f"text:{ARTICLE}", {}, "content.body is missing"),
        (f"text:{ARTICLE}", text_of(LIVE), "content.body is not clean"),
        (f"text:{ARTICLE}", text_of("words", "0" * 64), "text_sha256 is not that of the body"),
        (f"text:{ARTICLE}", text_of("words") | {"in_force": 3}, "in_force is not an object"),
        (f"mark:{MARK['id']}", {}, "content.start is missing"),
        (f"mark:{identifier(78)}", MARK, "content.id is not that of the record"),
        (f"details:{ARTICLE}", {"title": 1}, "content.title is not text"),
        (f"reading:{ARTICLE}|{identifier(79)}", {"state": "read"}, "content.state is 'read'"),
        ("codebook:", [], "content is not an object"),
        (f"trash:{ARTICLE}", "gone", "content is not an object"),
    ],
)
def test_a_version_is_refused_like_a_record_of_its_kind(
    record: str, content: object, sentence: str
) -> None:
    """Fails without ``read_version`` checking contents: a merge would write terminal escapes into a
    text, or end with a traceback."""
    with pytest.raises(CityReaderError) as refused:
        from_document(with_version(record, content))
    assert sentence in refused.value.message


@pytest.mark.parametrize(
    ("record", "content"),
    [
        (f"text:{ARTICLE}", text_of("words")),
        (f"mark:{MARK['id']}", MARK),
        (f"mark:{MARK['id']}", None),
        (f"trash:{ARTICLE}", {}),
        (f"mark:{MARK['id']}", {**MARK, "of a later version": 1}),
    ],
)
def test_a_sound_version_is_taken_as_it_stands(record: str, content: object) -> None:
    (version,) = from_document(with_version(record, content)).history.versions
    assert (version.record, version.content) == (record, content)
