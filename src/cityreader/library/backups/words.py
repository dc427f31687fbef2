"""What is told of backups and recoveries, in sentences for the command line and the screen."""

from datetime import datetime

from cityreader.models import Backup, Recovery
from cityreader.text.phrases import local_time

_REASONS = {"daily": "daily", "asked": "on request"}


def moment(backup: Backup) -> str:
    """When a backup was made, in the time of the person: ``2026-03-01 18:04``."""
    return local_time(backup.at)


def age(backup: Backup, now: datetime) -> str:
    """How long ago a backup was made, in the largest unit that counts: ``3 days ago``."""
    seconds = (now - datetime.fromisoformat(backup.at)).total_seconds()
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            count = int(seconds // length)
            return f"{count:,} {unit if count == 1 else unit + 's'} ago"
    return "just now"


def megabytes(size: int) -> str:
    """A size in bytes as people read it."""
    return f"{size / 1e6:,.1f} MB"


def reason(backup: Backup) -> str:
    """Why a backup was made: ``daily``, ``before a merge``; empty where that is unknown."""
    if not backup.reason:
        return ""
    return _REASONS.get(backup.reason, f"before: {backup.reason}")


def contents(backup: Backup) -> str:
    """What a backup holds: ``20 articles, 177 marks``; empty where that is unknown."""
    counted = ((backup.articles, "article"), (backup.marks, "mark"), (backup.events, "event"))
    return ", ".join(
        f"{count:,} {noun if count == 1 else noun + 's'}"
        for count, noun in counted
        if count is not None
    )


def described(backup: Backup) -> str:
    """A backup in the middle of a sentence: when it was made, its size, what it holds."""
    inside = ", ".join(part for part in (megabytes(backup.size), contents(backup)) if part)
    return f"of {moment(backup)} ({inside})"


def told(recovery: Recovery) -> list[str]:
    """What became of a library, a sentence each."""
    told = [f"{recovery.library} is in place again" + _from(recovery) + "."]
    if recovery.aside is None:
        return told
    told.append(f"What was there is kept as {recovery.aside}.")
    newer = recovery.newer_steps
    if recovery.was_sound and newer:
        told.append(
            f"It holds {_steps(newer)} that the backup has not;"
            f" to add what they made: cityreader merge {recovery.aside}"
        )
    elif not recovery.was_sound:
        told.append(_saved(recovery))
    return told


def _from(recovery: Recovery) -> str:
    if recovery.backup is None:
        return ", made of what could be read"
    return f", as it was in {recovery.backup.name}"


def _saved(recovery: Recovery) -> str:
    if recovery.backup is None:
        return "'cityreader check' tells what is missing in it."
    newer, saved = recovery.newer_steps, recovery.saved
    known = "" if newer is None else f"It was {_steps(newer)} ahead of the backup. "
    if saved is None:
        return f"{known}Nothing more could be read from it."
    if not (saved.added or saved.changed):
        return f"{known}It holds no record that the backup has not."
    records = "1 record was" if saved.added == 1 else f"{saved.added:,} records were"
    told = f"{known}{records} saved from it"
    if saved.changed:
        told += f" and {saved.changed:,} brought up to date"
    conflicts = f"; {len(saved.conflicts):,} contradict the backup" if saved.conflicts else ""
    return f"{told}, as one step that 'cityreader undo' takes back{conflicts}."


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count:,} steps"
