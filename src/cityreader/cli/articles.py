"""``edit``, ``delete``, ``restore``, ``purge``: changing articles, and the trash."""

from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.cli.session import Session, present
from cityreader.errors import UsageError
from cityreader.text.phrases import counted

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import Article


@click.command()
@click.argument("article")
@click.pass_obj
def edit(session: Session, article: str) -> None:
    """Edit the text of an article in your editor.

    The editor is the one of VISUAL, else EDITOR. A changed text is stored as a new revision; marks
    are carried over to it, and what cannot be carried over exactly is marked for review.

    \b
    Examples:
      cityreader edit 3
      EDITOR="code --wait" cityreader edit 3
    """
    from cityreader.library.editor import edited

    with session.open_to_write() as library:
        found = present(library, article)
        body = library.articles.body(found.id)
        text = edited(f"{body}\n", f"article-{found.id}.txt", "the article")
        saved = library.articles.edit_body(found.id, text)
        if saved.revision == found.revision:
            output.note(f"“{found.title}” was left as it was.")
            return
        marks = library.coding.marks([found.id])
        waiting = sum(mark.status in ("review", "orphan") for mark in marks)
        output.note(f"“{found.title}” is now in revision {saved.revision}.")
        if waiting:
            output.note(f"{counted(waiting, 'mark')} to review: cityreader read {found.id}")


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.pass_obj
def delete(session: Session, articles: tuple[str, ...]) -> None:
    """Put articles into the trash.

    Everything attached goes with them, and nothing is gone for good until
    'cityreader purge --deleted'.

    \b
    Examples:
      cityreader delete 3 4
      cityreader list is:deleted
    """
    with session.open_to_write() as library:
        found = _named(library, articles, deleted=False)
        library.articles.delete([article.id for article in found])
        numbers = " ".join(str(article.id) for article in found)
        output.note(
            f"{counted(len(found), 'article')} put into the trash;"
            f" 'cityreader restore {numbers}' brings {'it' if len(found) == 1 else 'them'} back."
        )


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.pass_obj
def restore(session: Session, articles: tuple[str, ...]) -> None:
    """Take articles out of the trash.

    \b
    Example:
      cityreader restore 3 4
    """
    with session.open_to_write() as library:
        found = _named(library, articles, deleted=True)
        library.articles.restore([article.id for article in found])
        output.note(f"{counted(len(found), 'article')} restored.")


@click.command()
@click.option("--deleted", is_flag=True, required=True, help="What lies in the trash.")
@click.pass_obj
def purge(session: Session, deleted: bool) -> None:
    """Remove for good what lies in the trash.

    The articles go with their texts, marks and pairs, and undo cannot bring them back.

    \b
    Examples:
      cityreader list is:deleted
      cityreader purge --deleted
    """
    with session.open_to_write() as library:
        gone = library.care.purge_deleted()
        output.note(
            f"{counted(gone, 'article')} removed for good." if gone else "The trash is empty."
        )


def _named(library: "Library", names: tuple[str, ...], *, deleted: bool) -> "list[Article]":
    """The articles of these names, each once; all of them, or an error and nothing is changed."""
    found = {article.id: article for article in map(library.articles.resolve, names)}
    for article in found.values():
        if article.deleted != deleted:
            where = "lies in the trash already" if article.deleted else "is not in the trash"
            raise UsageError("Nothing to do", f"“{article.title}” ({article.id}) {where}.")
    return list(found.values())
