"""The blocks of a text, and which of them are the article."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

# ``caption`` and ``clutter`` are left out; ``links`` is a block of nothing but links.
BlockKind = Literal["text", "heading", "caption", "links", "clutter"]

# What is left out must be the smaller part of the letters, or the guess was wrong.
_LEAST_KEPT = 0.4


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, caption, table or list item; ``link`` where its first link leads.

    In a page of HTML ``box`` numbers the element that it stands in, and ``linked`` counts its
    letters that are links (code points).
    """

    text: str
    kind: BlockKind = "text"
    link: str = ""
    box: int = 0
    linked: int = 0


@dataclass(slots=True)
class Box:
    """One block element of a page: its tag, its parent's number (-1 on top), and its names.

    ``names`` are the words of its class and id; ``hidden`` means that a browser does not show it.
    """

    tag: str
    parent: int
    names: frozenset[str] = frozenset()
    hidden: bool = False


def article_of(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks that are the article, or all where little would be left of it."""
    every = [block for block in blocks if block.text.strip()]
    kept = [block for block in every if block.kind in ("text", "heading")]
    total = sum(len(block.text) for block in every)
    if sum(len(block.text) for block in kept) < _LEAST_KEPT * total:
        return [block for block in every if block.kind != "clutter"] or every
    return kept


def same_words(one: str, other: str) -> bool:
    """Whether two lines have the same letters and digits, whatever stands between them."""
    if not one or not other or len(one) > 2 * len(other) + 20:
        return False
    return letters_of(one) == letters_of(other) != ""


def letters_of(text: str) -> str:
    """The letters and digits of a line in one case, with nothing between them."""
    return "".join(character for character in text.casefold() if character.isalnum())
