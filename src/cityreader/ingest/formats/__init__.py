"""The kinds of files that can be read: one module each, and the list of them.

A new kind is a module with a ``FORMAT`` and its line in ``FORMATS``.
"""

from pathlib import PurePath

from cityreader.ingest.extract import Format
from cityreader.ingest.formats import markdown, text

FORMATS: tuple[Format, ...] = (text.FORMAT, markdown.FORMAT)


def format_of(name: str) -> Format | None:
    """Return the format of a file by the end of its name, None for a kind that is not read.

    A name without an ending, or with one that is no word (``v1.2``, ``a. b``), is plain text.
    """
    suffix = PurePath(name).suffix.lower()
    if not (suffix[1:].isascii() and suffix[1:2].isalpha() and suffix[1:].isalnum()):
        return text.FORMAT
    return next((kind for kind in FORMATS if suffix in kind.suffixes), None)


def supported_suffixes() -> list[str]:
    """Return the endings of the file names that are read, in order."""
    return sorted(suffix for kind in FORMATS for suffix in kind.suffixes)
