"""Feeds saved as files (RSS and Atom), and lists of feeds (OPML)."""

import io
import re
from html import unescape
from typing import Any

from cityreader.ingest.dates import read_date
from cityreader.ingest.entry_ids import drop_repeated, entry_id
from cityreader.ingest.extract import Extract, Format, Material
from cityreader.ingest.problems import EmptyFileError, UnreadableError
from cityreader.ingest.records import plain_title, read_text
from cityreader.ingest.translation_links import link_to
from cityreader.ingest.web_addresses import site_of, web_address
from cityreader.ingest.xml_text import xml_text
from cityreader.models import TranslationLink

# About a thousand entries a second are read, and a file has eight seconds.
_MOST_ENTRIES = 5_000
_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
_ROOT = re.compile(r"<(?:\w{1,20}:)?(rss|feed|rdf|opml|channel)[\s>]", re.IGNORECASE)
_OUTLINE = re.compile(r"\bxmlUrl\s*=", re.IGNORECASE)
_BARE = re.compile(r"&(?!#?\w{1,10};)")
# An entry that says little and links to its page is a summary (code points).
_SUMMARY = 300


def read(material: Material) -> list[Extract]:
    """Return the articles of a feed, damaged XML included; entries without text are refused.

    Raises ``EmptyFileError`` for a list of feeds, which holds no article, and ``UnreadableError``
    for XML that is neither.
    """
    text = xml_text(material)
    root = _ROOT.search(text[:20_000])
    if not root:
        raise UnreadableError("it is XML and not a feed")
    if root[1].lower() == "opml":
        feeds = len(_OUTLINE.findall(text))
        raise EmptyFileError(f"it is a list of {feeds} feeds; the feeds themselves hold articles")
    if len(_ENTRY.findall(text)) > _MOST_ENTRIES:
        raise UnreadableError(f"it has more than {_MOST_ENTRIES:,} entries")
    import feedparser

    parsed = feedparser.parse(
        # A stream, since a text could be taken for an address or a file to open.
        io.BytesIO(_mended(text).encode("utf-8", "replace")),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )
    extracts: list[Extract] = []
    for number, entry in enumerate(parsed.entries, start=1):
        if material.leave_rest(f"entry {number}"):
            break
        extract = _article(entry, parsed.feed, material)
        if extract.paragraphs:
            extracts.append(extract)
        else:
            material.refuse(f"entry {number}", "it has no text")
    drop_repeated(extracts)
    if extracts and parsed.bozo and parsed.version == "":
        extracts[0].warnings.append("the feed is damaged XML")
    return extracts


def _article(entry: Any, feed: Any, material: Material) -> Extract:
    extract = Extract()
    extract.state("title", plain_title(entry.get("title", "")), "title of the entry")
    extract.state("url", _address(entry), "link of the entry")
    home = str(feed.get("link") or "")
    extract.message_id = entry_id(str(entry.get("id") or ""), home or extract.url)
    extract.state("author", _author(entry), "author of the entry")
    for name in ("published", "created", "updated"):
        if extract.published:
            break
        written = str(entry.get(name) or "")
        reason = f"`{name}` of the entry"
        extract.state_date(read_date(written, reason), f"{reason} «{written[:40]}»")
    origin = entry.get("source") or {}
    extract.state("source", origin.get("title", ""), "source of the entry")
    extract.state("source", feed.get("title", ""), "title of the feed")
    if extract.url:
        extract.state("source", site_of(extract.url), "host of the address")
    extract.state("lang", entry.get("language") or feed.get("language") or "", "language of feed")
    for link in entry.get("links") or []:
        if link.get("hreflang") and (other := _other_language(link, extract)):
            extract.translation_links.append(other)
    html = _text(entry)
    if html.strip():
        read_text(html, extract, material.deadline)
        length = sum(map(len, extract.paragraphs))
        if length < _SUMMARY and not entry.get("content"):
            extract.warnings.append("the feed holds only a summary")
    elif extract.title:
        # A feed of headlines: the title is all there is.
        extract.paragraphs = [extract.title]
        extract.warnings.append("the feed holds only a headline")
    return extract


def _other_language(link: Any, extract: Extract) -> TranslationLink | None:
    return link_to(str(link.get("href") or ""), str(link["hreflang"]), extract.url)


def _mended(text: str) -> str:
    """Escape the bare ampersands that make most damaged feeds damaged, CDATA sections aside."""
    parts = []
    position = 0
    while (start := text.find("<![CDATA[", position)) >= 0:
        end = text.find("]]>", start)
        if end < 0:
            break
        parts += [_BARE.sub("&amp;", text[position:start]), text[start:end]]
        position = end
    return "".join([*parts, _BARE.sub("&amp;", text[position:])])


def _text(entry: Any) -> str:
    """Return the content of an entry, the longest of what it carries."""
    texts = [str(part.get("value") or "") for part in entry.get("content") or []]
    texts.append(str(entry.get("summary") or ""))
    longest = max(texts, key=len)
    # Some feeds escape their HTML twice.
    return unescape(longest) if longest.lstrip().startswith("&lt;") else longest


def _address(entry: Any) -> str:
    # Of several links, those with a language of their own lead to other versions.
    own = [
        link.get("href")
        for link in entry.get("links") or []
        if link.get("rel") == "alternate" and not link.get("hreflang")
    ]
    for written in (*own[:1], entry.get("link"), entry.get("id")):
        if address := web_address(str(written or "")):
            return address
    return ""


def _author(entry: Any) -> str:
    names = [person.get("name", "") for person in entry.get("authors") or []]
    return ", ".join(dict.fromkeys(filter(None, names))) or str(entry.get("author") or "")


FORMAT = Format("feed", frozenset({".xml", ".rss", ".atom", ".rdf", ".opml"}), read)
