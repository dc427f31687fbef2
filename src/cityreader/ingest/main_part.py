"""Which boxes of a web page hold its article.

Scored by what prose looks like, after Readability (Arc90, 2009): a paragraph gives points to the
box it stands in and fewer to the boxes around that, for its length and its commas; links take
points away, and so do names such as ``sidebar`` (``data/page_boxes.txt``). The best box is the
article, together with its siblings that are prose too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from cityreader.ingest.blocks import Block, Box, article_of
from cityreader.ingest.html_names import CAPTION_NAMES, HEADINGS
from cityreader.ingest.wrapping import cells, ends_sentence

# A shorter paragraph says nothing about the box it stands in (cells).
_SHORTEST_PROSE = 40
# Three more points at most for the length of a paragraph, one for each hundred letters.
_LETTERS_A_POINT = 100
_MOST_LENGTH_POINTS = 3.0
# What the box, the one around it, and so on get of a paragraph's points.
_SHARES = (1.0, 0.5, 0.25, 0.125)
# A name that means an article weighs like some ten paragraphs; one of its kin is no article.
_NAME_POINTS = 12.0
# A box called a sidebar that holds this share of the page's prose is no sidebar; nor is one that
# holds more than half of it and the page's first heading.
_TOO_MUCH_FOR_CLUTTER = 0.8
_MUCH_FOR_CLUTTER = 0.5
# A sibling with this share of the best box's points is a part of the article.
_SIBLING_SHARE = 0.2
_PROSE_LINKED = 0.25
# Boxes that are a paragraph: their points go to the box around them.
_PARAGRAPHS = HEADINGS | {"p", "pre", "blockquote", "li", "dd", "dt", "td", "tr", "ul", "ol"}


# What sites say about themselves below articles.
_NOTICE = re.compile(
    r"[【\[（(*※]*(?:免责|免責|特别|特別|郑重|鄭重|版权|版權)?(?:声明|聲明|申明|说明)[】\])）]*\s*[:：】\]]?"
    r"|(?:disclaimer|copyright|©|all rights reserved|this site uses|we use cookies)",
    re.IGNORECASE,
)
# Lines between paragraphs that lead elsewhere, and the credits of pictures.
_MOSTLY_LINKED = 0.6
_ASIDE = re.compile(
    r"(?:main )?(?:image|photo|picture|photograph)s?(?: credit)?s?\s*[:：].{0,80}"
    r"|(?:read more|see also|also read|read also|related|more)\s*[:：].{0,160}"
    r"|(?:图片来源|圖片來源|图源|圖源|图片|圖片)\s*[:：].{0,40}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MainPart:
    """The article's blocks, the number of the first and the last, and all that can be its head."""

    blocks: list[Block]
    first: int
    last: int


def main_part(blocks: Sequence[Block], boxes: Sequence[Box]) -> MainPart:
    """Return the part of a page that is its article; the whole page where nothing stands out."""
    clutter = _clutter(blocks, boxes)
    shown = [
        number
        for number, block in enumerate(blocks)
        if block.text.strip() and not clutter[block.box] and block.kind != "clutter"
    ]
    points = _points(blocks, boxes, shown)
    if points:
        chosen = _chosen(blocks, boxes, shown, points)
        inside = [number for number in shown if chosen[blocks[number].box]]
        kept = [block for block in article_of(map(blocks.__getitem__, inside)) if _belongs(block)]
        if inside and kept:
            return MainPart(kept, inside[0], inside[-1])
    kept = article_of([blocks[number] for number in shown] or blocks)
    return MainPart(kept, 0, len(blocks) - 1)


def _belongs(block: Block) -> bool:
    """Whether a block inside the article is part of its text."""
    if _NOTICE.match(block.text) or _ASIDE.fullmatch(block.text):
        return False
    return block.linked < _MOSTLY_LINKED * len(block.text) or ends_sentence(block.text)


def _clutter(blocks: Sequence[Block], boxes: Sequence[Box]) -> list[bool]:
    """Say for each box whether it is hidden or lies in one whose name means clutter."""
    names = box_names("clutter") | CAPTION_NAMES
    prose = [0] * len(boxes)
    for block in blocks:
        if _is_prose(block):
            prose[block.box] += len(block.text)
    # A box has a higher number than the one around it.
    for number in range(len(boxes) - 1, 0, -1):
        prose[boxes[number].parent] += prose[number]
    headed = {0}
    for number, box in enumerate(boxes):
        if box.tag == "h1":
            above = number
            while above not in headed:
                headed.add(above)
                above = boxes[above].parent
    clutter = [False] * len(boxes)
    for number, box in enumerate(boxes[1:], start=1):
        called = bool(box.names & names) and not _is_called_article(box)
        named = box.hidden or called
        share = _MUCH_FOR_CLUTTER if number in headed else _TOO_MUCH_FOR_CLUTTER
        clutter[number] = clutter[box.parent] or (named and prose[number] <= share * prose[0])
    return clutter


def _is_called_article(box: Box) -> bool:
    """Whether a name means an article as a whole, as that of an editor's text field does."""
    return bool(box.names & box_names("article"))


def _is_prose(block: Block) -> bool:
    return (
        block.kind == "text"
        and cells(block.text) >= _SHORTEST_PROSE
        and block.linked <= _PROSE_LINKED * len(block.text)
        and not _NOTICE.match(block.text)
    )


def _points(
    blocks: Sequence[Block], boxes: Sequence[Box], shown: Sequence[int]
) -> dict[int, float]:
    """Return the points of each box that holds prose."""
    points: dict[int, float] = {}
    letters = [0] * len(boxes)
    linked = [0] * len(boxes)
    for number in shown:
        block = blocks[number]
        letters[block.box] += len(block.text)
        linked[block.box] += block.linked if block.kind != "links" else len(block.text)
        if not _is_prose(block):
            continue
        worth = 1 + min(len(block.text) / _LETTERS_A_POINT, _MOST_LENGTH_POINTS)
        worth += sum(map(block.text.count, ",，、。"))
        box = block.box
        while boxes[box].tag in _PARAGRAPHS and box:
            box = boxes[box].parent
        for share in _SHARES:
            points[box] = points.get(box, 0.0) + share * worth
            if not box:
                break
            box = boxes[box].parent
    for number in range(len(boxes) - 1, 0, -1):
        letters[boxes[number].parent] += letters[number]
        linked[boxes[number].parent] += linked[number]
    for number in points:
        if _is_called_article(boxes[number]) or boxes[number].tag == "article":
            points[number] += _NAME_POINTS
        points[number] *= 1 - min(1.0, linked[number] / max(1, letters[number]))
    return points


def _chosen(
    blocks: Sequence[Block], boxes: Sequence[Box], shown: Sequence[int], points: dict[int, float]
) -> list[bool]:
    """Say for each box whether it is, or lies in, the best one or a sibling that belongs to it."""
    best = max(points, key=lambda number: (points[number], -number))
    proses = {blocks[number].box for number in shown if _is_prose(blocks[number])}
    ended = {
        blocks[number].box
        for number in shown
        if _is_prose(blocks[number]) and ends_sentence(blocks[number].text)
    }
    chosen = [False] * len(boxes)
    for number, box in enumerate(boxes):
        if number == best or (number and chosen[box.parent]):
            chosen[number] = True
        elif number and box.parent == boxes[best].parent:
            is_part = points.get(number, 0.0) >= _SIBLING_SHARE * points[best]
            is_paragraph = box.tag in _PARAGRAPHS and number in proses & ended
            chosen[number] = is_part or is_paragraph
    return chosen


@cache
def box_names(section: str) -> frozenset[str]:
    """Return the names of one section of ``data/page_boxes.txt``."""
    text = resources.files("cityreader.ingest").joinpath("data/page_boxes.txt").read_text("utf-8")
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in text.split("\n"):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            current.update(line.split())
    return frozenset(found[section])
