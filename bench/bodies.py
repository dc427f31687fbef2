"""Full-text search in bodies against a trigram index and a plain scan of the same bodies.

    python -m bench.bodies [--articles 10000] [--rounds 5]

The bodies are made up, about 2 KB each and nearly half of them English. Prints the size of the
index over the text and over a trigram index built beside it, the CPU time of building both, and for
some words the least milliseconds of the rounds: the newest fifty articles, counting up to a
thousand, counting all, and ``LIKE``, which sees one script only. Counts are compared with a scan of
the folded bodies.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import print_ratio
from bench.libraries import open_library
from bench.titles import make_titles
from cityreader.models import Clause, Query
from cityreader.store import fulltext, listing
from cityreader.store.session import Unit, View
from cityreader.text.occurrences import holds
from cityreader.text.scripts import fold

WORDS = ("台北", "論壇", "上海双城论坛", "北京大学", "北", "2019", "taipei", "museum", "of", "a")
"""Frequent and rare ones, in both languages; the last are as slow as any."""
COUNTED = 1_000
PARAGRAPHS = 8
BATCH = 20
TEXT_BAR, TRIGRAM_BAR = 0.9, 0.3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    bodies = list(made_up_bodies(options.articles))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        measure_size(home, bodies)
        library = open_library(home / "ours.db", home)
        with library._context.view() as view:
            for word in WORDS:
                measure_word(view, word, bodies, options.rounds)
        library.close()


def made_up_bodies(count: int, seed: int = 3) -> Iterator[str]:
    """``count`` bodies of made-up titles, none used twice; the same numbers give the same."""
    dice = random.Random(seed)
    english: list[str] = []
    chinese: list[str] = []
    titles = make_titles(100 * count + 1_000, seed)
    for _ in range(count):
        pile, stop, each = (english, ". ", 5) if dice.random() < 0.45 else (chinese, "。", 6)
        while len(pile) < PARAGRAPHS * each:
            title = next(titles)
            (english if title[-1].isascii() else chinese).append(title)
        sentences = [pile.pop() + stop for _ in range(PARAGRAPHS * each)]
        yield "\n\n".join(
            "".join(sentences[start : start + each]).strip()
            for start in range(0, len(sentences), each)
        )


def measure_size(home: Path, bodies: list[str]) -> None:
    """Store the bodies with each index and without one, and print what the indexes add."""
    text = sum(len(body.encode()) for body in bodies)
    bare, bare_seconds = _stored(home / "bare.db", bodies, _leave_out)
    ours, our_seconds = _stored(home / "ours.db", bodies, fulltext.add)
    trigram, trigram_seconds = _stored(home / "trigram.db", bodies, _add_trigrams)
    print(f"text {text / 1e6:.0f} MB of {len(bodies):,} bodies")
    print(
        f"indexing {our_seconds - bare_seconds:.1f} CPU-s,"
        f" trigrams {trigram_seconds - bare_seconds:.1f} CPU-s"
    )
    print_ratio("index over text", ours - bare, text, TEXT_BAR)
    print_ratio("index over trigram index", ours - bare, trigram - bare, TRIGRAM_BAR)


def _stored(
    path: Path, bodies: list[str], add: Callable[[Unit, int, str], None]
) -> tuple[int, float]:
    """The size of a library with these bodies in bytes, and the CPU seconds it took to store them.

    They are stored in batches as an import does; ``add`` indexes each.
    """
    library = open_library(path, path.parent)
    started = time.process_time()
    with library._context.unit("bench") as unit:
        unit.changed = True
        unit.run("CREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize='trigram')")
    for first in range(0, len(bodies), BATCH):
        with library._context.unit("bench") as unit:
            unit.changed = True
            for key, body in enumerate(bodies[first : first + BATCH], first + 1):
                _insert(unit, key, body)
                add(unit, key, body)
    seconds = time.process_time() - started
    library.close()
    return path.stat().st_size, seconds


def _insert(unit: Unit, key: int, body: str) -> None:
    day = f"20{key % 25:02d}-{key % 12 + 1:02d}-{key % 28 + 1:02d}"
    unit.run(
        "INSERT INTO articles (id, uuid, title, title_fold, lang, source, published_start,"
        " published_end, published_precision, revision, text_sha256, length, added_at, updated_at)"
        " VALUES (?1, ?2, ?2, ?2, 'en', 'Bench', ?3, ?3, 'day', 1, '', ?4, ?3, ?3)",
        key,
        f"no. {key}",
        day,
        len(body),
    )
    unit.run("INSERT INTO bodies VALUES (?1, ?1, 1, ?2, '', ?3)", key, body, day)


def _leave_out(unit: Unit, key: int, body: str) -> None:
    """No index at all."""


def _add_trigrams(unit: Unit, key: int, body: str) -> None:
    unit.run("INSERT INTO t(rowid, body) VALUES (?, ?)", key, body)


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
