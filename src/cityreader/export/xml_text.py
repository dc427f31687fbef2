"""Text as XML 1.0 can hold it."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAB_AND_RETURN = {"\t": "&#9;", "\r": "&#13;"}


def escaped(text: str) -> str:
    """The text as the content of an element."""
    return escape(_allowed(text), _TAB_AND_RETURN)


def attribute_list(values: Mapping[str, str]) -> str:
    """The attributes of an element, each with a space in front."""
    return "".join(f" {name}={quoteattr(_allowed(value))}" for name, value in values.items())


def _allowed(text: str) -> str:
    """The text with U+FFFD for what XML cannot hold; stored texts have next to none of it."""
    return text if text.isprintable() else _NOT_XML.sub("\ufffd", text)
