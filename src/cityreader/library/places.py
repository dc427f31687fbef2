"""Where reading stopped, kept outside the library so that reading never changes one.

One file a library in the state folder, named by the library's UUID.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from cityreader.library.kept_files import keep, kept_fields
from cityreader.store.database import utc_now


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where reading stopped: a code point of the left or right body, and when."""

    offset: int
    side: str
    at: str


class ReadingPlaces:
    """The places of one library, by the UUID of the article."""

    def __init__(self, state_folder: Path, library_uuid: str) -> None:
        self.library_uuid = library_uuid
        self._path = state_folder / "places" / f"{library_uuid}.json"
        self._known: dict[str, ReadingPlace] | None = None

    def all(self) -> dict[str, ReadingPlace]:
        """Every place by article UUID."""
        if self._known is None:
            self._known = _read(self._path)
        return self._known

    def put(self, article_uuid: str, offset: int, side: str) -> None:
        """Keep a place; a full disk is no reason to fail."""
        place = ReadingPlace(offset, side, utc_now())
        # Another copy of the program may have put some since.
        self._known = {**self.all(), **_read(self._path), article_uuid: place}
        keep(self._path, json.dumps({uuid: asdict(found) for uuid, found in self._known.items()}))


def _read(path: Path) -> dict[str, ReadingPlace]:
    try:
        return {
            str(uuid): ReadingPlace(int(place["offset"]), str(place["side"]), str(place["at"]))
            for uuid, place in kept_fields(path).items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
