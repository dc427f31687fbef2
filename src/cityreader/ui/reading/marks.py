"""The marks of a page as they are painted, and what is suggested beside them: spans with colours,
letters for the gutter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from cityreader.models import Annotation, Codebook, Span, Suggestion, Tag
from cityreader.models.pair import SIDES, Side
from cityreader.ui.reading.page import Page
from cityreader.ui.theme import FALLBACK_TAG_COLOR, tag_color

NOTE_LETTER = "✎"
ROLE_LETTERS = {"actor": "a", "recipient": "r", "place": "p", "date": "d"}

HOLLOW = "·"
"""Stands before the small letter of what is only suggested."""

DOUBT = "?"
"""Stands behind the letter of a mark that a change of its text made doubtful."""


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

    @property
    def doubtful(self) -> bool:
        """Whether a person has to say that it stands where it belongs."""
        return self.annotation.status != "ok"

    @property
    def in_gutter(self) -> bool:
        """Whether the gutter shows its letter: tags, notes, and whatever is doubtful."""
        return self.strong or self.letter == NOTE_LETTER or self.doubtful

    @property
    def name(self) -> str:
        """What it is known by, however often the page is read again."""
        return self.annotation.uuid


@dataclass(frozen=True, slots=True)
class SuggestedMark:
    """An event that the words of one side suggest; ``letter`` takes two cells, as no mark's does.

    It is no record, and painted so that nobody takes it for one.
    """

    suggestion: Suggestion
    side: Side
    color: str
    letter: str

    @property
    def span(self) -> Span:
        """Where the words stand that name it."""
        return self.suggestion.span

    @property
    def name(self) -> str:
        """What it is known by, however often the page is read again."""
        one = self.suggestion
        return f"{one.article_id}:{one.type}:{one.span.start}:{one.span.end}"


Stop = Mark | SuggestedMark
"""What ``[`` and ``]`` stop at."""

Place = tuple[int, Side, Span]
"""Unit, side and words of a stop: its order in reading."""


class Marks:
    """The marks of a page, by block, and the suggestions that no mark there has answered."""

    def __init__(
        self,
        page: Page,
        codebook: Codebook,
        found: Iterable[Annotation],
        suggested: Iterable[Suggestion] = (),
    ) -> None:
        self._page = page
        self._tags = tags = {tag.code: tag for tag in codebook.tags}
        self._by_block: dict[tuple[int, Side], list[Mark]] = defaultdict(list)
        self.in_order: list[Mark] = []
        for annotation in found:
            side = page.side_of(annotation.article_uuid)
            if side is None or annotation.status == "orphan":
                continue
            mark = _mark(annotation, side, tags)
            self.in_order.append(mark)
            first = page.units[page.unit_at(side, mark.span.start)].block
            last = page.units[page.unit_at(side, mark.span.end - 1)].block
            for block in range(first, last + 1):
                self._by_block[block, side].append(mark)
        self.in_order.sort(key=self.place)
        self._put_suggested(suggested)

    def suggesting(self, suggested: Iterable[Suggestion]) -> "Marks":
        """The same marks beside other suggestions."""
        other = copy(self)
        other._put_suggested(suggested)
        return other

    def _put_suggested(self, suggested: Iterable[Suggestion]) -> None:
        page, tags = self._page, self._tags
        self._suggested: dict[tuple[int, Side], list[SuggestedMark]] = defaultdict(list)
        sides = {page.article_id(side): side for side in (SIDES[:1] if page.alone else SIDES)}
        for suggestion in suggested:
            side, tag = sides.get(suggestion.article_id), tags.get(suggestion.type)
            if side is not None and tag is not None:
                self._suggest(suggestion, side, tag)
        hollow = (one for here in self._suggested.values() for one in here)
        self.stops: list[Stop] = sorted([*self.in_order, *hollow], key=self.place)

    def place(self, stop: Stop) -> Place:
        """Where a stop comes in reading order."""
        return self._page.unit_at(stop.side, stop.span.start), stop.side, stop.span

    def of_block(self, block: int, side: Side) -> Sequence[Mark]:
        """The marks that touch a block on a side."""
        return self._by_block.get((block, side), ())

    def suggested(self, block: int, side: Side) -> Sequence[SuggestedMark]:
        """The suggestions in a block on a side."""
        return self._suggested.get((block, side), ())

    def letters(self, block: int) -> list[Stop]:
        """The marks whose letters the gutter shows at a block: one a letter, in reading order,
        then the suggestions."""
        seen: dict[tuple[str, str], Stop] = {}
        for side in SIDES:
            for mark in self.of_block(block, side):
                if mark.in_gutter:
                    seen.setdefault((mark.letter, mark.color), mark)
        for side in SIDES:
            for one in self.suggested(block, side):
                seen.setdefault((one.letter, one.color), one)
        return list(seen.values())

    def blocks(self) -> set[int]:
        """The blocks that have marks or suggestions."""
        return {block for block, _ in (*self._by_block, *self._suggested)}

    def _suggest(self, suggestion: Suggestion, side: Side, tag: Tag) -> None:
        """Show a suggestion, unless its sentence has such a mark or is repeated by the source."""
        page = self._page
        block = page.units[page.unit_at(side, suggestion.span.start)].block
        answered = any(
            mark.annotation.tag == suggestion.type and mark.span.overlaps(suggestion.sentence)
            for mark in self.of_block(block, side)
        )
        if not answered and not page.blocks[block].clutter:
            letter = HOLLOW + tag.letter.lower()
            one = SuggestedMark(suggestion, side, tag_color(tag), letter)
            self._suggested[block, side].append(one)


def _mark(annotation: Annotation, side: Side, tags: Mapping[str, Tag]) -> Mark:
    tag = tags.get(annotation.tag) if annotation.tag else None
    color, letter = FALLBACK_TAG_COLOR, NOTE_LETTER
    if tag is not None:
        color, letter = tag_color(tag), tag.letter
    elif annotation.role:
        letter = ROLE_LETTERS.get(annotation.role, annotation.role[:1])
    doubt = DOUBT * (annotation.status != "ok")
    return Mark(annotation, side, color, letter + doubt, tag is not None)
