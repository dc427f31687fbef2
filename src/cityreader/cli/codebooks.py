"""``codebook``: the tags in force."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.cli.options import FILE
from cityreader.cli.session import Session
from cityreader.errors import ConfigError, UsageError
from cityreader.text.phrases import counted

if TYPE_CHECKING:
    from cityreader.models import Tag


@click.group()
def codebook() -> None:
    """Show, edit, check, load or save the tags.

    The codebook holds the tags with their definitions, as a TOML file. Edit the one in force, or
    save it, change and check it and load it again. Tags in use that the new one lacks stay,
    retired.

    \b
    Examples:
      cityreader codebook show
      cityreader codebook edit
      cityreader codebook save tags.toml
      cityreader codebook check tags.toml
      cityreader codebook load tags.toml
    """


@codebook.command()
@click.pass_obj
def show(session: Session) -> None:
    """Show the tags in force with their keys.

    \b
    Example:
      cityreader codebook show
    """
    with session.open() as library:
        book = library.coding.codebook()
    output.say(f"{book.id} {book.version}")
    for heading, kind in (("Event types", "event"), ("Topics", "topic")):
        tags = [tag for tag in book.tags if tag.kind == kind]
        if not tags:
            continue
        output.say()
        output.say_styled(output.bold(heading))
        for tag in tags:
            _print_tag(tag)


def _print_tag(tag: "Tag") -> None:
    labels = " · ".join(dict.fromkeys(tag.labels.values()))
    state = f"  (part of {tag.parent})" if tag.parent else ""
    state += "  (retired)" if tag.retired else ""
    head = f"  {output.safe(tag.key or ' ')}  {output.fitted(tag.code, 16)}  "
    output.say_styled(head + output.safe(labels) + output.dim(output.safe(state)))
    width = min(output.columns(), output.WIDEST) - 23
    for line in output.wrapped(" ".join(tag.definition.split()), width) if tag.definition else ():
        output.say_styled(" " * 23 + output.dim(line))


@codebook.command()
@click.argument("file", type=FILE)
def check(file: Path) -> int:
    """Check a codebook file.

    A fault is named with its line, and the exit code is 1.

    \b
    Example:
      cityreader codebook check tags.toml
    """
    from cityreader.library.codebooks import read_codebook

    try:
        book = read_codebook(file)
    except ConfigError as error:
        output.complain(error.message, error.hint)
        return 1
    events, topics = len(book.event_types), len(book.topics)
    output.note(
        f"{output.shown(file)} is sound: {book.id} {book.version},"
        f" {counted(events, 'event type')}, {counted(topics, 'topic')}."
    )
    return 0


@codebook.command()
@click.argument("file", type=FILE)
@click.pass_obj
def load(session: Session, file: Path) -> None:
    """Put a codebook into force, after checking it.

    \b
    Example:
      cityreader codebook load tags.toml
    """
    from cityreader.library.codebooks import changes_between, read_codebook

    book = read_codebook(file)
    with session.open_to_write(create=True) as library:
        before = library.coding.codebook()
        loaded = library.coding.load_codebook(book.text, output.shown(file))
        output.note(f"{changes_between(before, loaded)}.")


@codebook.command()
@click.pass_obj
def edit(session: Session) -> None:
    """Edit the codebook in force in your editor.

    The editor is the one of VISUAL, else EDITOR. What comes back is checked first: a fault is named
    with its line and key, nothing of it is in force then, and what you typed is kept in a file.

    \b
    Example:
      cityreader codebook edit
    """
    from cityreader.library.codebooks import (
        EDITED_NAME,
        changes_between,
        edited_codebook,
        kept_codebook,
    )

    with session.open_to_write(create=True) as library:
        before = library.coding.codebook()
        text = edited_codebook(before)
        if text is None:
            output.note("The codebook was left as it was.")
            return
        try:
            loaded = library.coding.load_codebook(text, EDITED_NAME)
        except ConfigError as error:
            kept = output.shown(kept_codebook(text))
            hint = f"What you typed is kept: mend it, then 'cityreader codebook load {kept}'."
            raise ConfigError(error.title, error.message, hint) from error
        output.note(f"{changes_between(before, loaded)}.")


@codebook.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.pass_obj
def save(session: Session, file: Path, force: bool) -> None:
    """Write the codebook in force to a TOML file.

    \b
    Example:
      cityreader codebook save tags.toml
    """
    from cityreader.library.codebooks import write_codebook

    with session.open() as library:
        book = library.coding.codebook()
    if file.is_dir():
        raise UsageError("Not written", f"{output.shown(file)} is a folder.", "Name a file.")
    write_codebook(book, file, force=force)
    output.note(f"{book.id} {book.version} is written to {output.shown(file)}.")
