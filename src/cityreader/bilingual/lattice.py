"""The best way through the lattice of all alignments of two texts, and how sure each bead is.

A cell ``(i, j)`` says that ``i`` sentences of the first and ``j`` of the second text are placed; a
bead leads from one cell to another. Scores are logarithms of likelihoods up to a constant.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]
    Scores = NDArray[np.float32]

Shape = tuple[int, int]


class PathBead(NamedTuple):
    """A bead of the best path: ``a`` sentences from ``i``, ``b`` from ``j``, and how sure it is."""

    i: int
    j: int
    a: int
    b: int
    probability: float


class Lattice:
    """All alignments of ``rows`` with ``columns`` sentences.

    ``scores`` has a table for each shape, by the first sentence on each side; (1, 0) and (0, 1)
    must be among them, and no other shape may have an empty side.
    """

    def __init__(self, rows: int, columns: int, scores: Mapping[Shape, "Scores"]) -> None:
        self.rows, self.columns = rows, columns
        self._scores = scores
        self._tall = max(a for a, _ in scores)
        self._wide = max(b for _, b in scores)
        # What it costs to leave the columns up to each alone, by row.
        alone = np.asarray(scores[0, 1], np.float64)
        self._alone = np.concatenate([np.zeros((rows + 1, 1)), np.cumsum(alone, axis=1)], axis=1)
        # For each cell, the scores of the beads that end there: by sentences on the first side,
        # most first, and on the second, most first (the order in which windows of cells come).
        self._ending = np.full(
            (rows + 1, self._tall, self._wide + 1, columns + 1), -np.inf, np.float32
        )
        for (a, b), table in scores.items():
            if a:
                self._ending[a:, self._tall - a, self._wide - b, b:] = table

    def best_path(self) -> list[PathBead]:
        """The alignment with the greatest score, in order, each bead with its probability."""
        steps = self._best()
        forward, backward = self.forward(), self.backward()
        whole = forward[-1, -1]
        path: list[PathBead] = []
        i, j = self.rows, self.columns
        while i or j:
            step = steps[i, j]
            if step < 0:
                a, b = 0, 1
            else:
                a, b = self._tall - step // (self._wide + 1), self._wide - step % (self._wide + 1)
            score = self._scores[a, b][i - a, j - b]
            sure = np.exp(forward[i - a, j - b] + score + backward[i, j] - whole)
            i, j = i - a, j - b
            path.append(PathBead(i, j, a, b, min(float(sure), 1.0)))
        return path[::-1]

    def forward(self) -> "Table":
        """The logarithm of the likelihood of all ways from the start to each cell."""
        cells, padded = self._cells()
        for i in range(self.rows + 1):
            row = self._reached(padded, i)
            row = _log_sum(row) if i else row
            shifted = row - self._alone[i]
            cells[i] = np.logaddexp.accumulate(shifted) + self._alone[i]
        return cells

    def backward(self) -> "Table":
        """The logarithm of the likelihood of all ways from each cell to the end."""
        rows, columns = self.rows, self.columns
        padded = np.full((rows + 1 + self._tall, columns + 1 + self._wide), -np.inf)
        cells = padded[: rows + 1, : columns + 1]
        starting = self._starting()
        for i in range(rows, -1, -1):
            if i == rows:
                row = np.full(columns + 1, -np.inf)
                row[columns] = 0.0
            else:
                ways = _windows(padded, i + 1, self._tall, self._wide + 1, columns + 1)
                row = _log_sum(ways + starting[i])
            turned = (row + self._alone[i])[::-1]
            cells[i] = np.logaddexp.accumulate(turned)[::-1] - self._alone[i]
        return cells

    def posteriors(self) -> tuple[dict[Shape, "Table"], float]:
        """The probability of every bead, and the logarithm of the likelihood of all alignments."""
        forward, backward = self.forward(), self.backward()
        whole = forward[-1, -1]
        found = {
            (a, b): np.exp(
                np.minimum(
                    forward[: self.rows + 1 - a, : self.columns + 1 - b]
                    + table
                    + backward[a:, b:]
                    - whole,
                    0.0,
                )
            )
            for (a, b), table in self._scores.items()
        }
        return found, float(whole)

    def _best(self) -> "NDArray[np.int16]":
        """The last bead of the best way to each cell (-1: a column left alone)."""
        cells, padded = self._cells()
        steps = np.full((self.rows + 1, self.columns + 1), -1, np.int16)
        for i in range(self.rows + 1):
            row = self._reached(padded, i)
            if i:
                flat = row.reshape(-1, self.columns + 1)
                last = flat.argmax(axis=0)
                row = flat[last, np.arange(self.columns + 1)]
            else:
                last = np.zeros(self.columns + 1, np.int64)
            shifted = row - self._alone[i]
            best = np.maximum.accumulate(shifted)
            steps[i] = np.where(shifted >= best, last, -1)
            cells[i] = best + self._alone[i]
        return steps

    def _cells(self) -> tuple["Table", "Table"]:
        padded = np.full((self.rows + 1 + self._tall, self.columns + 1 + self._wide), -np.inf)
        return padded[self._tall :, self._wide :], padded

    def _reached(self, padded: "Table", i: int) -> "Table":
        """The scores of all ways into row ``i``, by last bead; for the first row only the start."""
        if i == 0:
            row = np.full(self.columns + 1, -np.inf)
            row[0] = 0.0
            return row
        ways = _windows(padded, i, self._tall, self._wide + 1, self.columns + 1)
        found: Table = ways + self._ending[i]
        return found

    def _starting(self) -> "NDArray[np.float32]":
        """For each cell, the scores of the beads that start there, by sentences on each side."""
        found = np.full(
            (self.rows, self._tall, self._wide + 1, self.columns + 1), -np.inf, np.float32
        )
        for (a, b), table in self._scores.items():
            if a:
                found[: self.rows + 1 - a, a - 1, b, : self.columns + 1 - b] = table
        return found


def _windows(padded: "Table", row: int, tall: int, wide: int, columns: int) -> "Table":
    """Cells by (row, shift to the right, column): ``tall`` rows from ``row`` on."""
    part = padded[row : row + tall]
    down, across = part.strides
    return np.lib.stride_tricks.as_strided(
        part, (tall, wide, columns), (down, across, across), writeable=False
    )


def _log_sum(ways: "Table") -> "Table":
    """The logarithm of the sum of likelihoods over the last beads, for each column."""
    flat = ways.reshape(-1, ways.shape[-1])
    highest = flat.max(axis=0)
    safe = np.where(np.isfinite(highest), highest, 0.0)
    with np.errstate(divide="ignore"):
        found: Table = np.log(np.exp(flat - safe).sum(axis=0)) + safe
    return found
