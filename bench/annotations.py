"""An article with 2,000 annotations against the same with 20: opening it, and key presses.

    python -m bench.annotations [--presses 80] [--rounds 11]

Every annotation is an event with its mention. Opening is CPU time till nothing is painted any more,
less that of an article of one row, so that the start of the program does not hide it; the rounds
are interleaved. A key press is the wall time to the last byte of the frame that answers it.
"""

import argparse
import random
import tempfile
from pathlib import Path
from statistics import median

from bench.figures import milliseconds, print_ratio
from bench.libraries import add_pair, open_library
from bench.terminal import Terminal, cityreader
from cityreader.library.library import Library
from cityreader.library.tagging import tag_span
from cityreader.models import Span

FEW, MANY = 20, 2_000
ROWS = 600
STEPS = 4
"""Key presses one way before it goes the other way."""
BAR = 1.5


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presses", type=int, default=80)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = home / "bench.db"
        library = open_library(path, home)
        tiny = add_pair(library, 1)
        ids = {count: add_pair(library, ROWS) for count in (FEW, MANY)}
        for count, key in ids.items():
            _annotate(library, key, count)
        library.close()
        environment = {"CITYREADER_HOME": str(home)}
        commands = {
            count: cityreader("--db", str(path), "read", str(key))
            for count, key in {0: tiny, **ids}.items()
        }
        opening: dict[int, list[float]] = {count: [] for count in commands}
        for _ in range(options.rounds):
            for count, command in commands.items():
                opening[count].append(_opening(command, environment))
        for count, taken in opening.items():
            what = f"{count:5} annotations" if count else "one row          "
            print(f"{what}, start and open {milliseconds(taken)} CPU")
        start = median(opening[0])
        print_ratio("opening", median(opening[MANY]) - start, median(opening[FEW]) - start, BAR)
        for name, keys in (("row", "jk"), ("page", " b"), ("mark", "][")):
            pressed = {count: _presses(commands[count], keys, options.presses, environment)
                       for count in ids}  # fmt: skip
            for count, values in pressed.items():
                print(f"{count:5} annotations, next {name} {milliseconds(values)}")
            print_ratio(f"next {name}", median(pressed[MANY]), median(pressed[FEW]), BAR)


def _annotate(library: Library, article_id: int, count: int) -> None:
    """Tag so many different words, each in a row of its own as long as there are rows."""
    dice = random.Random(5)
    spread = library.pairs.spread(article_id)
    body = spread.left_body
    with library._context.unit("bench") as unit:
        for number in range(count):
            row = spread.beads[number % ROWS].left or Span(0, 1)
            words = body[row.start : row.end].split(" ")
            place = (number // ROWS) * 2 + dice.randrange(2)
            start = row.start + len(" ".join(words[:place])) + bool(place)
            span = Span(start, start + len(words[place].rstrip(".")))
            tag_span(unit, library.coder.uuid, article_id, span, "other", anew=True)


def _opening(command: list[str], environment: dict[str, str]) -> float:
    with Terminal(command, environment=environment) as terminal:
        terminal.wait_for("paired")
        terminal.settle(0.6)
        return terminal.cpu_seconds()


def _presses(
    command: list[str], there_and_back: str, presses: int, environment: dict[str, str]
) -> list[float]:
    with Terminal(command, environment=environment) as terminal:
        terminal.wait_for("paired")
        terminal.settle(1.0)
        return [terminal.press(there_and_back[number // STEPS % 2]) for number in range(presses)]


if __name__ == "__main__":
    main()
