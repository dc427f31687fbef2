"""A JSON export read back into a dossier. The file is foreign: nothing in it is trusted.

What the export does not carry gets a constant: articles are numbered from 1, were added when the
export was made, have no reasons and are not deleted; the codebook has no TOML text.
"""

import io
import json
from typing import BinaryIO, NoReturn

from cityreader.errors import CityReaderError
from cityreader.export import fields
from cityreader.export.fields import Members, choice, list_of
from cityreader.export.json_pieces import Bounds, BrokenJsonError, ExcessError, read_document
from cityreader.export.record_reader import RecordReader
from cityreader.export.references import check_references
from cityreader.export.schema import FORMAT_NAME, SCHEMA_VERSION
from cityreader.models import (
    Dossier,
    History,
)

LARGEST_BYTES = 80_000_000
"""Of an export that is read; what a larger one holds would not fit into 500 MB of memory."""

BOUNDS = Bounds()

_TITLE = "This file is not an export"


def parse(data: bytes) -> Dossier:
    """Read an export from the bytes of its file, as ``read`` does."""
    return read(io.BytesIO(data))


def read(file: BinaryIO, bounds: Bounds = BOUNDS) -> Dossier:
    """Read an export from its file, its lists item by item; a byte order mark is allowed.

    Raises:
        CityReaderError: the file is not JSON, too large, or not an export that can be trusted.
    """
    decoder = json.JSONDecoder(parse_constant=_no_constant, object_pairs_hook=_unique)
    try:
        return from_document(read_document(file, decoder, bounds))
    except UnicodeDecodeError as error:
        raise CityReaderError(_TITLE, f"It is not UTF-8 at byte {error.start}.") from None
    except RecursionError:
        raise CityReaderError(_TITLE, "It is JSON nested too deeply.") from None
    except BrokenJsonError as error:
        raise CityReaderError(_TITLE, f"It is not JSON at line {error.line}.") from None
    except ExcessError as error:
        raise too_large(str(error)) from None
    except ValueError:
        raise CityReaderError(_TITLE, "It is JSON with a number nobody can count to.") from None


def too_large(what: str) -> CityReaderError:
    """The error for an export that holds more than is read at once."""
    return CityReaderError(
        "Too large an export",
        f"It holds {what}, which is more than is read of an export.",
        "Merge the library it was made of instead (its .db file), or export in parts: a query"
        " selects the articles.",
    )


def from_document(data: object) -> Dossier:
    """The dossier in the JSON values of an export, checked in every type, range and reference.

    A later minor version may hold members that are not known here; they are left aside.

    Raises:
        CityReaderError: one clear sentence that begins with the place, ``annotations[3].start``.
    """
    major, minor = SCHEMA_VERSION.split(".")
    with Members(data, "", closed=False) as top:
        if top.take("format", fields.string) != FORMAT_NAME:
            raise fields.refusal("format", f"is not {FORMAT_NAME}")
        version = top.take("schema_version", fields.string)
        found = version.split(".")
        whole_numbers = all(part.isascii() and part.isdigit() for part in found)
        if len(version) > 16 or len(found) != 2 or not whole_numbers or found[0] != major:
            raise fields.refusal(
                "schema_version", f"is {fields.shown(version)}, and only {major}.x can be read"
            )
    dossier = ExportReader(closed=int(found[1]) <= int(minor)).document(data)
    check_references(dossier)
    return dossier


class ExportReader(RecordReader):
    """A whole document; what its lists hold depends on what stands before them."""

    def document(self, value: object) -> Dossier:
        """The whole document."""
        with self.open(value, "") as top:
            for known in ("format", "schema_version"):
                top.take(known, fields.string)
            self._generated_at = top.take("generated_at", fields.moment)
            top.take("generator", fields.line)
            top.take("offset_unit", choice(("codepoint",)))
            return Dossier(
                project=top.take("project", fields.line),
                codebook=top.take("codebook", self.codebook),
                coders=top.take("coders", list_of(self.coder)),
                articles=top.take("articles", list_of(self.article)),
                pairs=top.take("pairs", list_of(self.pair)),
                annotations=top.take("annotations", list_of(self.annotation)),
                events=top.take("events", list_of(self.event)),
                glossary=top.take("glossary", list_of(self.glossary_entry)),
                history=History(
                    top.take_or("history", list_of(self.lineage), ()),
                    top.take_or("versions", list_of(self.version), ()),
                ),
            )


def _no_constant(name: str) -> NoReturn:
    raise CityReaderError("This file is not an export", f"It holds {name}, which JSON has not.")


def _unique(members: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in members:
        if name in found:
            raise CityReaderError(
                "This file is not an export", f"It holds the member {fields.shown(name)} twice."
            )
        found[name] = value
    return found
