"""Small files outside the library: what is remembered of a person, and is no record."""

import contextlib
import os
from pathlib import Path


def keep(path: Path, text: str) -> None:
    """Write a small file whole, with its folder; a full disk is no reason to fail.

    Nor is half of a character that was typed. What was there before stays then.
    """
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    except (OSError, UnicodeEncodeError):
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
