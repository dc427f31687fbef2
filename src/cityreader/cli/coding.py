"""``annotate``, ``annotations``, ``events``: marks and what they say happened."""

from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.cli.options import json_option
from cityreader.cli.query import QueryCommand, note_unknown
from cityreader.cli.session import Session, present
from cityreader.text.phrases import counted

if TYPE_CHECKING:
    from cityreader.models import Event

QUOTE_WIDTH = 48
"""Cells of a quote in a table."""

# Cells of the columns of an event, of what stands between two, and that its title has at least.
_DATE, _TYPE, _STATUS, _PLACE = 10, 10, 9, 14
_GAP = 2
_LEAST_TITLE = 20


@click.command()
@click.argument("article")
@click.option("--quote", required=True, metavar="TEXT", help="The words to mark, as they stand.")
@click.option(
    "--occurrence",
    type=click.IntRange(min=1),
    metavar="N",
    help="Which of several places, counted from 1.",
)
@click.option("--tag", metavar="CODE", help="An event type or topic of the codebook.")
@click.option("--note", "text", metavar="TEXT", help="A note on these words.")
@json_option
@click.pass_obj
def annotate(
    session: Session,
    article: str,
    quote: str,
    occurrence: int | None,
    tag: str | None,
    text: str | None,
    as_json: bool,
) -> None:
    """Mark words of an article with a tag or a note.

    A tag of an event type makes an event, or joins the one that the same row mentions in the other
    language. The same mark is not made twice.

    \b
    Examples:
      cityreader annotate 3 --quote "signed two memorandums" --tag agreement
      cityreader annotate 3 --quote Shanghai --occurrence 2 --note "the city, not the forum"
    """
    with session.open_to_write() as library:
        found = present(library, article)
        mark = library.coding.annotate(found.id, quote, occurrence=occurrence, code=tag, note=text)
        if as_json:
            from cityreader.library.records import annotation_record

            output.print_json(annotation_record(mark))
        place = f"at {mark.start} to {mark.end} of article {found.id}"
        output.note(f"{mark.what}: “{mark.exact}” {place}.")


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@json_option
@click.pass_obj
def annotations(session: Session, query: tuple[str, ...], as_json: bool) -> None:
    """List marks, those that match QUERY.

    They stand article by article. tag:, coder:, status: and has:note speak of the mark, dates of
    its event, everything else of the article; words are looked for in the mark, its note and the
    title. The columns are article, place, kind, words and note.

    \b
    Examples:
      cityreader annotations
      cityreader annotations tag:visit coder:lw
      cityreader annotations status:review --json
    """
    with session.open() as library:
        text = " ".join(query)
        found = library.records.annotations(text)
        note_unknown(library, text)
        if as_json:
            from cityreader.library.records import annotation_record

            output.print_json([annotation_record(mark) for mark in found])
            return
        numbers = library.records.numbers({mark.article_uuid for mark in found})
        for mark in found:
            state = "" if mark.status == "ok" else f"[{mark.status}] "
            words = " ".join(mark.exact.split())
            number, place = numbers[mark.article_uuid], f"{mark.start}-{mark.end}"
            note = " ".join((mark.note or "").split())
            if output.to_terminal():
                quote = output.fitted(f"{state}{words}", QUOTE_WIDTH)
                head = output.dim(f"{number:>4}  {place:>11}  ")
                line = f"{head}{output.fitted(mark.what, 10)}  {quote}  {output.dim(note)}"
                output.say_styled(line.rstrip())
            else:
                output.say_fields(str(number), place, mark.what, f"{state}{words}", note)
        output.note(counted(len(found), "mark"))


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@json_option
@click.pass_obj
def events(session: Session, query: tuple[str, ...], as_json: bool) -> None:
    """List events, those that match QUERY.

    They stand by date, undated ones last. type:, status:, coder: and dates speak of the event,
    everything else of the articles that mention it; words are looked for in its title, note, place,
    participants and mentions. The columns are date, type, status, place and title.

    \b
    Examples:
      cityreader events
      cityreader events type:agreement after:2020 shanghai
      cityreader events status:planned --json
    """
    with session.open() as library:
        text = " ".join(query)
        found = library.records.events(text)
        note_unknown(library, text)
        if as_json:
            from cityreader.library.records import event_record

            output.print_json([event_record(event) for event in found])
            return
        for event in found:
            if output.to_terminal():
                _print_event(event)
            else:
                output.say_fields(*_cells(event))
        output.note(counted(len(found), "event"))


def _cells(event: "Event") -> tuple[str, str, str, str, str]:
    return (event.date.iso or "", event.type, event.status, event.place.name or "", _title(event))


def _title(event: "Event") -> str:
    if event.title:
        return event.title
    return ", ".join(participant.name for participant in event.participants)


def _print_event(event: "Event") -> None:
    date, kind, status, place, title = _cells(event)
    # What happened is the rule; only what did not is said.
    told = "" if status == "happened" else status
    columns = ((kind, _TYPE), (told, _STATUS), (place, _PLACE))
    taken = _DATE + sum(width for _, width in columns) + _GAP * (len(columns) + 1)
    room = max(_LEAST_TITLE, output.columns() - taken)
    fitted = [output.fitted(words, width) for words, width in (*columns, (title, room))]
    line = (" " * _GAP).join((output.dim(f"{date or '—':<{_DATE}}"), *fitted))
    output.say_styled(line.rstrip())
