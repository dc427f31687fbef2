"""Keys and tags while the running program imports files, and while it builds its index.

    python -m bench.busy [--files 20000] [--articles 100000] [--rounds 6] [--only import]

In a pseudo-terminal the program moves through its list and through an article of 400 rows, and tags
its sentences: while nothing else goes on, while it imports files, and while it builds the index of
its titles because the cache is gone. A key press ends when the cursor, or the word that the tag is
made, was painted. Times are of the clock on the wall; what else the machine does is printed beside
them. Everything is made up.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import milliseconds, p95
from bench.importing import write_files
from bench.libraries import add_articles, add_pair, open_library
from bench.terminal import Terminal, cityreader

KEY_BAR, TAG_BAR = 0.100, 0.250
"""Seconds: p95 from a key press to the painted cursor, and to a tag said to be made."""

COLUMNS, LINES = 120, 40
ROWS = 400
STEPS = 4
"""Key presses one way before it goes the other way."""
PAUSE = 0.08
"""Seconds between an answer and the next key press: a quick reader."""
PATIENCE = 60.0
CURSOR = "▎"
MENU, MADE = "a letter chooses", "event made"


@dataclass
class Figures:
    """Seconds of every key press, by what it did."""

    keys: dict[str, list[float]] = field(
        default_factory=lambda: {"list": [], "reader": [], "tag": []}
    )

    def print(self, name: str) -> None:
        """Print them beside their bars."""
        load = " ".join(f"{one:.1f}" for one in os.getloadavg())
        print(f"{name} (load of the machine {load})")
        for what, seconds in self.keys.items():
            if seconds:
                bar = TAG_BAR if what == "tag" else KEY_BAR
                verdict = "holds" if p95(seconds) <= bar else "MISSED"
                print(
                    f"  {what:7}{milliseconds(seconds)}   most {max(seconds) * 1000:4.0f} ms"
                    f"   {len(seconds):4} presses (bar p95 {bar * 1000:.0f}) {verdict}",
                    flush=True,
                )


class Seat:
    """A person before the program, who knows an answer by words that are painted.

    Nobody works out the whole screen: that takes longer than the program, which would have to wait.
    """

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def look(self, seconds: float) -> bytes:
        """Watch for a while; returns what was painted."""
        end, painted = time.perf_counter() + seconds, b""
        while (left := end - time.perf_counter()) > 0:
            painted += self._terminal.receive(left)
        return painted

    def press(self, key: str, sign: str) -> float:
        """Press a key; returns seconds until ``sign`` was painted. Raises TimeoutError."""
        began = time.perf_counter()
        self._terminal.send(key)
        wanted, painted = sign.encode(), b""
        while wanted not in painted:
            painted += self._terminal.receive(PATIENCE)
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError(f"no answer to {key!r}: {painted[-300:]!r}")
        return time.perf_counter() - began

    def move(self, key: str) -> float:
        """Press a key that moves the cursor."""
        return self.press(key, CURSOR)

    def wait(self, words: str) -> None:
        """Look until these words are painted."""
        self.press("", words)


class Sitting:
    """Reads and tags for as long as it is told to."""

    def __init__(self, seat: Seat, figures: Figures) -> None:
        self._seat = seat
        self._keys = figures.keys

    def browse(self, presses: int, going_on: Callable[[], bool]) -> None:
        """Move through the list, and come back to its first line."""
        self._move("list", presses, going_on)

    def read(self, presses: int, tags: int, going_on: Callable[[], bool]) -> None:
        """Open the article on the first line, move through it, tag sentences, and come back."""
        seat = self._seat
        seat.press("\r", "paired")
        seat.look(0.5)
        self._move("reader", presses, going_on)
        for _ in range(tags):
            if not going_on():
                break
            self._keys["reader"].append(seat.move("j"))
            seat.look(PAUSE)
            seat.press("t", MENU)
            seat.look(PAUSE)
            self._keys["tag"].append(seat.press("a", MADE))
            seat.look(PAUSE)
        seat.press("q", "words of titles")

    def _move(self, what: str, presses: int, going_on: Callable[[], bool]) -> None:
        # Whole rounds: the cursor ends where it began.
        for number in range(presses // (2 * STEPS) * 2 * STEPS):
            if number % (2 * STEPS) == 0 and not going_on():
                return
            self._keys[what].append(self._seat.move("jk"[number // STEPS % 2]))
            self._seat.look(PAUSE)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=6, help="rebuilds, and turns at idle")
    parser.add_argument("--only", choices=["import", "rebuild"], help="both by default")
    parser.add_argument("--folder", type=Path, help="keep what is made up here for the next run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        made = _library(folder, options.articles)
        home = Path(temporary) / "home"
        home.mkdir()
        path = home / "bench.db"
        shutil.copy(made, path)
        # What was written just now would go to the disk with the first tag, and count as its time.
        os.sync()
        _idle(path, home, options.rounds).print("nothing else goes on")
        if options.only != "import":
            _rebuild(path, home, options.rounds).print(
                f"the index of {options.articles:,} titles is built"
            )
        if options.only != "rebuild":
            news = folder / f"news-{options.files}"
            if not news.exists():
                write_files(news, options.files)
                os.sync()
            began = time.perf_counter()
            figures, seconds = _import(path, home, news)
            figures.print(
                f"{options.files:,} files are imported, {options.files / seconds:.0f} per CPU"
                f" second, the screen included, in {time.perf_counter() - began:.0f} s"
            )


def _idle(path: Path, home: Path, rounds: int) -> Figures:
    figures = Figures()
    with _opened(path, home) as terminal:
        seat = Seat(terminal)
        seat.wait(f"{ROWS}/{ROWS}")
        seat.look(5.0)
        sitting = Sitting(seat, figures)
        for _ in range(rounds):
            sitting.browse(4 * STEPS, lambda: True)
            sitting.read(2 * STEPS, 5, lambda: True)
    return figures


def _rebuild(path: Path, home: Path, rounds: int) -> Figures:
    """Open the program without its cache, again and again: only the first seconds are of use."""
    figures = Figures()
    cache = home / "cache" / "search"
    for number in range(rounds):
        shutil.rmtree(cache, ignore_errors=True)
        with _opened(path, home) as terminal:
            seat = Seat(terminal)
            seat.wait(f"{ROWS}/{ROWS}")
            sitting = Sitting(seat, figures)

            def building() -> bool:
                return not any(cache.glob("titles-*"))

            if number % 2:
                sitting.read(0, 50, building)
            else:
                while building():
                    sitting.browse(2 * STEPS, building)
            seat.look(1.0)
    return figures


def _import(path: Path, home: Path, news: Path) -> tuple[Figures, float]:
    """The figures, and the CPU seconds the program took meanwhile."""
    figures = Figures()
    with _opened(path, home) as terminal:
        seat = Seat(terminal)
        seat.wait(f"{ROWS}/{ROWS}")
        seat.look(5.0)
        seat.press("I", "esc")
        seat.look(0.5)
        before = _cpu_seconds(terminal.pid)
        terminal.send(f"{news}\r")
        seat.wait("it goes on")
        seat.press("\x1b", CURSOR)
        sitting = Sitting(seat, figures)

        # The header says how far it is four times a second.
        while b"importing" in seat.look(1.0):
            sitting.browse(2 * STEPS, lambda: True)
            sitting.read(2 * STEPS, 15, lambda: True)
        return figures, _cpu_seconds(terminal.pid) - before


def _cpu_seconds(pid: int) -> float:
    """CPU time of a process with its ended threads, of which the import is one."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _opened(path: Path, home: Path) -> Terminal:
    command = cityreader("--db", str(path))
    environment = {"CITYREADER_HOME": str(home)}
    return Terminal(command, columns=COLUMNS, lines=LINES, environment=environment)


def _library(folder: Path, articles: int) -> Path:
    """A library with an article of many rows above so many others, made if it is not there."""
    path = folder / f"busy-{articles}.db"
    if not path.exists():
        unfinished = folder / f"busy-{articles}.new"
        unfinished.unlink(missing_ok=True)
        with open_library(unfinished, folder) as library:
            add_pair(library, ROWS)
        add_articles(unfinished, articles)
        unfinished.rename(path)
    return path


if __name__ == "__main__":
    main()
