"""Codebook files: reading one, writing the one in force, and changing it in an editor."""

from pathlib import Path
from typing import BinaryIO

from cityreader.coding.codebook import parse_codebook, render_codebook
from cityreader.errors import ConfigError
from cityreader.export.target import write_atomically
from cityreader.library.editor import edited, kept_text
from cityreader.models import Codebook
from cityreader.text.safety import visible
from cityreader.tomlfile import toml_text

EDITED_NAME = "codebook.toml"
"""What the editor and errors call the codebook while it is edited."""


def edited_codebook(codebook: Codebook, draft: str | None = None) -> str | None:
    """The codebook, or a draft of it, as the person's editor gives it back.

    None where it is what is in force. The text is not checked yet. Raises CityReaderError.
    """
    before = render_codebook(codebook)
    after = edited(before if draft is None else draft, EDITED_NAME, "the codebook")
    return None if after.rstrip() == before.rstrip() else after


def kept_codebook(text: str) -> Path:
    """A file with an edited codebook that cannot be put into force yet."""
    return kept_text(text, ".toml")


def changes_between(before: Codebook, after: Codebook) -> str:
    """What is in force now and how it differs, in a few words."""
    old, new = ({tag.code: tag for tag in book.tags if not tag.retired} for book in (before, after))
    changed = sum(code in old and old[code] != tag for code, tag in new.items())
    gone = [code for code in old if code not in new]
    parts = [
        f"{len(new)} tags",
        f"{len(new.keys() - old.keys())} of them new",
        f"{changed} changed",
        f"{len(gone)} gone or retired" + (f" ({', '.join(gone[:5])})" if gone else ""),
    ]
    return f"{after.id} {after.version} is in force: {', '.join(parts)}"


def read_codebook(path: Path) -> Codebook:
    """The codebook in a TOML file.

    Raises ConfigError, which names file, line and key, for a file that cannot be read or is wrong.
    """
    name = visible(str(path))
    try:
        text = toml_text(path)
    except UnicodeDecodeError as error:
        raise ConfigError(
            "Codebook not readable", f"{name} is not UTF-8 at byte {error.start}."
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError("Codebook not readable", f"{name} cannot be read: {reason}.") from error
    return parse_codebook(text, name)


def write_codebook(codebook: Codebook, path: Path, *, force: bool) -> None:
    """Write a codebook as TOML, whole or not at all, and over a file only with ``force``."""
    data = render_codebook(codebook).encode("utf-8")

    def write(stream: BinaryIO) -> None:
        stream.write(data)

    write_atomically(path, write, force=force)
