"""HTML to blocks of text.

In fragments inside other files everything is the article but for advertisements and links; in
pages (``blocks_of_page``) the main part is still to be found (``main_part``).
"""

import html
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cityreader.ingest.blocks import Block, BlockKind, Box
from cityreader.ingest.html_names import (
    BLOCKS,
    CAPTION_NAMES,
    CLUTTER_NAMES,
    FOLLOWED,
    HEADINGS,
    UNCLOSED_BY_HABIT,
    UNREAD,
)
from cityreader.ingest.limits import Deadline
from cityreader.ingest.problems import UnreadableError
from cityreader.ingest.wrapping import ends_sentence

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


_NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
# The parser looks through the open elements at every tag: 4 ns a step, so this is about a second.
_MAX_STEPS = 200_000_000
_FEW_TAGS = 5_000
# A tag takes up to 300 bytes of memory while it is read; the largest real page had 20,000.
_MOST_TAGS = 400_000
# The parser compares every attribute of a tag with all before it; real tags have some twenty.
_TOO_MANY_ATTRIBUTES = re.compile(
    r"""(<[a-zA-Z][^\s>/]*+)"""
    r"""(?>[\s/"']++[^\s"'>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+){500,}+"""
)
# A line break while text is gathered; the white space around it folds like any other.
_BREAK = "\u2028"
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_CHINESE_WRAP = re.compile(
    "(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\n[ \t\n]*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_SHORT_CELL = 200
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")


def blocks_of_html(source: str, deadline: Deadline) -> list[Block]:
    """Return the blocks of an HTML fragment in reading order.

    Scripts, styles, forms, images and embedded frames are gone, ``<br>`` ends a line, a table row
    is a line with `` | `` between its cells. Captions, blocks of links only and boxes whose class
    or id names an advertisement are marked as such. Raises ``UnreadableError`` for too many tags.
    """
    tree = parse_html(source)
    if tree is None:
        return _blocks_without_tree(source)
    return _Walk(deadline).through(tree.body) if tree.body else []


def blocks_of_page(tree: "LexborHTMLParser", deadline: Deadline) -> tuple[list[Block], list[Box]]:
    """Return the blocks of a parsed page, and its boxes, the first of which is all of it.

    Here the names of boxes mark no block; they are left to whoever looks for the main part.
    """
    walk = _Walk(deadline, is_page=True)
    return (walk.through(tree.body) if tree.body else []), walk.boxes


def parse_html(source: str) -> "LexborHTMLParser | None":
    """Parse HTML; None where its nesting would take quadratic time.

    Raises ``UnreadableError`` for too many tags.
    """
    if source.count("<") > _MOST_TAGS:
        raise UnreadableError(f"it has more than {_MOST_TAGS:,} HTML tags")
    if _costs_too_much(source):
        return None
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(_TOO_MANY_ATTRIBUTES.sub(r"\1", source))


def _blocks_without_tree(source: str) -> list[Block]:
    text = html.unescape(_ANY_TAG.sub("\n", strip_comments(source)))
    return [Block(line.strip()) for line in text.split("\n") if line.strip()]


def strip_comments(source: str) -> str:
    """Return ``source`` without HTML comments; one that is never closed loses only its mark."""
    kept = []
    position = 0
    while (start := source.find("<!--", position)) >= 0:
        end = source.find("-->", start + 4)
        if end < 0:
            break
        kept.append(source[position:start])
        position = end + 3
    if not position and start < 0:
        return source
    return "".join(kept) + source[position:].replace("<!--", "")


def _costs_too_much(source: str) -> bool:
    """Whether elements are nested so deeply that parsing would take quadratic time."""
    if source.count("<") < _FEW_TAGS:
        return False
    opened: Counter[str] = Counter()
    depth = steps = 0
    for closing, name in _TAG.findall(source):
        tag = name.lower()
        if tag not in UNCLOSED_BY_HABIT:
            if not closing:
                opened[tag] += 1
                depth += 1
            elif opened[tag]:
                opened[tag] -= 1
                depth -= 1
        steps += depth
        if steps > _MAX_STEPS:
            return True
    return False


class _Walk:
    """One pass over a parsed fragment without recursion, gathering text into blocks."""

    def __init__(self, deadline: Deadline, *, is_page: bool = False) -> None:
        self._deadline = deadline
        self._is_page = is_page
        self.boxes: list[Box] = [Box("body", -1)]
        self._box = 0
        self._blocks: list[Block] = []
        self._kinds: list[BlockKind] = ["text"]
        self._parts: list[str] = []
        self._inside = dict.fromkeys(FOLLOWED, 0)
        self._linked = self._small = 0
        self._link = ""
        self._starts: list[int] = []

    def through(self, body: "LexborNode") -> list[Block]:
        """Return the blocks of everything below ``body``."""
        above: list[LexborNode] = []
        node = body.child
        while node is not None or above:
            if node is None:
                node = above.pop()
                self._close(node.tag or "", node)
                node = node.next
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "", top=not above)
            elif tag not in UNREAD:
                self._open(tag, node)
                if (child := node.child) is not None:
                    above.append(node)
                    node = child
                    continue
                self._close(tag, node)
            node = node.next
        self._flush()
        return self._blocks

    def _text(self, text: str, *, top: bool) -> None:
        if self._inside["pre"]:
            text = text.replace("\n", _BREAK)
        elif top:
            # Between the elements of a Markdown file, plain paragraphs may stand.
            text = _BLANK_LINE.sub(_BREAK + _BREAK, text)
        self._parts.append(text)
        if self._inside["a"] or self._inside["small"]:
            letters = len(text) - sum(map(str.isspace, text))
            self._linked += letters if self._inside["a"] else 0
            self._small += letters if self._inside["small"] else 0

    def _open(self, tag: str, node: "LexborNode") -> None:
        if tag in BLOCKS:
            self._flush()
            self._kinds.append(self._kind_of(tag, node))
            if self._is_page:
                self._enter(tag, node)
            if tag in ("table", "tr"):
                self._starts.append(len(self._blocks))
        elif tag == "br":
            self._parts.append(_BREAK)
        elif tag == "a" and not self._link:
            self._link = node.attributes.get("href") or ""
        if tag in FOLLOWED:
            self._inside[tag] += 1

    def _close(self, tag: str, node: "LexborNode") -> None:
        if tag in FOLLOWED:
            self._inside[tag] -= 1
        if tag not in BLOCKS:
            return
        self._flush()
        self._kinds.pop()
        if self._is_page:
            self._box = max(0, self.boxes[self._box].parent)
        if tag in ("table", "tr"):
            self._join(self._starts.pop(), " | " if tag == "tr" else "\n")

    def _kind_of(self, tag: str, node: "LexborNode") -> BlockKind:
        above = self._kinds[-1]
        if above in ("clutter", "caption"):
            return above
        if tag in ("figure", "figcaption", "caption"):
            return "caption"
        if tag == "aside" or (tag == "footer" and not self._inside["blockquote"]):
            return "clutter"
        if self._is_page:
            return "heading" if tag in HEADINGS else above
        attributes = node.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if len(named) > 1:
            words = _words_of(named)
            if words & CLUTTER_NAMES:
                return "clutter"
            if words & CAPTION_NAMES:
                return "caption"
        return "heading" if tag in HEADINGS else above

    def _enter(self, tag: str, node: "LexborNode") -> None:
        """Number the box of a page that begins here."""
        attributes = node.attributes
        named = " ".join(
            attributes.get(name) or "" for name in ("class", "id", "itemprop", "role")
        ).strip()
        style = (attributes.get("style") or "").replace(" ", "").lower()
        hidden = "hidden" in attributes or "display:none" in style
        self.boxes.append(Box(tag, self._box, _words_of(named), hidden))
        self._box = len(self.boxes) - 1

    def _join(self, start: int, between: str) -> None:
        """Make one line of a row's cells, or one block of a table's rows, where they are short."""
        parts = self._blocks[start:]
        short = all(len(part.text) <= _SHORT_CELL or between == "\n" for part in parts)
        rows = between != "\n" or all(" | " in part.text for part in parts)
        if len(parts) > 1 and short and rows and len({part.kind for part in parts}) == 1:
            text = between.join(part.text for part in parts)
            linked = sum(part.linked for part in parts)
            self._blocks[start:] = [replace(parts[0], text=text, link="", linked=linked)]

    def _flush(self) -> None:
        """End the block that was being gathered."""
        if not self._parts:
            return
        text = "".join(self._parts)
        kind, link = self._kinds[-1], self._link
        linked, small = self._linked, self._small
        self._parts, self._link, self._linked, self._small = [], "", 0, 0
        if not text or text.isspace():
            return
        self._deadline.check()
        total = len(text) - sum(map(str.isspace, text)) if linked or small else -1
        for paragraph in _paragraphs(text):
            own = kind
            if kind == "text" and total == small:
                own = "caption"
            elif kind == "text" and total == linked:
                own = "text" if ends_sentence(paragraph) else "links"
            self._blocks.append(Block(paragraph, own, link, self._box, linked))


def _words_of(named: str) -> frozenset[str]:
    """Return the words in the names of an element, as they stand and taken apart at capitals."""
    if not named:
        return frozenset()
    words = {word.lower() for word in _NAME_PART.findall(named)}
    return frozenset(words.union(re.split(r"[\s_-]+", named.lower()), named.lower().split()))


def _paragraphs(text: str) -> list[str]:
    """Fold white space as a browser does and split at line breaks that end a paragraph."""
    text = _SPACE.sub(" ", _CHINESE_WRAP.sub("", text))
    paragraphs: list[str] = []
    lines: list[str] = []
    for line in [*(line.strip() for line in text.split(_BREAK)), ""]:
        if line:
            lines.append(line)
        if lines and (not line or ends_sentence(line)):
            paragraphs.append("\n".join(lines))
            lines = []
    return paragraphs
