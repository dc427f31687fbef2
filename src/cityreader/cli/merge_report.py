"""What is said of a merge on standard error, whichever verb merged."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cityreader.cli import output
from cityreader.cli.progress import ProgressLine
from cityreader.text.phrases import counted

if TYPE_CHECKING:
    from cityreader.models import MergeSummary


@contextmanager
def merge_shown(doing: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show what is done and how far it is, and take it away at the end."""
    with ProgressLine() as line:
        line.show(doing)
        yield lambda of, done, total: line.show(f"{doing}: {done:,} of {total:,} {of}")


def say_merge(file: str, summary: "MergeSummary", *, dry_run: bool) -> None:
    """The numbers of a merge, in all and by coder and kind, and what was changed on both sides.

    ``file`` is the path of the other library or export, safe to print.
    """
    would = "would be " if dry_run else ""
    conflicts = len(summary.conflicts)
    output.note(
        f"{file}: {counted(summary.added, 'record')} {would}added,"
        f" {summary.changed:,} {would}changed,"
        f" {summary.same:,} here already, {counted(conflicts, 'conflict')}"
    )
    for one in summary.counts:
        output.note(
            f"  {one.coder or 'shared'}, {one.kind}s: {one.added:,} added, {one.changed:,}"
            f" changed, {one.same:,} same, {counted(one.conflicts, 'conflict')}"
        )
    for sentence in (*summary.notes, *summary.conflicts):
        output.note(f"  {sentence}")
    if conflicts:
        output.note("  Both versions are kept; 'cityreader review' shows them, R decides.")
