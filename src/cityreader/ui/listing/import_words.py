"""What is said of an import while it runs and at its end."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from rich.cells import cell_len
from textual.content import Content

from cityreader.models import ImportedFile, ImportProgress, ImportSummary
from cityreader.text.lines import line_breaks
from cityreader.text.safety import visible
from cityreader.ui.safety import fitted, plain
from cityreader.ui.theme import Palette

FULL, EMPTY = "━", "─"
SEPARATOR = " · "

OUTCOMES = {
    "new": "new",
    "updated": "updated",
    "unchanged": "unchanged",
    "duplicate": "known already",
    "near-duplicate": "nearly the same as another",
    "skipped": "skipped",
    "failed": "not readable",
}
"""The outcomes of an import in the order and the words of the summary."""


def progress_lines(
    progress: ImportProgress, failed: int, width: int, palette: Palette
) -> list[Content]:
    """A bar, numbers, and the file at hand, in three lines of at most ``width`` cells."""
    total = progress.total or progress.done
    share = progress.done / total if total else 1.0
    filled = round(share * width)
    rate, left = _speed(progress)
    numbers = [f"{progress.done:,} of {total:,} files", *filter(None, (rate, left))]
    if failed:
        numbers.append(f"{failed:,} without an article")
    current = visible(progress.current)
    while cell_len(current) > width:
        current = "…" + current[2:]
    return [
        Content.assemble(
            Content.styled(FULL * filled, palette.accent),
            Content.styled(EMPTY * (width - filled), palette.rule),
        ),
        Content.styled(SEPARATOR.join(numbers), palette.ink),
        Content.styled(fitted(current, width), palette.faint),
    ]


def summary_lines(
    summary: ImportSummary, palette: Palette, *, elsewhere: Path | None
) -> list[Content]:
    """What became of the files, in a few lines."""
    counts = [
        f"{summary.counts[outcome]:,} {words}"
        for outcome, words in OUTCOMES.items()
        if summary.counts.get(outcome)
    ]
    stopped = "Stopped; what was stored stays." if summary.cancelled else "Done."
    lines = [Content.styled(stopped, f"bold {palette.ink}")]
    lines.append(Content.styled(SEPARATOR.join(counts) or "No files were found.", palette.ink))
    if summary.undated:
        articles = "1 article" if summary.undated == 1 else f"{summary.undated:,} articles"
        lines.append(Content.styled(f"{articles} without a date: is:undated", palette.dim))
    if summary.warnings:
        lines.append(Content.styled(f"{summary.warnings:,} with a warning", palette.dim))
    if elsewhere is not None:
        lines.append(plain(f"in {elsewhere}").stylize(palette.dim))
    return lines


def header_words(progress: ImportProgress | None, *, stopping: bool) -> tuple[str, ...]:
    """How far an import is, in one line: all of it first, then ever shorter ways to say it."""
    if stopping:
        return ("stopping the import",)
    if progress is None:
        return ("importing: counting the files · I to look", "importing")
    done = f"importing {progress.done:,} of {progress.total or progress.done:,}"
    rate, left = _speed(progress)
    look = "I to look"
    return (
        SEPARATOR.join(part for part in (done, rate, left, look) if part),
        SEPARATOR.join(part for part in (done, left, look) if part),
        SEPARATOR.join((done, look)),
        done,
    )


def end_words(summary: ImportSummary) -> str:
    """What an import did, in one line, for a person who is doing something else by then."""
    counts = [
        f"{summary.counts[outcome]:,} {words}"
        for outcome, words in OUTCOMES.items()
        if summary.counts.get(outcome)
    ]
    ended = "Import stopped" if summary.cancelled else "Imported"
    failed = summary.counts.get("failed", 0) + summary.counts.get("skipped", 0)
    look = "; I on the list shows which." if failed else "."
    return f"{ended}: {', '.join(counts) or 'no files were found'}{look}"


class FailureGroups:
    """The files that gave no article, gathered by the reason, failures before what was skipped."""

    def __init__(self, folder: Path) -> None:
        """Names count from ``folder``, the one that is imported."""
        self._folder = folder
        self._groups: dict[tuple[str, str], list[str]] = {}
        self.taken = 0

    def take(self, outcomes: Iterable[ImportedFile]) -> None:
        """Take in more of them."""
        for outcome in outcomes:
            key = (outcome.outcome, outcome.reason or outcome.outcome)
            name = visible(outcome.path.removeprefix(f"{self._folder}/")).replace("\n", "␊")
            self._groups.setdefault(key, []).append(name)
            self.taken += 1

    def lines(self, width: int) -> list[str]:
        """Each reason, wrapped to ``width`` cells, and under it the names."""
        lines: list[str] = []
        ranked = sorted(self._groups.items(), key=lambda item: item[0][0] != "failed")
        for (_, reason), names in ranked:
            count = f"{len(names):,} files: " if len(names) > 1 else ""
            words = visible(f"{count}{reason}").replace("\n", " ")
            starts = line_breaks(words, width, cell_len)
            lines += [words[a:b] for a, b in pairwise((*starts, len(words)))]
            lines += [f"  {name}" for name in names]
        return lines


def _speed(progress: ImportProgress) -> tuple[str, str]:
    """Files a second, and how long it will take; nothing as long as that can hardly be told."""
    rate = progress.rate
    if rate is None:
        return "", ""
    left = ((progress.total or progress.done) - progress.done) / rate
    told = f"{rate:,.0f}/s" if rate >= 1 else f"{rate * 60:,.0f}/min"
    return told, f"{_time(left)} left" if left >= 1 else ""


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min"
