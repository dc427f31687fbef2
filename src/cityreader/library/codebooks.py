"""Codebook files: reading one, and writing the one in force."""

from pathlib import Path
from typing import BinaryIO

from cityreader.coding.codebook import parse_codebook, render_codebook
from cityreader.errors import ConfigError
from cityreader.export.target import write_atomically
from cityreader.models import Codebook
from cityreader.text.safety import visible


def read_codebook(path: Path) -> Codebook:
    """The codebook in a TOML file.

    Raises ConfigError, which names file, line and key, for a file that cannot be read or is wrong.
    """
    name = visible(str(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
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
