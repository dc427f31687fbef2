"""Translation memories (TMX): rows of two or more languages become articles that are pairs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree

from cityreader.ingest.aligned_rows import GivenRow, GivenSide, articles_of_rows, given_score
from cityreader.ingest.extract import Extract, Format, Material
from cityreader.ingest.languages import normal_tag
from cityreader.ingest.problems import UnreadableError
from cityreader.ingest.xml_text import local_name, xml_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Units are dropped once read, so many more fit than in a page (elements of one file).
_MOST_ELEMENTS = 4_000_000
_FED_AT_ONCE = 65_536
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# By which properties tools tell the documents of one memory apart, the surest first.
_DOCUMENT = ("x-pair", "x-document", "document", "x-filename", "filename", "x-file", "file")
# Elements within a segment that hold codes of the translator's tool and no words.
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
_FACTS = ("title", "source", "author", "url", "published")


def read(material: Material) -> list[Extract]:
    """Return the articles of a translation memory, row by row as it has them.

    Raises ``UnreadableError`` for what is no TMX, is damaged, or defines entities.
    """
    return articles_of_rows(_rows(material), "translation memory")


def _rows(material: Material) -> Iterator[GivenRow]:
    text = xml_text(material, _MOST_ELEMENTS)
    parser: ElementTree.XMLPullParser[Element] = ElementTree.XMLPullParser(("start", "end"))
    root: str | None = None
    body: Element | None = None
    try:
        for start in range(0, len(text), _FED_AT_ONCE):
            material.deadline.check()
            parser.feed(text[start : start + _FED_AT_ONCE])
            for event, element in _events(parser):
                name = local_name(element.tag)
                root = root or name
                if root != "tmx":
                    raise UnreadableError(f"it is XML of another kind ({root[:40]}), no TMX")
                if event == "start":
                    body = element if name == "body" else body
                elif name == "tu":
                    yield _row(element)
                    if body is not None:
                        body.clear()
        parser.close()
    except (ElementTree.ParseError, ValueError) as error:
        raise UnreadableError(f"the XML in it is damaged ({error})") from error
    if root is None:
        raise UnreadableError("there is no TMX in it")


def _events(parser: "ElementTree.XMLPullParser[Element]") -> "Iterator[tuple[str, Element]]":
    for event in parser.read_events():
        yield cast("tuple[str, Element]", event)


def _row(unit: "Element") -> GivenRow:
    facts = _properties(unit)
    sides: dict[str, GivenSide] = {}
    for variant in unit:
        if local_name(variant.tag) == "tuv" and (side := _side(variant)):
            sides.setdefault(side.article, side)
    return GivenRow(
        sides=tuple(sides.values()),
        score=given_score(facts.get("x-score", "")),
        checked=facts.get("x-checked", "").strip().lower() == "true",
        document=next((facts[name] for name in _DOCUMENT if facts.get(name)), ""),
    )


def _side(variant: "Element") -> GivenSide | None:
    """The words of a variant, None where it has none."""
    segment = next((child for child in variant if local_name(child.tag) == "seg"), None)
    words = "" if segment is None else _words(segment)
    facts = _properties(variant)
    joint = facts.get("x-joint")
    if joint is None:
        # Line ends that another program put in are those of its file, not of the text.
        words = " ".join(words.split())
    if not words.strip():
        return None
    tag = variant.get(_LANG) or variant.get("lang") or ""
    lang = normal_tag(tag) or tag.strip().lower()[:20]
    stated = {name: facts[f"x-{name}"] for name in _FACTS if facts.get(f"x-{name}")}
    is_right = facts.get("x-side") == "right"
    return GivenSide(facts.get("x-article") or lang, lang, words, joint, stated, is_right)


def _properties(element: "Element") -> dict[str, str]:
    found: dict[str, str] = {}
    for child in element:
        if local_name(child.tag) == "prop":
            found.setdefault(child.get("type", "").strip().lower(), (child.text or "").strip())
    return found


def _words(element: "Element") -> str:
    parts = [element.text or ""]
    for child in element:
        name = local_name(child.tag)
        if isinstance(child.tag, str) and name not in _CODES:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


FORMAT = Format("translation memory", frozenset({".tmx"}), read)
