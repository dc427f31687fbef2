"""The JSON Schema of the export, shipped in the package."""

import json
from importlib import resources

FORMAT_NAME = "cityreader-export"
SCHEMA_VERSION = "1.0"
"""The minor number rises with every addition after a release; nothing is ever changed or lost."""


def schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12, closed objects) that every export is valid against."""
    found = resources.files("cityreader.export").joinpath("schema.json")
    content: dict[str, object] = json.loads(found.read_text(encoding="utf-8"))
    return content
