"""Records with named fields, as JSON, tables and reference managers hold them, to articles."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from cityreader.ingest.blocks import article_of
from cityreader.ingest.datelines import state_dateline
from cityreader.ingest.extract import Extract
from cityreader.ingest.front_matter import FrontMatter
from cityreader.ingest.header_fields import state_header
from cityreader.ingest.header_values import TRANSLATIONS, Value, normal_key, words_within
from cityreader.ingest.html_blocks import blocks_of_html
from cityreader.ingest.limits import Deadline
from cityreader.ingest.page import read_foot, read_head, without_entities
from cityreader.ingest.problems import UnreadableError
from cityreader.ingest.wrapping import unwrapped

# Where the text stands, the fullest first; a summary is better than nothing.
_TEXT_KEYS = (
    *("content_html", "content_text", "text", "body", "content", "articlebody", "article_body"),
    *("article", "full_text", "fulltext", "maintext", "main_text", "html", "markdown"),
    *("post_content", "postcontent", "post_body", "main_content", "maincontent", "body_text"),
    *("bodytext", "body_html", "bodyhtml", "articletext", "article_text", "articlecontent"),
    *("article_content", "newscontent", "news_content", "content_raw", "story", "rawtext"),
    *("raw_text", "plaintext", "plain_text", "texte"),
    *("正文", "内容", "內容", "全文", "本文"),
    *("summary", "description", "abstract", "abstract_note", "abstractnote", "摘要"),
)
_TITLE_KEYS = (
    *("title", "headline", "article_title", "articletitle", "post_title", "posttitle"),
    *("news_title", "newstitle", "标题", "標題", "name", "subject"),
)
# Names that reference managers and feeds use, beside those of front matter.
_ALIASES = {
    "publication_title": "source",
    "publicationtitle": "source",
    "container_title": "source",
    "website_title": "source",
    "websitetitle": "source",
    "blog_title": "source",
    "issued": "date",
    "news_date": "date",
    "newsdate": "date",
    "post_date": "date",
    "postdate": "date",
    "posted_at": "date",
    "pub_time": "date",
    "pubtime": "date",
    "publish_time": "date",
    "publishtime": "date",
    "publishedat": "date",
    "publishedon": "date",
    "published_time": "date",
    "published_date": "date",
    "publisheddate": "date",
    "publication_date": "date",
    "publicationdate": "date",
    "release_date": "date",
    "releasedate": "date",
    "release_time": "date",
    "timestamp": "date",
    "isodate": "date",
    "permalink": "url",
    "article_url": "url",
    "news_url": "url",
    "page_url": "url",
    "source_name": "source",
    "sourcename": "source",
    "news_source": "source",
    "author_name": "author",
    "authorname": "author",
    "reporter": "author",
    "reporters": "author",
    "creators": "author",
}
# What stands for a value that is an object: a person, a rendered text, a range of days.
_NAMES = ["name", "literal", "title", "rendered", "html", "text", "value", "start"]
_TIMESTAMP = re.compile(r"\d{10}(?:\d{3})?")
_TIMES = re.compile(r"date|time|pub|posted|created|issued|日期|时间|時間")
_HTML = re.compile(r"</?(?:p|div|br|span|h[1-6]|a|img|ul|ol|li|table|strong|em|b|i)\b[^<>]*>", re.I)
_TAG = re.compile(r"<[^<>]{0,2000}>")


def extract_record(
    record: Mapping[str, Any], deadline: Deadline, *, name: str = "field"
) -> Extract:
    """Return the article of a record; ``name`` is what reasons call its fields.

    Raises ``UnreadableError`` for one without a text.
    """
    deadline.check()
    values = dict(_values(record))
    plain = {_normal(key): value for key, value in values.items()}
    text = next((plain[key] for key in _TEXT_KEYS if plain.get(key)), "")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableError("it has no text")
    extract = Extract()
    for key in _TITLE_KEYS:
        extract.state("title", plain_title(_words(plain.get(key, ""))), f"{name} `{key}`")
    state_header(extract, FrontMatter("", True, _headers(values), name=name))
    read_text(text, extract, deadline)
    return extract


def read_text(text: str, extract: Extract, deadline: Deadline) -> None:
    """Read the text of an article, HTML or plain, and what it states about itself."""
    if _HTML.search(text):
        lines = [block.text for block in article_of(blocks_of_html(text, deadline))]
    else:
        lines = unwrapped(without_entities(text).split("\n"))
    rest = lines[read_head(lines, extract, deadline) :]
    extract.paragraphs = read_foot(rest or lines, extract, deadline)
    state_dateline(extract)


def plain_title(title: str) -> str:
    """Return a title without the HTML that feeds put into it."""
    return " ".join(_TAG.sub("", title).split()) if _HTML.search(title) else title


def has_text(record: Mapping[str, Any]) -> bool:
    """Whether one of a record's fields is the text of an article."""
    named = {_normal(key) for key, value in record.items() if value}
    return not named.isdisjoint(_TEXT_KEYS)


def names_text(columns: list[str]) -> bool:
    """Whether one of these names is that of a text."""
    return not {_normal(column) for column in columns}.isdisjoint(_TEXT_KEYS)


def _headers(values: dict[str, Value]) -> dict[str, Value]:
    """Return the fields but for the text, under the names that headers use."""
    return {
        _ALIASES.get(_normal(key), key): value
        for key, value in values.items()
        if _normal(key) not in _TEXT_KEYS and value
    }


def _values(record: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    for key, value in record.items():
        if isinstance(value, list | dict) and _normal(key) in TRANSLATIONS:
            yield key, words_within(value)
        elif isinstance(value, list):
            yield key, [text for item in value if (text := _text(item))]
        elif text := _text(value):
            is_time = _TIMESTAMP.fullmatch(text) and _TIMES.search(_normal(key))
            yield key, _day(text) if is_time else text


def _text(value: object) -> str:
    """Return what a value says: words, a number, the name of a person, the parts of a date."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, dict):
        return ""
    if parts := value.get("date-parts"):
        first = parts[0] if isinstance(parts, list) else None
        return "-".join(f"{part}".zfill(2) for part in first) if isinstance(first, list) else ""
    given = value.get("given") or value.get("firstName")
    family = value.get("family") or value.get("lastName")
    if isinstance(family, str):
        return _name(given if isinstance(given, str) else "", family)
    return next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")


def _name(given: str, family: str) -> str:
    """Put a name together, family first and without a space where it is Chinese."""
    return f"{given} {family}".strip() if (given + family).isascii() else f"{family}{given}"


def _day(seconds: str) -> str:
    """Return the time that a number of seconds or milliseconds since 1970 stands for."""
    return datetime.fromtimestamp(int(seconds[:10]), UTC).isoformat()


def _words(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _normal(key: str) -> str:
    return normal_key(str(key))
