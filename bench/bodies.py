"""Full-text search in bodies against a trigram index and a plain scan of the same bodies.

    python -m bench.bodies [--articles 20000] [--rounds 5]

The bodies are made up, about 2 KB each and nearly half of them English. Prints the size of the
index over the text and over a trigram index built beside it, the CPU time of building both, and for
some words the least milliseconds of the rounds: the newest fifty articles, counting up to a
thousand, counting all, and ``LIKE``, which sees one script only. Counts are compared with a scan of
the folded bodies.
"""

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import print_ratio
from bench.libraries import open_library
from bench.titles import make_titles
from cityreader.library.articles import text_hash
from cityreader.library.library import Library
from cityreader.models import Clause, Query
from cityreader.store import fulltext, listing
from cityreader.store.session import View
from cityreader.text.occurrences import holds
from cityreader.text.scripts import fold

WORDS = ("台北", "論壇", "上海双城论坛", "北京大学", "北", "2019", "taipei", "museum", "of", "a")
"""Frequent and rare ones, in both languages; the last are as slow as any."""
COUNTED = 1_000
TEXT_BAR, TRIGRAM_BAR = 0.9, 0.3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        library = open_library(home / "bench.db", home)
        bodies = list(made_up_bodies(options.articles))
        _store(library.path, bodies)
        measure_size(library, bodies)
        with library._context.view() as view:
            for word in WORDS:
                measure_word(view, word, bodies, options.rounds)
        library.close()


def made_up_bodies(count: int, seed: int = 3) -> Iterator[str]:
    """``count`` bodies; the same numbers give the same bodies."""
    dice = random.Random(seed)
    english, chinese = [], []
    for title in make_titles(200_000, seed):
        (english if title[-1].isascii() else chinese).append(title)
    for _ in range(count):
        if dice.random() < 0.45:
            yield _paragraphs(dice, english, ". ", 5)
        else:
            yield _paragraphs(dice, chinese, "。", 6)


def _paragraphs(dice: random.Random, titles: list[str], stop: str, each: int) -> str:
    return "\n\n".join(
        "".join(dice.choice(titles) + stop for _ in range(each)).strip() for _ in range(8)
    )


def _store(path: Path, bodies: list[str]) -> None:
    """Put articles with these bodies into a library by plain SQL, without an index."""
    connection = sqlite3.connect(path)
    with connection:
        for key, body in enumerate(bodies, 1):
            day = f"20{key % 25:02d}-{key % 12 + 1:02d}-{key % 28 + 1:02d}"
            digest = text_hash(body)
            connection.execute(
                "INSERT INTO articles (id, uuid, title, title_fold, lang, source, published_start,"
                " published_end, published_precision, revision, text_sha256, length, added_at,"
                " updated_at) VALUES (?1, ?2, ?2, ?2, 'en', 'Bench', ?3, ?3, 'day', 1, ?4, ?5,"
                " ?3, ?3)",
                (key, f"no. {key}", day, digest, len(body)),
            )
            connection.execute(
                "INSERT INTO bodies (id, article_id, revision, body, text_sha256, created_at)"
                " VALUES (?, ?, 1, ?, ?, ?)",
                (key, key, body, digest, day),
            )
    connection.close()


def measure_size(library: Library, bodies: list[str]) -> None:
    """Build both indexes and print their sizes and CPU times."""
    text = sum(len(body.encode()) for body in bodies)
    before = library.path.stat().st_size
    started = time.process_time()
    with library._context.unit("bench") as unit:
        fulltext.rebuild(unit)
    built = time.process_time() - started
    ours = library.path.stat().st_size - before
    trigram = library.path.with_name("trigram.db")
    started = time.process_time()
    connection = sqlite3.connect(trigram)
    with connection:
        connection.execute("PRAGMA page_size = 16384")
        connection.execute(
            "CREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize='trigram')"
        )
        connection.executemany("INSERT INTO t(rowid, body) VALUES (?, ?)", enumerate(bodies, 1))
    connection.close()
    print(f"text {text / 1e6:.0f} MB of {len(bodies):,} bodies")
    print(f"build {built:.1f} CPU-s; trigram {time.process_time() - started:.1f} CPU-s")
    print_ratio("index over text", ours, text, TEXT_BAR)
    print_ratio("index over trigram index", ours, trigram.stat().st_size, TRIGRAM_BAR)


def measure_word(view: View, word: str, bodies: list[str], rounds: int) -> None:
    """Print how long a word takes in each way, and compare the counts."""
    query = Query(word, (Clause("field", (word,), "body"),))

    def find(limit: int | None) -> int:
        return len(listing.article_ids(view, query, "", limit=limit))

    def scan() -> int:
        like = "SELECT COUNT(*) FROM bodies WHERE body LIKE ?"
        return int(view.value(like, f"%{word}%"))

    newest, some, every, like = (
        _least(work, rounds)
        for work in (lambda: find(50), lambda: find(COUNTED), lambda: find(None), scan)
    )
    count, plain = find(None), sum(holds(body, fold(word)) for body in bodies)
    verdict = "equal to a scan" if count == plain else f"BUT A SCAN FINDS {plain}"
    print(
        f"{word:8}  newest 50 {newest:7.2f}   to {COUNTED:,} {some:7.2f}   all {every:7.2f}"
        f"   LIKE {like:7.2f} ms   {count} {verdict}"
    )


def _least(work: Callable[[], object], rounds: int) -> float:
    """The least milliseconds that some work took."""
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return min(taken)


if __name__ == "__main__":
    main()
