"""Which rows of an index hold which terms: lists of row numbers laid end to end."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.uint8]

_FEW_LISTS = 64
_LONG_LISTS = 200
_MUCH_IN_ALL = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The rows of term ``t`` are ``rows[starts[t]:starts[t + 1]]``, ascending, each once."""

    rows: Rows
    starts: Rows

    @property
    def lengths(self) -> Rows:
        """How many rows each term has."""
        return np.diff(self.starts)

    def of(self, first: int, end: int) -> Rows:
        """The rows of the terms first <= t < end; one can come several times."""
        return self.rows[self.starts[first] : self.starts[end]]

    def mark(self, weights: Weights, terms: npt.NDArray[np.integer], weight: int) -> None:
        """Write ``weight`` at the rows of all these terms."""
        if len(terms) == 0:
            return
        starts, ends = self.starts[terms], self.starts[terms + 1]
        lengths = ends - starts
        total = int(lengths.sum(dtype=np.int64))
        # One slice after the other beats one gather as long as the lists are few or long.
        if len(terms) < _FEW_LISTS or total > max(_MUCH_IN_ALL, _LONG_LISTS * len(terms)):
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
                weights[self.rows[start:end]] = weight
            return
        before = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)[:-1]))
        offsets = np.repeat(starts - before, lengths)
        weights[self.rows[np.arange(total) + offsets]] = weight


def group(terms: npt.NDArray[np.int32], rows: Rows, term_count: int) -> Postings:
    """Postings from pairs of a term and a row; rows of one term come in ascending order."""
    order = np.argsort(terms, kind="stable")
    sorted_terms, sorted_rows = terms[order], rows[order]
    if len(sorted_terms):
        new = np.empty(len(sorted_terms), bool)
        new[0] = True
        new[1:] = (sorted_terms[1:] != sorted_terms[:-1]) | (sorted_rows[1:] != sorted_rows[:-1])
        sorted_terms, sorted_rows = sorted_terms[new], sorted_rows[new]
    starts = np.zeros(term_count + 1, np.int32)
    np.cumsum(np.bincount(sorted_terms, minlength=term_count), out=starts[1:])
    return Postings(sorted_rows.astype(np.int32), starts)
