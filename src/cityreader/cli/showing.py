"""``show``: one article, or an article beside its counterparts."""

from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.cli.options import json_option
from cityreader.cli.session import Session
from cityreader.text.phrases import counted

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import Article, Spread

SIDE_BY_SIDE = 95
"""Cells from which two columns stand beside each other, as on the screen."""

GAP = 4
"""Cells between the two columns."""

NOTHING = "(nothing)"
"""What is said of a row's side without text, so that a hole is heard as one."""


@click.command()
@click.argument("article")
@click.option("--pair", "pair", is_flag=True, help="With its counterparts, row by row.")
@click.option("--plain", is_flag=True, help="One line a paragraph or a row's side, for a reader.")
@json_option
@click.pass_obj
def show(session: Session, article: str, pair: bool, plain: bool, as_json: bool) -> None:
    """Print an article.

    With --pair every row stands with its counterpart, beside each other where the terminal is wide
    enough. With --plain, and in a pipe, each side of a row is one line that begins with the row's
    number and the language.

    Every line is printed. Those that the source repeats in many articles, which the reader folds,
    are counted above the text and dimmed where they can be; --json gives their spans as "clutter".

    \b
    Examples:
      cityreader show 3
      cityreader show 3 --pair --plain
      cityreader show 61f3 --json | jq -r .body
    """
    if plain and as_json:
        raise click.UsageError("--plain and --json exclude each other.")
    with session.open() as library:
        found = library.articles.resolve(article)
        if as_json:
            record = library.records.article(found, with_pairs=pair)
            record["clutter"] = [list(span) for span in library.articles.clutter(found.id)]
            record["same_story"] = [
                {"article": alike.article_id, "similarity": round(alike.similarity, 3)}
                for alike in library.articles.same_story(found.id)
            ]
            output.print_json(record)
            return
        spreads = _spreads(library, found) if pair else []
        if plain or not output.to_terminal():
            _print_plain(library, found, spreads)
        else:
            _print_pretty(library, found, spreads)
        if pair and not spreads:
            output.note(f"Article {found.id} has no counterpart; 'cityreader pair' links one.")


def _spreads(library: "Library", article: "Article") -> "list[Spread]":
    first = library.pairs.spread(article.id)
    if first.right is None:
        return []
    rest = first.counterparts
    return [library.pairs.spread(article.id, counterpart.id) for counterpart in rest]


def _facts(library: "Library", article: "Article") -> list[tuple[str, str]]:
    lines, alike = library.articles.clutter(article.id), library.articles.same_story(article.id)
    repeated = counted(len(lines), "line") if lines else None
    others = counted(len(alike), "other") if alike else None
    facts = (
        ("Article", f"{article.id} ({article.uuid})"),
        ("Kind", "a translation written here" if article.kind == "user-translation" else None),
        ("Language", article.lang),
        ("Date", article.published.iso),
        ("Source", article.source),
        ("Author", article.author),
        ("Address", article.url),
        ("Topics", ", ".join(article.tags)),
        ("State", "in the trash" if article.deleted else None),
        ("Same story", f"{others} (cityreader list story:{article.id})" if others else None),
        (
            "Repeated",
            f"{repeated} as in other articles, folded in the reader" if repeated else None,
        ),
    )
    return [(name, value) for name, value in facts if value]


def _print_plain(library: "Library", article: "Article", spreads: "list[Spread]") -> None:
    output.say(f"Title: {article.title}")
    for name, value in _facts(library, article):
        output.say(f"{name}: {value}")
    output.say()
    if not spreads:
        output.say(library.articles.body(article.id))
        return
    for number, spread in enumerate(spreads):
        other = _other(spread, article)
        if number:
            output.say()
        output.say(f"Counterpart: {other.id} {other.lang} {other.title}")
        for row, (left, right) in enumerate(_rows(spread), start=1):
            output.say(f"{row} {spread.left.lang}: {left or NOTHING}")
            output.say(f"{row} {other_lang(spread)}: {right or NOTHING}")


def _print_pretty(library: "Library", article: "Article", spreads: "list[Spread]") -> None:
    width = min(output.columns(), output.WIDEST)
    for line in output.wrapped(article.title, width):
        output.say_styled(output.bold(line))
    for name, value in _facts(library, article):
        output.say_styled(output.dim(f"{name:<10} {value}"))
    if not spreads:
        _print_body(library, article, min(width, 78))
        return
    for spread in spreads:
        other = _other(spread, article)
        output.say()
        output.say_styled(output.bold(f"⇄ {other.id}  {other.lang}  {other.title}"))
        if output.columns() >= SIDE_BY_SIDE:
            _print_columns(spread)
        else:
            _print_stacked(spread)


def _print_body(library: "Library", article: "Article", width: int) -> None:
    """Paragraph by paragraph; the lines that the source repeats are dimmed."""
    dimmed = {span.start for span in library.articles.clutter(article.id)}
    start = 0
    for paragraph in library.articles.body(article.id).split("\n\n"):
        output.say()
        for line in paragraph.split("\n"):
            for part in output.wrapped(line, width):
                output.say_styled(output.dim(part) if start in dimmed else part)
            start += len(line) + 1
        start += 1


def _print_columns(spread: "Spread") -> None:
    room = min(output.columns(), 150) - GAP - 5
    # English takes more room than Chinese for the same words.
    share = {True: 0.58, False: 0.5}[spread.left.lang == "en" and other_lang(spread) != "en"]
    left_width = int(room * share)
    right_width = room - left_width
    for row, (left, right) in enumerate(_rows(spread), start=1):
        output.say()
        lefts = output.wrapped(left, left_width) if left else ["·"]
        rights = output.wrapped(right, right_width) if right else ["·"]
        height = max(len(lefts), len(rights))
        lefts += [""] * (height - len(lefts))
        rights += [""] * (height - len(rights))
        for line, (one, other) in enumerate(zip(lefts, rights, strict=True)):
            number = f"{row:>3}  " if line == 0 else " " * 5
            cell = output.fitted(one, left_width)
            output.say_styled(f"{output.dim(number)}{cell}{' ' * GAP}{other}".rstrip())


def _print_stacked(spread: "Spread") -> None:
    width = min(output.columns(), 78) - 5
    for row, (left, right) in enumerate(_rows(spread), start=1):
        output.say()
        for side, text in enumerate((left, right)):
            for line, part in enumerate(output.wrapped(text, width) if text else ["·"]):
                number = f"{row:>3}  " if side == line == 0 else " " * 5
                output.say_styled(f"{output.dim(number)}{part}")


def _rows(spread: "Spread") -> list[tuple[str, str]]:
    """The texts of both sides of every row, each on one line."""
    return [
        (
            " ".join(spread.left_body[slice(*bead.left)].split()) if bead.left else "",
            " ".join(spread.right_body[slice(*bead.right)].split()) if bead.right else "",
        )
        for bead in spread.beads
    ]


def _other(spread: "Spread", article: "Article") -> "Article":
    right = spread.right
    return spread.left if right is None or right.id == article.id else right


def other_lang(spread: "Spread") -> str:
    """The language of the right side."""
    return spread.right.lang if spread.right else ""
