"""What the import dialog says while it runs and at its end."""

from pathlib import Path

from rich.cells import cell_len
from textual.content import Content

from cityreader.models import ImportedFile, ImportProgress, ImportSummary
from cityreader.text.cells import fit
from cityreader.text.safety import visible
from cityreader.ui.safety import plain
from cityreader.ui.theme import Palette

FULL, EMPTY = "━", "─"

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
    rate = progress.done / progress.seconds if progress.seconds > 0 else 0.0
    numbers = [f"{progress.done:,} of {total:,} files", f"{rate:,.0f} a second"]
    left = (total - progress.done) / rate if rate else 0.0
    if left >= 1 and progress.seconds >= 1:
        numbers.append(f"{_time(left)} left")
    if failed:
        numbers.append(f"{failed:,} not readable")
    current = visible(progress.current)
    while cell_len(current) > width:
        current = "…" + current[2:]
    return [
        Content.assemble(
            Content.styled(FULL * filled, palette.accent),
            Content.styled(EMPTY * (width - filled), palette.rule),
        ),
        Content.styled(" · ".join(numbers), palette.ink),
        Content.styled(fit(current, width, cell_len), palette.faint),
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
    lines.append(Content.styled(" · ".join(counts) or "No files were found.", palette.ink))
    if summary.undated:
        articles = "1 article" if summary.undated == 1 else f"{summary.undated:,} articles"
        lines.append(Content.styled(f"{articles} without a date: is:undated", palette.dim))
    if summary.warnings:
        lines.append(Content.styled(f"{summary.warnings:,} with a warning", palette.dim))
    if elsewhere is not None:
        lines.append(plain(f"in {elsewhere}").stylize(palette.dim))
    return lines


def reason_line(outcome: ImportedFile, folder: Path) -> str:
    """Why a file gave no article; its path counts from the folder that is imported."""
    name = outcome.path.removeprefix(f"{folder}/")
    return f"{name}  {outcome.reason or outcome.outcome}"


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min"
