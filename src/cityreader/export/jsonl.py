"""The ``jsonl`` format: one record a line, ``record`` names its kind."""

from typing import BinaryIO

from cityreader.export.document import header, sections
from cityreader.export.formats import Format, Stamped
from cityreader.export.json_document import encoded
from cityreader.export.json_records import codebook

RECORD_NAMES = {
    "coders": "coder",
    "articles": "article",
    "pairs": "pair",
    "annotations": "annotation",
    "events": "event",
    "glossary": "glossary",
}
"""The name of one record of each list of the document."""


def write(stamped: Stamped, stream: BinaryIO) -> None:
    """Write the header, the codebook and then every record of the document, each on its line."""
    stream.write(encoded({"record": "header"} | header(stamped)) + b"\n")
    stream.write(encoded({"record": "codebook"} | codebook(stamped.dossier.codebook)) + b"\n")
    for name, records in sections(stamped):
        # What only a merge reads is left to the json format.
        for record in records if name in RECORD_NAMES else ():
            stream.write(encoded({"record": RECORD_NAMES[name]} | record) + b"\n")


FORMAT = Format(
    name="jsonl",
    description="one record a line, for pandas, DuckDB and jq",
    extensions=(".jsonl", ".ndjson"),
    to_file=write,
)
