"""Importing Markdown with front matter against reading, decoding and inserting the same files.

    python -m bench.importing [--files 2000] [--rounds 3]

Prints files per CPU second for reading alone and for storing, the ratio to the reference, the peak
memory, and the CPU time of a second run over unchanged files. The files are made up.
"""

import argparse
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.libraries import made_up_text, open_library
from cityreader.ingest.limits import Limits
from cityreader.ingest.reader import read_articles

PARSED_BAR, STORED_BAR, MEMORY_BAR = 1_000, 250, 300


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    parsed: list[float] = []
    stored: list[float] = []
    again: list[float] = []
    plain: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news"
        paths = write_files(news, options.files)
        for number in range(options.rounds):
            home = Path(folder) / str(number)
            home.mkdir()
            for figures, seconds in zip(
                (parsed, stored, again, plain), _round(paths, home), strict=True
            ):
                figures.append(seconds)
    print(f"reading:     {_rate(options.files, parsed)} files per CPU second (bar {PARSED_BAR:,})")
    print(f"storing:     {_rate(options.files, stored)} files per CPU second (bar {STORED_BAR:,})")
    print(f"plain insert {_rate(options.files, plain)} files per CPU second")
    print(f"storing over a plain insert: ratio {median(stored) / median(plain):.1f}")
    print(f"second run, unchanged: {median(again):.2f} CPU-s for {options.files:,} files")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:.0f} MB (bar {MEMORY_BAR})")


def _round(paths: list[Path], home: Path) -> tuple[float, float, float, float]:
    """CPU seconds for reading alone, storing, storing again, and inserting plainly."""
    library = open_library(home / "bench.db", home)
    figures = (
        _cpu(lambda: [read_articles(path, Limits()) for path in paths]),
        _cpu(lambda: library.importing.run([paths[0].parent])),
        _cpu(lambda: library.importing.run([paths[0].parent])),
        _cpu(lambda: _insert_plainly(paths, home / "plain.db")),
    )
    library.close()
    return figures


def write_files(folder: Path, count: int) -> list[Path]:
    """Write so many made up articles, half of them English, into a new folder."""
    folder.mkdir()
    dice = random.Random(5)
    paths = []
    for number in range(count):
        english = number % 2 == 0
        title = made_up_text(dice, 1, english=english)[:60].strip(".。")
        body = "\n\n".join(made_up_text(dice, 4, english=english) for _ in range(6))
        head = f'title: "{title} {number}"\ndate: 2024-05-{number % 28 + 1:02d}'
        head = f"---\n{head}\nsource: Desk {number % 9}\n---\n"
        path = folder / f"{number:06d}.md"
        path.write_text(f"{head}\n{body}\n", encoding="utf-8")
        paths.append(path)
    return paths


def _insert_plainly(paths: list[Path], database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, body TEXT)")
    for path in paths:
        body = path.read_bytes().decode("utf-8")
        connection.execute("INSERT INTO articles (body) VALUES (?)", (body,))
        connection.commit()
    connection.close()


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _rate(files: int, seconds: list[float]) -> str:
    return f"{files / median(seconds):7,.0f}"


if __name__ == "__main__":
    main()
