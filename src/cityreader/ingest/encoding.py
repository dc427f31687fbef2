"""Bytes to text: which encoding a file is really in.

In order: byte order mark, strict UTF-8, the pattern of zero bytes in UTF-16, UTF-8 with some
damage, the Chinese encodings judged by how ordinary their characters are, and Windows-1252 when
it gives plausible words. What a file declares about itself is not asked: saved pages lie about it.
"""

import codecs
import re
from dataclasses import dataclass, replace

from cityreader.ingest.guessing import best_chinese, plausible_western
from cityreader.ingest.problems import UnreadableError

# Longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"OggS", "a recording"),
    (b"ID3", "a recording"),
)
# Control characters that text really holds: BEL, BS, TAB, LF, VT, FF, CR and ESC.
_TEXT_CONTROLS = b"\x07\x08\t\n\x0b\x0c\r\x1b"
_CONTROLS = bytes(code for code in range(0x20) if code not in _TEXT_CONTROLS)
# More than one control character in twenty bytes is not text.
_CONTROL_SHARE = 0.05
# A file of which at most one byte in a hundred is broken is text with an accident in it.
_DAMAGE_SHARE = 0.01
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_NOT_WESTERN = re.compile("[\u0180-\u02c5\u0300-\u2012\u2123-\uffff]")
_OPEN_BYTES = "cityreader-open-bytes"
_SAMPLE = 65_536
_WIDE = ("utf-16-le", "utf-16-be")
_MULTIBYTE = ("gb18030", "big5hkscs", "cp950")
# As Python calls them; what is left out are punycode, idna, escapes and packed bytes.
_OF_TEXTS = re.compile(
    "ascii|utf-(?:7|8|16|32)(?:-sig|-[bl]e)?|iso8859-\\d+|cp\\d+|koi8-[rtu]|mac-\\w+|kz1048|ptcp154"
    "|tis-620|gb2312|gbk|gb18030|hz|big5|big5hkscs|euc_\\w+|shift_jis\\w*|iso2022_\\w+|johab"
)
_LONGEST_NAME = 40
# Pages, feeds and messages in a subset say so and use the whole.
_WHOLE = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
}
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
    "gb18030": "GB18030",
    "big5hkscs": "Big5-HKSCS",
    "cp950": "Big5",
    "cp1252": "Windows-1252",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was read in, and what a person should know about that."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def declared(data: bytes, charset: str) -> str | None:
    """Return the text of ``data`` in the encoding it is said to be in, None where it is not.

    Only encodings that texts are written in count: others take long, or run over what they read.
    """
    try:
        name = codecs.lookup(charset.strip()[:_LONGEST_NAME]).name
        if not _OF_TEXTS.fullmatch(name):
            return None
        return data.decode(_WHOLE.get(name, name)).replace("\r\n", "\n")
    except (UnicodeError, LookupError, ValueError):
        return None


def decode(data: bytes) -> Decoded:
    """Return the text of ``data``, every line ending in LF.

    Raises ``UnreadableError`` for what is not text.
    """
    found = _decoded(data)
    if not any(mark in found.text for mark in _LINE_ENDS):
        return found
    text = found.text.replace("\r\n", "\n").replace("\u2029", "\n\n")
    return replace(found, text=text.translate(dict.fromkeys(map(ord, _LINE_ENDS), "\n")))


def _decoded(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(f"it is {name}")
    if plain := _intact_utf8(data):
        return plain
    sample = data[:_SAMPLE]
    if wide := best_chinese(sample, _WIDE) or _zero_pattern(sample):
        return _lenient(data, wide)
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _CONTROL_SHARE * len(sample):
        raise UnreadableError("it is not text")
    if damaged := _damaged_utf8(data, certain=True):
        return damaged
    if chinese := best_chinese(sample, _MULTIBYTE):
        return _lenient(data, chinese)
    if plausible_western(sample):
        return _lenient(data, "cp1252")
    if damaged := _damaged_utf8(data, certain=False):
        return damaged
    raise UnreadableError("its encoding is none that is known here, or it is not text")


def _intact_utf8(data: bytes) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    # Latin text in UTF-16 without a mark is valid UTF-8 too, with a zero after every letter.
    if "\0" in text:
        return None
    once = _decoded_again(text)
    return (
        Decoded(once, "UTF-8", ("it was encoded twice, which was undone",))
        if once
        else Decoded(text, "UTF-8")
    )


def _decoded_again(text: str) -> str | None:
    """Undo an encoding of what was UTF-8 already and was taken for Windows-1252."""
    if text.isascii() or _NOT_WESTERN.search(text):
        return None
    try:
        return text.encode("cp1252", _OPEN_BYTES).decode("utf-8")
    except UnicodeError:
        return None


def _open_bytes(error: UnicodeError) -> tuple[bytes, int]:
    """The five bytes that Windows-1252 leaves open come out as control characters."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end]
    if max(found) > "\x9f":
        raise error
    return found.encode("latin-1"), error.end


codecs.register_error(_OPEN_BYTES, _open_bytes)


def _zero_pattern(sample: bytes) -> str | None:
    """Return the kind of UTF-16 whose Latin letters and line ends leave zeros on one side only."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(2, len(sample) // 10) or 10 * min(even, odd) > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample.decode(encoding, "replace")
    # Zeros on one side also stand in binary tables of small numbers, where controls abound.
    controls = len(re.findall("[\x00-\x06\x0e-\x1a\x1c-\x1f\ufffd]", text))
    return encoding if controls <= _CONTROL_SHARE * len(text) else None


def _damaged_utf8(data: bytes, *, certain: bool) -> Decoded | None:
    """Read UTF-8 with a few broken bytes; ``certain`` asks for intact characters that prove it."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    intact = sum(character > "\x7f" for character in text) - broken
    if (certain and intact < 4 * broken) or broken > max(1, _DAMAGE_SHARE * len(data)):
        return None
    return Decoded(text, "UTF-8", (_broken(broken),) if broken else ())


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken > max(1, 0.2 * len(text)):
        raise UnreadableError(f"it says it is {_NAMES[encoding]} and is not")
    return Decoded(text, _NAMES[encoding], (_broken(broken),) if broken else ())


def _broken(count: int) -> str:
    places = "1 place that is" if count == 1 else f"{count} places that are"
    return f"{places} not valid text in its encoding, shown as \ufffd"
