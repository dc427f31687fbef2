"""``glossary``: names and terms in every language."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from cityreader.cli import output
from cityreader.cli.options import FILE, json_option
from cityreader.cli.progress import ProgressLine
from cityreader.cli.session import Session
from cityreader.errors import UsageError
from cityreader.text.phrases import counted

KIND_WIDTH, NOTE_WIDTH = 14, 16
"""Cells of a table: of the kind at most, and of the note at least, which is left out before."""


@click.group()
def glossary() -> None:
    """List, add, load or save names and terms.

    The reader looks a word up here before the dictionary. A file of the glossary is a table parted
    by tabs whose first line names the columns: kind, en, zh-Hant, zh-Hans or other languages, note
    and id. Several forms in one cell are parted by |.

    \b
    Examples:
      cityreader glossary list
      cityreader glossary add --kind person --en "Ada Berg" --zh-hant 艾達·貝格
      cityreader glossary save terms.tsv
      cityreader glossary load terms.tsv
    """


@glossary.command(name="list")
@click.option("--proposed", is_flag=True, help="Names that the articles give in both languages.")
@json_option
@click.pass_obj
def list_(session: Session, proposed: bool, as_json: bool) -> None:
    """List the entries, or what could become one.

    \b
    Examples:
      cityreader glossary list
      cityreader glossary list --proposed
    """
    with session.open() as library:
        found: list[dict[str, object]]
        if proposed:
            found = [
                {
                    "kind": proposal.kind,
                    "forms": _plain(proposal.forms),
                    "articles": list(proposal.articles),
                    "example": proposal.example,
                }
                for proposal in library.glossary.proposals()
            ]
        else:
            found = [
                {
                    "id": entry.uuid,
                    "kind": entry.kind,
                    "forms": _plain(entry.forms),
                    "note": entry.note,
                }
                for entry in library.glossary.entries()
            ]
    if as_json:
        output.print_json(found)
        return
    rows = found if proposed else sorted(found, key=lambda row: str(row["kind"]))
    if output.to_terminal():
        _print_table(rows)
    else:
        for row in rows:
            output.say_fields(str(row["kind"]), *_names(row["forms"]), str(row.get("note") or ""))
    if not found:
        output.note("Nothing is proposed." if proposed else "The glossary is empty.")


@glossary.command()
@click.option("--kind", default="term", show_default=True, help="person, city, term and so on.")
@click.option("--en", multiple=True, metavar="FORM", help="A form in English; may be repeated.")
@click.option("--zh-hant", multiple=True, metavar="FORM", help="In traditional Chinese.")
@click.option("--zh-hans", multiple=True, metavar="FORM", help="In simplified Chinese.")
@click.option("--note", metavar="TEXT", help="Anything to remember.")
@click.pass_obj
def add(
    session: Session,
    kind: str,
    en: tuple[str, ...],
    zh_hant: tuple[str, ...],
    zh_hans: tuple[str, ...],
    note: str | None,
) -> None:
    """Add an entry, or forms to the entry that has one of them.

    \b
    Example:
      cityreader glossary add --kind city --en Taipei --zh-hant 臺北市 --zh-hans 台北市
    """
    forms = {"en": en, "zh-Hant": zh_hant, "zh-Hans": zh_hans}
    if not any(forms.values()):
        raise UsageError(
            "Empty entry", "An entry needs a form.", "Name one with --en or --zh-hant."
        )
    with session.open_to_write(create=True) as library:
        entry = library.glossary.add(forms, kind=kind, note=note)
    output.note(f"In the glossary: {' = '.join(_names(_plain(entry.forms)))}")


@glossary.command()
@click.argument("file", type=FILE)
@click.pass_obj
def load(session: Session, file: Path) -> int:
    """Take in a table; undo takes it back as one step.

    Lines that are no entry are named by their number, and the exit code is 1.

    \b
    Example:
      cityreader glossary load terms.tsv
    """
    with session.open_to_write(create=True) as library, ProgressLine() as line:
        new, changed, refused = library.glossary.load(
            file, lambda done, total: line.show(f"{done:,} of {total:,} entries")
        )
    for reason in refused:
        output.note(f"{output.shown(file)}: {reason}; left out")
    output.note(f"{counted(new, 'new entry', 'new entries')}, {changed} changed.")
    return 1 if refused else 0


@glossary.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.pass_obj
def save(session: Session, file: Path, force: bool) -> None:
    """Write all entries to a table.

    \b
    Example:
      cityreader glossary save terms.tsv
    """
    with session.open() as library:
        count = library.glossary.save(file, force=force)
    output.note(f"{counted(count, 'entry', 'entries')} written to {output.shown(file)}.")


def _print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    """A column for the kind, one for each language, and the note in what is left of the line."""
    langs = list(dict.fromkeys(lang for row in rows for lang in row["forms"]))
    table = [
        (str(row["kind"]), *(" | ".join(row["forms"].get(lang, ())) for lang in langs))
        for row in rows
    ]
    wanted = [max(map(output.cells, column)) for column in zip(*table, strict=True)]
    # Two spaces between columns; what is left of the line is the note's.
    width = output.columns()
    first = min(wanted[0], KIND_WIDTH) if wanted else 0
    share = max(4, (width - first) // max(1, len(langs)) - 2)
    widths = [min(cells, share) for cells in wanted[1:]]
    room = width - first - sum(widths) - 2 * (len(widths) + 1)
    for row, (kind, *names) in zip(rows, table, strict=True):
        note = " ".join(str(row.get("note") or "").split())
        head = output.dim(output.fitted(kind, first))
        middle = "  ".join(map(output.fitted, names, widths))
        tail = output.dim(output.fitted(note, room).rstrip()) if room >= NOTE_WIDTH and note else ""
        output.say_styled(f"{head}  {middle}  {tail}".rstrip())


def _plain(forms: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {lang: list(found) for lang, found in forms.items()}


def _names(forms: object) -> list[str]:
    """The forms by language, those of one language joined."""
    assert isinstance(forms, dict)
    return [" | ".join(found) for found in forms.values()]
