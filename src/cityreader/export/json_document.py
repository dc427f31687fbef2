"""The ``json`` format: one document, one record a line, so that two exports can be compared."""

from typing import BinaryIO

from cityreader.export.document import envelope, sections
from cityreader.export.formats import Format, Stamped
from cityreader.text.json_text import json_text


def encoded(value: object) -> bytes:
    """One JSON value on one line, in UTF-8, with nothing in it that a terminal acts on."""
    return json_text(value).encode()


def write(stamped: Stamped, stream: BinaryIO) -> None:
    """Write the document that ``to_document`` gives, record by record."""
    separator = b"{\n"
    for name, value in envelope(stamped).items():
        stream.write(separator + encoded(name) + b": " + encoded(value))
        separator = b",\n"
    for name, records in sections(stamped):
        stream.write(separator + encoded(name) + b": [")
        inner = b"\n"
        for record in records:
            stream.write(inner + encoded(record))
            inner = b",\n"
        stream.write(b"]" if inner == b"\n" else b"\n]")
    stream.write(b"\n}\n")


FORMAT = Format(
    name="json",
    description="everything in one document; the only format that brings a whole library back",
    extensions=(".json",),
    to_file=write,
)
