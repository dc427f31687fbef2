"""The schemas of the Web Annotation test suite accept what is exported."""

import io
import json
import re
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest
from referencing import Registry, Resource

from cityreader.config import Config, Folders
from cityreader.library.library import Library

SUITES = {
    "collection": "collections/collectionMusts.test",
    "page": "collections/pages/pageMusts.test",
    "annotation": "annotations/annotationMusts.test",
}
_ADDRESS = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9!$&'()*+,;=:@/?#._~-]|%[0-9A-Fa-f]{2})+"
)
FORMATS = jsonschema.FormatChecker(formats=())
FORMATS.checks("uri")(lambda value: not isinstance(value, str) or bool(_ADDRESS.fullmatch(value)))


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


class Judge:
    """The assertions of the suites, by what they judge."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        schemas = [
            json.loads(path.read_text("utf-8")) for path in (folder / "definitions").glob("*.json")
        ]
        self._registry = Registry().with_resources(
            (schema["id"], Resource.from_contents(schema)) for schema in schemas
        )

    def failures(self, suite: str, instance: object) -> list[str]:
        listed = json.loads((self._folder / SUITES[suite]).read_text("utf-8"))["assertions"]
        assert listed
        return [name for name in listed if not self._holds(name, instance)]

    def _holds(self, name: str, instance: object) -> bool:
        schema = json.loads((self._folder / name).read_text("utf-8"))
        judge = jsonschema.Draft4Validator(schema, registry=self._registry, format_checker=FORMATS)
        wanted = schema.get("expectedResult", "valid") == "valid"
        return judge.is_valid(instance) == wanted


@pytest.fixture
def starter_export(folders: Folders) -> dict:
    path = Path(__file__).parents[2] / "annotations.db"
    stream = io.BytesIO()
    with Library.open(path, config=Config(coder="Ann"), folders=folders) as library:
        library.transfer.export(None, stream, format_name="w3c")
    return json.loads(stream.getvalue())


@pytest.mark.gold
def test_every_annotation_of_the_starter_library_is_valid(material: Path, starter_export):
    judge = Judge(material / "data" / "w3c-schemas")
    items = starter_export["first"]["items"]
    assert len(items) > 100
    assert judge.failures("collection", starter_export) == []
    assert judge.failures("page", starter_export) == []
    kinds = {}
    for item in items:
        body = tuple(part["purpose"] for part in item.get("body", ()))
        kinds.setdefault((body, "scope" in item["target"]), item)
    assert {name: judge.failures("annotation", item) for name, item in kinds.items()} == {
        name: [] for name in kinds
    }


@pytest.mark.gold
def test_the_judge_refuses_what_is_wrong(material: Path, starter_export):
    judge = Judge(material / "data" / "w3c-schemas")
    item = starter_export["first"]["items"][0]
    assert judge.failures("annotation", item | {"id": "no address"})
    assert judge.failures("annotation", item | {"bodyValue": "both"})
    assert judge.failures("annotation", item | {"created": "yesterday"})
    assert judge.failures("collection", starter_export | {"type": "Collection"})


@pytest.mark.gold
def test_an_empty_library_is_valid(material: Path, library: Library):
    stream = io.BytesIO()
    library.transfer.export(None, stream, format_name="w3c")
    judge = Judge(material / "data" / "w3c-schemas")
    found = json.loads(stream.getvalue())
    assert judge.failures("collection", found) == []
    assert judge.failures("page", found) == []
