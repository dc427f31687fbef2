"""Text from outside, made safe once and shown as plain text.

``clean`` gives the stored form of a body, ``clean_line`` that of a title or a field, and
``visible`` is the last step before the terminal.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from cityreader.text.graphemes import is_plain

# What only cleaning needs is compiled when first needed: a start of the screens cleans nothing.
_compiled = cache(re.compile)

# Bidirectional embeddings, overrides, isolates and the Arabic letter mark. The plain left-to-right
# and right-to-left marks (U+200E, U+200F) belong to ordinary Hebrew and Arabic and reorder nothing.
_BIDI = "\u061c\u202a-\u202e\u2066-\u2069"
_TAGS = "\U000e0000-\U000e007f"
_SURROGATES = "\ud800-\udfff"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"

# The flags of England, Scotland and Wales are a black flag, three to six tag characters and the
# cancel tag; every other use of tag characters is hidden text.
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"

# ECMA-48. A command string (OSC, DCS, SOS, PM, APC) goes with its payload when it is closed within
# its line; an open one loses only its introducer, so that it cannot swallow an article.
_ESCAPE = (
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])"
    "(?:[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\\\|\x9c)|[0-9]{0,4};?)"
    "|\x1b[ -/]*[0-~]?"
)
_UNSAFE = (
    f"(?P<flag>{_FLAG})"
    f"|(?P<escape>{_ESCAPE})"
    f"|(?P<control>[{_CONTROLS}]+)"
    f"|(?P<bidi>[{_BIDI}]+)"
    f"|(?P<tag>[{_TAGS}]+)"
    f"|(?P<surrogate>[{_SURROGATES}])"
)
_SUSPECT = f"[{_CONTROLS}{_BIDI}{_TAGS}{_SURROGATES}]"
_PHRASES = {
    "escape": "terminal escape sequences",
    "control": "control characters",
    "bidi": "bidirectional overrides",
    "tag": "invisible tag characters",
    "surrogate": "broken characters",
}
_REPLACEMENT = "\ufffd"

_LINE_END = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_EXOTIC = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# At most one ordinary space is taken in front, which keeps the match linear on long runs of them.
_EXOTIC_SEARCH = f"[{_EXOTIC}]"
_EXOTIC_RUN = f" ?[{_EXOTIC}][ {_EXOTIC}]*"
# What shows nothing by itself: a line of only these is a blank line.
_INVISIBLE = "\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_INVISIBLE_SEARCH = f"[{_INVISIBLE}]"
_BLANK_LINES = re.compile("\n{3,}")
# Every combining mark is outside \w, so this finds all long runs of them, and a few others.
_LONG_MARKS = re.compile(r"[^\w\s]{32,}")

_VISIBLE = {code: 0x2400 + code for code in range(0x20) if code != 0x0A}
_VISIBLE[0x7F] = 0x2421
_REPLACED = (
    *range(0x80, 0xA0),
    0x061C,
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
    *range(0xE0000, 0xE0080),
)
_VISIBLE.update(dict.fromkeys(_REPLACED, 0xFFFD))
_ACTIVE = re.compile(
    f"{_FLAG}|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDI}{_SURROGATES}{_TAGS}]+"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text in its stored form, and short English phrases naming what was neutralised in it."""

    text: str
    removed: tuple[str, ...]


def clean(text: str) -> Cleaned:
    """Return the form in which a body is stored.

    Lines end in LF, characters are composed (NFC), paragraphs are separated by exactly one blank
    line, lines have no white space at either end, and tabs, no-break, ideographic and other exotic
    spaces have become one ordinary space. Escape sequences, control characters, bidirectional
    overrides and tag characters are gone, lone surrogates are U+FFFD; these five are reported.
    Zero-width characters, variation selectors and direction marks stay as they are. Cleaning a
    cleaned text changes nothing.
    """
    found: set[str] = set()

    def neutralised(match: re.Match[str]) -> str:
        kind = match.lastgroup or "control"
        if kind == "flag":
            return match.group()
        found.add(kind)
        return _REPLACEMENT if kind == "surrogate" else ""

    # One quick search each first: nearly all texts need none of the three.
    if _compiled(_LINE_END).search(text):
        text = _compiled(_LINE_END).sub("\n", text.replace("\u2029", "\n\n"))
    if _compiled(_SUSPECT).search(text):
        text = _compiled(_UNSAFE).sub(neutralised, text)
    if _compiled(_EXOTIC_SEARCH).search(text):
        text = _compiled(_EXOTIC_RUN).sub(" ", text)
    text = _composed(text)
    removed = tuple(phrase for kind, phrase in _PHRASES.items() if kind in found)
    return Cleaned(_laid_out(text), removed)


def clean_line(text: str) -> str:
    """Return the stored form of a title or a field: cleaned, on one line, single spaces."""
    return " ".join(clean(text).text.split())


def visible(text: str) -> str:
    """Return ``text`` with every character that a terminal could act on replaced, one for one.

    Control characters become their pictures (U+2400 and on), C1 controls, bidirectional overrides,
    tag characters and surrogates become U+FFFD. LF and everything harmless stays; the length is
    always the same.
    """
    if text.isascii() and text.isprintable():
        return text
    return _ACTIVE.sub(_stand_in, text)


def active_escaped(json: str) -> str:
    r"""Return a JSON text with every such character in its strings as ``\uXXXX`` (RFC 8259, 7)."""
    if json.isascii() and "\x7f" not in json:
        return json
    return _ACTIVE.sub(_escaped, json)


def _escaped(match: re.Match[str]) -> str:
    run = match.group()
    if run[0] == "\U0001f3f4":
        return run
    units = run.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _stand_in(match: re.Match[str]) -> str:
    run = match.group()
    return run if run[0] == "\U0001f3f4" else run.translate(_VISIBLE)


def _laid_out(text: str) -> str:
    """Strip the lines, blank those that show nothing, and leave one blank line between blocks."""
    lines = [line.strip(" ") for line in text.split("\n")]
    if _compiled(_INVISIBLE_SEARCH).search(text):
        lines = [line if line.strip(" " + _INVISIBLE) else "" for line in lines]
    # A byte order mark can only be told from a zero-width space by standing first.
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n").lstrip("\ufeff ")


def _composed(text: str) -> str:
    """Return ``text`` in NFC, in linear time whatever its combining marks."""
    # The library sorts marks by insertion, which is quadratic on a long disorderly run of them.
    if not is_plain(text):
        text = _LONG_MARKS.sub(_in_canonical_order, text)
    return unicodedata.normalize("NFC", text)


def _in_canonical_order(match: re.Match[str]) -> str:
    """Decompose a run of marks and sort each stretch of combining ones by combining class."""
    ordered: list[str] = []
    stretch: list[str] = []
    for character in match.group():
        for part in unicodedata.normalize("NFD", character):
            if unicodedata.combining(part):
                stretch.append(part)
            else:
                ordered += sorted(stretch, key=unicodedata.combining)
                stretch = []
                ordered.append(part)
    ordered += sorted(stretch, key=unicodedata.combining)
    return "".join(ordered)
