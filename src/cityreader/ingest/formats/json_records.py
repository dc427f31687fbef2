"""JSON: one record, a list of records, a JSON Feed, an export of a reference manager; and JSONL."""

import json
import re
from collections.abc import Mapping
from typing import Any

from cityreader.ingest.entry_ids import drop_repeated, entry_id
from cityreader.ingest.extract import Extract, Format, Material
from cityreader.ingest.problems import EmptyFileError, UnreadableError
from cityreader.ingest.records import extract_record, has_text

# An empty object takes 64 bytes of memory for two in the file (objects and lists of one file).
_MOST_VALUES = 400_000
# Every escape in a text: a pair of surrogates, half of one, or any other.
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
# Where documents keep their records.
_LISTS = (
    *("items", "articles", "entries", "records", "data", "results", "docs"),
    *("documents", "posts", "news", "rows"),
)
# What a whole feed says holds for each of its items that does not say otherwise.
_FEED_FIELDS = {"title": "source", "language": "language", "authors": "authors", "author": "author"}


def read_document(material: Material) -> list[Extract]:
    """Return the articles of a JSON document.

    Records that are none are refused by number; raises ``UnreadableError`` where nothing is one.
    """
    found, warnings = _parsed(material)
    shared: dict[str, Any] = {}
    home = ""
    if isinstance(found, dict):
        if has_text(found):
            extract = extract_record(found, material.deadline)
            extract.warnings += warnings
            return [extract]
        listed = next((found[name] for name in _LISTS if isinstance(found.get(name), list)), None)
        shared = {new: found[old] for old, new in _FEED_FIELDS.items() if found.get(old)}
        if "jsonfeed" in str(found.get("version")):
            home = str(found.get("home_page_url") or found.get("feed_url") or "")
        found = listed
    if not isinstance(found, list):
        raise UnreadableError("it holds no article: no field in it is a text")
    extracts: list[Extract] = []
    for number, record in enumerate(found, start=1):
        if material.leave_rest(f"item {number}"):
            break
        if article := _of_record(record, shared, material, f"item {number}"):
            article.warnings += [] if extracts else warnings
            if isinstance(name := record.get("id"), str | int):
                article.message_id = entry_id(str(name), home)
            extracts.append(article)
    drop_repeated(extracts)
    return extracts


def read_lines(material: Material) -> list[Extract]:
    """Return the articles of a file with one JSON object a line; bad lines are refused by number.

    In an export of cityreader, lines that are no articles are passed over.
    """
    extracts = []
    for number, line in enumerate(material.text().text.split("\n"), start=1):
        if not line.strip():
            continue
        if material.leave_rest(f"line {number}"):
            break
        whole, broken = _whole_characters(line)
        try:
            record = json.loads(whole)
        except RecursionError:
            material.refuse(f"line {number}", "it is nested too deeply")
        except ValueError as error:
            material.refuse(f"line {number}", f"it is not JSON ({_what(error, alone=True)})")
        else:
            if extract := _of_record(record, {}, material, f"line {number}"):
                extract.warnings += broken
                extracts.append(extract)
    return extracts


def _parsed(material: Material) -> tuple[Any, list[str]]:
    decoded = material.text()
    if not decoded.text.strip():
        raise EmptyFileError("it has no text")
    if decoded.text.count("{") + decoded.text.count("[") > _MOST_VALUES:
        raise UnreadableError(f"it has more than {_MOST_VALUES:,} values")
    whole, broken = _whole_characters(decoded.text)
    try:
        return json.loads(whole), [*decoded.warnings, *broken]
    except ValueError as error:
        raise UnreadableError(f"it is not JSON ({_what(error)})") from error


def _whole_characters(text: str) -> tuple[str, list[str]]:
    """Return a JSON text without halves of characters, which no file can hold, and the warning."""
    if "\\ud" not in text.lower():
        return text, []
    mended = _ESCAPE.sub(lambda match: "\\ufffd" if match[1] else match[0], text)
    return mended, [] if mended == text else ["neutralised: broken characters"]


def _of_record(
    record: object, shared: Mapping[str, Any], material: Material, where: str
) -> Extract | None:
    if not isinstance(record, dict):
        material.refuse(where, "it is not an object with fields")
        return None
    if record.get("record", "article") != "article":
        return None
    try:
        missing = {key: value for key, value in shared.items() if not record.get(key)}
        return extract_record({**record, **missing}, material.deadline)
    except UnreadableError as error:
        material.refuse(where, error.reason)
        return None


def _what(error: ValueError, *, alone: bool = False) -> str:
    """Return what is wrong and where; ``alone`` for a text of one line."""
    if isinstance(error, json.JSONDecodeError):
        line = "" if alone else f"line {error.lineno}, "
        return f"{error.msg}, {line}column {error.colno}"
    return "a number in it is too long"


DOCUMENT = Format("JSON", frozenset({".json"}), read_document)
LINES = Format("JSON lines", frozenset({".jsonl", ".ndjson"}), read_lines)
