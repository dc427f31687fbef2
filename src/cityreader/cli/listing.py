"""``list``: the articles a query finds."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.cli.options import json_option
from cityreader.cli.query import QueryCommand, note_unknown
from cityreader.cli.session import Session
from cityreader.text.phrases import counted

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import FoundArticle, Listing

FETCHED_AT_ONCE = 500
"""Articles taken from the library at a time, so that a long list begins at once."""


@click.command("list", cls=QueryCommand)
@click.argument("query", nargs=-1)
@json_option
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N articles.")
@click.pass_obj
def list_articles(
    session: Session, query: tuple[str, ...], as_json: bool, limit: int | None
) -> None:
    """List the articles that match QUERY, all of them without one.

    Where QUERY has words, those that match best come first, else the newest.

    In a terminal the columns are number, date, language, title and the numbers of the counterparts;
    in a pipe number, date, language, source and title, with a tab between them.

    \b
    Examples:
      cityreader list
      cityreader list mayors forum lang:en after:2020
      cityreader list is:undated --limit 20
      cityreader list tag:agreement --json
    """
    text = " ".join(query)
    with session.open() as library:
        listing = found_listing(library, text, limit)
        if as_json:
            from cityreader.library.records import listed_record

            scores = _scores(listing)
            rows = zip(_found(library, listing.ids), scores, strict=True)
            output.print_json([listed_record(found, score) for found, score in rows])
            return
        if output.to_terminal():
            _print_table(_found(library, listing.ids), max(listing.ids, default=0))
        else:
            _print_lines(_found(library, listing.ids))
        output.note(counted(len(listing.ids), "article"))


def found_listing(library: "Library", text: str, limit: int | None) -> "Listing":
    """What a query finds, best first. Raises UsageError for a query that is not clear."""
    query = library.search.clear(text)
    sort = "best" if query.words else "date"
    listing = library.search.article_listing(text, sort=sort, limit=limit)
    note_unknown(library, text)
    if listing.approximate:
        output.note("Nothing matches exactly; these are the nearest titles.")
    return listing


def _scores(listing: "Listing") -> Sequence[float | None]:
    return list(listing.scores) or [None] * len(listing.ids)


def _found(library: "Library", ids: Sequence[int]) -> "Iterator[FoundArticle]":
    for start in range(0, len(ids), FETCHED_AT_ONCE):
        yield from library.records.found(list(ids[start : start + FETCHED_AT_ONCE]))


def _print_lines(found: "Iterator[FoundArticle]") -> None:
    for one in found:
        article = one.article
        fields = (
            str(article.id), article.published.iso or "", article.lang, article.source or "",
            article.title,
        )  # fmt: skip
        output.say_fields(*fields)


def _print_table(found: "Iterator[FoundArticle]", largest: int) -> None:
    width = output.columns()
    number = max(2, len(str(largest)))
    # Two spaces between columns; a date takes ten cells and zh-Hant seven.
    taken = number + 2 + 10 + 2 + 7 + 2
    for one in found:
        article = one.article
        pairs = f"  ⇄ {', '.join(map(str, one.counterparts))}" if one.counterparts else ""
        room = max(20, width - taken - output.cells(pairs))
        date = (article.published.iso or "—").ljust(10)
        output.say_styled(
            output.dim(f"{article.id:>{number}}  {date}  {article.lang:<7}  ")
            + output.fitted(article.title, room)
            + output.dim(pairs)
        )
