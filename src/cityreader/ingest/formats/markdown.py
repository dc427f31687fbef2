"""Markdown with or without a header, and archived posts whose body is HTML."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from cityreader.ingest.blocks import Block, article_of, same_words
from cityreader.ingest.datelines import state_dateline
from cityreader.ingest.dates import date_in_address, read_date
from cityreader.ingest.extract import Extract, Format, Material
from cityreader.ingest.front_matter import FrontMatter, split_front_matter
from cityreader.ingest.header_fields import state_header
from cityreader.ingest.limits import Deadline
from cityreader.ingest.markdown_blocks import blocks_of_markdown
from cityreader.ingest.page import read_foot, read_head
from cityreader.ingest.web_addresses import site_of, web_address

# A heading further down than this is that of a part, not of the article (blocks).
_TITLE_WITHIN = 3
# Archives note the time of a post as seconds or milliseconds since 1970.
_NOTED_TIME = re.compile(r"\s*<!--\s*(1\d{9})(?:\d{3})?\s*-->")


def read(material: Material) -> list[Extract]:
    """Return the one article of a Markdown file."""
    decoded = material.article_text()
    extract = extract_markdown(split_front_matter(decoded.text), material.deadline)
    extract.note(decoded)
    return [extract]


def extract_markdown(front_matter: FrontMatter, deadline: Deadline) -> Extract:
    """Return the article of a header and the Markdown or HTML below it."""
    extract = Extract()
    state_header(extract, front_matter)
    markdown = blocks_of_markdown(front_matter.body, deadline)
    blocks = _without_title(markdown.blocks, extract)
    lines = [block.text for block in article_of(blocks)]
    lines = lines[read_head(lines, extract, deadline) :]
    # A headed Markdown article owns its last parts too, such as one called Further Reading.
    cut = markdown.is_html or not front_matter.found
    extract.paragraphs = read_foot(lines, extract, deadline) if cut else lines
    state_dateline(extract)
    if not extract.published and (written := date_in_address(extract.url)):
        extract.state_date(read_date(written, "address"), f"address «{extract.url}»")
    if not extract.published and (noted := _NOTED_TIME.match(front_matter.body)):
        day = datetime.fromtimestamp(int(noted[1]), UTC).date().isoformat()
        extract.state_date(
            read_date(day, "comment"), f"time in the comment at the top «{noted[1]}»"
        )
    return extract


def _without_title(blocks: Sequence[Block], extract: Extract) -> list[Block]:
    """Take the article's title off the top: as its heading, and as a link to where it came from."""
    for number, block in enumerate(blocks[:_TITLE_WITHIN]):
        is_title = (
            same_words(block.text, extract.title)
            if extract.title
            else block.kind in ("heading", "links") and bool(block.text)
        )
        if is_title or (block.kind == "links" and web_address(block.link) == extract.url != ""):
            extract.state("title", block.text, f"heading «{block.text[:60]}»")
            if address := web_address(block.link):
                extract.state("url", address, "link of the title")
                extract.state("source", site_of(address), "host of the address")
            return [*blocks[:number], *blocks[number + 1 :]]
        if len(block.text) > 200:
            break
    return list(blocks)


FORMAT = Format("markdown", frozenset({".md", ".markdown", ".mdown", ".mkd"}), read)
