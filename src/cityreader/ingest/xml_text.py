"""XML that may be parsed: its text, with no entities of its own."""

import re
from typing import TYPE_CHECKING

from cityreader.ingest.encoding import declared, decode
from cityreader.ingest.extract import Material
from cityreader.ingest.problems import UnreadableError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DECLARATION = re.compile(r"\s*<\?xml[^<>]*\?>")
_ENCODING = re.compile(rb"<\?xml[^<>]*encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
# Each is a piece of text by itself, which takes a microsecond; no file has one in seven characters.
_MOST_REFERENCES = 2_000_000
# An attribute takes 300 bytes of memory as long as its element is read; no element has so many.
_LONG_TAG = re.compile(r"<[^<>]{20000,}+")
_MOST_ATTRIBUTES = 1_000
# An element takes up to 300 bytes of memory while it is read (elements of one file).
_MOST_ELEMENTS = 400_000


def xml_text(material: Material, most_elements: int = _MOST_ELEMENTS) -> str:
    """Return the text of an XML file without its declaration.

    UTF-8 is believed before the declared encoding, and that before a guess. Raises
    ``UnreadableError`` for a file that defines entities, which can grow without end or name files,
    and for one of too many elements.
    """
    text = _declared(material.data) or material.text().text
    if "<!ENTITY" in text.upper():
        raise UnreadableError("it defines entities of its own, which is not safe to read")
    if text.count("<") > 2 * most_elements:
        raise UnreadableError(f"it has more than {most_elements:,} elements")
    if text.count("&") > _MOST_REFERENCES:
        raise UnreadableError(f"it has more than {_MOST_REFERENCES:,} references such as &amp;")
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise UnreadableError(f"an element in it has more than {_MOST_ATTRIBUTES:,} attributes")
    material.deadline.check()
    return _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)


def parsed(data: bytes) -> "Element":
    """Return the root of a small XML document inside an archive; raises ``UnreadableError``."""
    from xml.etree import ElementTree

    text = decode(data).text
    if "<!ENTITY" in text.upper() or text.count("<") > 2 * _MOST_ELEMENTS:
        raise UnreadableError("the XML in it is not safe to read")
    try:
        return ElementTree.fromstring(_DECLARATION.sub("", text.lstrip("\ufeff"), count=1))
    except (ElementTree.ParseError, ValueError) as error:
        raise UnreadableError(f"the XML in it is damaged ({error})") from error


def local_name(tag: object) -> str:
    """Return the name of an element without its namespace."""
    return str(tag).rpartition("}")[2]


def _declared(data: bytes) -> str | None:
    """Return the text in the encoding the file declares, None where it is not in that."""
    found = _ENCODING.match(data[:200].lstrip())
    if not found:
        return None
    texts = (declared(data, name) for name in ("utf-8", found[1].decode("ascii")))
    return next((text for text in texts if text is not None), None)
