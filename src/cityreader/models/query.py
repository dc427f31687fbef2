"""A search query, parsed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

ClauseKind = Literal["word", "phrase", "exact", "prefix", "suffix", "whole", "field", "any"]
SortKey = Literal["date", "title", "source", "added", "best"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition of a query; all clauses must hold.

    A ``field`` clause names its ``field`` and holds if any of ``values`` matches. An ``any`` clause
    holds if any of its ``alternatives`` does. All others have one value, already folded: a ``word``
    may be found by its beginning, by its sound or with slips; ``exact`` and ``phrase`` stand
    somewhere as they are, a ``prefix`` at the start, a ``suffix`` at the end, and ``whole`` is the
    whole title. ``negated`` turns the condition round; what is negated is looked for exactly.
    """

    kind: ClauseKind
    values: tuple[str, ...]
    field: str | None = None
    negated: bool = False
    alternatives: tuple["Clause", ...] = ()

    def parts(self) -> Iterator["Clause"]:
        """The clause itself, or its alternatives."""
        if self.kind == "any":
            yield from self.alternatives
        else:
            yield self

    @property
    def asks_text(self) -> bool:
        """Whether it speaks of texts alone and of no field."""
        return all(part.kind != "field" for part in self.parts())


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """A part of the query that was not understood: ``[start, end)`` of the text, and why."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Query:
    """What to select; an empty query selects everything. Parts with problems are left out.

    ``pending`` are parts that are not typed to their end, such as ``tag:``; they are left out too.
    """

    text: str
    clauses: tuple[Clause, ...] = ()
    problems: tuple[QueryProblem, ...] = ()
    pending: tuple[QueryProblem, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The folded texts that are looked for, for highlighting; of alternatives all."""
        return tuple(
            part.values[0]
            for clause in self.clauses
            for part in clause.parts()
            if part.kind != "field" and not part.negated
        )

    def values_of(self, field: str) -> list[str]:
        """The values that a field is asked for, negated ones left out."""
        return [
            value
            for clause in self.clauses
            for part in clause.parts()
            if part.field == field and not part.negated
            for value in part.values
        ]

    def asks(self, field: str, value: str) -> bool:
        """Whether a value of a field is asked for anywhere."""
        return any(
            part.field == field and value in part.values
            for clause in self.clauses
            for part in clause.parts()
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to a query: article ids in the order shown, one for each line of the list.

    ``ids`` is compact (8 bytes an article, ``array('q')`` behind a sequence); ``scores`` runs
    beside it for a ranked answer and is empty otherwise. ``approximate`` says that nothing matched
    exactly and the lines are the nearest titles, ``plain`` that the index of titles was not there
    to answer.
    """

    query: Query
    ids: Sequence[int]
    scores: Sequence[float] = ()
    approximate: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """What the part of a query ``[start, end)`` that is being typed can become, likeliest first."""

    start: int
    end: int
    choices: tuple[str, ...]

    def applied(self, text: str, choice: str) -> tuple[str, int]:
        """The query with a choice in its place, and where the cursor stands then."""
        space = "" if choice.endswith(":") else " "
        kept = f"{text[: self.start]}{choice}{space}"
        return kept + text[self.end :].removeprefix(space), len(kept)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with a name."""

    uuid: str
    name: str
    query: str
