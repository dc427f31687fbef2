"""A search query, parsed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ClauseKind = Literal["word", "phrase", "field"]
SortKey = Literal["date", "title", "source", "added", "best"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition of a query; all clauses must hold.

    A ``field`` clause names its ``field`` and holds if any of ``values`` matches; ``word`` and
    ``phrase`` clauses have one value, already folded. ``negated`` turns the condition round.
    """

    kind: ClauseKind
    values: tuple[str, ...]
    field: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """A part of the query that was not understood: ``[start, end)`` of the text, and why."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Query:
    """What to select; an empty query selects everything. Parts with problems are left out."""

    text: str
    clauses: tuple[Clause, ...] = ()
    problems: tuple[QueryProblem, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words and phrases that must be found, for ranking and highlighting."""
        return tuple(c.values[0] for c in self.clauses if c.kind != "field" and not c.negated)


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to a query: article ids in the order shown, one for each line of the list.

    ``ids`` is compact (8 bytes an article, ``array('q')`` behind a sequence); ``scores`` runs
    beside it for a ranked answer and is empty otherwise. ``approximate`` says that nothing matched
    exactly and the lines are the nearest titles.
    """

    query: Query
    ids: Sequence[int]
    scores: Sequence[float] = ()
    approximate: bool = False
