"""What was searched for, kept outside the library so that searching never changes one.

One file a library in the state folder, named by the library's UUID; one query a line.
"""

from pathlib import Path

from cityreader.library.kept_files import keep

KEPT = 200
"""Queries kept; older ones go."""


class SearchHistory:
    """The searches of one library, newest first, each once."""

    def __init__(self, state_folder: Path, library_uuid: str) -> None:
        self._path = state_folder / "searches" / f"{library_uuid}.txt"

    def all(self) -> list[str]:
        """Every query, newest first."""
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return []
        return list(dict.fromkeys(line for line in lines if line.strip()))[:KEPT]

    def put(self, text: str) -> None:
        """Keep a query as the newest; a full disk is no reason to fail."""
        text = " ".join(text.split())
        if not text:
            return
        lines = [text, *(line for line in self.all() if line != text)][:KEPT]
        keep(self._path, "\n".join(lines) + "\n")
