"""Which articles of a library tell the same in another language.

Articles are compared by their telling words, the rarer in the library the more telling. Two that
are each other's best by a margin, tell the same words in the same order and are as long as
translations are, are counterparts; what only shares words is the same story, told anew.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from cityreader.bilingual.fingerprints import Fingerprint, side_of
from cityreader.bilingual.term_index import Neighbours, TermIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

THRESHOLD = 0.9
"""From this probability on, two articles are offered as counterparts; below, as the same story."""

OFFERED_FROM = 0.02
"""Below this probability two articles are not offered at all."""

# The logistic model of scripts/calibrate_counterparts.py: what adds to the logarithm of the odds.
_BIAS, _PER_COSINE, _PER_MARGIN, _PER_ORDER, _PER_LENGTH = -15.0, 20.5, 10.0, 12.7, -5.7
# A lead over the next best beyond this says no more; two lengths further apart neither.
_MOST_MARGIN, _MOST_LENGTH = 0.3, 2.0
# One text is not the whole of the other if their lengths, and how far apart the shared words stand
# in each, differ by more than this, as logarithms: none of 202 translations, 86 % of halves.
_ABRIDGED = 0.75
_FAR_DAYS, _FAR_APART = 31, -1.0
# The shared terms whose places are compared.
_ORDERED, _LEAST_ORDERED = 40, 5


class Entry(NamedTuple):
    """An article to compare: its language, fingerprint, and day of publication if known, counted
    from any one day."""

    article_id: int
    lang: str
    print: Fingerprint
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Two articles in different languages and how surely one is the translation of the other.

    ``left_id`` is the English one. ``cosine`` says how alike their words are, ``order`` whether
    these stand in the same order (1.0) or in none (0.0), ``shared`` how many they are. ``margin``
    is the lead over the next best of either, positive if each is the other's best in its language;
    ``gap`` is how far apart the lengths are, as a logarithm; ``abridged`` says that one seems to be
    a part of the other.
    """

    left_id: int
    right_id: int
    probability: float
    cosine: float
    order: float
    shared: int
    margin: float
    gap: float
    abridged: bool = False

    @property
    def kind(self) -> Literal["counterpart", "same-story"]:
        """What it is offered as."""
        sure = self.margin > 0 and self.probability >= THRESHOLD
        return "counterpart" if sure else "same-story"


class Shelf:
    """The fingerprints of a library, weighed against each other and ready to be compared."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        import numpy as np

        self._entries = [entry for entry in entries if side_of(entry.lang)]
        self._row = {entry.article_id: row for row, entry in enumerate(self._entries)}
        self._weights: list[NDArray[np.float32]] = [None] * len(self._entries)  # type: ignore[list-item]
        self._sides = {side: self._index(side) for side in ("en", "zh")}
        self._langs = np.array([entry.lang for entry in self._entries])

    def _index(self, side: str) -> TermIndex:
        rows = self._rows_of(side)
        index = TermIndex(rows, [self._entries[row].print for row in rows], side)
        for row, weights in zip(rows, index.weights, strict=True):
            self._weights[row] = weights
        return index

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, article_id: int) -> bool:
        return article_id in self._row

    def matches(
        self,
        article_ids: Collection[int] | None = None,
        *,
        least: float = OFFERED_FROM,
        alike: Mapping[int, Collection[int]] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Match]:
        """English articles with the Chinese ones that may be their translations, likeliest first.

        With ``article_ids``, only the matches of these. ``alike`` names for an article those that
        are nearly the same text: they do not compete with each other. What was found before
        ``cancelled`` said so is left behind. Less probable ones than ``least`` are left out.
        """
        near = self._neighbours(article_ids, cancelled)
        if near is None:
            return []
        wanted = None if article_ids is None else set(article_ids)
        found = [
            self._match(en, zh, near, alike or {})
            for en, zh in sorted(near.pairs)
            if wanted is None
            or not wanted.isdisjoint((self._entries[en].article_id, self._entries[zh].article_id))
        ]
        return sorted(
            (match for match in found if match.probability >= least),
            key=lambda match: (-match.probability, match.left_id, match.right_id),
        )

    def across_scripts(
        self, article_ids: Collection[int] | None = None, *, least: float = 0.5
    ) -> list[tuple[int, int]]:
        """Articles in simplified characters with the likest in traditional ones, and the reverse.

        The simplified one stands first; both are at least so alike by their words. Whether they are
        one text is for ``same_text`` to say.
        """
        found: set[tuple[int, int]] = set()
        index = self._sides["zh"]
        rows = self._in_rarer_script() if article_ids is None else self._known(article_ids)
        for row in rows:
            entry = self._entries[row]
            if side_of(entry.lang) != "zh":
                continue
            cosines = index.cosines(entry.print.terms, self._weights[row])
            cosines[self._langs[index.rows] == entry.lang] = 0
            other = self._entries[int(index.rows[int(cosines.argmax())])]
            if float(cosines.max()) >= least:
                both = (entry.article_id, other.article_id)
                found.add(both if entry.lang == "zh-Hans" else both[::-1])
        return sorted(found)

    def _in_rarer_script(self) -> list[int]:
        """The articles of the script that has fewer: what they are near to is near to them."""
        scripts: dict[str, list[int]] = {}
        for row in self._rows_of("zh"):
            scripts.setdefault(self._entries[row].lang, []).append(row)
        return min(scripts.values(), key=len) if len(scripts) > 1 else []

    def _known(self, article_ids: Iterable[int]) -> list[int]:
        return [self._row[key] for key in article_ids if key in self._row]

    def _neighbours(
        self,
        article_ids: Collection[int] | None,
        cancelled: Callable[[], bool],
    ) -> Neighbours | None:
        """The nearest of each language, for these articles and for what is near to them."""
        near = Neighbours(self._langs)
        if article_ids is None:
            first = list(self._rows_of("zh"))
            second: list[int] = list(self._rows_of("en"))
        else:
            first = self._known(article_ids)
            second = []
        for row in first:
            if cancelled():
                return None
            near.put(row, self._alike(row))
        # What is near must know its own nearest too, to tell whether it is mutual.
        second = second or sorted({other for row in first for other, _ in near.of(row)})
        for row in second:
            if cancelled():
                return None
            if not near.knows(row):
                near.put(row, self._alike(row))
        return near

    def _alike(self, row: int) -> "tuple[NDArray[np.intp], NDArray[np.float32]]":
        """The rows of the other side, and how alike each is to this one."""
        entry = self._entries[row]
        other = self._sides["zh" if side_of(entry.lang) == "en" else "en"]
        return other.rows, other.cosines(entry.print.terms, self._weights[row])

    def _match(
        self, en: int, zh: int, near: "Neighbours", alike: Mapping[int, Collection[int]]
    ) -> Match:
        left, right = self._entries[en], self._entries[zh]
        cosine = near.pairs[en, zh]

        def rival(row: int, other: int) -> float:
            """The cosine of the next best of ``row``, beside ``other`` and its copies."""
            key = self._entries[other].article_id
            copies = alike.get(key, ())
            lang = self._entries[other].lang
            return max(
                (
                    value
                    for found, value in near.of(row)
                    if found != other
                    and self._entries[found].lang == lang
                    and self._entries[found].article_id not in copies
                ),
                default=0.0,
            )

        margin = cosine - max(rival(en, zh), rival(zh, en))
        order, stretch, shared = self._order(en, zh)
        gap = abs(math.log((left.print.length + 30) / (right.print.length + 30)))
        odds = (
            _BIAS
            + _PER_COSINE * cosine
            + _PER_MARGIN * min(margin, _MOST_MARGIN)
            + _PER_ORDER * order
            + _PER_LENGTH * min(gap, _MOST_LENGTH)
        )
        if left.day is not None and right.day is not None:
            odds += _FAR_APART * (abs(left.day - right.day) > _FAR_DAYS)
        probability = 1 / (1 + math.exp(-odds))
        abridged = gap + stretch > _ABRIDGED
        if abridged:
            probability = min(probability, THRESHOLD / 2)
        ids = left.article_id, right.article_id
        return Match(*ids, probability, cosine, order, shared, margin, gap, abridged)

    def _order(self, en: int, zh: int) -> tuple[float, float, int]:
        """How the terms that two articles share stand in them, and how many there are.

        Whether in the same order, and how much further apart in one than in the other, as a
        logarithm: where one tells half of the other, they fill it and only half of the other.
        """
        import numpy as np

        one, other = self._entries[en].print, self._entries[zh].print
        _, here, there = np.intersect1d(
            one.terms, other.terms, assume_unique=True, return_indices=True
        )
        weights = self._weights[en][here] * self._weights[zh][there]
        top = np.argsort(-weights, kind="stable")[:_ORDERED]
        shared = int((weights > 0).sum())
        if len(top) < _LEAST_ORDERED:
            return 0.0, 0.0, shared
        share = weights[top] / max(float(weights[top].sum()), 1e-9)
        first = one.places[here[top]].astype(np.float64)
        second = other.places[there[top]].astype(np.float64)
        first -= share @ first
        second -= share @ second
        one_spread = max(1e-6, float(share @ first**2))
        other_spread = max(1e-6, float(share @ second**2))
        order = float(share @ (first * second)) / math.sqrt(one_spread * other_spread)
        return order, abs(math.log(one_spread / other_spread)) / 2, shared

    def _rows_of(self, side: str) -> list[int]:
        return [row for row, entry in enumerate(self._entries) if side_of(entry.lang) == side]
