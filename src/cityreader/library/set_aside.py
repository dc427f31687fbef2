"""Differences between coders that want no consensus, kept outside the library.

One file a library in the state folder, named by the library's UUID.
"""

import contextlib
import json
import os
from pathlib import Path


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
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(sorted(wanted)), encoding="utf-8")
            beside.replace(self._path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
