"""The best way through the lattice of all alignments of two texts, and how sure each step is.

A cell ``(i, j)`` says that ``i`` sentences of the left and ``j`` of the right text are placed; a
bead leads from one cell to another. Cells are visited by how many sentences are placed, and of
those that place equally many only the cheapest are followed, so that time grows with the length
of the texts and not with its square.
"""

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

Shape = tuple[int, int]
"""How many sentences a bead has on the left and on the right."""

Cost = Callable[[int, int, int, int], float]
"""The cost of a bead from left ``i`` and right ``j`` with ``a`` and ``b`` sentences."""

# Of the cells that place equally many sentences: how many are followed, and how much worse than the
# best one they may be. Both must outlast a long passage that only one side has.
_WIDTH = 100
_MARGIN = 40.0
# Cells further behind than this do not count when the certainty of a bead is worked out; e^-14 is
# one in a million.
_NEGLIGIBLE = 14.0


class PathBead(NamedTuple):
    """A bead of the best path: ``a`` sentences from left ``i``, ``b`` from right ``j``."""

    i: int
    j: int
    a: int
    b: int
    probability: float


class _Cell(NamedTuple):
    """The cost of the best way here, its last bead, and the minus log likelihood of all ways."""

    cost: float
    last: Shape
    total: float


def best_path(
    left: int, right: int, shapes: Mapping[Shape, float], again: float, cost: Cost
) -> list[PathBead]:
    """The cheapest alignment of ``left`` with ``right`` sentences, in order.

    A bead costs what its shape costs, for which ``shapes`` must hold (1, 0) and (0, 1), and what
    ``cost`` says of its sentences; ``again`` replaces the cost of the shape where a one-sided bead
    follows one of the same side. Each bead carries its probability, from 0 to 1, if costs are
    taken as negative logarithms of likelihoods.
    """
    lattice = _Lattice(left, right, shapes, again, cost)
    lattice.follow()
    return lattice.rated_path()


class _Lattice:
    """The cells that were followed, by the number of sentences placed and by left position."""

    def __init__(
        self, left: int, right: int, shapes: Mapping[Shape, float], again: float, cost: Cost
    ) -> None:
        self._left = left
        self._right = right
        self._shapes = [(a, b, price) for (a, b), price in shapes.items()]
        self._again = again
        self._cost = cost
        self._layers: list[dict[int, _Cell]] = [{} for _ in range(left + right + 1)]
        self._layers[0][0] = _Cell(0.0, (0, 0), 0.0)

    def follow(self) -> None:
        """Fill the layers, from nothing placed to everything placed."""
        for placed in range(self._left + self._right):
            layer = self._layers[placed] = _pruned(self._layers[placed])
            for i, cell in layer.items():
                for a, b, step in self._steps(i, placed - i, cell):
                    reached = self._layers[placed + a + b]
                    way = _Cell(cell.cost + step, (a, b), cell.total + step)
                    known = reached.get(i + a)
                    if known is not None:
                        best = way if way.cost < known.cost else known
                        way = _Cell(best.cost, best.last, _either(known.total, way.total))
                    reached[i + a] = way

    def rated_path(self) -> list[PathBead]:
        """Go back from the end and compare each bead of the best path with all ways past it."""
        path = self._path()
        last = self._left + self._right
        whole = self._layers[last][self._left].total
        # The minus log likelihood of all ways from a cell to the end, for the layers within reach.
        onward: dict[int, dict[int, float]] = {last: {self._left: 0.0}}
        reach = max(a + b for a, b, _ in self._shapes)
        beads: list[PathBead] = []
        for placed in range(last - 1, -1, -1):
            onward.pop(placed + reach + 1, None)
            start, shape = path.get(placed, (None, None))
            layer = self._layers[placed]
            ways: dict[int, float] = {}
            limit = min((cell.cost for cell in layer.values()), default=0.0) + _NEGLIGIBLE
            for i, cell in layer.items():
                if cell.cost > limit and i != start:
                    continue
                for a, b, step in self._steps(i, placed - i, cell):
                    further = onward.get(placed + a + b, {}).get(i + a)
                    if further is None:
                        continue
                    way = step + further
                    ways[i] = _either(ways[i], way) if i in ways else way
                    if i == start and (a, b) == shape:
                        probability = min(math.exp(whole - cell.total - way), 1.0)
                        beads.append(PathBead(i, placed - i, a, b, probability))
            onward[placed] = ways
        return beads[::-1]

    def _steps(self, i: int, j: int, cell: _Cell) -> list[tuple[int, int, float]]:
        """The beads that can follow ``cell``, each with its whole cost."""
        return [
            (a, b, price + self._cost(i, j, a, b))
            if a and b
            else (a, b, self._again if cell.last == (a, b) else price)
            for a, b, price in self._shapes
            if i + a <= self._left and j + b <= self._right
        ]

    def _path(self) -> dict[int, tuple[int, Shape]]:
        """The beads of the best path: for each number of placed sentences, left start and shape."""
        path: dict[int, tuple[int, Shape]] = {}
        i, j = self._left, self._right
        while i or j:
            a, b = self._layers[i + j][i].last
            i, j = i - a, j - b
            path[i + j] = (i, (a, b))
        return path


def _pruned(layer: dict[int, _Cell]) -> dict[int, _Cell]:
    if len(layer) < 2:
        return layer
    limit = min(cell.cost for cell in layer.values()) + _MARGIN
    near = {i: cell for i, cell in layer.items() if cell.cost <= limit}
    if len(near) <= _WIDTH:
        return near
    return dict(sorted(near.items(), key=lambda item: item[1].cost)[:_WIDTH])


def _either(left: float, right: float) -> float:
    """The minus log of the sum of two likelihoods given as minus logs."""
    low, difference = (left, right - left) if left < right else (right, left - right)
    return low - math.log1p(math.exp(-difference)) if difference < 40 else low
