"""Paths as people type, paste and drop them."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

QUOTES = {"'": "'", '"': '"', "“": "”", "‘": "’", "「": "」"}
"""What people put around a path, opening to closing."""


def typed_path(text: str) -> Path | None:
    """The path a person meant, or None for nothing.

    Quotes around it are taken off, ``~`` is the home folder, ``file://`` is read, and where a
    terminal put backslashes before spaces they are taken out, unless the path is there as typed.
    """
    line = text.strip()
    if len(line) >= 2 and QUOTES.get(line[0]) == line[-1]:
        line = line[1:-1].strip()
    if line.startswith("file://"):
        line = unquote(urlsplit(line).path)
    if not line:
        return None
    try:
        path = Path(line).expanduser()
        if "\\ " in line and not path.exists():
            return Path(line.replace("\\ ", " ")).expanduser()
    except (RuntimeError, OSError, ValueError):
        # No such user behind the ~, or nothing a file system could hold.
        return Path(line)
    return path
