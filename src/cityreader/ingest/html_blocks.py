"""HTML fragments to blocks of text.

For fragments inside other files, where everything is the article but for advertisements and links:
no main part is looked for.
"""

import html
import re
from collections import Counter
from typing import TYPE_CHECKING

from cityreader.ingest.blocks import Block, BlockKind
from cityreader.ingest.limits import Deadline
from cityreader.ingest.problems import UnreadableError
from cityreader.ingest.wrapping import ends_sentence

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav"
    " ol p pre search section summary table tbody td tfoot th thead tr ul"
)
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_UNREAD = _names(
    "script style noscript template iframe object embed applet svg math canvas audio video map"
    " button input select textarea option datalist progress meter head title link meta nav"
    " rp rt -comment _comment !doctype"
)
# Names that sites give to the boxes of advertisements and links inside an article.
_CLUTTER_NAMES = _names(
    "ad ads adv advert advertisement adslot adsbygoogle adbox dfp banner sponsor sponsored promo"
    " promotion paywall newsletter subscribe subscription related recommend recommended"
    " recommendation morearticle readmore share sharing social sns comments breadcrumb breadcrumbs"
    " pagination outbrain taboola trustbadgecontainer"
)
_CAPTION_NAMES = _names("caption figcaption picinfo imgcaption credit")
_NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_UNCLOSED_BY_HABIT = _names(
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup rp rt area base br col embed hr"
    " img input link meta param source track wbr"
)
# The parser looks through the open elements at every tag: 4 ns a step, so this is about a second.
_MAX_STEPS = 200_000_000
_FEW_TAGS = 5_000
# A tag takes up to 300 bytes of memory while it is read; the largest real page had 20,000.
_MOST_TAGS = 400_000
# A line break while text is gathered; the white space around it folds like any other.
_BREAK = "\u2028"
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_CHINESE_WRAP = re.compile(
    "(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\n[ \t\n]*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_SHORT_CELL = 200
# Elements of which the walk must know whether it is inside one.
_FOLLOWED = _names("a small pre blockquote")
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")


def blocks_of_html(source: str, deadline: Deadline) -> list[Block]:
    """Return the blocks of an HTML fragment in reading order.

    Scripts, styles, forms, images and embedded frames are gone, ``<br>`` ends a line, a table row
    is a line with `` | `` between its cells. Captions, blocks of links only and boxes whose class
    or id names an advertisement are marked as such. Raises ``UnreadableError`` for too many tags.
    """
    if source.count("<") > _MOST_TAGS:
        raise UnreadableError(f"it has more than {_MOST_TAGS:,} HTML tags")
    if _costs_too_much(source):
        text = html.unescape(_ANY_TAG.sub("\n", strip_comments(source)))
        return [Block(line.strip()) for line in text.split("\n") if line.strip()]
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(source).body
    return _Walk(deadline).through(body) if body else []


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
        if tag not in _UNCLOSED_BY_HABIT:
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

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._blocks: list[Block] = []
        self._kinds: list[BlockKind] = ["text"]
        self._parts: list[str] = []
        self._inside = dict.fromkeys(_FOLLOWED, 0)
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
            elif tag not in _UNREAD:
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
        if tag in _BLOCKS:
            self._flush()
            self._kinds.append(self._kind_of(tag, node))
            if tag in ("table", "tr"):
                self._starts.append(len(self._blocks))
        elif tag == "br":
            self._parts.append(_BREAK)
        elif tag == "a" and not self._link:
            self._link = node.attributes.get("href") or ""
        if tag in _FOLLOWED:
            self._inside[tag] += 1

    def _close(self, tag: str, node: "LexborNode") -> None:
        if tag in _FOLLOWED:
            self._inside[tag] -= 1
        if tag not in _BLOCKS:
            return
        self._flush()
        self._kinds.pop()
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
        attributes = node.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if len(named) > 1:
            words = {word.lower() for word in _NAME_PART.findall(named)}
            words |= set(re.split(r"[\s_-]+", named.lower()))
            if words & _CLUTTER_NAMES:
                return "clutter"
            if words & _CAPTION_NAMES:
                return "caption"
        return "heading" if tag in _HEADINGS else above

    def _join(self, start: int, between: str) -> None:
        """Make one line of a row's cells, or one block of a table's rows, where they are short."""
        parts = self._blocks[start:]
        short = all(len(part.text) <= _SHORT_CELL or between == "\n" for part in parts)
        rows = between != "\n" or all(" | " in part.text for part in parts)
        if len(parts) > 1 and short and rows and len({part.kind for part in parts}) == 1:
            text = between.join(part.text for part in parts)
            self._blocks[start:] = [Block(text, parts[0].kind)]

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
            self._blocks.append(Block(paragraph, own, link))


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
