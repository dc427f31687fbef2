"""``align``: two texts, sentence by sentence."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.cli.options import json_option
from cityreader.cli.progress import share_shown
from cityreader.cli.session import Session

if TYPE_CHECKING:
    from cityreader.library.aligning import Side
    from cityreader.models import Alignment, Span


@click.command()
@click.argument("left")
@click.argument("right")
@json_option
@click.pass_obj
def align(session: Session, left: str, right: str, as_json: bool) -> None:
    """Align two texts sentence by sentence.

    Nothing is stored. LEFT and RIGHT are articles or files. Files need no library; a file that ends
    in .sents has one sentence a line. Sentence numbers count from 0.

    \b
    Examples:
      cityreader align 3 4
      cityreader align en.sents zh.sents --json
      cityreader align forum.en.md forum.zh.md
    """
    from cityreader.library.aligning import align_sides

    sides = _side(session, left), _side(session, right)
    with share_shown("aligning") as progress:
        alignment = align_sides(session.folders, *sides, progress=progress)
    if as_json:
        output.print_json(_document(*sides, alignment))
        return
    _print(*sides, alignment)


def _side(session: Session, name: str) -> "Side":
    from cityreader.library.aligning import Side, side_of_file

    # Digits are an article even where a file is called so; ./12 is that file.
    if not re.fullmatch("[0-9]+", name) and _looks_like_file(name):
        return side_of_file(Path(name), session.config.importing)
    with session.open() as library:
        article = library.articles.resolve(name)
        return Side(article.uuid, library.articles.body(article.id))


def _looks_like_file(name: str) -> bool:
    return Path(name).exists() or not re.fullmatch("[0-9A-Fa-f-]{4,36}", name)


def _document(left: "Side", right: "Side", alignment: "Alignment") -> dict[str, object]:
    rows = zip(alignment.left_beads, alignment.right_beads, alignment.beads, strict=True)
    return {
        "left": left.name,
        "right": right.name,
        "beads": [
            {
                "left": list(lefts),
                "right": list(rights),
                "left_span": list(bead.left) if bead.left else None,
                "right_span": list(bead.right) if bead.right else None,
                "score": bead.score,
            }
            for lefts, rights, bead in rows
        ],
        "left_sentences": _texts(left, alignment.left_sentences),
        "right_sentences": _texts(right, alignment.right_sentences),
    }


def _texts(side: "Side", spans: "tuple[Span, ...]") -> list[str]:
    return [side.body[start:end] for start, end in spans]


def _print(left: "Side", right: "Side", alignment: "Alignment") -> None:
    lefts = _texts(left, alignment.left_sentences)
    rights = _texts(right, alignment.right_sentences)
    rows = zip(alignment.left_beads, alignment.right_beads, alignment.beads, strict=True)
    for number, (ours, theirs, bead) in enumerate(rows, start=1):
        score = f"{bead.score:.2f}"
        if output.to_terminal():
            output.say_styled(output.dim(f"{number}  {score}"))
            for texts, numbers in ((lefts, ours), (rights, theirs)):
                text = " ".join(" ".join(texts[n] for n in numbers).split())
                for line in output.wrapped(text, min(output.columns(), 78) - 5) if text else ["·"]:
                    output.say(f"     {line}")
            continue
        for side, texts, numbers in (("left", lefts, ours), ("right", rights, theirs)):
            text = " ".join(" ".join(texts[n] for n in numbers).split())
            output.say(f"{number} {side} {score}: {text or '(nothing)'}")
