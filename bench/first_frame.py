"""First frame with 100,000 articles against a minimal Textual app, in CPU time.

    python -m bench.first_frame [--articles 100000] [--rounds 11]

The time is the process's own CPU time, read when its first frame has been printed.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.figures import milliseconds, print_ratio
from bench.libraries import add_articles, open_library
from bench.terminal import Terminal, cityreader


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        library = home / "bench.db"
        open_library(library, home).close()
        add_articles(library, options.articles)
        environment = {"CITYREADER_HOME": str(home)}
        ours_command = cityreader("--db", str(library))
        idle_command = [sys.executable, "-m", "bench.idle_app"]
        ours, idle = [], []
        for _ in range(options.rounds):
            ours.append(_first_frame(ours_command, "filter", environment))
            idle.append(_first_frame(idle_command, "minimal app ready", environment))
    print(f"minimal app  {milliseconds(idle)} CPU")
    print(f"cityreader   {milliseconds(ours)} CPU, {options.articles} articles")
    print_ratio("first frame", median(ours), median(idle), 1.3)


def _first_frame(command: list[str], text: str, environment: dict[str, str]) -> float:
    with Terminal(command, environment=environment) as terminal:
        terminal.wait_for(text)
        return terminal.cpu_seconds()


if __name__ == "__main__":
    main()
