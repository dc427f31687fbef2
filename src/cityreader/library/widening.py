"""Queries widened by the glossary: a name that is asked for is found by all its forms."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from cityreader.library.context import Context
from cityreader.library.glossary import GlossaryService
from cityreader.models import Clause, GlossaryEntry, Query
from cityreader.text.han import count_han
from cityreader.text.occurrences import stands
from cityreader.text.scripts import fold

MOST_WORDS = 8
"""Words of a query that are tried as one name."""

MOST_FORMS = 12
"""Forms a name is looked for by, in the order of the entry; each is a search of its own."""

SHORTEST = 4
"""Letters of a form that is looked for: fewer begin too many other words, as ``UN`` does ``until``.
Of a form with Chinese characters two."""


class Widening:
    """Knows what else the words of a query are called."""

    def __init__(self, _: Context, glossary: GlossaryService) -> None:
        self._glossary = glossary

    def widened(self, query: Query) -> Query:
        """The query with the other forms of the names in it; itself where there are none.

        A name is one word of the query, or several side by side, that an entry of the glossary has
        for a form. Each of them may then stand as it is, or a whole other form in its place, so
        that everything is still found that was. What is in quotation marks, to the letter, at an
        end, in a field or negated is what was meant and stays alone.
        """
        if not any(map(_is_word, _parts(query))):
            return query
        matcher = self._glossary.matcher()
        if not matcher:
            return query
        clauses: list[Clause] = []
        for plain, group in groupby(query.clauses, _is_word):
            run = list(group)
            while plain and run:
                words = [clause.values[0] for clause in run[:MOST_WORDS]]
                for length in range(len(words), 0, -1):
                    name = " ".join(words[:length])
                    forms = _others(matcher.named(name), name)
                    if forms or length == 1:
                        break
                clauses += [_either([clause], forms) for clause in run[:length]]
                del run[:length]
            for clause in run:
                named = [
                    form
                    for part in clause.alternatives
                    if _is_word(part)
                    for form in _others(matcher.named(part.values[0]), part.values[0])
                ]
                clauses.append(_either(clause.parts(), named) if named else clause)
        found = tuple(clauses)
        return query if found == query.clauses else replace(query, clauses=found)


def _parts(query: Query) -> Iterator[Clause]:
    return (part for clause in query.clauses for part in clause.parts())


def _is_word(clause: Clause) -> bool:
    return clause.kind == "word" and not clause.negated


def _either(parts: Iterable[Clause], forms: Iterable[str]) -> Clause:
    """A clause that is met by any of these, or by a form."""
    met = list(dict.fromkeys([*parts, *(Clause("word", (form,)) for form in forms)]))
    return met[0] if len(met) == 1 else Clause("any", (), alternatives=tuple(met))


def _others(entries: Iterable[GlossaryEntry], name: str) -> list[str]:
    """The other forms of these entries, folded, each that is not found by another one already."""
    forms = (form for entry in entries for forms in entry.forms.values() for form in forms)
    kept: list[str] = []
    for form in dict.fromkeys(" ".join(fold(form).split()) for form in forms):
        long_enough = len(form) >= (2 if count_han(form) else SHORTEST)
        if long_enough and not any(stands(form, known) for known in (name, *kept)):
            kept = [*(known for known in kept if not stands(known, form)), form]
    return kept[:MOST_FORMS]
