"""``undo``, ``redo``, ``history``: what was done, and taking it back."""

from typing import Literal

import click

from cityreader.cli import output
from cityreader.cli.group import INTERRUPTED
from cityreader.cli.interruption import interruptible
from cityreader.cli.progress import share_shown
from cityreader.cli.session import Session
from cityreader.errors import RefusedError, StoppedError


@click.command()
@click.pass_obj
def undo(session: Session) -> int:
    """Take back your last change.

    It is the last one of this coder in this library, from whatever day.

    \b
    Examples:
      cityreader undo
      cityreader history
    """
    return _step(session, "undo")


@click.command()
@click.pass_obj
def redo(session: Session) -> int:
    """Do again what was undone last.

    That is possible until something new is done.

    \b
    Example:
      cityreader redo
    """
    return _step(session, "redo")


def _step(session: Session, verb: Literal["undo", "redo"]) -> int:
    doing = "undoing" if verb == "undo" else "restoring"
    with session.open_to_write() as library, interruptible() as stopped:
        reverse = library.history.undo if verb == "undo" else library.history.redo
        try:
            with share_shown(doing) as progress:
                step = reverse(progress, lambda: bool(stopped))
        except RefusedError as error:
            output.complain(error.message, error.hint)
            return 1
        except StoppedError as error:
            output.note(error.message)
            return INTERRUPTED
    if step is None:
        output.note(f"Nothing to {verb}.")
        return 0
    where = f" (article {step.article_id})" if step.article_id else ""
    output.note(f"{'Undone' if verb == 'undo' else 'Done again'}: {step.summary}{where}")
    return 0


@click.command()
@click.option("--limit", type=click.IntRange(min=1), default=30, metavar="N", show_default=True)
@click.pass_obj
def history(session: Session, limit: int) -> None:
    """List what was done, the newest first.

    The columns are time (UTC), coder and change.

    \b
    Examples:
      cityreader history
      cityreader history --limit 1000
    """
    with session.open() as library:
        steps = library.history.steps(everyone=True, limit=limit)
        coders = library.records.coders()
    verbs = {"do": "", "undo": "undo: ", "redo": "redo: "}
    for step in steps:
        at = step.at[:19].replace("T", " ")
        state = "  (undone)" if step.undone else ""
        where = f"  article {step.article_id}" if step.article_id else ""
        coder = coders.get(step.coder_uuid, "")
        text = f"{verbs[step.kind]}{step.summary}{state}"
        if output.to_terminal():
            head = output.dim(f"{at}  {output.fitted(coder, 12)}  ")
            output.say_styled(head + output.fitted(text, output.columns() - 36).rstrip())
        else:
            output.say_fields(at, coder, text, where.strip())
