"""Web pages as they are saved: the article, and what the page says about it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cityreader.ingest.blocks import Block, same_words
from cityreader.ingest.datelines import state_dateline
from cityreader.ingest.dates import date_in_address, is_ambiguous, read_date
from cityreader.ingest.extract import Extract
from cityreader.ingest.html_blocks import blocks_of_html, blocks_of_page, parse_html
from cityreader.ingest.limits import Deadline
from cityreader.ingest.main_part import MainPart, main_part
from cityreader.ingest.page import read_foot, read_head
from cityreader.ingest.page_credits import state_credits, state_labelled_day, state_reporter
from cityreader.ingest.page_metadata import Declared, DeclaredField, declared_by
from cityreader.ingest.page_title import site_in_window_title, title_of
from cityreader.ingest.translation_links import links_on_page
from cityreader.ingest.web_addresses import site_of, web_address
from cityreader.ingest.wrapping import cells
from cityreader.models import DateRange

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# Credits stand this many blocks above an article, inside it, over its title, and below it.
_ABOVE = 15
_INTO = 6
_OVER_TITLE = 3
_BELOW = 5
_LINES_OF_BLOCK = 6
# A longer line before the first paragraph is a paragraph (cells).
_LONGEST_CREDIT = 60
# Letters of the name of a site.
_SHORTEST_NAME = 4
_PICTURES = "p img, center img, figure img, article img"
_MOST_PICTURES = 50
_WAY_BACK = re.compile(
    r"(?:返回[^，。！？]{1,8}(?:首页|首頁)|返回[^，。！？]{1,8}，?查看更多|(?:点击|點擊)?查看更多)[>＞》»\s]*\Z"
)
_LABEL = re.compile(r"\s*(?:by\s+|(?:来源|來源|作者|文章来源)\s*[:：])", re.IGNORECASE)
_UTC = re.compile(r"(?:Z|[+-]00:?00|GMT|UTC)\s*\Z")


def read_html_page(source: str, deadline: Deadline) -> Extract:
    """Return the article of a saved page: its main part, and its fields from page and source.

    Raises ``UnreadableError`` for too many tags.
    """
    tree = parse_html(source)
    extract = Extract()
    if tree is None:
        extract.paragraphs = [block.text for block in blocks_of_html(source, deadline)]
        return extract
    declared = declared_by(tree, source)
    blocks, boxes = blocks_of_page(tree, deadline)
    part = main_part(blocks, boxes)
    title, reason, number = title_of(declared, blocks, part.first)
    extract.state("title", title, reason)
    _state_address(extract, declared)
    extract.translation_links += links_on_page(tree, extract.url)
    printed = _printed(blocks, part, number)
    lines = [block.text for block in part.blocks]
    printed.title = title
    lines = _without_credits(lines)
    lines = lines[read_head(lines, printed, deadline) :]
    extract.paragraphs = _without_way_back(read_foot(lines, printed, deadline))
    below = Extract()
    _state_all(below, blocks[part.last + 1 : part.last + 1 + _BELOW])
    _state_date(extract, declared, printed)
    extract.state_date(below.published, below.reasons.get("published", ""))
    for stated, where in _declared_dates(declared, "changed"):
        extract.state_date(stated, where)
    if not extract.published:
        state_labelled_day(extract, (block.text for block in blocks))
    if not extract.published:
        _state_date_of_pictures(extract, tree)
    _state_origin(extract, declared, printed, below)
    state_dateline(extract)
    return extract


def _state_address(extract: Extract, declared: Declared) -> None:
    for text, where in declared.all("url"):
        if address := web_address(text):
            extract.state("url", address, where)
            return


def _printed(blocks: list[Block], part: MainPart, title: int) -> Extract:
    """Return what the lines between the title and the article state, then those just below it."""
    found = Extract()
    start = title + 1 if 0 <= title < part.first else max(0, part.first - _ABOVE)
    nearest = [*blocks[start : part.first], *blocks[part.first : part.first + _INTO]]
    if 0 <= title < part.first:
        nearest += reversed(blocks[max(0, title - _OVER_TITLE) : title])
    _state_all(found, nearest)
    if part.blocks:
        state_reporter(found, part.blocks[0].text)
    return found


def _without_way_back(lines: list[str]) -> list[str]:
    """Cut the link to the site's front page off the end of the last paragraphs."""
    cut = [_WAY_BACK.sub("", line) for line in lines[-_INTO:]]
    return [line for line in (*lines[:-_INTO], *cut) if line]


def _without_credits(lines: list[str]) -> list[str]:
    """Leave out what ``_printed`` has read of the lines before the first paragraph."""
    first = next(
        (number for number, line in enumerate(lines[:_INTO]) if cells(line) > _LONGEST_CREDIT), 0
    )
    return [line for line in lines[:first] if not state_credits(Extract(), line)] + lines[first:]


def _state_all(found: Extract, blocks: Iterable[Block]) -> None:
    for block in blocks:
        for line in block.text.split("\n")[:_LINES_OF_BLOCK]:
            state_credits(found, line)


def _state_date(extract: Extract, declared: Declared, printed: Extract) -> None:
    for stated, where in _declared_dates(declared, "date"):
        if _is_day_beside(stated, printed.published):
            # A clock of the server; readers were shown another day.
            break
        extract.state_date(stated, where)
        return
    if printed.published and not is_ambiguous(printed.published):
        extract.state_date(printed.published, printed.reasons["published"])
    elif written := date_in_address(extract.url):
        extract.state_date(read_date(written, "address"), f"address «{extract.url}»")
    extract.state_date(printed.published, printed.reasons.get("published", ""))


def _declared_dates(declared: Declared, name: DeclaredField) -> Iterator[tuple[DateRange, str]]:
    for text, where in declared.all(name):
        stated = read_date(text, where)
        if stated and stated.precision == "day":
            yield stated, where


def _is_day_beside(declared: DateRange, printed: DateRange | None) -> bool:
    """Whether a moment in UTC lies a day beside the day that the page prints."""
    if printed is None or printed.precision != "day" or not _UTC.search(declared.text or ""):
        return False
    apart = date.fromisoformat(printed.start or "") - date.fromisoformat(declared.start or "")
    return abs(apart) == timedelta(days=1)


def _state_date_of_pictures(extract: Extract, tree: "LexborHTMLParser") -> None:
    """State the day in the addresses of the pictures between the paragraphs, where it is one."""
    days = {
        written
        for node in tree.css(_PICTURES)[:_MOST_PICTURES]
        if (written := date_in_address(node.attributes.get("src") or ""))
    }
    if len(days) == 1:
        extract.state_date(read_date(days.pop(), "address"), "addresses of the pictures")


def _state_origin(extract: Extract, declared: Declared, printed: Extract, below: Extract) -> None:
    extract.state("source", printed.source, printed.reasons.get("source", ""))
    extract.state("author", printed.author, printed.reasons.get("author", ""))
    site = site_in_window_title(declared, extract.title)
    named = any(same_words(site, name) for name, _ in declared.all("source"))
    if named or _is_host(site, site_of(extract.url)):
        # Of several names that a page gives, the one in its title is what readers call it.
        extract.state("source", site, "title of the window")
    fields: tuple[DeclaredField, ...] = ("source", "author", "lang")
    for name in fields:
        for text, where in declared.all(name):
            if not web_address(text) and not text.isdigit():
                extract.state(name, _without_label(text), where)
    for name in fields[:2]:
        extract.state(name, getattr(below, name), below.reasons.get(name, ""))
    extract.state("source", site, "title of the window")
    if extract.url:
        extract.state("source", site_of(extract.url), "host of the address")


def _is_host(name: str, host: str) -> bool:
    """Whether a name is a part of a host, as ``Harbour News`` of ``harbournews.example``."""
    letters = "".join(character for character in name.casefold() if character.isalnum())
    return len(letters) >= _SHORTEST_NAME and letters in host.replace("-", "")


def _without_label(text: str) -> str:
    """Cut what sites write before a name even in their source: ``By``, ``来源：``."""
    return _LABEL.sub("", text).strip()
