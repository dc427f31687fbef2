"""``edit``, ``delete``, ``restore``, ``purge``: changing articles, and the trash."""

import shlex
import sys
from pathlib import Path
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
@click.option("--yes", is_flag=True, help="Do not ask first, as is done in a terminal.")
@click.pass_obj
def purge(session: Session, deleted: bool, yes: bool) -> None:
    """Remove for good what lies in the trash.

    The articles go with their texts, marks and pairs, and undo cannot bring them back. A backup is
    taken before; it is named, with the command that goes back to it.

    \b
    Examples:
      cityreader list is:deleted
      cityreader purge --deleted
    """
    with session.open_to_write() as library:
        count = library.care.in_trash()
        asked = f"Remove {counted(count, 'article')} for good, with texts, marks and pairs?"
        if count and not yes and sys.stdin.isatty() and not click.confirm(asked, err=True):
            output.note("Nothing was removed.")
            return
        gone = library.care.purge_deleted()
        if not gone:
            output.note("The trash is empty.")
            return
        output.note(f"{counted(gone, 'article')} removed for good.")
        if library.backups.failed is None:
            _name_backup(session, library.path)


def _name_backup(session: Session, path: Path) -> None:
    """Tell the backup of a moment ago, and how to go back to it."""
    from cityreader.library.backups.recovery import backups_for

    for backup in backups_for(path, session.folders)[:1]:
        output.note(
            f"What was there is in a backup, {output.shown(backup.path)}; to go back to it:"
            f" {session.opening(path)} recover {shlex.quote(backup.path.stem)}"
        )


def _named(library: "Library", names: tuple[str, ...], *, deleted: bool) -> "list[Article]":
    """The articles of these names, each once; all of them, or an error and nothing is changed."""
    found = {article.id: article for article in map(library.articles.resolve, names)}
    for article in found.values():
        if article.deleted != deleted:
            where = "lies in the trash already" if article.deleted else "is not in the trash"
            raise UsageError("Nothing to do", f"“{article.title}” ({article.id}) {where}.")
    return list(found.values())
