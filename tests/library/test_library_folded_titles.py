"""Titles that were looked at closely are read once, and again when the library has changed."""

from dataclasses import replace

from cityreader.library.library import Library
from shelf import add_article


def reads(library: Library, query: str) -> int:
    """How often the table of articles was asked for titles by a listing."""
    asked: list[str] = []
    with library._context.view() as view:
        view.connection.set_trace_callback(asked.append)
        library.search.listing(query, sort="best")
        view.connection.set_trace_callback(None)
    return sum("SELECT id, title_fold" in sql for sql in asked)


def test_titles_of_the_key_before_are_not_read_again(library: Library) -> None:
    """Fails when nothing is kept."""
    add_article(library, "Taipei hosts a forum")
    add_article(library, "Rome signs")
    library.search.prepare()
    assert reads(library, "taip") == 1
    assert reads(library, "taipe") == 0
    assert reads(library, "rome") == 1
    assert reads(library, "taip") == 0
    library.search.article_listing("taip", sort="best")
    assert reads(library, "taip") == 1


def test_a_changed_title_is_read_again(library: Library) -> None:
    """Fails when titles are kept whatever becomes of the library."""
    first = add_article(library, "Taipei, a forum", published="2025-01-01")
    second = add_article(library, "A forum in Taipei", published="2024-01-01")
    library.search.prepare()
    assert list(library.search.listing("taipei forum", sort="best").ids) == [first, second]
    title = "Many words stand before this forum of Taipei"
    details = library.articles.get(first).details
    library.articles.edit_details(first, replace(details, title=title))
    assert list(library.search.listing("taipei forum", sort="best").ids) == [second, first]
