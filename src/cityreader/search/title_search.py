"""Finding titles: every word weighed over the vocabulary, the best titles looked at closely."""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from cityreader.models import Clause
from cityreader.search.candidates import candidates
from cityreader.search.close_look import CloseLook
from cityreader.search.conventional_names import places_named
from cityreader.search.postings import Rows, Weights
from cityreader.search.romanisation import romanisation
from cityreader.search.row_order import RowOrder, Scores
from cityreader.search.term_weights import TermWeights
from cityreader.search.terms import Term, joined, query_terms
from cityreader.search.tiers import IN_WORDS, ONE_SLIP, SPACED_OUT, SPELLING
from cityreader.search.title_index import TitleIndex

LOOKED_AT = 256
"""How many of the best titles are looked at closely; more than a screen shows of them."""
MOST_JOINED = 6
"""Latin words of a query that are tried as one: ``shuang cheng lun tan``, ``wan an``."""
Titles = Callable[[Sequence[int]], Sequence[str]]
"""Gives the folded titles of these ids, in their order."""


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """What a query found: ``scores`` has one number for each row, 0 where it does not match.

    ``weighed`` is how many weights a score is the sum of, 0 where no word was weighed.
    ``approximate`` says that no row holds all words but for slips of the finger.
    """

    terms: tuple[Term, ...]
    text: str
    scores: Scores
    total: int
    approximate: bool = False
    weighed: int = 1


class TitleSearch:
    """Searches an index, and the titles changed since as a second one, as if they were one.

    Rows are counted through both. Articles folded under another can count for its line: then only
    lines are found, and each word may stand in any title of a line.
    """

    def __init__(
        self, base: TitleIndex, changed: TitleIndex | None = None, *, gone: Collection[int] = ()
    ) -> None:
        indexes = [base] if changed is None else [base, changed]
        self._weights = [TermWeights(index) for index in indexes]
        self.ids: Rows = np.concatenate([index.ids for index in indexes])
        replaced = [] if changed is None else changed.ids.tolist()
        self._shown = np.ones(len(self.ids), bool)
        self._shown[: len(base)] = ~np.isin(base.ids, np.array([*gone, *replaced], np.int32))
        dates: Rows = np.concatenate([index.dates for index in indexes])
        self._order = RowOrder(self.ids, dates)
        leads = np.concatenate([index.leads for index in indexes])
        self._leads = self._shown & (leads == 0)
        self._folded = self._fold(leads)

    def match(
        self,
        folded: str,
        *,
        either: Sequence[Sequence[str]] = (),
        unfinished: bool = True,
        by_line: bool = False,
        spelt: Mapping[str, str] = MappingProxyType({}),
    ) -> Matches:
        """The titles in which every word of a folded query is found in some way.

        Of each group in ``either`` one alternative must be found too; each holds a word at least.
        ``unfinished``: the last word may still be typed. ``by_line``: lines of the list instead of
        articles. ``spelt``: words whose spelling folding lost. Where nothing is found, words are
        read together, then with more slips, then the weakest word is left out.
        """
        shown = self._leads if by_line else self._shown
        more = unfinished and not folded.endswith(" ")
        terms = query_terms(folded, unfinished=more, spelt=spelt)
        groups = [
            [query_terms(text, unfinished=unfinished, spelt=spelt) for text in group]
            for group in either
        ]
        if not terms and not groups:
            return Matches(terms, folded, np.zeros(len(self.ids), np.uint16), 0)

        def weigh_all(relaxed: bool) -> list[Weights]:
            weigh = self._weigh_lines if by_line else self._weigh
            alone = [weigh(term, relaxed) * shown for term in terms]
            for group in groups:
                found = [
                    np.minimum.reduce([weigh(term, relaxed) for term in part]) for part in group
                ]
                alone.append(np.maximum.reduce(found) * shown)
            return alone

        weighed = weigh_all(False)
        scores = _every(weighed)
        joined = np.zeros(len(self.ids), np.uint8)
        if 1 < len(terms) <= MOST_JOINED and not groups:
            joined = self._joined(terms, found=bool(scores.any()))
            joined = (self._by_line(joined) if by_line else joined) * shown
            together: Scores = joined.astype(np.uint16) * np.uint16(len(terms))
            scores = np.maximum(scores, together)
        if not scores.any():
            weighed = weigh_all(True)
            scores = _every(weighed)
        if len(weighed) > 1 and not scores.any():
            scores = _most(weighed)
        without_slips = np.minimum.reduce(weighed) > ONE_SLIP
        exact = bool((without_slips | (joined > ONE_SLIP)).any())
        total = int(np.count_nonzero(scores))
        return Matches(terms, folded, scores, total, total > 0 and not exact, len(weighed))

    def everything(self, *, by_line: bool = False) -> Matches:
        """All titles, or all lines, with one score."""
        scores = (self._leads if by_line else self._shown).astype(np.uint16)
        return Matches((), "", scores, int(np.count_nonzero(scores)), weighed=0)

    def may_hold(self, clause: Clause, *, by_line: bool = False) -> npt.NDArray[np.bool_]:
        """The rows that may meet a clause without alternatives that is not negated."""
        found = np.concatenate([candidates(part.index, clause) for part in self._weights])
        return (self._by_line(found) if by_line else found).astype(bool)

    def __len__(self) -> int:
        """How many articles can be found."""
        return int(np.count_nonzero(self._shown))

    def restricted(self, matches: Matches, ids: Sequence[int]) -> Matches:
        """The matches that are among these ids."""
        return self.kept(matches, np.isin(self.ids, np.array(ids, np.int32)))

    def kept(self, matches: Matches, rows: npt.NDArray[np.bool_]) -> Matches:
        """The matches at these rows."""
        scores: Scores = matches.scores * rows
        return replace(matches, scores=scores, total=int(np.count_nonzero(scores)))

    def newest(self, matches: Matches) -> "array[int]":
        """The ids of all matches, newest first."""
        return _compact(self.ids[self._order.newest(matches.scores)])

    def among(self, matches: Matches, ids: Sequence[int]) -> "array[int]":
        """Those of these ids that match, in the order given."""
        given = np.array(ids, np.int32)
        return _compact(given[np.isin(given, self.ids[np.flatnonzero(matches.scores)])])

    def ranked(self, matches: Matches, titles: Titles) -> tuple["array[int]", "array[float]"]:
        """The ids of all matches with their scores, best first.

        The best come in the order of a close look at their titles, the others by the weights of
        the words and the newest first. A score is the mean weight of a word, up to 100, and what
        the close look adds.
        """
        rows = self._order.best(matches.scores)
        first = self._looked_at(matches, rows[:LOOKED_AT], titles)
        rest = rows[LOOKED_AT:]
        words = max(1, matches.weighed)
        return (
            array("q", [key for key, _ in first]) + _compact(self.ids[rest]),
            array("d", [score / words for _, score in first])
            + array("d", (matches.scores[rest] / words).tobytes()),
        )

    def best(self, matches: Matches, titles: Titles, limit: int) -> list[tuple[int, float]]:
        """The best ``limit`` matches as (id, score), after a close look at their titles."""
        rows = self._order.best(matches.scores)[: max(limit, LOOKED_AT)]
        return self._looked_at(matches, rows, titles)[:limit]

    def _looked_at(self, matches: Matches, rows: Rows, titles: Titles) -> list[tuple[int, float]]:
        """These rows as (id, score), in the order of a close look at their titles."""
        texts = titles(self.ids[rows].tolist())
        look = CloseLook(matches.text, matches.terms)
        scored = [
            (int(self.ids[row]), float(matches.scores[row]) + look.bonus(text))
            for row, text in zip(rows.tolist(), texts, strict=True)
        ]
        scored.sort(key=lambda item: -item[1])
        return scored

    def _weigh(self, term: Term, relaxed: bool) -> Weights:
        return np.concatenate([part.of(term, relaxed=relaxed) for part in self._weights])

    def _weigh_lines(self, term: Term, relaxed: bool) -> Weights:
        return self._by_line(self._weigh(term, relaxed))

    def _by_line(self, weights: Weights) -> Weights:
        """Give each line the best weight of the articles folded under it."""
        for own, lead in self._folded:
            weights[lead] = np.maximum(weights[lead], weights[own])
        return weights

    def _joined(self, terms: tuple[Term, ...], *, found: bool) -> Weights:
        """Where the words are one: syllables with spaces between, a name written apart."""
        nothing = np.zeros(len(self.ids), np.uint8)
        if any(term.kind == "han" for term in terms):
            return nothing
        word = joined(terms)
        if not found:
            return self._weigh(word, False)
        spellings = romanisation().spellings
        syllables = all(term.spelling in spellings or term.unfinished for term in terms)
        if not (syllables or places_named(word.text, unfinished=False)):
            return nothing
        weights = np.concatenate([part.of_sound(word) for part in self._weights])
        # Syllables of a known word one after the other are no chance, as beginnings of words are.
        weights[weights >= SPELLING + IN_WORDS] = SPACED_OUT
        return weights

    def _fold(self, leads: Rows) -> list[tuple[Rows, Rows]]:
        """Which rows are folded under which, in rounds in which no lead comes twice.

        Rounds, because numpy writes one value to a place.
        """
        own = np.flatnonzero(self._shown & (leads > 0)).astype(np.int32)
        if len(own) == 0:
            return []
        rows = np.full(int(max(self.ids.max(), leads.max())) + 1, -1, np.int32)
        shown = np.flatnonzero(self._shown).astype(np.int32)
        rows[self.ids[shown]] = shown
        lead = rows[leads[own]]
        own, lead = own[lead >= 0], lead[lead >= 0]
        order = np.argsort(lead, kind="stable")
        own, lead = own[order], lead[order]
        rounds = []
        while len(lead):
            first = np.ones(len(lead), bool)
            first[1:] = lead[1:] != lead[:-1]
            rounds.append((own[first], lead[first]))
            own, lead = own[~first], lead[~first]
        return rounds


def _compact(ids: Rows) -> "array[int]":
    return array("q", ids.astype(np.int64).tobytes())


def _every(weighed: Sequence[Weights]) -> Scores:
    """The sum of the weights where no term has none."""
    if len(weighed) == 1:
        return weighed[0].astype(np.uint16)
    scores = weighed[0].astype(np.uint16)
    held = weighed[0] > 0
    for weights in weighed[1:]:
        scores += weights
        held &= weights > 0
    return scores * held


def _most(weighed: Sequence[Weights]) -> Scores:
    """The sum of the weights where as many terms match as match anywhere."""
    held: Weights = reduce(np.add, [(weights > 0).astype(np.uint8) for weights in weighed])
    most = int(held.max(initial=0))
    if most == 0:
        return np.zeros(len(held), np.uint16)
    total = reduce(np.add, [weights.astype(np.uint16) for weights in weighed])
    return np.where(held == most, total, 0).astype(np.uint16)
