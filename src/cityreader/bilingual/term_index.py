"""From terms to the articles that hold them, and which articles are nearest to each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cityreader.bilingual.fingerprints import RARE, Fingerprint, common_shares

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_COSINE = 0.1
"""Articles less alike than this are not looked at closer."""

NEAREST = 6
"""Articles of each language looked at closer, for one article."""

PRIOR = 100
"""How many articles the table of common terms counts for, beside those of the library."""


class TermIndex:
    """The articles of one side, with an index from each term to those that hold it.

    ``rows`` are their numbers, ``weights`` the weighed terms of each, of length 1 as a vector.
    """

    def __init__(
        self,
        rows: Sequence[int],
        prints: Sequence[Fingerprint],
        side: str,
    ) -> None:
        import numpy as np

        self.rows = np.array(rows, dtype=np.intp)
        terms = np.concatenate([np.empty(0, np.uint32), *(print_.terms for print_ in prints)])
        self._names, inverse, counts = np.unique(terms, return_inverse=True, return_counts=True)
        shares = common_shares(side)
        usual = np.array([max(RARE, shares.get(int(name), RARE)) for name in self._names])
        telling = -np.log((counts + PRIOR * usual) / (len(rows) + PRIOR))
        telling = np.maximum(telling, 0).astype(np.float32)[inverse]
        values = np.empty(len(terms), np.float32)
        start = 0
        self.weights: list[NDArray[np.float32]] = []
        for print_ in prints:
            stop = start + len(print_.terms)
            own = print_.weights * telling[start:stop]
            own /= max(float(np.linalg.norm(own)), 1e-6)
            self.weights.append(own)
            values[start:stop] = own
            start = stop
        owners = np.repeat(np.arange(len(rows)), [len(print_.terms) for print_ in prints])
        order = np.argsort(inverse, kind="stable")
        self._owners, self._values = owners[order].astype(np.int32), values[order]
        self._starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.intp)

    def cosines(
        self, terms: "NDArray[np.uint32]", weights: "NDArray[np.float32]"
    ) -> "NDArray[np.float32]":
        """How alike each article is to these weighed terms, in the order of ``rows``."""
        import numpy as np

        found = np.zeros(len(self.rows), np.float32)
        if not len(self._names):
            return found
        at = np.searchsorted(self._names, terms)
        for place, term, weight in zip(at.tolist(), terms.tolist(), weights.tolist(), strict=True):
            if weight > 0 and place < len(self._names) and self._names[place] == term:
                part = slice(self._starts[place], self._starts[place + 1])
                # No article holds a term twice, so nothing is added to one place twice.
                found[self._owners[part]] += weight * self._values[part]
        return found


class Neighbours:
    """The nearest articles of each article, by language, and how alike they are."""

    def __init__(self, langs: "NDArray[np.str_]") -> None:
        self._langs = langs
        self._near: dict[int, list[tuple[int, float]]] = {}
        self.pairs: dict[tuple[int, int], float] = {}

    def put(self, row: int, alike: "tuple[NDArray[np.intp], NDArray[np.float32]]") -> None:
        """Keep the nearest of a row."""
        rows, cosines = alike
        kept = defaultdict[str, list[tuple[int, float]]](list)
        for other, cosine in self._best(rows, cosines):
            near = kept[str(self._langs[other])]
            if len(near) < NEAREST:
                near.append((other, cosine))
        self._near[row] = [one for near in kept.values() for one in near]
        english = str(self._langs[row]).startswith("en")
        for other, cosine in self._near[row]:
            self.pairs[(row, other) if english else (other, row)] = cosine

    def knows(self, row: int) -> bool:
        """Whether the nearest of a row were put."""
        return row in self._near

    def of(self, row: int) -> list[tuple[int, float]]:
        """The nearest of a row: their rows and cosines."""
        return self._near.get(row, [])

    def _best(
        self, rows: "NDArray[np.intp]", cosines: "NDArray[np.float32]"
    ) -> Iterator[tuple[int, float]]:
        import numpy as np

        candidates = np.flatnonzero(cosines >= LEAST_COSINE)
        if len(candidates) > 8 * NEAREST:
            top = np.argpartition(-cosines[candidates], 8 * NEAREST)[: 8 * NEAREST]
            candidates = candidates[top]
        for place in candidates[np.argsort(-cosines[candidates], kind="stable")]:
            yield int(rows[place]), float(cosines[place])
