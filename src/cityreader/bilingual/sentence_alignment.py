"""The beads of two texts given as sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cityreader.bilingual.comparison import Comparison
from cityreader.bilingual.lattice import Lattice, PathBead, Shape
from cityreader.bilingual.lexicon import Lexicon
from cityreader.bilingual.model import model_for
from cityreader.bilingual.pins import SentenceBead
from cityreader.bilingual.stretches import stretches
from cityreader.bilingual.vectors import Encoder
from cityreader.bilingual.watch import Watch

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Paragraphs mostly begin together and are mostly not joined; weights of natural logarithms, set by
# hand because no hand-aligned news with paragraphs was found.
_BOTH_BEGIN, _ONE_BEGINS, _JOINED = 1.5, -0.5, -2.0

# Above this number and this share of sentences alone on both sides, runs of them are doubted.
_FEW_ALONE, _SHARE_ALONE = 5, 0.1


@dataclass(frozen=True, slots=True)
class Borders:
    """The numbers of the sentences, beyond the first, that stand behind a border.

    ``paragraphs`` begin there, which is a sign; before ``gaps`` sentences are left out, and no bead
    reaches across.
    """

    paragraphs: Sequence[int] = ()
    gaps: Sequence[int] = ()


def align_sentences(
    left: Sequence[str],
    right: Sequence[str],
    *,
    lexicon: Lexicon | None = None,
    encoder: Encoder | None = None,
    left_borders: Borders = Borders(),
    right_borders: Borders = Borders(),
    watch: Watch | None = None,
) -> list[SentenceBead]:
    """The beads of two texts, in order; every sentence is in exactly one.

    Raises StoppedError when the watch says so.
    """
    heard = watch or Watch()
    if not left or not right:
        alone = [SentenceBead((number,), (), 1.0) for number in range(len(left))]
        return alone + [SentenceBead((), (number,), 1.0) for number in range(len(right))]
    # Reading the sentences takes most of the time where there is an encoder.
    share_of_reading = 0.7 if encoder else 0.1
    reading, placing = heard.part(0.0, share_of_reading), heard.part(share_of_reading, 1.0)
    comparison = Comparison(left, right, lexicon, encoder, reading)
    borders = [left_borders, right_borders]
    if comparison.swapped:
        borders.reverse()
    model = model_for(lexicon=lexicon is not None, vectors=comparison.has_vectors)
    beads: list[SentenceBead] = []
    for rows, columns in stretches(comparison):
        placing.reach((rows.start + columns.start) / (len(left) + len(right)))
        scores = model.scores(comparison.features(rows, columns))
        _apply_borders(scores, borders, rows, columns)
        for bead in _best_path(len(rows), len(columns), scores, model.again):
            sides = [
                tuple(rows[bead.i : bead.i + bead.a]),
                tuple(columns[bead.j : bead.j + bead.b]),
            ]
            if comparison.swapped:
                sides.reverse()
            beads.append(SentenceBead(sides[0], sides[1], round(bead.probability, 3)))
    placing.reach(1.0)
    return beads


def _best_path(
    rows: int,
    columns: int,
    scores: dict[Shape, "NDArray[np.float32]"],
    again: tuple[float, float],
) -> list[PathBead]:
    path = Lattice(rows, columns, scores, again).best_path()
    alone = min(sum(bead.b == 0 for bead in path), sum(bead.a == 0 for bead in path))
    if alone > max(_FEW_ALONE, _SHARE_ALONE * min(rows, columns)):
        # Each side may lack a passage; hardly both, beside each other. More likely the translation
        # is free here, and runs must not be made easy.
        path = Lattice(rows, columns, scores).best_path()
    return path


def _apply_borders(
    scores: dict[Shape, "NDArray[np.float32]"],
    borders: Sequence[Borders],
    rows: range,
    columns: range,
) -> None:
    """Change the scores of two-sided beads by the borders they keep or cross."""
    mine, theirs = borders
    weigh_paragraphs = bool(mine.paragraphs) and bool(theirs.paragraphs)
    begins_mine, begins_theirs = _marked(mine.paragraphs, rows), _marked(theirs.paragraphs, columns)
    gaps_mine, gaps_theirs = _marked(mine.gaps, rows), _marked(theirs.gaps, columns)
    for (a, b), table in scores.items():
        if mine.gaps:
            table[_crossing(gaps_mine, a) > 0, :] = -np.inf
        if theirs.gaps:
            table[:, _crossing(gaps_theirs, b) > 0] = -np.inf
        if weigh_paragraphs and a and b:
            first, second = table.shape
            joined = _crossing(begins_mine, a)[:, None] + _crossing(begins_theirs, b)[None, :]
            begin = begins_mine[:first, None] + begins_theirs[None, :second]
            table += _JOINED * joined + np.choose(begin, [0.0, _ONE_BEGINS, _BOTH_BEGIN])


def _marked(numbers: Sequence[int], part: range) -> "NDArray[np.int64]":
    """One for each sentence of a stretch that stands behind a border, else zero."""
    found = np.zeros(len(part), np.int64)
    found[[number - part.start for number in numbers if number in part]] = 1
    return found


def _crossing(marked: "NDArray[np.int64]", size: int) -> "NDArray[np.int64]":
    """How many borders lie inside a run of so many sentences, by its first."""
    sums = np.concatenate([[0], np.cumsum(marked)])
    if size < 2:
        return np.zeros(len(marked) + 1 - size, np.int64)
    found: NDArray[np.int64] = sums[size:] - sums[1 : len(sums) - size + 1]
    return found
