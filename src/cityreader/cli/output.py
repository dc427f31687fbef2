"""What is printed, and how: plain text made safe, JSON as it is, notes on standard error."""

import os
import re
import shutil
import sys
from functools import cache
from typing import Any

import click

from cityreader.text.safety import visible

WIDEST = 100
"""Cells of a line of prose; longer lines are hard to read on any screen."""

_UNDECODABLE = re.compile("[\udc80-\udcff]")
_STYLE = re.compile("(\x1b\\[[012]m)")


def prepare() -> None:
    """Let standard output replace what its encoding cannot say, instead of failing on it."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def say(text: str = "") -> None:
    """Print a line of the answer on standard output."""
    click.echo(visible(text))


def say_fields(*fields: str) -> None:
    """Print a line of fields with a tab between them, for a pipe."""
    click.echo("\t".join(visible(field) for field in fields))


def note(text: str) -> None:
    """Print a line about the work on standard error."""
    click.echo(visible(text), err=True)


def complain(message: str, hint: str = "") -> int:
    """Say on standard error what is wrong and what to do; returns the exit code for it, 2.

    A terminal, which would break lines anywhere, gets them broken by the rules of both languages.
    """
    for indent, text in (("", f"cityreader: {message}"), ("  ", hint)):
        if not text:
            break
        lines = [visible(text)]
        if sys.stderr.isatty():
            # Some terminals say that they have no columns.
            width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
            lines = wrapped(text, width - len(indent))
        for line in lines:
            click.echo(f"{indent}{line}", err=True)
    return 2


def print_json(value: Any) -> None:
    """Print one JSON document in UTF-8, whatever the encoding of the terminal."""
    from cityreader.text.json_text import json_text

    click.echo(json_text(value, indent=1).encode())


def shown(name: object) -> str:
    """A path or a name as it can be printed; bytes that are not UTF-8 become ``\\xff``."""
    text = name.decode("utf-8", "surrogateescape") if isinstance(name, bytes) else str(name)
    return visible(_UNDECODABLE.sub(lambda match: f"\\x{ord(match[0]) - 0xDC00:02x}", text))


def safe(text: str) -> str:
    """``text`` with nothing in it that a terminal acts on."""
    return visible(text)


def to_terminal() -> bool:
    """Whether standard output is a terminal, so that lines are fitted to it."""
    return sys.stdout.isatty()


def columns() -> int:
    """The width of the terminal in cells."""
    return shutil.get_terminal_size((80, 24)).columns


def dim(text: str) -> str:
    """``text`` made safe and, where colours are wanted, drawn quietly."""
    return click.style(visible(text), dim=True) if text and _styled() else visible(text)


def bold(text: str) -> str:
    """``text`` made safe and, where styles are wanted, drawn strongly."""
    return click.style(visible(text), bold=True) if _styled() else visible(text)


def say_styled(text: str) -> None:
    """Print a line made of ``bold`` and ``dim`` pieces; whatever else acts in it is made safe."""
    pieces = _STYLE.split(text)
    pieces[::2] = map(visible, pieces[::2])
    click.echo("".join(pieces))


def cells(text: str) -> int:
    """The width of a text in terminal cells."""
    return int(_measure()(text))


def fitted(text: str, width: int) -> str:
    """``text`` in exactly ``width`` cells, cut with an ellipsis where it is longer."""
    from cityreader.text.cells import fit

    return fit(visible(text), width, _measure())


def fitted_to_the_right(text: str, width: int) -> str:
    """``text`` in exactly ``width`` cells, its end kept where it is longer."""
    from cityreader.text.cells import fit_end

    return fit_end(visible(text), width, _measure())


def wrapped(text: str, width: int) -> list[str]:
    """The lines of one paragraph, none wider than ``width`` cells, broken by the rules of both
    languages."""
    from cityreader.text.lines import line_breaks

    safe = visible(text)
    starts = line_breaks(safe, max(width, 4), _measure())
    ends = [*starts[1:], len(safe)]
    return [safe[start:end].rstrip() for start, end in zip(starts, ends, strict=True)] or [""]


def _styled() -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


@cache
def _measure() -> Any:
    from wcwidth import wcswidth

    # A text with a control character has no width; there is none left after ``visible``.
    return lambda text: max(0, wcswidth(text))
