"""The features of every possible bead of two stretches of text.

A bead joins ``a`` Chinese and ``b`` English sentences (the roles of ``evidence``). For one shape
``(a, b)`` the features are an array of shape (FEATURES, chinese - a + 1, english - b + 1), by the
first sentence on each side.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cityreader.bilingual.evidence import (
    USUAL_RATIO,
    Side,
    Words,
    shared_names,
    shared_numbers,
    word_tables,
)
from cityreader.bilingual.lexicon import Vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

MOST_CHINESE, MOST_ENGLISH, MOST_SENTENCES = 4, 6, 7
"""The most sentences of a bead on each side, and on both together."""

TWO_SIDED = [
    (a, b)
    for a in range(1, MOST_CHINESE + 1)
    for b in range(1, MOST_ENGLISH + 1)
    if a + b <= MOST_SENTENCES
]
SHAPES = [(0, 1), (1, 0), *TWO_SIDED]

NAMES = (
    "cosine", "cosine_by_size", "share_mutual", "neighbours", "neighbour_excess", "weakest_member",
    "gain_chinese", "gain_english", "grown_chinese", "grown_english", "usual_cosine_by_size",
    "length_squared", "length_log", "short",
    "covered_chinese", "covered_english", "covered_least", "leak_chinese", "leak_english",
    "member_chinese", "member_english",
    "names", "numbers", "numbers_missing",
    "question", "exclamation", "opening_quote", "closing_quote", "any_quote",
)  # fmt: skip
FEATURES = len(NAMES)
_AT = {name: number for number, name in enumerate(NAMES)}

# A one-sided bead looks this many sentences to both sides for a partner.
_REACH = 4
# Gale and Church's variance of the length of a translation, per character.
_VARIANCE = 7.0
_NO_NEIGHBOUR = -0.3
_SURE_COSINE = 0.35


@dataclass(frozen=True, slots=True)
class RunVectors:
    """Unit vectors of the runs of sentences of both sides, by length of run minus one."""

    chinese: list["Table"]
    english: list["Table"]


class Features:
    """Computes the features of two stretches of text, shape by shape.

    ``ratio`` is how many English characters translate one Chinese. Without ``vocabulary`` or
    ``vectors`` the features made from them are zero.
    """

    def __init__(
        self,
        chinese: Side,
        english: Side,
        ratio: float,
        vocabulary: Vocabulary | None = None,
        vectors: RunVectors | None = None,
    ) -> None:
        self.rows, self.columns = len(chinese.texts), len(english.texts)
        self._ratio = ratio
        self._short = chinese.lengths() + 0.5
        self._long = np.array([len(text) + 1 for text in english.texts], np.float32)
        self._numbers = shared_numbers(chinese, english)
        self._number_counts = [
            np.array([len(cues.numbers) for cues in side.cues], np.float32)
            for side in (chinese, english)
        ]
        self._signs = {
            name: [
                np.array([getattr(cues, name) for cues in side.cues], np.float32)
                for side in (chinese, english)
            ]
            for name in ("question", "exclamation", "has_quote")
        }
        self._opens, self._ends = (
            [
                np.array([getattr(cues, name) for cues in side.cues], np.float32)
                for side in (chinese, english)
            ]
            for name in ("opens_with_quote", "ends_with_quote")
        )
        self._names: Table | None = None
        self._cover: _Coverage | None = None
        if vocabulary is not None:
            self._names = shared_names(chinese, english, vocabulary)
            self._cover = _Coverage(*word_tables(chinese, english, vocabulary))
        self._cosines: _Cosines | None = None
        if vectors is not None and self.rows and self.columns:
            self._cosines = _Cosines(vectors)

    def of(self, a: int, b: int) -> "Table":
        """The features of all beads of one shape; empty where the texts are too short."""
        if a == 0 or b == 0:
            return self._one_sided(a)
        found = np.zeros((FEATURES, self.rows - a + 1, self.columns - b + 1), np.float32)
        if self._cosines is not None:
            self._cosines.fill(found, a, b)
        self._fill_lengths(found, a, b)
        self._fill_numbers(found, a, b)
        if self._cover is not None and self._names is not None:
            self._cover.fill(found, a, b)
            found[_AT["names"]] = np.minimum(window(window(self._names, a), b, 1), 3)
        self._fill_signs(found, a, b)
        return found

    def _fill_lengths(self, found: "Table", a: int, b: int) -> None:
        expected = self._ratio * window(self._short, a)[:, None]
        long = window(self._long, b)[None, :]
        squared = (long - expected) ** 2 / (_VARIANCE * expected)
        found[_AT["length_squared"]] = np.minimum(squared, 12) / 4
        found[_AT["length_log"]] = np.minimum(np.abs(np.log(long / expected)), 2)
        found[_AT["short"]] = 1 / np.sqrt(expected / self._ratio)

    def _fill_numbers(self, found: "Table", a: int, b: int) -> None:
        shared = window(window(self._numbers, a), b, 1)
        found[_AT["numbers"]] = np.minimum(shared, 4) / 2
        mine = window(self._number_counts[0], a)[:, None]
        theirs = window(self._number_counts[1], b)[None, :]
        missing = np.minimum(np.abs(mine - theirs), 4) / 2
        found[_AT["numbers_missing"]] = missing * (shared < np.minimum(mine, theirs) + 0.01)

    def _fill_signs(self, found: "Table", a: int, b: int) -> None:
        for feature, sign in (
            ("question", "question"), ("exclamation", "exclamation"), ("any_quote", "has_quote"),
        ):  # fmt: skip
            mine, theirs = self._signs[sign]
            found[_AT[feature]] = (window(mine, a) > 0)[:, None] != (window(theirs, b) > 0)
        rows, columns = found.shape[1:]
        mine, theirs = self._opens
        found[_AT["opening_quote"]] = mine[:rows, None] != theirs[None, :columns]
        mine, theirs = self._ends
        found[_AT["closing_quote"]] = mine[a - 1 :, None] != theirs[None, b - 1 :]

    def _one_sided(self, a: int) -> "Table":
        """The features of leaving one sentence alone; the position on the other side counts too."""
        chinese = a == 1
        size = (self.rows, self.columns + 1) if chinese else (self.rows + 1, self.columns)
        found = np.zeros((FEATURES, *size), np.float32)
        length = self._short[:, None] if chinese else self._long[None, :] / USUAL_RATIO
        found[_AT["length_squared"]] = np.minimum(length, 60) / 20
        if not self.rows or not self.columns:
            return found
        axis = 1 if chinese else 0
        if self._cosines is not None:
            found[_AT["share_mutual"]] = self._cosines.share_mutual
            found[_AT["cosine"]] = _best_near(self._cosines.of[1, 1], axis, -1.0)
        if self._cover is not None:
            covered = self._cover.share_chinese() if chinese else self._cover.share_english()
            found[_AT["covered_chinese"]] = _best_near(covered, axis, 0.0)
        return found


class _Cosines:
    """How close runs of both sides are, by shape."""

    def __init__(self, vectors: RunVectors) -> None:
        self.of = {
            (a, b): vectors.chinese[a - 1] @ vectors.english[b - 1].T
            for a in range(1, MOST_CHINESE + 1)
            for b in range(1, MOST_ENGLISH + 1)
            if len(vectors.chinese[a - 1]) and len(vectors.english[b - 1])
        }
        single = self.of[1, 1]
        rows, columns = single.shape
        best = single.max(axis=1)
        mutual = single.argmax(axis=0)[single.argmax(axis=1)] == np.arange(rows)
        pairs = int((mutual & (best > _SURE_COSINE)).sum())
        self.share_mutual = 2 * pairs / (rows + columns)
        self._usual = float(np.median(best))

    def fill(self, found: "Table", a: int, b: int) -> None:
        own = self.of[a, b]
        rows, columns = own.shape
        by_size = (a + b) / 2
        found[_AT["cosine"]] = own
        found[_AT["cosine_by_size"]] = own * by_size
        found[_AT["usual_cosine_by_size"]] = self._usual * by_size
        found[_AT["share_mutual"]] = self.share_mutual
        # The same run of one side beside single sentences of the other.
        beside, below = self.of[a, 1], self.of[1, b]
        before = np.pad(beside, ((0, 0), (1, 0)))[:, :columns]
        after = np.pad(beside, ((0, 0), (0, 1)))[:, b : b + columns]
        above = np.pad(below, ((1, 0), (0, 0)))[:rows]
        under = np.pad(below, ((0, 1), (0, 0)))[a : a + rows]
        found[_AT["neighbours"]] = (before + after + above + under) / 4
        nearest = np.maximum(np.maximum(before, after), np.maximum(above, under))
        found[_AT["neighbour_excess"]] = nearest - own
        if a > 1 or b > 1:
            parts = [below[p : p + rows] for p in range(a)] if a > 1 else []
            parts += [beside[:, p : p + columns] for p in range(b)] if b > 1 else []
            found[_AT["weakest_member"]] = np.minimum.reduce(parts)
        if a > 1:
            less = self.of[a - 1, b]
            found[_AT["gain_chinese"]] = own - np.maximum(less[:rows], less[1 : rows + 1])
        if b > 1:
            less = self.of[a, b - 1]
            found[_AT["gain_english"]] = own - np.maximum(
                less[:, :columns], less[:, 1 : columns + 1]
            )
        found[_AT["grown_chinese"]] = _NO_NEIGHBOUR
        if a < MOST_CHINESE and (a + 1, b) in self.of:
            _spread_excess(found[_AT["grown_chinese"]], self.of[a + 1, b], own)
        if b < MOST_ENGLISH and (a, b + 1) in self.of:
            grown = found[_AT["grown_english"]]
            grown[:] = _NO_NEIGHBOUR
            _spread_excess(grown.T, self.of[a, b + 1].T, own.T)


class _Coverage:
    """What share of the words of a bead have a translation inside, and what they have beside it."""

    def __init__(self, chinese: Words, english: Words) -> None:
        self._totals = (chinese.totals, english.totals)
        # Item k: (sentences, starts of runs of k + 1 sentences of the other side).
        self._chinese = _covered(chinese, MOST_ENGLISH)
        self._english = _covered(english, MOST_CHINESE)

    def share_chinese(self) -> "Table":
        """The share of the words of each Chinese sentence that each English one covers."""
        return self._chinese[0] / (self._totals[0] + 0.5)[:, None]

    def share_english(self) -> "Table":
        """The share of the words of each English sentence that each Chinese one covers."""
        return (self._english[0] / (self._totals[1] + 0.5)[:, None]).T

    def fill(self, found: "Table", a: int, b: int) -> None:
        self._fill_side(found, "chinese", a, b)
        self._fill_side(found, "english", b, a)
        mine, theirs = found[_AT["covered_chinese"]], found[_AT["covered_english"]]
        found[_AT["covered_least"]] = np.minimum(mine, theirs)

    def _fill_side(self, found: "Table", side: str, own: int, other: int) -> None:
        """Fill coverage and leak of one side with ``own`` sentences against ``other``."""
        chinese = side == "chinese"
        covered = self._chinese if chinese else self._english
        total = window(self._totals[0 if chinese else 1], own)[:, None] + 0.5
        inside = window(covered[other - 1], own)
        share, leak = found[_AT[f"covered_{side}"]], found[_AT[f"leak_{side}"]]
        if not chinese:
            share, leak = share.T, leak.T
        share[:] = inside / total
        if own > 1:
            alone = covered[other - 1] / (self._totals[0 if chinese else 1] + 0.5)[:, None]
            members = [alone[p : p + len(inside)] for p in range(own)]
            weakest = found[_AT[f"member_{side}"]]
            (weakest if chinese else weakest.T)[:] = np.minimum.reduce(members)
        if other < len(covered) and covered[other].shape[1]:
            _spread_excess(leak.T, window(covered[other], own).T, inside.T)
            leak /= total


def window(table: "Table", size: int, axis: int = 0) -> "Table":
    """The sums of ``size`` neighbours, by the first of them."""
    if size == 1:
        return table
    sums = np.cumsum(table, axis=axis)
    end = [slice(None)] * table.ndim
    start = [slice(None)] * table.ndim
    first = [slice(None)] * table.ndim
    end[axis], start[axis], first[axis] = slice(size - 1, None), slice(None, -size), slice(0, 1)
    found: Table = sums[tuple(end)].copy()
    first[axis] = slice(1, None)
    found[tuple(first)] -= sums[tuple(start)]
    return found


def _covered(words: Words, longest: int) -> list["Table"]:
    present = words.present
    found: list[Table] = []
    for length in range(1, longest + 1):
        if length > 1:
            present = present[:, :-1] | words.present[:, length - 1 :]
        found.append(words.owner @ present.astype(np.float32))
        if not present.shape[1]:
            break
    return found


def _spread_excess(target: "Table", longer: "Table", own: "Table") -> None:
    """Raise each cell to what a run one sentence longer, on either end, has more than its own."""
    np.maximum(target[:-1], longer - own[:-1], out=target[:-1])
    np.maximum(target[1:], longer - own[1:], out=target[1:])


def _best_near(table: "Table", axis: int, nothing: float) -> "Table":
    """The best cell within reach of each border between two sentences along an axis."""
    border = [(0, 0), (0, 0)]
    border[axis] = (_REACH, _REACH)
    padded = np.pad(table, border, constant_values=nothing)
    views = np.lib.stride_tricks.sliding_window_view(padded, 2 * _REACH, axis=axis)
    found: Table = views.max(axis=-1)
    return found
