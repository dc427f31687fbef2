"""The kinds of files that can be read: one module each, and the list of them.

A new kind is a module with a ``FORMAT`` and its line in ``FORMATS``.
"""

from cityreader.ingest.extract import Format
from cityreader.ingest.formats import (
    book,
    document,
    feed,
    html,
    json_records,
    mail,
    markdown,
    packed,
    table,
    text,
    tmx,
)

FORMATS: tuple[Format, ...] = (
    text.FORMAT,
    markdown.FORMAT,
    html.FORMAT,
    json_records.DOCUMENT,
    json_records.LINES,
    table.FORMAT,
    feed.FORMAT,
    book.FORMAT,
    document.FORMAT,
    mail.MESSAGE,
    mail.MAILBOX,
    tmx.FORMAT,
)


def format_of(name: str) -> Format | None:
    """Return the format of a file by the end of its name, None for a kind that is not read.

    A name without an ending, or with one that is no word (``v1.2``, ``a. b``), is plain text.
    """
    stem, _, ending = name.rpartition(".")
    if not (stem and ending.isascii() and ending[:1].isalpha() and ending.isalnum()):
        return text.FORMAT
    suffix = f".{ending.lower()}"
    return next((kind for kind in FORMATS if suffix in kind.suffixes), None)


FORMATS += packed.formats(format_of)


def supported_suffixes() -> list[str]:
    """Return the endings of the file names that are read, in order."""
    return sorted(suffix for kind in FORMATS for suffix in kind.suffixes)
