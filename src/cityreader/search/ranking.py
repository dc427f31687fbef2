"""The order of titles: those that hold every word, and failing that the nearest ones."""

from collections.abc import Iterable, Sequence

from cityreader.models import Query
from cityreader.search.matching import holds
from cityreader.search.nearness import near_forms, split_words, vocabulary
from cityreader.text.han import count_han

_EXACT, _PREFIX, _INSIDE = 100.0, 90.0, 60.0
# What a title gets on top for holding the words side by side in the order they were typed; small,
# so that a better match of the words themselves always comes first.
_TOGETHER = 2.0


def rank(query: Query, titles: Sequence[tuple[int, str]]) -> list[tuple[int, float]]:
    """The titles that hold every word of ``query``, best first, each with a score up to 100.

    ``titles`` are pairs of an id and a folded title. A whole word is better than the beginning of
    one, that is better than letters inside one, and words side by side in the order of the query
    are better than scattered ones. Equals keep the order they came in. Titles with a negated word
    are left out; fields are not looked at. Without words every title scores 0.
    """
    found = _holding(query, titles)
    sought = [
        [part.values[0] for part in clause.parts() if not part.negated]
        for clause in query.clauses
        if clause.asks_text
    ]
    sought = [words for words in sought if words]
    if not sought:
        return [(number, 0.0) for number, _ in found]
    alone = [words[0] for words in sought if len(words) == 1]
    together = {" ".join(alone), "".join(alone)} - {""}
    scored = [(number, _score(sought, together, title)) for number, title in found]
    scored.sort(key=lambda item: -item[1])
    return scored


def nearest(query: Query, titles: Iterable[tuple[int, str]], limit: int) -> list[tuple[int, float]]:
    """At most ``limit`` titles in which every word of ``query`` has a near word, nearest first.

    The score, up to 100, is the mean nearness of the words. For queries with slips of the fingers:
    ``shangai tapei`` finds a title with Shanghai and Taipei. Nothing near gives an empty list.
    """
    words_asked = [c.values[0] for c in query.clauses if c.kind == "word" and not c.negated]
    terms = [term for word in words_asked for term in split_words(word)]
    if not terms:
        return []
    candidates = _without_negated(query, titles)
    words = vocabulary(title for _, title in candidates)
    forms_by_term = [near_forms(term, words) for term in terms]
    scored = []
    for number, title in candidates:
        nearness = [
            max((score for form, score in forms.items() if form in title), default=0.0)
            for forms in forms_by_term
        ]
        if all(nearness):
            scored.append((number, sum(nearness) / len(nearness)))
    scored.sort(key=lambda item: -item[1])
    return scored[:limit]


def _holding(query: Query, titles: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    asked = [clause for clause in query.clauses if clause.asks_text]
    return [item for item in titles if all(holds(clause, item[1]) for clause in asked)]


def _without_negated(query: Query, titles: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    asked = [c for c in query.clauses if c.asks_text and (c.negated or c.kind != "word")]
    return [item for item in titles if all(holds(clause, item[1]) for clause in asked)]


def _score(sought: Sequence[Sequence[str]], together: set[str], title: str) -> float:
    best = [max(_word_score(word, title) for word in words) for words in sought]
    mean = sum(best) / len(best)
    bonus = _TOGETHER if any(phrase in title for phrase in together) else 0.0
    return mean * (1 - _TOGETHER / 100) + bonus


def _word_score(word: str, title: str) -> float:
    best = 0.0
    position = title.find(word)
    while position >= 0 and best < _EXACT:
        end = position + len(word)
        if _joined(title[position - 1 : position], word[0]):
            here = _INSIDE
        elif _joined(word[-1], title[end : end + 1]):
            here = _PREFIX
        else:
            here = _EXACT
        best = max(best, here)
        position = title.find(word, position + 1)
    return best


def _joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word; Chinese shows no word borders."""
    return left.isalnum() and right.isalnum() and not count_han(left + right)
