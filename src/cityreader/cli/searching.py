"""``search``: articles by their whole text, and rows of pairs."""

from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.cli.options import json_option
from cityreader.cli.query import QueryCommand, note_unknown
from cityreader.cli.session import Session
from cityreader.text.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cityreader.library.library import Library
    from cityreader.models import ConcordanceHit, Span

USUAL_LIMIT = 50
"""Results shown to a person; ``--limit`` asks for more, ``--json`` gives all."""


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1, required=True)
@click.option("--pairs", is_flag=True, help="Rows of pairs that hold the words: a concordance.")
@json_option
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N results.")
@click.pass_obj
def search(
    session: Session, query: tuple[str, ...], pairs: bool, as_json: bool, limit: int | None
) -> None:
    """Search in the texts of articles.

    All words of QUERY must stand in the title or the text; the best come first, with the place that
    holds them. A word may go on: port finds ports, but not airport. Simplified and traditional
    Chinese, capitals and accents make no difference.

    With --pairs every row of a pair that holds the words, as they stand there, with the whole other
    side; the newest articles come first.

    \b
    Examples:
      cityreader search twin city
      cityreader search 备忘录 lang:zh after:2024 --json
      cityreader search --pairs memorandums of understanding
    """
    text = " ".join(query)
    with session.open() as library:
        shown = limit if limit is not None or as_json else USUAL_LIMIT
        if pairs:
            _search_rows(library, text, shown, as_json)
        else:
            _search_bodies(library, text, shown, as_json)


def _search_bodies(library: "Library", text: str, limit: int | None, as_json: bool) -> None:
    hits = library.bodies.find(text, limit=limit)
    note_unknown(library, text)
    found = library.records.found([hit.article_id for hit in hits])
    if as_json:
        from cityreader.library.records import listed_record

        output.print_json(
            [
                {
                    **listed_record(article, hit.score),
                    "snippet": hit.snippet.text,
                    "snippet_hits": [list(span) for span in hit.snippet.hits],
                }
                for article, hit in zip(found, hits, strict=True)
            ]
        )
        return
    for one, hit in zip(found, hits, strict=True):
        article = one.article
        if not output.to_terminal():
            output.say_fields(
                str(article.id), article.published.iso or "", article.lang, article.title,
                hit.snippet.text,
            )  # fmt: skip
            continue
        date = article.published.iso or "—"
        output.say_styled(
            output.dim(f"{article.id}  {date}  {article.lang}  ") + output.bold(article.title)
        )
        _print_marked(hit.snippet.text, hit.snippet.hits)
    output.note(_counted(len(hits), "article", limit))


def _search_rows(library: "Library", text: str, limit: int | None, as_json: bool) -> None:
    from cityreader.library.concordance import hit_record

    hits = library.concordance.rows(text, limit=limit)
    note_unknown(library, text)
    if as_json:
        output.print_json([hit_record(hit) for hit in hits])
        return
    count = 0
    for hit in hits:
        _print_row(hit)
        count += 1
    output.note(_counted(count, "row", limit))


def _print_row(hit: "ConcordanceHit") -> None:
    article, other = hit.article, hit.counterpart
    if not output.to_terminal():
        output.say_fields(
            f"{article.id}:{hit.row}", article.published.iso or "", article.lang,
            hit.before, hit.words, hit.after, other.lang, hit.other,
        )  # fmt: skip
        return
    # The mark at the column where the words stand, as in every concordance.
    side = (min(output.columns(), output.WIDEST) - output.cells(hit.words)) // 2
    before = output.fitted_to_the_right(hit.before, max(side, 8))
    after = output.fitted(hit.after, max(side, 8)).rstrip()
    output.say_styled(output.dim(before) + output.bold(hit.words) + output.dim(after))
    for line in output.wrapped(hit.other or "—", min(output.columns(), output.WIDEST) - 4):
        output.say(f"    {line}")
    date = article.published.iso or "—"
    output.say_styled(output.dim(f"    {article.id} row {hit.row} · {date} · {article.title}"))


def _print_marked(text: str, hits: "Sequence[Span]") -> None:
    """A snippet in lines, with what was found drawn strongly."""
    width = min(output.columns(), output.WIDEST) - 4
    position = 0
    for line in output.wrapped(text, width):
        start = text.find(line, position)
        end = position = start + len(line)
        parts, at = [], start
        for span in hits:
            first, last = max(span.start, start), min(span.end, end)
            if first < last:
                parts += [output.dim(text[at:first]), output.bold(text[first:last])]
                at = last
        output.say_styled("    " + "".join(parts) + output.dim(text[at:end]))


def _counted(count: int, noun: str, limit: int | None) -> str:
    more = "; --limit N shows more" if limit is not None and count == limit else ""
    return counted(count, noun) + more
