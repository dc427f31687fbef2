"""``read``: the screen."""

import gc
import sys
from dataclasses import replace

import click

from cityreader.cli.session import Session
from cityreader.errors import UsageError


@click.command()
@click.argument("article", required=False)
@click.pass_obj
def read(session: Session, article: str | None) -> int:
    """Open the library on the screen.

    With an ARTICLE it opens there, else where you stopped last. A library that does not exist yet
    is made. Press ? on any screen for its keys, q to go back and to quit.

    \b
    Examples:
      cityreader read
      cityreader --db team.db read 12
    """
    return open_screen(session, article)


def open_screen(session: Session, article: str | None) -> int:
    """Open the screen over the library of this run; returns the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "No terminal",
            "The screen needs a terminal, and this is a pipe or a file.",
            "'cityreader list' and 'cityreader show ARTICLE' print.",
        )
    # What is loaded for the first frame stays; looking for garbage in it only takes time. The
    # application begins to collect again when the frame is on the screen.
    gc.disable()
    from cityreader.ui.app import run_app

    path, _ = session.located()
    # What --db names is the person's own, the starter library too: files go where they were sent.
    config = session.config if session.db is None else replace(session.config, library=path)
    return run_app(path, config, session.folders, article)
