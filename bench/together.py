"""Tagging while files are imported: in one process, and beside another one.

    python -m bench.together [--files 20000] [--pause 0.15] [--only one]

Prints how long a tag takes to be on the disk during the import, and how long each batch of the
import held the library. The files are made up.
"""

import argparse
import multiprocessing
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

from bench.figures import milliseconds, p95
from bench.importing import write_files
from bench.libraries import add_pair, open_library
from cityreader.library.library import Library
from cityreader.models import Span

COMMIT_BAR, HOLD_BAR = 0.250, 0.050
"""Seconds: p95 of a tag during an import; what a batch may hold the library."""

ROWS = 400


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--pause", type=float, default=0.15, help="seconds between two tags")
    parser.add_argument("--only", choices=["one", "two"], help="processes; both by default")
    options = parser.parse_args()
    ways = {"one": ("one process", _in_one), "two": ("two processes", _in_two)}
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        news = Path(folder) / "news"
        write_files(news, options.files)
        for name, run in [ways[options.only]] if options.only else ways.values():
            home = Path(folder) / name
            home.mkdir()
            library = open_library(home / "bench.db", home)
            article_id = add_pair(library, ROWS)
            tags, holds = run(library, article_id, news, options.pause)
            library.close()
            _print(name, tags, holds)


def _in_one(
    library: Library, article_id: int, news: Path, pause: float
) -> tuple[list[float], list[float]]:
    """Seconds of each tag and of each batch, the import in a thread beside."""
    holds: list[float] = []
    _watch(library, holds)
    importing = threading.Thread(target=library.importing.run, args=([news],))
    importing.start()
    tags = _tag(library, article_id, pause, importing.is_alive)
    importing.join()
    return tags, holds


def _in_two(
    library: Library, article_id: int, news: Path, pause: float
) -> tuple[list[float], list[float]]:
    """The same with the import in a process of its own."""
    answers: Queue[list[float]] = multiprocessing.get_context("spawn").Queue()
    importing = multiprocessing.get_context("spawn").Process(
        target=_import, args=(library.path, news, answers)
    )
    importing.start()
    tags = _tag(library, article_id, pause, answers.empty)
    holds = answers.get()
    importing.join()
    return tags, holds


def _import(path: Path, news: Path, answers: "Queue[list[float]]") -> None:
    library = open_library(path, path.parent / "other")
    holds: list[float] = []
    _watch(library, holds)
    library.importing.run([news])
    library.close()
    answers.put(holds)


def _tag(
    library: Library, article_id: int, pause: float, going_on: Callable[[], bool]
) -> list[float]:
    beads = library.pairs.spread(article_id).beads
    seconds: list[float] = []
    while going_on():
        row, shift = len(seconds) % ROWS, len(seconds) // ROWS
        sentence = beads[row].left or Span(0, 1)
        words = Span(sentence.start + shift, sentence.start + shift + 3)
        began = time.perf_counter()
        library.coding.tag(article_id, words, "agreement")
        seconds.append(time.perf_counter() - began)
        time.sleep(pause)
    return seconds


def _watch(library: Library, holds: list[float]) -> None:
    """Note how long each batch holds the library, its commit included."""
    database: Any = library._context.database
    original = database.continued

    @contextmanager
    def continued(step: str) -> Iterator[Any]:
        with original(step) as unit:
            began = time.perf_counter()
            yield unit
        holds.append(time.perf_counter() - began)

    database.continued = continued


def _print(name: str, tags: list[float], holds: list[float]) -> None:
    print(f"{name}: {len(tags)} tags, {len(holds)} batches")
    verdict = "holds" if p95(tags) <= COMMIT_BAR else "MISSED"
    print(
        f"  a tag   {milliseconds(tags)}   most {max(tags) * 1000:.0f} ms (bar p95 250) {verdict}"
    )
    over = sum(one > HOLD_BAR for one in holds)
    print(f"  a batch {milliseconds(holds)}   most {max(holds) * 1000:.0f} ms, {over} over 50 ms")


if __name__ == "__main__":
    main()
