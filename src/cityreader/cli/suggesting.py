"""``suggest``: events that nobody coded yet."""

from typing import TYPE_CHECKING, Any

import click

from cityreader.cli import output
from cityreader.cli.options import json_option
from cityreader.cli.session import Session, present
from cityreader.text.phrases import counted

if TYPE_CHECKING:
    from cityreader.models import Suggestion

QUOTE_WIDTH = 40
"""Cells of the words that name an event in a table."""


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@json_option
@click.pass_obj
def suggest(session: Session, articles: tuple[str, ...], as_json: bool) -> None:
    """Suggest events to code; writes nothing.

    They are what the reader shows, without ARTICLE of all articles: what their words tell of and
    nobody coded, and you did not reject. The columns are article, place, type, status, date, score
    and the words.

    \b
    Examples:
      cityreader suggest 3
      cityreader suggest --json
    """
    with session.open() as library:
        ids = [present(library, name).id for name in articles]
        found = library.suggestions.of_articles(ids)
        if as_json:
            output.print_json([_record(one) for one in found])
            return
        for one in found:
            place, score = f"{one.span.start}-{one.span.end}", f"{one.score:.2f}"
            cells = (str(one.article_id), place, one.type, one.status, one.date.iso or "")
            words = " ".join(one.exact.split())
            if output.to_terminal():
                number, place, code, status, date = cells
                head = output.dim(f"{number:>4}  {place:>11}  ")
                middle = f"{output.fitted(code, 10)}  {output.fitted(status, 9)}  "
                tail = f"{output.dim(f'{date:<10}  {score}')}  {output.fitted(words, QUOTE_WIDTH)}"
                output.say_styled(f"{head}{middle}{tail}".rstrip())
            else:
                output.say_fields(*cells, score, words)
        output.note(counted(len(found), "suggestion"))


def _record(one: "Suggestion") -> dict[str, Any]:
    date = one.date
    return {
        "article_id": one.article_id,
        "start": one.span.start,
        "end": one.span.end,
        "exact": one.exact,
        "type": one.type,
        "status": one.status,
        "date": {
            "start": date.start,
            "end": date.end,
            "precision": date.precision,
            "text": date.text,
            "basis": date.basis,
        },
        "score": one.score,
        "trigger": one.trigger,
    }
