"""``backup`` and ``recover``: a copy of the library, and the way back to one."""

import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.cli.options import FILE
from cityreader.cli.session import Session

if TYPE_CHECKING:
    from cityreader.models import Backup


@click.command()
@click.argument("file", type=FILE, required=False)
@click.pass_obj
def backup(session: Session, file: Path | None) -> None:
    """Make a copy of the library while it may be in use.

    The copy goes to FILE, never over an existing one, else to the other backups, which 'cityreader
    info' lists. It is read again before it counts. Backups are also made by themselves: once a day,
    and before a merge, a purge, a new codebook, a large import and a repair.

    \b
    Examples:
      cityreader backup
      cityreader backup ~/stick/library-march.db
    """
    from cityreader.library.backups.words import contents, megabytes

    with session.open() as library:
        if file is None:
            made = library.backups.make()
            output.say(output.shown(made.path))
            output.note(f"{megabytes(made.size)}, {contents(made)}, read again and sound.")
            return
        size = library.backups.write(file)
        output.say(output.shown(file))
        output.note(f"{megabytes(size)}, read again and sound.")


@click.command()
@click.argument("backup", type=FILE, required=False)
@click.pass_obj
def recover(session: Session, backup: Path | None) -> None:
    """Put BACKUP in the place of the library.

    Without BACKUP all backups of the library are listed, newest first, each with the command that
    goes back to it, and nothing is done.

    BACKUP is a file, or the name of a backup as it is listed. It is checked first. What is there is
    renamed, never removed. If that is damaged, the marks and events that can still be read in it
    and that the backup has not are added, as one step of undo; if it is sound, it is left out, and
    'cityreader merge' adds it.

    \b
    Examples:
      cityreader recover
      cityreader recover 2026-03-01T180412Z-daily
      cityreader --db team.db recover ~/stick/library-march.db
    """
    from cityreader.library.backups import recovery
    from cityreader.library.backups.words import told

    path, _ = session.located()
    output.note(f"Library: {output.shown(path)}")
    if backup is None:
        _list(session, path, recovery.backups_for(path, session.folders))
        return
    found = recovery.find_backup(backup, path, session.folders)
    recovered = recovery.recover(
        path, found, config=session.config, folders=session.folders, tell=output.note
    )
    for sentence in told(recovered):
        output.note(sentence)


def _list(session: Session, path: Path, backups: "list[Backup]") -> None:
    """Each backup in a line, with the command that goes back to it in the next."""
    from cityreader.library.backups.words import age, contents, megabytes, moment, reason

    if not backups:
        hint = "; 'cityreader backup' makes one" if path.exists() else ", nor the file itself"
        output.note(f"There is no backup of it yet{hint}.")
    opening = session.opening(path)
    now = datetime.now(UTC)
    for backup in backups:
        facts = (age(backup, now), reason(backup), megabytes(backup.size), contents(backup))
        line = " · ".join(fact for fact in facts if fact)
        output.say_styled(output.bold(moment(backup)) + output.safe(f"  {line}"))
        output.say(f"  {opening} recover {shlex.quote(backup.path.stem)}")
