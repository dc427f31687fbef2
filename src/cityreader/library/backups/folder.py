"""Where the backups of one library lie: copies named by time and reason, each with a note beside.

The folder is named by the UUID of the library, so that backups are found again after the library
was moved. The note says of which file a copy was made and what it holds; without it a backup is as
good, only less is known of it.
"""

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cityreader.library.kept_files import kept_fields
from cityreader.models import Backup
from cityreader.store.backups import PASSING

NEWEST_KEPT = 10
"""Backups that are kept whatever day they are of."""

DAYS_KEPT, WEEKS_KEPT, MONTHS_KEPT = 14, 8, 12
"""Of how many last days, weeks and months with a backup the newest one is kept."""

MOST_BYTES = 5_000_000_000
"""What all backups of a library may take together; the newest is kept whatever it takes."""

LEFT_OVER_SECONDS = 3600.0
"""After this time a copy that was not finished belongs to nobody any more."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}Z)(?:-([a-z]+))?\.db")
_STAMP = "%Y-%m-%dT%H%M%SZ"


def backups_in(data_folder: Path, uuid: str) -> list[Backup]:
    """The backups of the library with this UUID, newest first."""
    found = [_read(path, uuid) for path in folder_of(data_folder, uuid).glob("*.db")]
    return sorted((one for one in found if one), key=_moment, reverse=True)


def backups_of_file(data_folder: Path, path: Path) -> list[Backup]:
    """The backups made of a file, whatever its UUID was, newest first."""
    with contextlib.suppress(OSError):
        uuids = [folder.name for folder in (data_folder / "backups").iterdir()]
        found = [backup for uuid in uuids for backup in backups_in(data_folder, uuid)]
        made = [backup for backup in found if backup.library == path.absolute()]
        return sorted(made, key=_moment, reverse=True)
    return []


def folder_of(data_folder: Path, uuid: str) -> Path:
    """The folder of the backups of one library; it may not exist yet."""
    # A UUID out of a strange file must not lead elsewhere.
    return data_folder / "backups" / (re.sub(r"[^\w-]", "", uuid) or "unnamed")


def new_path(folder: Path, reason: str, now: datetime) -> tuple[Path, datetime]:
    """A name for a new backup, and its moment: the first second from ``now`` on that has none."""
    moment = now.astimezone(UTC).replace(microsecond=0)
    while any(folder.glob(f"{moment.strftime(_STAMP)}*.db")):
        moment += timedelta(seconds=1)
    return folder / f"{moment.strftime(_STAMP)}-{reason}.db", moment


def note(backup: Backup) -> None:
    """Write what is known of a backup beside it; a backup without is as good."""
    facts = {
        "library": str(backup.library or ""),
        "state": backup.state,
        "articles": backup.articles,
        "marks": backup.marks,
        "events": backup.events,
        "steps": backup.steps,
    }
    with contextlib.suppress(OSError):
        backup.path.with_suffix(".json").write_text(json.dumps(facts), encoding="utf-8")


def thin(folder: Path, backups: Sequence[Backup], now: datetime) -> None:
    """Remove the backups that are not kept any longer, and what unfinished ones left behind."""
    for backup in superfluous(backups):
        for path in (backup.path, backup.path.with_suffix(".json")):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
    sweep(folder, now)


def sweep(folder: Path, now: datetime) -> None:
    """Remove what copies left behind that were killed before they were finished or taken away."""
    for path in folder.glob(f"{PASSING}*"):
        with contextlib.suppress(OSError):
            if now.timestamp() - path.stat().st_mtime > LEFT_OVER_SECONDS:
                path.unlink()


def superfluous(backups: Sequence[Backup]) -> list[Backup]:
    """Those of one library's backups, given newest first, that need not be kept.

    Backups of different files with one UUID (a library that was copied) are thinned apart.
    """
    dropped: list[Backup] = []
    for library in {backup.library for backup in backups}:
        dropped += _superfluous([backup for backup in backups if backup.library == library])
    return dropped


def _superfluous(backups: Sequence[Backup]) -> list[Backup]:
    kept = set(range(min(NEWEST_KEPT, len(backups))))
    days = [day_of(backup) for backup in backups]
    kept |= _newest_of_each(days, DAYS_KEPT, lambda day: day)
    kept |= _newest_of_each(days, WEEKS_KEPT, lambda day: day.isocalendar()[:2])
    kept |= _newest_of_each(days, MONTHS_KEPT, lambda day: (day.year, day.month))
    room = MOST_BYTES
    for position in sorted(kept):
        room -= backups[position].size
        if room < 0 and position > 0:
            kept.discard(position)
    return [backup for position, backup in enumerate(backups) if position not in kept]


def _newest_of_each(days: Iterable[date], count: int, period: Callable[[date], object]) -> set[int]:
    newest: dict[object, int] = {}
    for position, day in enumerate(days):
        newest.setdefault(period(day), position)
    return set(list(newest.values())[:count])


def day_of(backup: Backup) -> date:
    """The day of a backup where the person is."""
    return datetime.fromisoformat(backup.at).astimezone().date()


def _moment(backup: Backup) -> str:
    return backup.at


def _read(path: Path, uuid: str) -> Backup | None:
    """A backup by its name and its note; None for a file that is none."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
        size = path.stat().st_size
    except (ValueError, OSError):
        return None
    facts = kept_fields(path.with_suffix(".json"))
    library = facts.get("library")
    numbers = {
        name: value if isinstance(value := facts.get(name), int) else None
        for name in ("articles", "marks", "events", "steps")
    }
    return Backup(
        path=path,
        library=Path(library) if isinstance(library, str) and library else None,
        uuid=uuid,
        at=at.isoformat(),
        reason=match[2] or "",
        size=size,
        state=str(facts.get("state") or ""),
        **numbers,
    )
