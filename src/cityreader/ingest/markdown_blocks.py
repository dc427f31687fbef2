"""Markdown to blocks of text, by light rules.

Enough for articles: headings, paragraphs wrapped over lines, lists, quotations, tables, code,
notes, rules, and HTML between them. Every line is looked at once.
"""

import re
from dataclasses import dataclass

from cityreader.ingest.blocks import Block
from cityreader.ingest.html_blocks import blocks_of_html, strip_comments
from cityreader.ingest.inline_markdown import first_link, is_only_links, plain_text
from cityreader.ingest.limits import Deadline
from cityreader.ingest.wrapping import joined_paragraphs

# A longer line is a text without any marks (characters): patterns that repeat take memory for each
# time they do.
_LONGEST_MARKED = 100_000
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]+|$)(.*)")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={4,})$")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:-{2,}|={2,})[ \t]*$")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[^`]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•·]|(\d{1,3}[.)]))[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_NOTE = re.compile(r"[ ]{0,3}\[\^([^\[\]\s]{1,60})\]:[ \t]*")
_REFERENCE = re.compile(
    r"[ ]{0,3}\[[^\[\]]{1,200}\]:[ \t]+<?(?:https?:|mailto:|data:|[/#.])\S*(?:[ \t]+[\"'(].*)?$"
)
_TABLE_RULE = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_HTML = re.compile(
    r"[ ]{0,3}</?(?:address|article|aside|blockquote|body|center|details|div|dl|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|head|header|html|iframe|img|li|link|main|meta|nav|ol|p|picture|pre"
    r"|script|section|span|style|summary|table|tbody|td|th|thead|title|tr|ul|video)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """The blocks of a Markdown text, and whether it is HTML but for a heading."""

    blocks: list[Block]
    is_html: bool


def blocks_of_markdown(source: str, deadline: Deadline) -> MarkdownText:
    """Return the blocks of a Markdown text (lines ending in LF) in reading order.

    Marks of emphasis are gone, links are their words, images and comments are dropped. A text whose
    first block is HTML is read as HTML to its end.
    """
    source = strip_comments(source)
    reader = _Reader(deadline)
    lines = source.split("\n")
    for number, line in enumerate(lines):
        if not reader.has_text and _HTML.match(line):
            blocks = reader.end() + blocks_of_html("\n".join(lines[number:]), deadline)
            return MarkdownText(blocks, True)
        reader.take(line)
    return MarkdownText(reader.end(), False)


class _Reader:
    """Takes the lines of a text one by one and gathers them into blocks."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._blocks: list[Block] = []
        self._lines: list[str] = []
        self._table: list[str] = []
        self._html: list[str] = []
        self._fence = ""
        self._quoted = False
        self.has_text = False

    def end(self) -> list[Block]:
        """Return the blocks, the last one ended."""
        self._flush()
        return self._blocks

    def take(self, line: str) -> None:
        """Take the next line."""
        if len(line) > _LONGEST_MARKED:
            self._flush()
            self._blocks.append(Block(line.strip()))
            self.has_text = True
            return
        quote = _QUOTE.match(line)
        if quote:
            line = line[quote.end() :]
        if bool(quote) != self._quoted:
            # A paragraph may go on without its mark; everything else ends with the quotation.
            if quote or not self._lines:
                self._flush()
            self._quoted = bool(quote)
        if self._fence:
            self._take_code(line)
        elif not line.strip():
            self._flush()
        elif self._html:
            self._html.append(line)
        elif (fence := _FENCE.match(line)) and not self._lines:
            self._flush()
            self._fence = fence[1]
        else:
            self._take_text(line)

    def _take_code(self, line: str) -> None:
        if line.strip().startswith(self._fence) and not line.strip(" `~"):
            self._fence = ""
            if any(text.strip() for text in self._lines):
                self._blocks.append(Block("\n".join(self._lines)))
            self._lines = []
        else:
            self._lines.append(line)

    def _take_text(self, line: str) -> None:
        if _UNDERLINE.match(line) and len(self._lines) in (1, 2):
            self._flush(heading=True)
        elif _RULE.match(line) or _REFERENCE.match(line):
            self._flush()
        elif heading := _HEADING.match(line):
            self._flush()
            self._lines = [_without_closing_marks(heading[1])]
            self._flush(heading=True)
        elif _TABLE_RULE.match(line) and "|" in line and (self._table or self._lines):
            self._table += self._lines
            self._lines = []
        elif line.lstrip().startswith("|") or (self._table and "|" in line):
            self._flush_text()
            self._table.append(line)
        elif _HTML.match(line) and not self._lines:
            self._flush()
            self._html = [line]
        elif note := _NOTE.match(line):
            self._flush()
            self._lines = [f"{note[1]}. {line[note.end() :]}"]
            self.has_text = True
        elif item := _ITEM.match(line):
            self._flush()
            number = f"{item[1]} " if item[1] else ""
            self._lines = [number + line[item.end() :]]
            self.has_text = True
        else:
            self._lines.append(line)
            self.has_text = self.has_text or not is_only_links(line)

    def _flush(self, *, heading: bool = False) -> None:
        self._deadline.check()
        if self._fence:
            return
        if self._html:
            self._blocks += blocks_of_html("\n".join(self._html), self._deadline)
            self._html = []
        if self._table:
            rows = []
            for row in self._table:
                self._deadline.check()
                rows.append(_cells(row))
            self._append("\n".join(" | ".join(row) for row in rows if any(row)))
            self._table = []
        self._flush_text(heading=heading)

    def _flush_text(self, *, heading: bool = False) -> None:
        if not self._lines:
            return
        lines, self._lines = self._lines, []
        if heading:
            text = " ".join(lines)
            self._blocks.append(Block(plain_text(text).strip(), "heading", first_link(text)))
            return
        for paragraph in joined_paragraphs(lines):
            links = is_only_links(paragraph)
            if text := plain_text(paragraph).strip():
                block = Block(text, "links" if links else "text", first_link(paragraph))
                self._blocks.append(block)

    def _append(self, text: str) -> None:
        if text.strip():
            self._blocks.append(Block(text))


def _cells(row: str) -> list[str]:
    cells = [plain_text(cell).strip() for cell in row.strip().strip("|").split("|")]
    return [cell for cell in cells if cell]


def _without_closing_marks(heading: str) -> str:
    """Take the ``##`` off the end of ``Title ##``; one that touches a word belongs to it."""
    heading = heading.strip()
    bare = heading.rstrip("#")
    return bare if bare != heading and bare[-1:] in ("", " ", "\t") else heading
