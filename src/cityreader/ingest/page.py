"""The text of a web page, as it comes when a page is copied: the article among its furniture."""

import html
import re
from collections.abc import Sequence

from cityreader.ingest.blocks import same_words
from cityreader.ingest.datelines import state_dateline, state_opening_day
from cityreader.ingest.dates import is_ambiguous, is_date_line, read_date
from cityreader.ingest.extract import Extract
from cityreader.ingest.furniture import (
    is_furniture,
    is_section_name,
    is_tail_heading,
)
from cityreader.ingest.limits import Deadline
from cityreader.ingest.statements import StatedField, Statement, statements_of, waits_for_date
from cityreader.ingest.web_addresses import web_address
from cityreader.ingest.wrapping import unwrapped

_ENTITY = re.compile(
    r"&(?:amp|nbsp|quot|lt|gt|apos|[lr][sd]quo|[mn]dash|hellip|middot|#\d{2,5}|#x[\da-f]{2,5});"
)
# Code points; a longer first line is the article's first paragraph.
_LONGEST_TITLE = 300
_LONGEST_VALUE = 120
_LONGEST_NAME = 60
# Statements below an article stand on its last lines (lines that are not blank).
_FOOT = 3
# A cut at a tail heading may take at most this share of the text.
_LARGEST_TAIL = 0.5


def read_page(text: str, deadline: Deadline) -> Extract:
    """Return the article of a page's text (lines ending in LF).

    The title is the first line that is neither furniture nor a statement such as ``Date : …``;
    statements count until the article begins, and on its last lines; a list of other articles below
    it is cut off.
    """
    lines = [" ".join(line.split()) for line in without_entities(text).split("\n")]
    extract = Extract()
    start = read_head(lines, extract, deadline)
    extract.paragraphs = unwrapped(read_foot(lines[start:], extract, deadline))
    state_dateline(extract)
    state_opening_day(extract)
    return extract


def read_head(lines: Sequence[str], extract: Extract, deadline: Deadline) -> int:
    """Read title and statements; return the number of the line where the article begins.

    A title that ``extract`` has already is not looked for, only its repetition is passed over.
    """
    waiting: StatedField | None = None
    section = ""
    repeated = False
    for number, text in enumerate(deadline.through(lines)):
        line = " ".join(text.split())
        if not line:
            continue
        if found := _statements(text, line):
            for statement in found:
                _state(extract, statement, line, number)
            waiting = found[-1].field if not found[-1].value else None
        elif waiting in ("date", "source", "author") and len(line) <= _LONGEST_VALUE:
            _state(extract, Statement(waiting, line), line, number)
            waiting = None
        elif waits_for_date(line):
            waiting = "date"
        elif is_furniture(line):
            waiting = None
        elif not repeated and same_words(line, extract.title):
            repeated = True
        elif extract.title:
            return number
        elif is_section_name(line):
            section = section or line
        elif len(line) > _LONGEST_TITLE or not any(lines[number + 1 :]):
            return number
        else:
            extract.state("title", line, _where(number))
    extract.state("title", section, "the only line that can be one")
    return len(lines)


def read_foot(lines: Sequence[str], extract: Extract, deadline: Deadline) -> list[str]:
    """Return the lines of the article: without furniture, other articles and last statements."""
    own = deadline.through(_without_tail(lines))
    kept = [text for text in own if "\n" in text or not is_furniture(text)]
    last = [number for number, line in enumerate(kept) if line][-_FOOT:]
    for number in reversed(last):
        found = statements_of(kept[number])
        if not found or len(kept) == 1:
            break
        for statement in found:
            _state(extract, statement, kept[number], None)
        kept = kept[:number]
    return kept


def _statements(text: str, line: str) -> list[Statement]:
    """Return what a line states; a name over a time, as sites print them, states both."""
    name, _, below = text.strip().rpartition("\n")
    if name and len(name) <= _LONGEST_NAME and is_date_line(below) and not statements_of(name):
        names = dict.fromkeys(part.strip() for part in re.split("[,\n]", name))
        return [Statement("author", ", ".join(filter(None, names))), Statement("date", below)]
    return statements_of(line)


def _state(extract: Extract, statement: Statement, line: str, number: int | None) -> None:
    where = f"{'last lines' if number is None else _where(number)} «{line[:80]}»"
    value = statement.value
    if statement.field in ("date", "updated"):
        if stated := read_date(value, "date line"):
            extract.state_date(stated, where)
            if is_ambiguous(stated) and extract.published is stated:
                warning = f"«{value[:40]}» may be either of two days; only its year counts"
                extract.warnings.append(warning)
    elif statement.field == "url":
        extract.state("url", web_address(value), where)
    elif statement.field != "nothing" and not value.startswith(("http:", "https:")):
        extract.state(statement.field, value, where)


def _without_tail(lines: Sequence[str]) -> list[str]:
    """Cut the list of other articles off; a heading with most of the text below it goes alone."""
    total = sum(map(len, lines))
    below = total
    kept: list[str] = []
    for line in lines:
        below -= len(line)
        if kept and is_tail_heading(line):
            if below <= _LARGEST_TAIL * total:
                return kept
            continue
        kept.append(line)
    return kept


def without_entities(text: str) -> str:
    """Decode the entities that are left when a page's source was copied, once or twice escaped."""
    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def _where(number: int) -> str:
    return "first line" if number == 0 else f"line {number + 1}"
