"""The ``tmx`` format: every row of every pair as a translation unit (TMX 1.4b).

The rules are those of the document type ``tmx14.dtd`` of LISA's OSCAR group. What TMX has no
attribute for stands in ``prop`` elements, whose types begin with ``x-`` as the standard asks.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from cityreader.export.formats import Format, Stamped
from cityreader.export.pair_rows import PairRow, RowSide, contents, pair_rows
from cityreader.export.times import basic_time
from cityreader.export.xml_text import attribute_list, escaped


def write(stamped: Stamped, stream: BinaryIO) -> None:
    """Write one ``tu`` a row, row by row.

    A row with text on one side only has one ``tuv``. Its properties are ``x-pair`` (UUID),
    ``x-row``, ``x-score`` and ``x-checked``; those of a ``tuv`` are ``x-side`` (``left`` or
    ``right``), ``x-article`` (UUID), ``x-title``, ``x-source``, ``x-author``, ``x-url``,
    ``x-published`` and ``x-joint`` (how the words follow the row before: ``none``, ``space``,
    ``line``, ``paragraph``).

    Raises:
        UsageError: the texts are to be left out.
    """
    rows = pair_rows(stamped, FORMAT.name)
    for line in chain(_head(stamped), _units(rows), ("</body>", "</tmx>")):
        stream.write(f"{line}\n".encode())


def _head(stamped: Stamped) -> Iterator[str]:
    tool, _, version = stamped.generator.partition(" ")
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    yield '<tmx version="1.4">'
    attributes = {
        "creationtool": tool,
        "creationtoolversion": version or "0",
        "segtype": "sentence",
        "o-tmf": "cityreader",
        "adminlang": "en",
        "srclang": "*all*",
        "datatype": "plaintext",
        "creationdate": basic_time(stamped.generated_at),
    }
    yield f"<header{attribute_list(attributes)}/>"
    yield "<body>"


def _units(rows: Iterable[PairRow]) -> Iterator[str]:
    for row in rows:
        source = row.left if row.left.words is not None else row.right
        attributes = {
            "tuid": f"{row.pair.uuid}-{row.number}",
            "srclang": source.article.lang,
        }
        yield f"<tu{attribute_list(attributes)}>"
        facts = (
            ("pair", row.pair.uuid),
            ("row", str(row.number)),
            ("score", repr(float(row.bead.score))),
            ("checked", "true" if row.bead.checked else "false"),
        )
        yield "".join(_property(name, value) for name, value in facts)
        for place, side in (("left", row.left), ("right", row.right)):
            if side.words is not None:
                yield _variant(place, side, side.words)
        yield "</tu>"


def _variant(place: str, side: RowSide, words: str) -> str:
    article = side.article
    facts = (
        ("side", place),
        ("article", article.uuid),
        ("title", article.title),
        ("source", article.source),
        ("author", article.author),
        ("url", article.url),
        ("published", article.published.iso),
        ("joint", side.joint),
    )
    properties = "".join(_property(name, value) for name, value in facts if value)
    return (
        f"<tuv{attribute_list({'xml:lang': article.lang})}>{properties}<seg>{escaped(words)}</seg>"
        "</tuv>"
    )


def _property(name: str, value: str) -> str:
    return f'<prop type="x-{name}">{escaped(value)}</prop>'


FORMAT = Format(
    name="tmx",
    description="the rows of pairs as a translation memory (TMX 1.4b); can be imported again",
    extensions=(".tmx",),
    to_file=write,
    of_pairs=True,
    contents=contents,
)
