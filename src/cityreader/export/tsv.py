"""The ``tsv`` format: one row of a pair a line, for spreadsheets and translators' tools."""

import csv
import io
from typing import BinaryIO

from cityreader.export.cells import BYTE_ORDER_MARK, cell
from cityreader.export.formats import Format, Stamped
from cityreader.export.pair_rows import contents, pair_rows

COLUMNS = (
    "left",
    "right",
    "left_lang",
    "right_lang",
    "left_title",
    "right_title",
    "score",
    "checked",
    "pair",
    "row",
    "left_joint",
    "right_joint",
    "left_article",
    "right_article",
    "left_source",
    "right_source",
    "left_published",
    "right_published",
    "left_url",
    "right_url",
)

_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
"""So that a row is a line; those of linear TSV."""


def write(stamped: Stamped, stream: BinaryIO) -> None:
    """Write the table: UTF-8 with a byte order mark, a header, one line a row.

    A line end within a cell is written ``\\n``, a backslash ``\\\\``; a cell that could be taken
    for a formula gets a ``'`` in front.

    Raises:
        UsageError: the texts are to be left out.
    """
    rows = pair_rows(stamped, FORMAT.name)
    stream.write(BYTE_ORDER_MARK)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            values: dict[str, object] = {
                "score": row.bead.score,
                "checked": row.bead.checked,
                "pair": row.pair.uuid,
                "row": row.number,
            }
            for name, side in (("left", row.left), ("right", row.right)):
                values |= {
                    name: side.words,
                    f"{name}_lang": side.article.lang,
                    f"{name}_title": side.article.title,
                    f"{name}_joint": side.joint if side.words is not None else None,
                    f"{name}_article": side.article.uuid,
                    f"{name}_source": side.article.source,
                    f"{name}_published": side.article.published.iso,
                    f"{name}_url": side.article.url,
                }
            writer.writerow([_cell(values[column]) for column in COLUMNS])
    finally:
        text.detach()


def _cell(value: object) -> str:
    return cell(value.translate(_ESCAPES) if isinstance(value, str) else value)


FORMAT = Format(
    name="tsv",
    description="the rows of pairs, one a line, for a spreadsheet; can be imported again",
    extensions=(".tsv",),
    to_file=write,
    of_pairs=True,
    contents=contents,
)
