"""The title of a web page's article, which its window title, headings and metadata all name."""

import re
from collections.abc import Sequence

from cityreader.ingest.blocks import Block, letters_of
from cityreader.ingest.furniture import is_furniture, is_section_name
from cityreader.ingest.page_metadata import Declared
from cityreader.ingest.statements import statements_of
from cityreader.text.phrases import on_one_line

# What sites put between the title, the section and their name.
_SEPARATOR = re.compile(
    r"\s*(?:\s[-–—|｜:»·]\s|--+|[_|｜]|\s\|\||——)\s*|(?<=[\u4e00-\u9fff])-|-(?=[\u4e00-\u9fff])"
)
# What Chinese sites call themselves.
_SITE = re.compile(
    r".{2,12}(?:网|網|网站|網站|官网|官網|資訊網|门户|門戶|频道|頻道|日报|日報|新闻网|客户端|市政府|縣政府)"
)
_CUT = re.compile(r"(?:\.\.\.|…)")
# Code points.
_LONGEST = 300
_SHORTEST_CUT = 10
_SHORTEST = 4
_LONGEST_SITE = 40
# A printed line that repeats this share of the window title is the title in it.
_SHARE_OF_WINDOW = 0.35
# A heading further above the article is that of the site (blocks).
_NEAR = 15
_LEAST_WITHOUT_BADGE = 0.7


def title_of(declared: Declared, blocks: Sequence[Block], first: int) -> tuple[str, str, int]:
    """Return the title, why it is one, and the number of the block that prints it, or -1.

    ``first`` numbers the first block of the article.
    """
    printed = _repeated(declared, blocks, first)
    if printed >= 0:
        text = on_one_line(blocks[printed].text)
        return text, f"heading «{text[:60]}»", printed
    number = _own_heading(declared, blocks, first)
    if number >= 0:
        text = on_one_line(blocks[number].text)
        return _without_badge(text, declared), f"heading «{text[:60]}»", number
    for text, where in declared.all("title"):
        if not is_section_name(text) and not _is_site(text, declared):
            return text, where, -1
    segment = _segment(declared.window_title, declared)
    if segment and not is_section_name(segment):
        return segment, "title of the window", -1
    number = _line_above(blocks, first)
    if number >= 0:
        text = on_one_line(blocks[number].text)
        return text, f"line above the article «{text[:60]}»", number
    return segment, "title of the window", -1


def site_in_window_title(declared: Declared, title: str) -> str:
    """Return what the window title says after the article's title: the name of the site, or ''.

    Of a name in two languages the one in that of the title.
    """
    window = declared.window_title
    if not title or not window.startswith(title):
        return ""
    rest = window[len(title) :].lstrip(" :：-–—|_")
    parts = [part.strip() for part in _SEPARATOR.split(rest) if part and part.strip()]
    own = [part for part in parts if part.isascii() == title.isascii()] or parts
    if title.isascii() or "’" in title or "‘" in title:
        own = parts
    return own[-1] if own and len(own[-1]) <= _LONGEST_SITE else ""


def _repeated(declared: Declared, blocks: Sequence[Block], first: int) -> int:
    """Return the number of the line that begins or ends what the page calls itself."""
    title = declared.window_title
    window = letters_of(title)
    cut = letters_of(_CUT.split(title)[0]) if _CUT.search(title) else ""
    called = {letters_of(text) for text, _ in declared.all("title")} - {""}
    best = (False, 0, False)
    found = -1
    for number, block in enumerate(blocks):
        if len(block.text) > _LONGEST or block.kind == "caption":
            continue
        letters = letters_of(block.text)
        if len(letters) < _SHORTEST:
            continue
        whole = letters in called
        part = window.startswith(letters) or window.endswith(letters) or _completes(letters, cut)
        if not whole and not (part and len(letters) >= _SHARE_OF_WINDOW * len(window)):
            continue
        if _is_site(block.text, declared) or is_section_name(block.text):
            continue
        # A heading, then the longest; of those alike the last one above the article.
        rank = (block.kind == "heading", len(letters), number <= first)
        if rank > best or (rank == best and number <= first):
            best, found = rank, number
    return found


def _completes(letters: str, cut: str) -> bool:
    """Whether a line begins with a title that a window had to cut short."""
    return len(cut) >= _SHORTEST_CUT and letters.startswith(cut)


def _own_heading(declared: Declared, blocks: Sequence[Block], first: int) -> int:
    """Return the heading just above the article, where nothing else repeats it."""
    known = [declared.window_title, *(text for text, _ in declared.all("title"))]
    for number in range(min(first, len(blocks) - 1), max(-1, first - _NEAR), -1):
        block = blocks[number]
        text = on_one_line(block.text)
        if block.kind != "heading" or not _may_be_title(block, text) or block.linked:
            continue
        if not any(known) or any(_alike(text, other) for other in known):
            return number
    return -1


def _line_above(blocks: Sequence[Block], first: int) -> int:
    """Return the nearest heading above the article, or else the nearest line that can be one."""
    numbers = range(min(first, len(blocks) - 1), max(-1, first - _NEAR), -1)
    for kinds in (("heading",), ("text",)):
        for number in numbers:
            block = blocks[number]
            if kinds == ("text",) and number == first:
                continue
            if block.kind in kinds and _may_be_title(block, on_one_line(block.text)):
                return number
    return -1


def _without_badge(text: str, declared: Declared) -> str:
    """Cut a word such as ``Live`` off a heading that also holds what the page is called."""
    names = [declared.window_title, *_SEPARATOR.split(declared.window_title)]
    for name in (*names, *(title for title, _ in declared.all("title"))):
        called = (name or "").strip()
        if called in text and len(called) >= _LEAST_WITHOUT_BADGE * len(text):
            return called
    return text


def _may_be_title(block: Block, text: str) -> bool:
    return (
        _SHORTEST <= len(text) <= _LONGEST // 2
        and block.kind in ("heading", "text")
        and not is_furniture(text)
        and not is_section_name(text)
        and not statements_of(text)
    )


def _alike(one: str, other: str) -> bool:
    """Whether two titles speak of the same: they share a fifth of their pairs of letters."""
    first, second = _pairs(one), _pairs(other)
    return bool(first) and len(first & second) >= 0.2 * min(len(first), len(second))


def _pairs(text: str) -> set[str]:
    if text.isascii():
        return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}
    letters = letters_of(text)
    return {letters[number : number + 2] for number in range(len(letters) - 1)}


def _segment(window: str, declared: Declared) -> str:
    """Return the part of a window title that is the article's: the longest, the first of such."""
    parts = [part.strip() for part in _SEPARATOR.split(window) if part and part.strip()]
    own = [part for part in parts if not _is_site(part, declared) and not _SITE.fullmatch(part)]
    return max(own, key=_weight, default="")


def _weight(text: str) -> int:
    return sum(2 if character > "\u2e7f" else 1 for character in text)


def _is_site(text: str, declared: Declared) -> bool:
    letters = letters_of(text)
    return any(letters == letters_of(name) for name, _ in declared.all("source"))
