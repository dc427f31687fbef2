"""XML that may be parsed: its text, with no entities of its own."""

import re
from typing import TYPE_CHECKING

from cityreader.ingest.encoding import decode
from cityreader.ingest.extract import Material
from cityreader.ingest.problems import UnreadableError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DECLARATION = re.compile(r"\s*<\?xml[^<>]*\?>")
_ENCODING = re.compile(rb"<\?xml[^<>]*encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
# Pages and feeds in a subset say so and use the whole.
_WHOLE = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
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
    name = found[1].decode("ascii").lower()
    for encoding in ("utf-8", _WHOLE.get(name, name)):
        try:
            return data.decode(encoding).replace("\r\n", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    return None
