"""The list of 1,000,000 articles against the same list of 1,000: first screenful and memory.

    python -m bench.list [--folder FOLDER] [--articles 1000000] [--rounds 11]

The time is the process's own CPU time when the first screenful of rows has been printed; rounds are
interleaved. The libraries are made once and kept in ``FOLDER``. Memory is read at the same moment,
and again when every id of the list is loaded.
"""

import argparse
import tempfile
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.figures import milliseconds, print_ratio
from bench.libraries import add_articles, open_library
from bench.terminal import Terminal, cityreader
from cityreader.library.articles import text_hash
from cityreader.library.library import Library
from cityreader.models import ArticleDraft, DateRange
from cityreader.store import articles

SMALL = 1_000
NEWEST = "Newest of all in this bench"
MEMORY_BAR = 20.0
"""Megabytes that the large list may hold more."""

PRESSES = 25


@dataclass
class Figures:
    """What was measured at one size: seconds of CPU, megabytes, seconds to answer a key."""

    first: list[float] = field(default_factory=list)
    early: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    keys: dict[str, list[float]] = field(default_factory=dict)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    if options.folder is not None:
        options.folder.mkdir(parents=True, exist_ok=True)
    kept = tempfile.TemporaryDirectory() if options.folder is None else nullcontext(options.folder)
    with kept as folder:
        home = Path(folder)
        sizes = (SMALL, options.articles)
        libraries = {size: _library(home, size) for size in sizes}
        figures = {size: Figures() for size in sizes}
        for _ in range(options.rounds):
            for size, path in libraries.items():
                _start(path, {"CITYREADER_HOME": str(home)}, figures[size])
    for size, found in figures.items():
        print(f"{size:9,} articles, first screenful  {milliseconds(found.first)} CPU")
        print(f"{'':9}           memory {median(found.early):.1f} MB, whole list {_all(found)} MB")
        for name, values in found.keys.items():
            print(f"{'':9}           {name:6} {milliseconds(values)}")
    small, large = figures[SMALL], figures[options.articles]
    print_ratio("list, first screenful", median(large.first), median(small.first), 1.5)
    for name, one, other in (
        ("first screenful", large.early, small.early),
        ("whole list", large.whole, small.whole),
    ):
        more = median(one) - median(other)
        verdict = "holds" if more <= MEMORY_BAR else "MISSED"
        print(f"list, memory at {name}: {more:.1f} MB more (bar {MEMORY_BAR:g}) {verdict}")


def _all(figures: Figures) -> str:
    return f"{median(figures.whole):.1f}"


def _start(path: Path, environment: Mapping[str, str], figures: Figures) -> None:
    with Terminal(cityreader("--db", str(path)), environment=environment) as terminal:
        terminal.wait_for(NEWEST)
        figures.first.append(terminal.cpu_seconds())
        figures.early.append(terminal.resident_bytes() / 1e6)
        terminal.settle(1.0)
        figures.whole.append(terminal.resident_bytes() / 1e6)
        for name, keys in (("j", "j" * PRESSES), ("page", " " * PRESSES), ("end", "GgGg")):
            figures.keys.setdefault(name, []).extend(terminal.press(key) for key in keys)


def _library(folder: Path, size: int) -> Path:
    """A library of so many articles, made if it is not there yet."""
    path = folder / f"list-{size}.db"
    if not path.exists():
        unfinished = folder / f"list-{size}.new"
        unfinished.unlink(missing_ok=True)
        with open_library(unfinished, folder) as library:
            _add_newest(library)
        add_articles(unfinished, size - 1)
        unfinished.rename(path)
    return path


def _add_newest(library: Library) -> None:
    """The article on the first line; its title on the screen says that the rows are there."""
    body = "A short text for a bench."
    day = DateRange("2099-01-01", "2099-01-01", "day")
    draft = ArticleDraft(title=NEWEST, body=body, lang="en", source="Bench", published=day)
    with library._context.unit("bench") as unit:
        articles.add(unit, draft, text_hash(body), uuid=unit.identify(), kind="article")


if __name__ == "__main__":
    main()
