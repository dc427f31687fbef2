"""EPUB books and digests: each part of the reading order is an article."""

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cityreader.ingest.dates import read_date
from cityreader.ingest.encoding import decode
from cityreader.ingest.extract import Extract, Format, Material
from cityreader.ingest.formats.markdown import extract_markdown
from cityreader.ingest.front_matter import FrontMatter
from cityreader.ingest.problems import UnreadableError
from cityreader.ingest.xml_text import local_name, parsed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from cityreader.ingest.archive import Archive

_FACTS = frozenset({"title", "creator", "publisher", "date", "language", "identifier"})
_CONTAINER = "META-INF/container.xml"
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]*>([^<>]{1,400})</title>", re.IGNORECASE)
# Covers and title pages have less text than this (code points).
_LEAST_TEXT = 40


def read(material: Material) -> list[Extract]:
    """Return the articles of an EPUB file: its parts in reading order, without cover and contents.

    Raises ``UnreadableError`` for an archive that is no book.
    """
    from cityreader.ingest.archive import Archive

    archive = Archive(material)
    package_name = _package(archive)
    package = parsed(archive.read(package_name))
    facts = _facts(package)
    found = []
    for name in _reading_order(package, package_name):
        try:
            page = decode(archive.read(name)).text
        except UnreadableError as error:
            material.deadline.check()
            material.refuse(f"!{name}", error.reason)
            continue
        extract = _part(page, material)
        if sum(map(len, extract.paragraphs)) >= _LEAST_TEXT:
            _complete(extract, facts)
            if book := facts.get("identifier"):
                extract.message_id = f"book:{book} {name}"
            found.append(extract)
    return found


def _package(archive: "Archive") -> str:
    """Return the name of the file that lists the parts."""
    for element in parsed(archive.read(_CONTAINER)).iter():
        if local_name(element.tag) == "rootfile" and (name := element.get("full-path")):
            return name
    raise UnreadableError("it is no book: it names no list of its parts")


def _reading_order(package: "Element", package_name: str) -> list[str]:
    """Return the names of the parts in the archive; they are looked up in it and nowhere else."""
    folder = posixpath.dirname(package_name)
    parts: dict[str, str] = {}
    names = []
    for element in package.iter():
        kind = local_name(element.tag)
        if kind == "item" and "nav" not in (element.get("properties") or "").split():
            href = unquote((element.get("href") or "").partition("#")[0])
            parts[element.get("id") or ""] = posixpath.normpath(posixpath.join(folder, href))
        elif kind == "itemref" and element.get("linear") != "no":
            names.append(element.get("idref") or "")
    return [parts[name] for name in dict.fromkeys(names) if name in parts]


def _facts(package: "Element") -> dict[str, str]:
    """Return what the book says about itself, the first statement of each kind."""
    facts: dict[str, str] = {}
    for element in package.iter():
        kind = local_name(element.tag)
        if kind in _FACTS and element.text:
            facts.setdefault(kind, element.text.strip())
    return facts


def _part(page: str, material: Material) -> Extract:
    body = _BODY.search(page)
    extract = extract_markdown(
        FrontMatter(page[body.start() :] if body else page), material.deadline
    )
    head = page[: body.start()] if body else ""
    if title := _TITLE.search(head):
        extract.state("title", title[1].strip(), "title of the part")
    return extract


def _complete(extract: Extract, facts: dict[str, str]) -> None:
    extract.state("author", facts.get("creator", ""), "author of the book")
    extract.state("source", facts.get("publisher", ""), "publisher of the book")
    extract.state("source", facts.get("title", ""), "title of the book")
    extract.state_date(read_date(facts.get("date", ""), "date of the book"), "date of the book")


FORMAT = Format("EPUB", frozenset({".epub"}), read)
