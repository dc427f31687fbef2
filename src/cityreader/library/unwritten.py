"""What was typed into a row and not written yet, kept outside the library.

One small file a library in the state folder; it outlives a program that is ended in the middle.
"""

import contextlib
import json
from pathlib import Path

from cityreader.library.kept_files import keep, kept_fields
from cityreader.models import Span


class Unwritten:
    """The row of one article that is being typed; there is only one at a time."""

    def __init__(self, state_folder: Path, library_uuid: str) -> None:
        self._path = state_folder / "unwritten" / f"{library_uuid}.json"

    def keep(self, source_uuid: str, span: Span, text: str) -> None:
        """Keep what stands in the row of a sentence; a full disk is no reason to fail."""
        content = {"source": source_uuid, "span": list(span), "text": text}
        keep(self._path, json.dumps(content, ensure_ascii=False))

    def of(self, source_uuid: str) -> tuple[Span, str] | None:
        """The sentence of this article and what was typed beside it, if anything was."""
        found = kept_fields(self._path)
        if found.get("source") != source_uuid:
            return None
        try:
            start, end = found["span"]
            return Span(int(start), int(end)), str(found["text"])
        except (ValueError, KeyError, TypeError):
            return None

    def forget(self, source_uuid: str, span: Span) -> None:
        """Drop what was typed beside this sentence: it is written now, or given up."""
        kept = self.of(source_uuid)
        if kept is not None and kept[0] == span:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
