"""Word documents (DOCX)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cityreader.ingest.datelines import state_dateline
from cityreader.ingest.extract import Extract, Format, Material
from cityreader.ingest.page import read_foot, read_head
from cityreader.ingest.problems import UnreadableError
from cityreader.ingest.xml_text import local_name, parsed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TEXT = "word/document.xml"
_FACTS = "docProps/core.xml"
# A heading further down than this is that of a part, not of the article (paragraphs).
_TITLE_WITHIN = 3
_TITLE_STYLES = ("title", "heading1", "标题", "標題")
# What programs write where a person wrote nothing.
_NO_AUTHORS = frozenset({"python-docx", "microsoft office user", "user", "admin", "administrator"})


def read(material: Material) -> list[Extract]:
    """Return the one article of a document; raises ``UnreadableError`` where there is none."""
    from cityreader.ingest.archive import Archive

    archive = Archive(material)
    if not archive.has(_TEXT):
        raise UnreadableError("it is not a Word document")
    paragraphs = list(_paragraphs(parsed(archive.read(_TEXT))))
    material.deadline.check()
    extract = Extract()
    for number, (text, style) in enumerate(paragraphs[:_TITLE_WITHIN]):
        if style.lower().replace(" ", "").startswith(_TITLE_STYLES):
            extract.state("title", text, f"paragraph in the style {style}")
            del paragraphs[number]
            break
    lines = [text for text, _ in paragraphs]
    lines = lines[read_head(lines, extract, material.deadline) :]
    extract.paragraphs = read_foot(lines, extract, material.deadline)
    state_dateline(extract)
    if archive.has(_FACTS):
        _state_facts(extract, parsed(archive.read(_FACTS)))
    return [extract]


def _state_facts(extract: Extract, facts: "Element") -> None:
    for element in facts.iter():
        text = (element.text or "").strip()
        if local_name(element.tag) == "creator" and text.lower() not in _NO_AUTHORS:
            extract.state("author", text, "author in the document's properties")
        elif local_name(element.tag) == "title":
            extract.state("title", text, "title in the document's properties")


def _paragraphs(root: "Element") -> Iterator[tuple[str, str]]:
    """Yield the paragraphs with the names of their styles; a table is one, a line a row."""
    passed: set[Element] = set()
    for element in root.iter():
        kind = local_name(element.tag)
        if element in passed:
            continue
        if kind == "Fallback":
            # The same once more, for programs that cannot show it otherwise.
            passed.update(element.iter())
        elif kind == "tbl":
            passed.update(element.iter())
            if text := "\n".join(filter(None, map(_row, _children(element, "tr")))):
                yield text, ""
        elif kind == "p":
            inner = [one for one in element.iter() if local_name(one.tag) == "Fallback"]
            passed.update(one for part in inner for one in part.iter())
            if text := _text(element, passed):
                yield text, _style(element)
            passed.update(one for one in element.iter() if local_name(one.tag) == "p")


def _row(row: "Element") -> str:
    cells = (_text(cell, set()) for cell in _children(row, "tc"))
    return " | ".join(" ".join(cell.split()) for cell in cells if cell)


def _children(element: "Element", name: str) -> "list[Element]":
    return [child for child in element if local_name(child.tag) == name]


def _text(element: "Element", passed: "set[Element]") -> str:
    """Return the text of the runs in an element; what was deleted in it has another name."""
    parts = []
    for part in element.iter():
        kind = local_name(part.tag)
        if part in passed:
            continue
        if kind == "t":
            parts.append(part.text or "")
        elif kind in ("br", "cr"):
            parts.append("\n")
        elif kind in ("tab", "p"):
            parts.append(" ")
    return "".join(parts).strip()


def _style(paragraph: "Element") -> str:
    for element in paragraph.iter():
        if local_name(element.tag) == "pStyle":
            return next((value for key, value in element.items() if local_name(key) == "val"), "")
    return ""


FORMAT = Format("Word document", frozenset({".docx"}), read)
