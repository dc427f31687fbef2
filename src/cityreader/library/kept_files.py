"""Small files outside the library: each written whole or not at all, and read without trust."""

import contextlib
import json
import os
import secrets
from pathlib import Path
from typing import Any


def replace_file(path: Path, text: str, *, durable: bool = True) -> None:
    """Write a file whole, with its folder; a ``durable`` one is on the disk when it has its name.

    Any number of programs may do so at once; the last one stands. Raises OSError, or
    UnicodeEncodeError for half of a character; what was there before stays then.
    """
    aside = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def kept_fields(path: Path) -> dict[str, Any]:
    """The fields of a small JSON file; none where it is missing, or is no such file."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep(path: Path, text: str) -> None:
    """Write what is remembered of a person and is no record; a full disk is no reason to fail,
    nor is half of a character that was typed."""
    with contextlib.suppress(OSError, UnicodeEncodeError):
        replace_file(path, text, durable=False)
