"""What an import counts while it runs, and sums up at its end."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cityreader.library.importing.delivery import Portion
from cityreader.models import ImportedFile, ImportSummary, MergeSummary

STORED = frozenset({"new", "updated", "near-duplicate"})
"""Outcomes that put a text into the library."""

_TWICE = "it stands in its file more than once"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the articles of a portion; ``merged`` sums up that of an export."""

    portion: Portion
    outcomes: Sequence[ImportedFile]
    merged: MergeSummary | None = None


class ImportTally:
    """Counts the outcomes of one import, portion by portion."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.files = 0
        self._undated = self._warned = self._pairs = 0
        self._merges: list[tuple[str, MergeSummary]] = []
        self._of_file: set[str | None] = set()

    def take(self, told: Told) -> Iterator[ImportedFile]:
        """Count what became of a portion; gives each outcome as it is to be reported."""
        if told.merged is not None:
            self._merges.append((told.portion.shown, told.merged))
        for found in told.outcomes:
            outcome = self._in_its_file(found)
            self.counts[outcome.outcome] += 1
            self._warned += bool(outcome.warnings)
            self._undated += outcome.outcome in STORED and outcome.published is None
            self._pairs += outcome.paired
            yield outcome
        if told.portion.is_last:
            self.files += 1
            self._of_file.clear()

    def summary(self, library: Path, *, cancelled: bool) -> ImportSummary:
        """Everything that was counted."""
        return ImportSummary(
            counts=dict(self.counts),
            undated=self._undated,
            warnings=self._warned,
            library=str(library),
            cancelled=cancelled,
            pairs=self._pairs,
            merges=tuple(self._merges),
        )

    def _in_its_file(self, outcome: ImportedFile) -> ImportedFile:
        """What its file brought a moment ago is told once: no article of before is unchanged.

        An article of two pairs stands twice in a translation memory.
        """
        if outcome.outcome == "unchanged" and outcome.article_uuid in self._of_file:
            return replace(outcome, outcome="duplicate", reason=_TWICE)
        self._of_file.add(outcome.article_uuid)
        return outcome
