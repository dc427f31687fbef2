"""Which characters of a title a query matched."""

from cityreader.models import Query, Span
from cityreader.models.span import merged
from cityreader.search.nearness import near_forms, split_words
from cityreader.search.sounds import (
    apart_places,
    homophones,
    joined_places,
    pieces,
    places_of,
    respelt_places,
    spelt_places,
)
from cityreader.text.graphemes import snap
from cityreader.text.han import count_han
from cityreader.text.scripts import fold_with_offsets, unfolded


def highlight(title: str, query: Query) -> list[Span]:
    """The spans of ``title`` as shown that the words of ``query`` and its ``title:`` values match.

    Code points of the unfolded title, in order, merged where they touch. A word that the title
    does not hold is marked where the title sounds like it, else at the words nearest to it.
    """
    wanted = [*query.words, *_title_values(query)]
    if not wanted or not title:
        return []
    folded, offsets = fold_with_offsets(title)
    found: set[Span] = set()
    for word in wanted:
        found.update(places_of(word, folded) or _other_places(word, folded))
    return merged(sorted(snap(title, unfolded(span, offsets)) for span in found))


def _title_values(query: Query) -> list[str]:
    return [
        value
        for clause in query.clauses
        if clause.field == "title" and not clause.negated
        for value in clause.values
    ]


def _other_places(word: str, folded: str) -> list[Span]:
    """Where the parts of a word stand, each in whatever form it was found by."""
    places = []
    for part in [word] if word.isascii() else split_words(word):
        letters = "".join(letter for letter in part if letter.isalnum())
        if not letters:
            continue
        places += (
            places_of(letters, folded)
            or (joined_places(letters, folded) + spelt_places(part, folded))
            or homophones(part, folded)
            or apart_places(letters, folded)
            or _near_places(letters, folded)
            or (pieces(part, folded) if count_han(part) else respelt_places(part, folded))
        )
    return places


def _near_places(word: str, folded: str) -> list[Span]:
    places = []
    words = split_words(folded)
    for term in split_words(word):
        forms = near_forms(term, words)
        best = max(forms.values(), default=0.0)
        for form, nearness in forms.items():
            if nearness == best:
                places += places_of(form, folded)
    return places
