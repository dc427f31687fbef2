"""Differences between coders that want no consensus, kept outside the library.

One file a library in the state folder, named by the library's UUID.
"""

import json
from pathlib import Path

from cityreader.library.kept_files import keep


class SetAside:
    """The differences of one library that were set aside, by their keys."""

    def __init__(self, state_folder: Path, library_uuid: str) -> None:
        self._path = state_folder / "set-aside" / f"{library_uuid}.json"

    def keys(self) -> set[str]:
        """Every key."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return set()
        return {str(key) for key in found} if isinstance(found, list) else set()

    def put(self, key: str, aside: bool) -> None:
        """Keep a key, or drop it; a full disk is no reason to fail."""
        known = self.keys()
        wanted = known | {key} if aside else known - {key}
        if wanted == known:
            return
        keep(self._path, json.dumps(sorted(wanted)))
