"""The contents of the ``versions`` of an export, trusted no more than the records themselves.

A version may come into force by a merge alone, so it is refused like a record of its kind.
"""

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from cityreader.export import fields
from cityreader.export.event_reader import UUIDS
from cityreader.export.fields import Members, choice, or_null, whole
from cityreader.export.history import name
from cityreader.models import Version

if TYPE_CHECKING:
    from cityreader.export.record_reader import RecordReader

READING_STATES = ("new", "opened", "done")

Content = dict[str, object]
Check = Callable[[object, str], object]


def read_version(entry: Members, reader: "RecordReader") -> Version:
    """One version, its content as it stands in the file but checked.

    ``reader`` is one that leaves aside what it does not know. Raises CityReaderError.
    """
    record = entry.take("record", name)
    steps = tuple(sorted(set(entry.take("steps", UUIDS))))

    def content(value: object, where: str) -> Content:
        return _checked(reader, record, value, where)

    return Version(record, steps, entry.take("content", or_null(content)))


def _checked(reader: "RecordReader", record: str, value: object, where: str) -> Content:
    kind, _, uuid = record.partition(":")
    checks: dict[str, Check] = {
        "mark": reader.annotation,
        "event": reader.event,
        "term": reader.glossary_entry,
        "details": reader.details,
        "pair": reader.pair,
        "codebook": _codebook_of(reader),
        "text": _text,
        "reading": _reading,
        "topic": _topic,
        "trash": lambda found, _: found,
    }
    with Members(value, where, closed=False):
        checks[kind](value, where)
    content = cast("Content", value)
    if kind in ("mark", "event", "term") and content["id"] != uuid:
        raise fields.refusal(f"{where}.id", "is not that of the record")
    return content


def _codebook_of(reader: "RecordReader") -> Check:
    def check(value: object, where: str) -> None:
        reader.codebook(value, where)
        with Members(value, where, closed=False) as book:
            book.take_or("text", fields.string, "")

    return check


def _text(value: object, where: str) -> None:
    with Members(value, where, closed=False) as text:
        body = text.take("body", fields.body)
        if text.take("text_sha256", fields.sha256) != hashlib.sha256(body.encode()).hexdigest():
            raise fields.refusal(f"{where}.text_sha256", "is not that of the body")
        text.take("revision_of_text", whole(1))
        text.take_or("in_force", _number_in_force, None)


def _number_in_force(value: object, where: str) -> None:
    """The number that the text in force had before others waited beside it."""
    with Members(value, where, closed=False) as number:
        number.take("text_sha256", fields.sha256)
        number.take("revision_of_text", whole(1))


def _reading(value: object, where: str) -> None:
    with Members(value, where, closed=False) as reading:
        reading.take("state", choice(READING_STATES))
        reading.take("flagged", fields.flag)
        reading.take("updated_at", fields.moment)


def _topic(value: object, where: str) -> None:
    with Members(value, where, closed=False) as topic:
        topic.take("tag", fields.code)
