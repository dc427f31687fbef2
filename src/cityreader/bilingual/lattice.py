"""The best way through the lattice of all alignments of two texts, and how sure each bead is.

A cell ``(i, j)`` says that ``i`` sentences of the first and ``j`` of the second text are placed; a
bead leads from one cell to another. Scores are logarithms of likelihoods up to a constant. What is
left out of a translation mostly comes in runs, so each cell has three states: the last bead had two
sides, only the first, or only the second; and a one-sided bead after one of its kind scores more.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]
    Scores = NDArray[np.float32]

Shape = tuple[int, int]

_PAIRED, _FIRST, _SECOND = range(3)


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
    must be among them, and no other shape may have an empty side. ``again`` is what (1, 0) and
    (0, 1) score more when they follow a bead of their own shape.
    """

    def __init__(
        self,
        rows: int,
        columns: int,
        scores: Mapping[Shape, "Scores"],
        again: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        self.rows, self.columns = rows, columns
        self._scores = scores
        self._again_first, self._again_second = again
        self._tall = max(a for a, _ in scores)
        self._wide = max(max(b for _, b in scores), 1)
        self._first = np.asarray(scores[1, 0], np.float64)
        self._second = np.asarray(scores[0, 1], np.float64)
        # What it scores to leave the columns up to each alone, as one run, by row.
        run = np.cumsum(self._second + self._again_second, axis=1)
        self._run = np.concatenate([np.zeros((rows + 1, 1)), run], axis=1)

    def best_path(self) -> list[PathBead]:
        """The alignment with the greatest score, in order, each bead with its probability."""
        best = self._forward(np.maximum, _highest)
        forward, backward = self._forward(np.logaddexp, _log_sum), self._backward()
        whole = _all_states(forward[:, -1, -1])
        path: list[PathBead] = []
        i, j = self.rows, self.columns
        state = int(best[:, i, j].argmax())
        while i or j:
            a, b = self._last_bead(best, i, j, state)
            after = state
            i, j = i - a, j - b
            before = best[:, i, j] + self._bonus(after)
            likely = _all_states(forward[:, i, j] + self._bonus(after))
            score = float(self._scores[a, b][i, j])
            sure = np.exp(likely + score + backward[after, i + a, j + b] - whole)
            path.append(PathBead(i, j, a, b, min(float(sure), 1.0)))
            state = int(before.argmax())
        return path[::-1]

    def likely(self) -> tuple[dict[Shape, "Table"], float]:
        """How likely each bead is, by shape and first sentences, and the logarithm of the
        likelihood of all alignments together."""
        forward, backward = self._forward(np.logaddexp, _log_sum), self._backward()
        whole = _all_states(forward[:, -1, -1])
        arriving = [
            np.logaddexp.reduce(forward + self._bonus(state)[:, None, None], axis=0)
            for state in (_PAIRED, _FIRST, _SECOND)
        ]
        beads: dict[Shape, Table] = {}
        for (a, b), table in self._scores.items():
            state = _PAIRED if a and b else _FIRST if a else _SECOND
            before = arriving[state][: self.rows + 1 - a, : self.columns + 1 - b]
            beads[a, b] = np.exp(np.minimum(before + table + backward[state, a:, b:] - whole, 0.0))
        return beads, float(whole)

    def _forward(self, either: np.ufunc, best_of: Callable[["Table"], "Table"]) -> "Table":
        """For each state and cell, what all ways there from the start come to.

        ``either`` and ``best_of`` join ways: the greatest score, or the sum of likelihoods.
        """
        rows, columns = self.rows, self.columns
        cells = np.full((3, rows + 1, columns + 1), -np.inf)
        padded = np.full((rows + 1 + self._tall, columns + 1 + self._wide), -np.inf)
        every = padded[self._tall :, self._wide :]
        ending = self._by_cell(ending=True)
        for i in range(rows + 1):
            if i:
                ways = _windows(padded, i, self._tall, self._wide, columns + 1)
                paired = best_of(ways + ending[i])
                before = either(cells[_PAIRED, i - 1], cells[_SECOND, i - 1])
                before = either(before, cells[_FIRST, i - 1] + self._again_first)
                first = before + self._first[i - 1]
            else:
                paired = np.full(columns + 1, -np.inf)
                paired[0] = 0.0
                first = np.full(columns + 1, -np.inf)
            cells[_PAIRED, i], cells[_FIRST, i] = paired, first
            started = either(paired, first)
            run = self._run[i]
            runs = either.accumulate(started[:-1] - run[:-1]) + run[1:] - self._again_second
            cells[_SECOND, i, 1:] = runs
            every[i] = either(started, cells[_SECOND, i])
        return cells

    def _backward(self) -> "Table":
        """For each state and cell, the logarithm of the likelihood of all ways on to the end."""
        rows, columns = self.rows, self.columns
        cells = np.full((3, rows + 1, columns + 1), -np.inf)
        padded = np.full((rows + 1 + self._tall, columns + 1 + self._wide), -np.inf)
        starting = self._by_cell(ending=False)
        for i in range(rows, -1, -1):
            if i < rows:
                # Rows and columns in the order of the beads' sizes, least first.
                ways = _windows(padded[:, 1:], i + 1, self._tall, self._wide, columns + 1)
                paired = _log_sum(ways + starting[i])
                first = self._first[i] + cells[_FIRST, i + 1]
            else:
                paired = np.full(columns + 1, -np.inf)
                paired[columns] = 0.0
                first = np.full(columns + 1, -np.inf)
            ended = np.logaddexp(paired, first)
            run = self._run[i]
            turned = (ended + run)[::-1]
            cells[_SECOND, i] = np.logaddexp.accumulate(turned)[::-1] - run
            second = np.full(columns + 1, -np.inf)
            second[:-1] = self._second[i] + cells[_SECOND, i, 1:]
            cells[_PAIRED, i] = padded[i, : columns + 1] = np.logaddexp(ended, second)
            again = np.logaddexp(paired, first + self._again_first)
            cells[_FIRST, i] = np.logaddexp(again, second)
        return cells

    def _bonus(self, state: int) -> "Table":
        """What each state before a bead adds to its score, by the state that the bead leads to."""
        bonus = np.zeros(3)
        if state == _FIRST:
            bonus[_FIRST] = self._again_first
        elif state == _SECOND:
            bonus[_SECOND] = self._again_second
        return bonus

    def _last_bead(self, best: "Table", i: int, j: int, state: int) -> Shape:
        """The shape of the last bead of the best way to a cell in a state."""
        if state != _PAIRED:
            return (1, 0) if state == _FIRST else (0, 1)
        fitting = [(a, b) for a, b in self._scores if 0 < a <= i and 0 < b <= j]
        return max(
            fitting,
            key=lambda ab: (
                best[:, i - ab[0], j - ab[1]].max() + self._scores[ab][i - ab[0], j - ab[1]]
            ),
        )

    def _by_cell(self, *, ending: bool) -> "Scores":
        """For each cell, the scores of the two-sided beads that end or start there.

        By sentences on the first side and on the second, in the order in which windows of cells
        come: most first for beads that end, least first for those that start.
        """
        rows, columns, tall, wide = self.rows, self.columns, self._tall, self._wide
        found = np.full((rows + 1, tall, wide, columns + 1), -np.inf, np.float32)
        for (a, b), table in self._scores.items():
            if a and b and ending:
                found[a:, tall - a, wide - b, b:] = table
            elif a and b:
                found[: rows + 1 - a, a - 1, b - 1, : columns + 1 - b] = table
        return found


def _windows(padded: "Table", row: int, tall: int, wide: int, columns: int) -> "Table":
    """Cells by (row, shift to the right, column): ``tall`` rows from ``row`` on."""
    part = padded[row : row + tall]
    down, across = part.strides
    return np.lib.stride_tricks.as_strided(
        part, (tall, wide, columns), (down, across, across), writeable=False
    )


def _highest(ways: "Table") -> "Table":
    """The greatest of the ways into each cell."""
    found: Table = ways.reshape(-1, ways.shape[-1]).max(axis=0)
    return found


def _log_sum(ways: "Table") -> "Table":
    """The logarithm of the sum of the likelihoods of the ways into each cell."""
    flat = ways.reshape(-1, ways.shape[-1])
    highest = flat.max(axis=0)
    safe = np.where(np.isfinite(highest), highest, 0.0)
    with np.errstate(divide="ignore"):
        found: Table = np.log(np.exp(flat - safe).sum(axis=0)) + safe
    return found


def _all_states(ways: "Table") -> float:
    return float(np.logaddexp.reduce(ways))
