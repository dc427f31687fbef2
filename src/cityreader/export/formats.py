"""The formats an export can be written in.

A format is one module of this package with a constant ``FORMAT``; nothing else names it.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import BinaryIO

from cityreader import export as package
from cityreader.errors import UsageError
from cityreader.models import Dossier

DEFAULT = "json"


@dataclass(frozen=True, slots=True)
class Stamped:
    """A dossier on its way out: what is written, when, by what program, and how much of it.

    ``generated_at`` is ISO 8601 in UTC; ``generator`` is the program with its version. Both are
    given by the caller, so that the same input gives the same bytes. Without ``with_text`` the
    bodies of the articles and the sentences around annotations are left out.
    """

    dossier: Dossier
    generated_at: str
    generator: str
    with_text: bool = True


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file of one format holds: how many of each kind, by a noun in the singular.

    ``reasons`` say in words what is missing of a kind, and why: ``2 events without a date``.
    """

    held: Mapping[str, int]
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an export, into a file (``to_file``) or into a folder (``to_folder``).

    ``extensions`` are the endings of a file name that mean this format, in lower case with the dot.
    ``of_pairs`` says that it writes nothing but pairs, so that articles bring their counterparts.
    ``contents`` counts what it holds of an export, None if that is every record.
    """

    name: str
    description: str
    extensions: tuple[str, ...] = ()
    to_file: Callable[[Stamped, BinaryIO], None] | None = None
    to_folder: Callable[[Stamped, Path], None] | None = None
    of_pairs: bool = False
    contents: Callable[[Stamped], Contents] | None = None


@cache
def formats() -> tuple[Format, ...]:
    """Every format of this package, by name."""
    modules = (
        importlib.import_module(f"{package.__name__}.{found.name}")
        for found in pkgutil.iter_modules(package.__path__)
    )
    known: list[Format] = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return tuple(sorted(known, key=lambda entry: entry.name))


def format_for(name: str | None, output: Path | None) -> Format:
    """The format called ``name``, else the one the extension of ``output`` means, else JSON.

    Raises:
        UsageError: no format has that name or that extension.
    """
    if name is not None:
        for entry in formats():
            if entry.name == name:
                return entry
        raise UsageError("Unknown format", f"There is no export format {name!a}.", _known())
    extension = output.suffix.lower() if output is not None else ""
    if not extension:
        return format_for(DEFAULT, None)
    for entry in formats():
        if extension in entry.extensions:
            return entry
    raise UsageError(
        "Unknown format",
        f"The extension {extension!a} does not say which format to write.",
        f"Name one with -f. {_known()}",
    )


def _known() -> str:
    return f"Known formats: {', '.join(entry.name for entry in formats())}."
