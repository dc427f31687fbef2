"""``pair`` and ``unpair``: which articles are translations of each other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from cityreader.cli import output
from cityreader.cli.progress import ProgressLine
from cityreader.cli.session import Session, present
from cityreader.text.phrases import cited, counted

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models.counterpart import Proposal


@click.command()
@click.argument("left", metavar="[LEFT]", required=False)
@click.argument("right", metavar="[RIGHT]", required=False)
@click.option("--auto", is_flag=True, help="Find counterparts among all articles.")
@click.option("--accept", is_flag=True, help="With --auto: link those above the threshold.")
@click.option("--json", "as_json", is_flag=True, help="With --auto: print one JSON document.")
@click.pass_obj
def pair(
    session: Session,
    left: str | None,
    right: str | None,
    auto: bool,
    accept: bool,
    as_json: bool,
) -> None:
    """Link two translations, or find such pairs.

    They are aligned row by row. With --auto the articles of the library are compared and those that
    may belong together printed, best first; nothing is written. --accept links the counterparts
    among them in one step, which undo takes back, and never what is only the same story.

    \b
    Examples:
      cityreader pair 3 4
      cityreader pair --auto
      cityreader pair --auto --accept
      cityreader pair --auto --json | jq '.[] | select(.kind == "counterpart")'
    """
    if auto:
        if left is not None:
            raise click.UsageError("--auto compares all articles; name none.")
        _pair_all(session, accept=accept, as_json=as_json)
        return
    if accept or as_json:
        raise click.UsageError("--accept and --json go with --auto.")
    if left is None or right is None:
        raise click.UsageError("Name two articles, or let --auto find them.")
    with session.open_to_write() as library:
        one, other = present(library, left), present(library, right)
        made = library.pairs.link(one.id, other.id)
        both = sum(bead.left is not None and bead.right is not None for bead in made.beads)
        output.note(
            f"{one.id} ⇄ {other.id}: {counted(len(made.beads), 'row')},"
            f" {both} with text on both sides."
        )


@click.command()
@click.argument("left", metavar="ARTICLE")
@click.argument("right", metavar="ARTICLE")
@click.pass_obj
def unpair(session: Session, left: str, right: str) -> None:
    """Take a pair apart; both articles stay.

    \b
    Example:
      cityreader unpair 3 4
    """
    with session.open_to_write() as library:
        one, other = library.articles.resolve(left), library.articles.resolve(right)
        library.pairs.unlink(one.id, other.id)
        output.note(f"{one.id} and {other.id} are no longer a pair.")


def _pair_all(session: Session, *, accept: bool, as_json: bool) -> None:
    with session.open_to_write() if accept else session.open() as library:
        linked: Sequence[Proposal] = ()
        with ProgressLine() as line:
            found = library.counterparts.propose(
                progress=lambda done, total: line.show(f"{done:,} of {total:,} articles compared")
            )
            if accept:
                linked = library.counterparts.accept_all(
                    found, progress=lambda done, total: line.show(f"{done:,} of {total:,} aligned")
                )
        if as_json:
            output.print_json([proposal_record(one) for one in found])
        else:
            say_proposals(library, found)
        counterparts = sum(one.kind == "counterpart" for one in found)
        others = len(found) - counterparts
        told = (
            f"{counted(counterparts, 'counterpart')}"
            f", {counted(others, 'pair')} that may tell the same story."
        )
        if accept:
            told += f" {len(linked):,} linked; 'cityreader undo' takes that back."
        elif counterparts:
            told += " --accept links the counterparts."
        output.note(told)


def proposal_record(one: "Proposal") -> dict[str, Any]:
    """A proposal as ``pair --auto --json`` and ``review --json`` print it."""
    return {
        "left": one.left_id,
        "right": one.right_id,
        "score": one.score,
        "kind": one.kind,
        "reason": one.reason,
    }


def say_proposals(library: "Library", found: "Sequence[Proposal]") -> None:
    """Print proposals, two lines each on a terminal and one line of fields in a pipe."""
    ids = sorted({key for one in found for key in (one.left_id, one.right_id)})
    by_id = {article.id: article for article in library.search.articles(ids)}
    width = min(output.columns(), output.WIDEST)
    for one in found:
        left, right = by_id[one.left_id], by_id[one.right_id]
        if not output.to_terminal():
            ids_and_titles = (str(left.id), str(right.id), left.title, right.title)
            output.say_fields(f"{one.score:.3f}", one.kind, *ids_and_titles, one.reason)
            continue
        head = f"{one.score:.2f}  {one.kind}  {left.id} ⇄ {right.id}  "
        output.say_styled(output.bold(head) + output.dim(one.reason))
        for article in (left, right):
            line = cited(article.title, article.source, article.published.iso)
            output.say(output.fitted(f"      {line}", width).rstrip())
