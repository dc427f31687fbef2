"""What parts of a query speak of titles, of words and of fields."""

from cityreader.models import Query


def asks_titles(query: Query) -> bool:
    """Whether the index can answer: it knows no titles in the trash."""
    in_titles = any(clause.asks_text for clause in query.clauses)
    return in_titles and not query.asks("is", "deleted")


def has_words(query: Query) -> bool:
    """Whether there is anything that titles can match well or badly."""
    return bool(Query("", tuple(c for c in query.clauses if c.asks_text)).words)


def fields_of(query: Query) -> Query:
    """What the index of titles cannot answer: fields, and alternatives with fields among them."""
    return Query(query.text, tuple(c for c in query.clauses if not c.asks_text))


def without_words(query: Query) -> Query:
    """The query without the words that may be found by near ones; all that is exact stays."""
    kept = tuple(clause for clause in query.clauses if clause.kind != "word" or clause.negated)
    return Query(query.text, kept, query.problems)
