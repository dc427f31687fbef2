"""``pair`` and ``unpair``: which articles are translations of each other."""

import click

from cityreader.cli import output
from cityreader.cli.session import Session, present


@click.command()
@click.argument("left", metavar="ARTICLE")
@click.argument("right", metavar="ARTICLE")
@click.pass_obj
def pair(session: Session, left: str, right: str) -> None:
    """Link two articles that translate each other.

    They are aligned row by row.

    \b
    Examples:
      cityreader pair 3 4
      cityreader show 3 --pair
    """
    with session.open_to_write() as library:
        one, other = present(library, left), present(library, right)
        made = library.pairs.link(one.id, other.id)
        both = sum(bead.left is not None and bead.right is not None for bead in made.beads)
        output.note(
            f"{one.id} ⇄ {other.id}: {output.plural(len(made.beads), 'row')},"
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
