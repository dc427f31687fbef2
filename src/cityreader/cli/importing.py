"""``import``: files and folders into the library."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from cityreader.cli import output
from cityreader.cli.group import INTERRUPTED
from cityreader.cli.interruption import interruptible
from cityreader.cli.merge_report import say_merge
from cityreader.cli.progress import ProgressLine
from cityreader.cli.session import Session
from cityreader.text.json_text import json_text
from cityreader.text.phrases import counted

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import ImportedFile, ImportProgress, ImportSummary

PIPED = Path("-")
"""The path that stands for standard input."""

WARNINGS_SHOWN = 20
"""Warnings named one by one; the report has them all."""

NAMES_SHOWN = 3
"""Files named of those that were not stored for one reason."""

UNSTATED = "none is stated"
"""Why a rehearsal shows no value for a field."""

OUTCOMES = ("new", "updated", "unchanged", "duplicate", "near-duplicate", "skipped", "failed")


@click.command("import")
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("--dry-run", is_flag=True, help="Say what would be stored; store nothing.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.jsonl",
    help="Write one JSON object an article, and one for each file that gave none.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 if there was any warning.")
@click.option("--source", metavar="NAME", help="The source of all articles, whatever they say.")
@click.option("--lang", metavar="CODE", help="The language of all articles: en, zh-Hans, zh-Hant.")
@click.pass_obj
def import_files(
    session: Session,
    paths: tuple[Path, ...],
    dry_run: bool,
    report: Path | None,
    strict: bool,
    source: str | None,
    lang: str | None,
) -> int:
    """Take files and folders of articles in.

    Text, Markdown, saved pages, feeds, JSON, JSON lines, tables (CSV), EPUB, mail (EML, MBOX),
    Word documents (DOCX), translation memories (TMX), ZIP and gzip archives of these, and exports
    of cityreader are read. A file that holds both languages becomes a pair. "-" is standard input:
    one document, or JSON lines.

    Folders are read to the bottom. What is known is recognised: a changed file updates its article
    and carries the marks over, a copy is not stored twice. A file that cannot be read is one line
    here and never the end of the run. One import is one step of undo. It can be stopped with Ctrl-C
    at any time; the next import goes on where it stopped.

    \b
    Examples:
      cityreader import ~/news
      cityreader import forum.md --source "City Gazette" --lang zh-Hant
      cityreader import inbox --dry-run
      curl -s https://example.org/feed.xml | cityreader import -
      cityreader import inbox --report report.jsonl --strict
    """
    from cityreader.library.importing.importable import refuse_nothing

    if PIPED not in paths:
        refuse_nothing(paths)
    with (
        session.collecting(dry_run=dry_run) as library,
        interruptible() as stopped,
        _report(report) as file,
    ):
        opening = session.opening(library.path)
        shown = _Shown(opening, dry_run=dry_run, file=file)
        summary = library.importing.run(
            [path for path in paths if path != PIPED],
            piped=sys.stdin.buffer if PIPED in paths else None,
            source=source,
            lang=lang,
            dry_run=dry_run,
            passing_over=[report] if report else [],
            report=shown.report,
            progress=shown.progress,
            cancelled=lambda: bool(stopped),
        )
        shown.finish(summary)
        if not dry_run and not stopped and summary.counts.keys() & {"new", "updated"}:
            shown.look_for_counterparts(library, lambda: bool(stopped))
    if summary.cancelled:
        output.note("Stopped; everything so far is stored. The same command goes on from here.")
    if not dry_run and summary.counts.keys() - {"failed", "skipped"}:
        output.note(f"Read it with: {opening}")
    if summary.cancelled:
        return INTERRUPTED
    failed = summary.counts.get("failed", 0) > 0
    return 1 if failed or (strict and summary.warnings) else 0


@contextmanager
def _report(path: Path | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
        return
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yield file


class _Shown:
    """What a person sees of an import, and what the report says."""

    def __init__(self, opening: str, *, dry_run: bool, file: TextIO | None) -> None:
        """``opening`` is the command that opens the library."""
        self._opening = opening
        self._dry_run = dry_run
        self._file = file
        self._line = ProgressLine()
        self._reasons: dict[str, list[str]] = {}
        self._warned = 0
        self._same_story = 0

    def report(self, outcome: "ImportedFile") -> None:
        """Name what failed and what is odd, and write the line of the report."""
        where = outcome.path if outcome.member is None else f"{outcome.path} [{outcome.member}]"
        if outcome.reason and outcome.outcome in ("skipped", "duplicate"):
            self._reasons.setdefault(outcome.reason, []).append(where)
        if outcome.outcome == "failed":
            self._note(f"failed: {where}: {outcome.reason}")
        self._warned += bool(outcome.warnings)
        # What is like another and yet new is less like it than a near duplicate.
        self._same_story += outcome.outcome == "new" and "likeness" in outcome.why
        if outcome.warnings and self._warned <= WARNINGS_SHOWN:
            self._note(f"warning: {where}: {'; '.join(outcome.warnings)}")
        if self._dry_run:
            self._line.clear()
            _print_rehearsed(where, outcome)
        if self._file is not None:
            self._file.write(json_text(_record(outcome)) + "\n")

    def progress(self, progress: "ImportProgress") -> None:
        """Say how far it is."""
        self._line.show(progress_line(progress), progress.current)

    def finish(self, summary: "ImportSummary") -> None:
        """Sum up: by outcome, by reason, where it went, and what to look at."""
        self._line.clear()
        counts = [
            f"{summary.counts[name]:,} {name}" for name in OUTCOMES if summary.counts.get(name)
        ]
        would = "would be " if self._dry_run and counts else ""
        output.note(would + (" · ".join(counts) or "nothing found"))
        for reason, names in sorted(self._reasons.items(), key=lambda one: -len(one[1])):
            output.note(f"  {len(names):,} not stored: {reason} ({_first_of(names)})")
        if summary.pairs:
            output.note(f"  {counted(summary.pairs, 'pair')} of articles that came together")
        for shown, merged in summary.merges:
            say_merge(shown, merged, dry_run=self._dry_run)
        if summary.warnings:
            more = "" if self._warned <= WARNINGS_SHOWN else "; --report FILE.jsonl has them all"
            output.note(f"  {summary.warnings:,} with a warning{more}")
        if self._dry_run:
            # There is no library in which they could be listed.
            if summary.undated:
                output.note(f"undated: {summary.undated:,}")
        else:
            self._say_where_to_look(summary)
        if failed := summary.counts.get("failed", 0):
            again = "named above; a report of all: cityreader import PATH... --report FILE.jsonl"
            output.note(f"failed: {failed:,} ({again})")

    def look_for_counterparts(self, library: "Library", cancelled: Callable[[], bool]) -> None:
        """Compare what came in if it is little, and say what waits or that nothing was compared."""
        from cityreader.library.waiting import likely_counterparts

        found = likely_counterparts(
            library,
            progress=lambda done, total: self._line.show(f"comparing {done:,} of {total:,}"),
            cancelled=cancelled,
        )
        where = f"R in the list, or {self._opening} review"
        if found:
            self._note(f"{counted(found, 'likely counterpart')}: {where}")
        elif found is None:
            self._note(f"Counterparts not looked for yet: {where}")

    def _say_where_to_look(self, summary: "ImportSummary") -> None:
        near = summary.counts.get("near-duplicate", 0)
        for words, count, query in (
            ("undated", summary.undated, "is:undated"),
            ("near-duplicate", near, "is:near-duplicate"),
            ("same story as another", self._same_story, "is:same-story"),
        ):
            if count:
                output.note(f"{words}: {count:,} (list them: {self._opening} list {query})")

    def _note(self, text: str) -> None:
        self._line.clear()
        output.note(text)


def _first_of(names: list[str]) -> str:
    """The first few names, and where to find the others."""
    told = ", ".join(names[:NAMES_SHOWN])
    more = len(names) - NAMES_SHOWN
    return f"{told} and {more:,} more: --report FILE.jsonl" if more > 0 else told


def progress_line(progress: "ImportProgress") -> str:
    """How many of how many and, once that can be told, how fast and how long from here."""
    parts = [f"{progress.done:,} of {progress.total:,}" if progress.total else f"{progress.done:,}"]
    rate = progress.rate
    if rate is None:
        return parts[0]
    parts.append(f"{rate:,.0f}/s" if rate >= 1 else f"{rate * 60:,.0f}/min")
    if progress.total:
        left = round((progress.total - progress.done) / rate)
        parts.append(f"{left // 60} min {left % 60:02d} s left" if left > 59 else f"{left} s left")
    return " · ".join(parts)


def _print_rehearsed(where: str, outcome: "ImportedFile") -> None:
    output.say(f"{outcome.outcome}: {where}")
    why = outcome.why
    if reason := outcome.reason or why.get("likeness"):
        output.say(f"  why: {reason}")
    for name, value in (
        ("title", outcome.title),
        ("published", outcome.published),
        ("source", outcome.source),
        ("author", outcome.author),
        ("lang", outcome.lang),
    ):
        if value is not None or outcome.title is not None:
            because = why.get(name) or ("" if value else UNSTATED)
            output.say(f"  {name}: {value or '—'}" + (f"  ({because})" if because else ""))


def _record(outcome: "ImportedFile") -> dict[str, object]:
    return {
        "path": outcome.path,
        **({} if outcome.member is None else {"member": outcome.member}),
        "outcome": outcome.outcome,
        "article": outcome.article_uuid,
        "reason": outcome.reason,
        "title": outcome.title,
        "published": outcome.published,
        "lang": outcome.lang,
        "why": dict(outcome.why),
        "warnings": list(outcome.warnings),
    }
