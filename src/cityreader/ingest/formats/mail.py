"""Newsletters: single messages (EML) and mailboxes (MBOX)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cityreader.ingest.dates import read_date
from cityreader.ingest.encoding import declared, decode
from cityreader.ingest.extract import Extract, Format, Material
from cityreader.ingest.limits import MOST_LINES
from cityreader.ingest.problems import UnreadableError
from cityreader.ingest.records import read_text
from cityreader.ingest.web_addresses import web_address

if TYPE_CHECKING:
    from email.message import Message

# What parameters of a header are in is decoded before anybody can look; these two take long.
_SLOW = re.compile(rb"\*\s*=\s*\"?\s*(?:punycode|idna)\s*'", re.IGNORECASE)
_SEPARATOR = re.compile(rb"(?:\A|\r?\n\r?\n)From [^\n]{1,200}\n")
_QUOTED_SEPARATOR = re.compile(rb"(?m)^>(>*From )")
_FORWARDED = re.compile(r"\A\s*(?:(?:fwd?|fw|re|转发|轉寄|回复|回覆)\s*[:：]\s*)+", re.IGNORECASE)
_MOST_PARTS = 10_000
# The version in HTML is taken unless the plain one says clearly more.
_FULLER = 1.3
# Decoding a header takes time that grows with the square of its length (characters).
_LONGEST_HEADER = 10_000
_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>")


def read_message(material: Material) -> list[Extract]:
    """Return the one article of a message; raises ``UnreadableError`` for one without text."""
    return [_article(material.data, material)]


def read_mailbox(material: Material) -> list[Extract]:
    """Return the articles of a mailbox in its order; messages without text are refused."""
    messages = _messages(material.data)
    found = []
    for number, (start, end) in enumerate(messages, start=1):
        if material.leave_rest(f"message {number}"):
            break
        message = _QUOTED_SEPARATOR.sub(rb"\1", material.data[start:end])
        try:
            found.append(_article(message, material))
        except UnreadableError as error:
            material.refuse(f"message {number}", error.reason)
    return found


def _messages(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each message of a mailbox begins and ends."""
    start = None
    for mark in _SEPARATOR.finditer(data):
        if start is not None:
            yield start, mark.start()
        start = mark.end()
    if start is None:
        raise UnreadableError("it is not a mailbox")
    yield start, len(data)


def _article(data: bytes, material: Material) -> Extract:
    from email import message_from_bytes

    if data.count(b"\n--") > _MOST_PARTS:
        raise UnreadableError(f"the message has more than {_MOST_PARTS:,} parts")
    if max(data.count(b"\n"), data.count(b"\r")) > MOST_LINES:
        raise UnreadableError(f"the message has more than {MOST_LINES:,} lines")
    if _SLOW.search(data):
        raise UnreadableError("the message names an encoding that no text is in")
    message = message_from_bytes(data)
    material.deadline.check()
    html, plain = _texts(message)
    if not html.strip() and not plain.strip():
        raise UnreadableError("the message has no text")
    extract = Extract(message_id=_header(message, "Message-ID").strip().strip("<>"))
    subject = _FORWARDED.sub("", _header(message, "Subject"))
    extract.state("title", " ".join(subject.split()), "header `Subject`")
    sent = _header(message, "Date")
    extract.state_date(read_date(sent, "header `Date`"), f"header `Date` «{sent[:40]}»")
    name, address = _sender(_header(message, "From"))
    listed, _, _ = _header(message, "List-Id").partition("<")
    extract.state("source", listed.strip(' "'), "header `List-Id`")
    extract.state("source", name or address.partition("@")[2], "header `From`")
    extract.state("author", name, "header `From`")
    if found := _ADDRESS.search(_header(message, "Archived-At")):
        extract.state("url", web_address(found[1]), "header `Archived-At`")
    _read_fuller(html, plain, extract, material)
    return extract


def _sender(written: str) -> tuple[str, str]:
    """Return name and address of a sender; brackets in a name belong to it."""
    name, mark, address = " ".join(written.split()).rpartition("<")
    return (name.strip(' "'), address.rstrip(">")) if mark else ("", address)


def _read_fuller(html: str, plain: str, extract: Extract, material: Material) -> None:
    """Read the version in HTML, which keeps paragraphs, or the plain one where that says more."""
    if html.strip():
        read_text(html, extract, material.deadline)
    if len("".join(plain.split())) > _FULLER * sum(map(len, extract.paragraphs)):
        read_text(plain, extract, material.deadline)


def _texts(message: "Message") -> tuple[str, str]:
    """Return the first text in HTML and the first plain one that are not attached."""
    texts = {"text/html": "", "text/plain": ""}
    for part in message.walk():
        kind = part.get_content_type()
        if kind not in texts or texts[kind] or part.get_content_disposition() == "attachment":
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            texts[kind] = _decoded(payload, part.get_content_charset() or "")
    return texts["text/html"], texts["text/plain"]


def _decoded(data: bytes, charset: str) -> str:
    """Return a text in the encoding its part declares, or in the one it is really in."""
    text = declared(data, charset)
    return decode(data).text if text is None else text


def _header(message: "Message", name: str) -> str:
    """Return a header in plain words, its encoded parts decoded."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    value = message.get(name, "")
    if len(str(value)) > _LONGEST_HEADER:
        return ""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return str(value)
    words = []
    for part, charset in parts:
        if isinstance(part, bytes):
            words.append(_decoded(part, charset or "utf-8") if part else "")
        else:
            words.append(part)
    return "".join(words)


MESSAGE = Format("message", frozenset({".eml"}), read_message)
MAILBOX = Format("mailbox", frozenset({".mbox", ".mbx"}), read_mailbox)
