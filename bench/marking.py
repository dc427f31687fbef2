"""A key press in the reader to the painted mark, which is painted when it lies on the disk.

    python -m bench.marking [--presses 120]

The program runs in a pseudo-terminal. ``1`` tags the sentence under the cursor with the first event
type: a mark and an event with its date, place and participants, in one transaction; the press ends
with the frame that shows the mark and the tick of the status line. The p95 of an idle key press of
a minimal app in the same run is taken off. Between the presses one page of a database is written
and synced in the same folder, so that a slow disk shows.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.figures import milliseconds, p95
from bench.libraries import add_pair, open_library
from bench.terminal import Terminal, cityreader

ROWS = 400
BAR = 50.0
"""Milliseconds of p95 above an idle key press."""
IDLE_AT_MOST = 0.020
PAGE = bytes(16_384)
"""As much as one page of the library."""
TICK = "✓"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presses", type=int, default=120)
    presses = min(ROWS - 2, parser.parse_args().presses)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        home = Path(folder)
        path = home / "bench.db"
        library = open_library(path, home)
        article_id = add_pair(library, ROWS)
        library.close()
        idle = _idle_presses(presses)
        print(f"idle key press    {milliseconds(idle)}")
        if p95(idle) > IDLE_AT_MOST:
            print("the machine is too busy for a measurement: run it again")
        command = cityreader("--db", str(path), "read", str(article_id))
        with Terminal(command, environment={"CITYREADER_HOME": str(home)}) as terminal:
            terminal.wait_for("paired")
            terminal.settle(1.0)
            # The first tag reads the lexicon and notes that the article was opened.
            _tag(terminal)
            painted, synced = [], []
            for _ in range(presses):
                synced.append(_sync(home / "page"))
                painted.append(_tag(terminal))
        with open_library(path, home) as library:
            marks = len(library.coding.marks([article_id]))
    print(f"one fsync         {milliseconds(synced)}")
    print(f"key to mark       {milliseconds(painted)}   {marks} marks on the disk")
    assert marks == presses + 1
    above = (p95(painted) - p95(idle)) * 1000
    verdict = "holds" if above <= BAR else "MISSED"
    print(f"key to mark: p95 above an idle key press {above:.1f} ms (bar {BAR:g}) {verdict}")
    print(f"key to mark: {median(painted) / median(synced):.1f} times one fsync")


def _tag(terminal: Terminal) -> float:
    """Tag the sentence under the cursor; seconds to the frame with the mark. Then go to the next.

    Raises TimeoutError if no mark is painted.
    """
    terminal.output.clear()
    start = time.perf_counter()
    terminal.send("1")
    terminal.wait_for(TICK, 5.0)
    taken = terminal.pieces[-1][0] - start
    terminal.settle(0.05)
    terminal.press("j")
    terminal.settle(0.05)
    return taken


def _sync(path: Path) -> float:
    with path.open("wb") as file:
        file.write(PAGE)
        file.flush()
        start = time.perf_counter()
        os.fsync(file.fileno())
        return time.perf_counter() - start


def _idle_presses(presses: int) -> list[float]:
    with Terminal([sys.executable, "-m", "bench.idle_app"]) as terminal:
        terminal.wait_for("minimal")
        terminal.settle()
        return [terminal.press("x") for _ in range(presses)]


if __name__ == "__main__":
    main()
