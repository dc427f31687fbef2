"""Cells of CSV files that a spreadsheet opens without acting on them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

from cityreader.text.formulas import defused

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Without it Excel takes UTF-8 for the code page of the machine."""


def cell(value: object) -> str:
    """A value as the text of one cell.

    None is empty, true and false are ``true`` and ``false``, a list is joined by ``|``. Text that
    could be taken for a formula gets a ``'`` in front; numbers never do.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value) if float(value).is_integer() else value)
    text = value if isinstance(value, str) else "|".join(map(str, _items(value)))
    return defused(text)


def write_table(
    stream: BinaryIO, columns: Sequence[str], rows: Iterable[Mapping[str, object]]
) -> None:
    """Write rows as CSV (RFC 4180), UTF-8 with a byte order mark; each row has all ``columns``."""
    stream.write(BYTE_ORDER_MARK)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([cell(row[column]) for column in columns])
    finally:
        text.detach()


def _items(value: object) -> Iterable[object]:
    if not isinstance(value, list | tuple):
        raise TypeError(f"a cell cannot hold {type(value).__name__}")
    return value
