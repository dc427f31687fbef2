"""Queries that begin with the name of a saved search: ``@harbours lang:zh``.

The name stands for the search as it is saved now, and what follows narrows it down. A name of
several words needs no quotation marks: the longest name that fits is meant.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cityreader.models import Query, QueryProblem, SavedSearch
from cityreader.search.grammar import closed
from cityreader.text.scripts import fold

SIGNS = "@＠"
"""What stands before a name; the second one is what Chinese input methods type."""

_NAMED_AT_MOST = 14
_BEGINNING = re.compile(rf"\s*[{SIGNS}]")
_QUOTED = re.compile(r"[\"“”„＂](?P<name>[^\"“”„＂]*)[\"“”„＂]?")
_WORD = re.compile(r"[^\s，、；。]+")


class NamedPart(NamedTuple):
    """The name at the beginning of a query: ``[start, end)`` of its text, and what is saved so."""

    start: int
    end: int
    name: str
    search: SavedSearch | None


def begins_with_name(text: str) -> bool:
    """Whether a query begins with the sign of a name."""
    return _BEGINNING.match(text) is not None


def named_part(text: str, searches: Sequence[SavedSearch]) -> NamedPart:
    """The name that a query begins with; of one that is not known its first word."""
    sign = _BEGINNING.match(text)
    if sign is None:
        raise ValueError("the query begins with no name")
    by_name = {_plain(search.name): search for search in searches}
    start, behind = sign.end() - 1, sign.end()
    ends = [word.end() for word in _WORD.finditer(text, behind)]
    if not ends or text[behind].isspace():
        return NamedPart(start, behind, "", None)
    # First as it stands: a name may have quotation marks of its own.
    for end in reversed(ends):
        if search := by_name.get(_plain(text[behind:end])):
            return NamedPart(start, end, text[behind:end], search)
    if quoted := _QUOTED.match(text, behind):
        name = quoted["name"]
        return NamedPart(start, quoted.end(), name, by_name.get(_plain(name)))
    return NamedPart(start, ends[0], text[behind : ends[0]], None)


def stood_for(text: str, part: NamedPart, saved: Query, rest: Query) -> Query:
    """The whole query from what is ``saved`` under the name and the ``rest`` behind it.

    The places of ``rest`` are those of the whole text; all that is wrong with the saved search is
    wrong with its name.
    """

    def at_the_name(problem: QueryProblem) -> QueryProblem:
        return QueryProblem(part.start, part.end, problem.message)

    return Query(
        text,
        (*saved.clauses, *rest.clauses),
        (*map(at_the_name, saved.problems), *rest.problems),
        (*map(at_the_name, saved.pending), *rest.pending),
    )


def not_saved(text: str, part: NamedPart, rest: Query, searches: Sequence[SavedSearch]) -> Query:
    """A query that names no saved search: the rest of it goes on."""
    names = [search.name for search in searches]
    listed = ", ".join(names[:_NAMED_AT_MOST]) + (", …" if len(names) > _NAMED_AT_MOST else "")
    known = f"saved are {listed}" if names else "none is saved; the list saves one"
    nothing = f"There is no saved search “{part.name}”" if part.name else "@ begins a saved search"
    problem = QueryProblem(part.start, part.end, f"{nothing}; {known}.")
    begun = _plain(text[part.start + 1 :])
    if any(_plain(name).startswith(begun) for name in names):
        return Query(text, (), (), (problem,))
    return Query(text, rest.clauses, (problem, *rest.problems), rest.pending)


def written_out(text: str, searches: Sequence[SavedSearch]) -> str:
    """A query with what is saved in the place of the name; itself where there is none.

    It finds what the query with the name does: no word or phrase goes on in the rest.
    """
    if not begins_with_name(text):
        return text
    part = named_part(text, searches)
    if part.search is None:
        return text
    return f"{closed(part.search.query)} {text[part.end :].lstrip()}".rstrip()


def names_beginning(text: str, searches: Sequence[SavedSearch]) -> list[str]:
    """The names that what is typed behind the sign can become, each as a query has it.

    Behind a whole name only the longer ones that begin so.
    """
    part = named_part(text, searches)
    typed = text[part.start + 1 :]
    # A name may have quotation marks of its own.
    begun, with_marks = _plain(typed.lstrip('"“”„＂')), _plain(typed)
    names = [search.name for search in searches]
    beginning = [name for name in names if _plain(name).startswith((begun, with_marks))]
    if part.search is not None and part.end < len(text):
        return [f"@{name}" for name in beginning]
    inside = [name for name in names if begun in _plain(name) and name not in beginning]
    return [f"@{name}" for name in (*beginning, *inside)]


def _plain(name: str) -> str:
    return " ".join(fold(name).split())
