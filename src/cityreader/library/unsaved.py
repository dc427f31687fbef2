"""What was typed into dialogs and not saved: nothing typed is lost, also at the end of the program.

One file a library in the state folder, named by the library's UUID.
"""

import json
from collections.abc import Iterator, MutableMapping
from pathlib import Path

from cityreader.library.kept_files import keep, kept_fields

MOST = 200
"""So many are kept; the oldest go first."""


class Unsaved(MutableMapping[str, object]):
    """The drafts of one library by the name of their dialog, as JSON values.

    They are read anew each time: another copy of the program may have left some.
    """

    def __init__(self, state_folder: Path, library_uuid: str) -> None:
        self._path = state_folder / "drafts" / f"{library_uuid}.json"

    def __getitem__(self, key: str) -> object:
        return kept_fields(self._path)[key]

    def __setitem__(self, key: str, draft: object) -> None:
        """Keep a draft as the newest; a full disk is no reason to fail."""
        known = kept_fields(self._path)
        known.pop(key, None)
        self._write({**known, key: draft})

    def __delitem__(self, key: str) -> None:
        known = kept_fields(self._path)
        del known[key]
        self._write(known)

    def __iter__(self) -> Iterator[str]:
        return iter(kept_fields(self._path))

    def __len__(self) -> int:
        return len(kept_fields(self._path))

    def _write(self, drafts: dict[str, object]) -> None:
        newest = list(drafts.items())[-MOST:]
        keep(self._path, json.dumps(dict(newest)))
