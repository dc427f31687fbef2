"""The reader with 5,000 rows against the same with 50: key presses and opening.

    python -m bench.reader [--presses 120] [--rounds 11]

A latency is the wall time from a key press to the last byte of the frame that answers it, minus the
p95 of an idle key press of a minimal app in the same run. Opening is CPU time.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.figures import milliseconds, p95, print_ratio
from bench.libraries import add_pair, open_library
from bench.terminal import Terminal, cityreader

SMALL, LARGE = 50, 5_000
STEPS = 4
"""Key presses one way before it goes the other way; 50 rows are few pages."""

IDLE_AT_MOST = 0.020
"""A run in which an idle key press takes longer is noise, not a measurement."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presses", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = home / "bench.db"
        library = open_library(path, home)
        ids = {rows: add_pair(library, rows) for rows in (SMALL, LARGE)}
        library.close()
        environment = {"CITYREADER_HOME": str(home)}
        commands = {
            rows: cityreader("--db", str(path), "read", str(key)) for rows, key in ids.items()
        }
        idle = _latencies(
            [sys.executable, "-m", "bench.idle_app"], "minimal", "xx", options.presses
        )
        print(f"idle key press   {milliseconds(idle)}")
        if p95(idle) > IDLE_AT_MOST:
            print("the machine is too busy for a measurement: run it again")
        taken = {}
        for rows, command in commands.items():
            taken[rows] = _latencies(command, "paired", "jk", options.presses, environment)
            print(f"{rows:5} rows, j    {milliseconds(taken[rows])}")
            pages = _latencies(command, "paired", " b", min(options.presses, 40), environment)
            print(f"{rows:5} rows, page {milliseconds(pages)}")
        print_ratio("key press", median(taken[LARGE]), median(taken[SMALL]), 1.5)
        above = (p95(taken[LARGE]) - p95(idle)) * 1000
        print(f"key press p95 above an idle one: {above:.1f} ms (bar 50)")
        opening = {
            rows: [_opening(command, environment) for _ in range(options.rounds)]
            for rows, command in commands.items()
        }
        for rows, values in opening.items():
            print(f"{rows:5} rows, start and open {milliseconds(values)} CPU")
        more = median(opening[LARGE]) - median(opening[SMALL])
        print(f"opening {LARGE} rows over {SMALL}: {more:.2f} CPU-s (bar 0.5)")


def _latencies(
    command: list[str],
    ready: str,
    there_and_back: str,
    presses: int,
    environment: dict[str, str] | None = None,
) -> list[float]:
    with Terminal(command, environment=environment) as terminal:
        terminal.wait_for(ready)
        terminal.settle()
        # Back after some steps: at the end of the text a key is answered by nothing.
        return [terminal.press(there_and_back[number // STEPS % 2]) for number in range(presses)]


def _opening(command: list[str], environment: dict[str, str]) -> float:
    with Terminal(command, environment=environment) as terminal:
        terminal.wait_for("paired")
        terminal.settle()
        return terminal.cpu_seconds()


if __name__ == "__main__":
    main()
