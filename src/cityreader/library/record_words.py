"""Words in queries of records: which of the records that SQL found hold them."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from cityreader.models import Clause, Query
from cityreader.search.matching import holds
from cityreader.text.scripts import fold

T = TypeVar("T")
Key = TypeVar("Key", bound=Hashable)
Chosen = Mapping[Clause, frozenset[Key]]
"""The records that each field among alternatives with words selects, by their keys."""


def asks_words(query: Query) -> bool:
    """Whether any part of a query speaks of texts."""
    return any(part.kind != "field" for clause in query.clauses for part in clause.parts())


def chosen_by_fields(
    query: Query, select: Callable[[Query], Sequence[T]], key_of: Callable[[T], Key]
) -> dict[Clause, frozenset[Key]]:
    """What each field among alternatives with words selects; ``select`` answers a query."""
    fields = {
        part
        for clause in query.clauses
        if clause.kind == "any" and asks_words(Query("", (clause,)))
        for part in clause.alternatives
        if part.kind == "field"
    }
    return {part: frozenset(key_of(one) for one in select(Query("", (part,)))) for part in fields}


def with_words(
    found: Iterable[T],
    query: Query,
    words_of: Callable[[T], Iterable[str | None]],
    chosen: "Chosen[Key]",
    key_of: Callable[[T], Key],
) -> list[T]:
    """Those whose texts hold what is asked of them."""
    asked = [clause for clause in query.clauses if asks_words(Query("", (clause,)))]

    def meets(part: Clause, key: Key, text: str) -> bool:
        return key in chosen[part] if part.kind == "field" else holds(part, text)

    kept = []
    for one in found:
        key = key_of(one)
        text = "\n".join(fold(words) for words in words_of(one) if words) if asked else ""
        if all(any(meets(part, key, text) for part in clause.parts()) for clause in asked):
            kept.append(one)
    return kept
