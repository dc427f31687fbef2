"""The marks of a page as they are painted: spans with colours, letters for the gutter."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cityreader.models import Annotation, Codebook, Span
from cityreader.ui.reading.page import Page, Side
from cityreader.ui.theme import FALLBACK_TAG_COLOR

NOTE_LETTER = "✎"
ROLE_LETTERS = {"actor": "a", "recipient": "r", "place": "p", "date": "d"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on one side.

    ``color`` is the tag's, ``letter`` what the gutter shows, ``strong`` whether the words are
    tinted (tags) or only underlined (notes and roles).
    """

    annotation: Annotation
    side: Side
    color: str
    letter: str
    strong: bool

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.annotation.span


class Marks:
    """The marks of a page, by block."""

    def __init__(self, page: Page, codebook: Codebook, found: Iterable[Annotation]) -> None:
        self._by_block: dict[tuple[int, Side], list[Mark]] = defaultdict(list)
        self.in_order: list[Mark] = []
        for annotation in found:
            side = page.side_of(annotation.article_uuid)
            if side is None or annotation.status == "orphan":
                continue
            mark = _mark(annotation, side, codebook)
            self.in_order.append(mark)
            first = page.units[page.unit_at(side, mark.span.start)].block
            last = page.units[page.unit_at(side, mark.span.end - 1)].block
            for block in range(first, last + 1):
                self._by_block[block, side].append(mark)
        self.in_order.sort(
            key=lambda mark: (page.unit_at(mark.side, mark.span.start), mark.side, mark.span)
        )

    def of_block(self, block: int, side: Side) -> Sequence[Mark]:
        """The marks that touch a block on a side."""
        return self._by_block.get((block, side), ())

    def letters(self, block: int) -> list[Mark]:
        """The marks whose letters the gutter shows at a block: one a letter, in reading order."""
        seen: dict[tuple[str, str], Mark] = {}
        for side in ("left", "right"):
            for mark in self.of_block(block, side):
                if mark.strong or mark.letter == NOTE_LETTER:
                    seen.setdefault((mark.letter, mark.color), mark)
        return list(seen.values())

    def blocks(self) -> set[int]:
        """The blocks that have marks."""
        return {block for block, _ in self._by_block}


def _mark(annotation: Annotation, side: Side, codebook: Codebook) -> Mark:
    tag = codebook.get(annotation.tag) if annotation.tag else None
    if tag is not None:
        letter = (tag.key or tag.code[:1]).upper()
        return Mark(annotation, side, tag.color or FALLBACK_TAG_COLOR, letter, True)
    if annotation.role:
        letter = ROLE_LETTERS.get(annotation.role, annotation.role[:1])
        return Mark(annotation, side, FALLBACK_TAG_COLOR, letter, False)
    return Mark(annotation, side, FALLBACK_TAG_COLOR, NOTE_LETTER, False)
