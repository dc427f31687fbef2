import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.bilingual.lattice import Lattice

AGAIN = {(1, 0): 1.5, (0, 1): 0.7}
SHAPES = [(0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 3)]


def scores(rows: int, columns: int, seed: int) -> dict[tuple[int, int], np.ndarray]:
    dice = np.random.default_rng(seed)
    return {
        (a, b): dice.normal(0, 2, (rows - a + 1, columns - b + 1)).astype(np.float32)
        for a, b in SHAPES
        if a <= rows and b <= columns
    }


def alignments(
    rows: int, columns: int, i: int = 0, j: int = 0
) -> Iterator[list[tuple[int, int, int, int]]]:
    if (i, j) == (rows, columns):
        yield []
    for a, b in SHAPES:
        if i + a <= rows and j + b <= columns:
            for rest in alignments(rows, columns, i + a, j + b):
                yield [(i, j, a, b), *rest]


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10_000))
def test_path_and_probabilities_are_those_of_all_alignments_counted(rows, columns, seed):
    tables = scores(rows, columns, seed)
    everything = {
        tuple(path): sum(float(tables[a, b][i, j]) for i, j, a, b in path)
        + sum(AGAIN.get(one[2:], 0) for one, two in pairwise(path) if one[2:] == two[2:])
        for path in alignments(rows, columns)
    }
    whole = math.log(sum(map(math.exp, everything.values())))
    found = Lattice(rows, columns, tables, (1.5, 0.7)).best_path()
    path = tuple(bead[:4] for bead in found)
    assert everything[path] == pytest.approx(max(everything.values()), abs=1e-4)
    for bead in found:
        holding = [score for way, score in everything.items() if bead[:4] in way]
        sure = sum(math.exp(score - whole) for score in holding)
        assert bead.probability == pytest.approx(sure, abs=1e-4)
    likely, total = Lattice(rows, columns, tables, (1.5, 0.7)).likely()
    assert total == pytest.approx(whole, abs=1e-4)
    placed = sum(float(table.sum()) * (a + b) for (a, b), table in likely.items())
    assert placed == pytest.approx(rows + columns, abs=1e-3)


def test_what_is_ruled_out_is_not_taken():
    tables = scores(2, 2, 1)
    tables[1, 1][:] = 50
    tables[1, 1][1, 1] = -np.inf
    found = Lattice(2, 2, tables).best_path()
    assert (1, 1, 1, 1) not in [bead[:4] for bead in found]
