"""What a query asks of titles, answered by the index; titles are read only where it must be."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from cityreader.models import Clause, Query
from cityreader.search.candidates import is_certain
from cityreader.search.matching import holds
from cityreader.search.romanisation import umlauts
from cityreader.search.terms import query_terms
from cityreader.search.title_search import Matches, Titles, TitleSearch

Rows = npt.NDArray[np.bool_]


def find_titles(
    search: TitleSearch, query: Query, titles: Titles, *, by_line: bool = False
) -> Matches:
    """The titles, or the lines, that meet all clauses of a query that ask for no field.

    ``titles`` gives the folded titles of articles, or of lines with a line end between the titles
    of each.
    """
    asked = [clause for clause in query.clauses if clause.asks_text]
    words = [clause.values[0] for clause in asked if _is_fuzzy(clause)]
    either = [
        [part.values[0] for part in clause.alternatives]
        for clause in asked
        if clause.kind == "any" and all(map(_is_fuzzy, clause.alternatives))
    ]
    unfinished = not query.text[-1:].isspace()
    if words or either:
        matches = search.match(
            " ".join(words),
            either=either,
            unfinished=unfinished,
            by_line=by_line,
            spelt=umlauts(query.text),
        )
    else:
        matches = search.everything(by_line=by_line)
    strict = _Strict(search, unfinished, by_line)
    for clause in asked:
        if not _is_fuzzy(clause) and not all(map(_is_fuzzy, clause.parts())):
            matches = strict.narrowed(matches, clause)
    return strict.read(matches, titles)


def either(first: Matches, second: Matches) -> Matches:
    """What either of two queries found; of one that found near words only, nothing beside one that
    found the words themselves. A row has the better of its scores."""
    if not second.total or (first.total and second.approximate and not first.approximate):
        return first
    if not first.total or first.weighed == 0 or (first.approximate and not second.approximate):
        return second
    other = second.scores * np.uint16(first.weighed) // np.uint16(max(1, second.weighed))
    scores = np.maximum(first.scores, np.where(second.scores > 0, np.maximum(other, 1), 0))
    return replace(first, scores=scores, total=int(np.count_nonzero(scores)))


def _is_fuzzy(clause: Clause) -> bool:
    """Whether a clause is a word that can be found by its sound or with slips."""
    return (
        clause.kind == "word"
        and not clause.negated
        and bool(query_terms(clause.values[0], unfinished=False))
    )


class _Strict:
    """Narrows matches down by clauses that are met letter by letter."""

    def __init__(self, search: TitleSearch, unfinished: bool, by_line: bool) -> None:
        self._search = search
        self._unfinished = unfinished
        self._by_line = by_line
        self._to_read: list[tuple[Rows, list[Clause]]] = []

    def narrowed(self, matches: Matches, clause: Clause) -> Matches:
        """The matches that may meet a clause; those that may not are kept in mind to be read."""
        size = len(matches.scores)
        met, doubtful = np.zeros(size, bool), np.zeros(size, bool)
        strict: list[Clause] = []
        for part in clause.parts():
            if _is_fuzzy(part):
                found = self._search.match(
                    part.values[0], unfinished=self._unfinished, by_line=self._by_line
                )
                met |= found.scores > 0
                continue
            may = self._search.may_hold(replace(part, negated=False), by_line=self._by_line)
            certain = is_certain(part)
            if part.negated:
                met |= ~may
                doubtful |= np.zeros(size, bool) if certain else may
            elif certain:
                met |= may
            else:
                doubtful |= may
            if not certain:
                strict.append(part)
        if strict:
            self._to_read.append((doubtful & ~met, strict))
        return self._search.kept(matches, met | doubtful)

    def read(self, matches: Matches, titles: Titles) -> Matches:
        """The matches whose titles, once read, meet every clause."""
        doubtful = np.zeros(len(matches.scores), bool)
        for rows, _ in self._to_read:
            doubtful |= rows
        read = np.flatnonzero(doubtful & (matches.scores > 0))
        if len(read) == 0:
            return matches
        texts: Sequence[str] = titles(self._search.ids[read].tolist())
        met = np.ones(len(matches.scores), bool)
        for rows, clauses in self._to_read:
            for row, text in zip(read.tolist(), texts, strict=True):
                if rows[row] and not any(holds(clause, text) for clause in clauses):
                    met[row] = False
        return self._search.kept(matches, met)
