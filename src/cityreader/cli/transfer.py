"""``export`` and ``merge``: out of a library, and into one."""

from pathlib import Path

import click

from cityreader.cli import output
from cityreader.cli.merge_report import merge_shown, say_merge
from cityreader.cli.options import FILE
from cityreader.cli.query import QueryCommand, note_unknown
from cityreader.cli.session import Session
from cityreader.cli.terminal_stream import output_stream
from cityreader.errors import CityReaderError


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option(
    "-f",
    "--format",
    "format_name",
    metavar="FORMAT",
    help="json, jsonl, csv, tables, w3c, doccano, ics, geojson, gexf, markdown, tmx, tsv.",
)
@click.option("-o", "--output", "target", type=FILE, metavar="FILE", help="Where to write.")
@click.option("--force", is_flag=True, help="Replace what is there.")
@click.option("--no-text", is_flag=True, help="Leave the texts of the articles out.")
@click.pass_obj
def export(
    session: Session,
    query: tuple[str, ...],
    format_name: str | None,
    target: Path | None,
    force: bool,
    no_text: bool,
) -> None:
    """Write articles and all that is coded in them.

    QUERY selects articles, all of them without one; an event with one mention inside goes out
    whole. tmx and tsv write the rows of pairs. The format goes by -f, else by the ending of FILE,
    else it is json, which can be imported again. Without -o it goes to standard output. What a
    format cannot hold is counted on standard error.

    \b
    Examples:
      cityreader export -o events.json
      cityreader export -o marks.csv tag:agreement
      cityreader export -f tables -o tables
      cityreader export -o rows.tmx title:forum
      cityreader export -o calendar.ics
      cityreader export --no-text | jq '.events | length'
    """
    if target == Path("-"):
        target = None
    text = " ".join(query)
    with session.open() as library:
        stream = None if target else output_stream()
        summary = library.transfer.export(
            target,
            stream,
            format_name=format_name,
            query=text,
            force=force,
            with_text=not no_text,
        )
        if stream is not None:
            stream.flush()
        note_unknown(library, text)
    where = f" to {output.shown(target)}" if target else ""
    output.note(f"{summary.held} written{where}")
    if summary.left_out:
        output.note(f"Left out: {summary.left_out}.")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@click.option("--dry-run", is_flag=True, help="Say what would be added; add nothing.")
@click.option("--coder", metavar="NAME", help="What to call the one coder of FILE.")
@click.pass_obj
def merge(session: Session, files: tuple[Path, ...], dry_run: bool, coder: str | None) -> int:
    """Add another library or an export to this one.

    Records are known by their UUIDs, and articles by their address, message or text too, so merging
    twice adds nothing. Of what somebody changed or removed since, the later version is taken; what
    was changed on both sides is a conflict: both versions are kept, and the review decides. Each
    file is one step of undo.

    \b
    Examples:
      cityreader merge colleague.db --dry-run
      cityreader merge events.json
    """
    from cityreader.library.dossiers import read_dossier

    failed = False
    with session.collecting(dry_run=dry_run) as library:
        for file in files:
            name = output.shown(Path(file.name))
            try:
                with merge_shown(f"reading {name}"):
                    dossier = read_dossier(file, coder_name=coder)
            except CityReaderError as error:
                output.complain(error.message, error.hint)
                failed = True
                continue
            with merge_shown(f"merging {name}") as progress:
                done = library.transfer.merge(
                    dossier, dry_run=dry_run, summary=f"merge {name}", progress=progress
                )
            say_merge(output.shown(file), done, dry_run=dry_run)
    return 1 if failed else 0
