"""Reads everything a program sent to its terminal and names what it should not have sent."""

import base64
import re
from collections.abc import Iterator

FOREIGN = "7777"
"""The number in hostile sequences of kinds that the program sends itself."""

FOREIGN_COPY = b"PWN\n"
"""What hostile sequences would put on the clipboard."""

_PIECE = re.compile(
    r"\x1b\[(?P<csi>[0-?]*[ -/]*[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b(?P<string>[PX^_][^\x1b]*(?:\x1b\\)?)"
    r"|\x1b(?P<short>[ -/]*[0-~])"
    r"|(?P<stray>\x1b)"
    r"|(?P<control>[\x00-\x09\x0b-\x1f\x7f-\x9f])"
    r"|(?P<order>[\u061c\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f])"
)
# Final bytes of the control sequences with which screens are painted and the terminal is set up:
# cursor, erasing, colours, modes, the keyboard protocol, and requests for modes and version.
_CSI = re.compile(
    r"(?:[0-9;]*[ABCDGHJKXdfm]|\?[0-9;]+[hlu]|\?[0-9;]+\$p|[0-9;]*[hlrst]|[0-9;]*[su]"
    r"|[<>=][0-9;]*u|>[0-9;]*q|[0-9]* q|[0-9;]*c|16t|14t|18t|\?u)\Z"
)
_SHORT = re.compile(r"[78=>]|\([B0]\Z")
# The bell is rung by the program too, where there is no next article.
_PLAIN_CONTROLS = "\r\b\t\a"
_POINTER = re.compile(r"22;[a-z-]*\Z")
_CLIPBOARD = re.compile(r"52;[a-z]*;([A-Za-z0-9+/=]*)\Z")


def offences(output: bytes) -> list[str]:
    """What in the output is none of the program's own sequences, in order, each once."""
    return list(dict.fromkeys(_offences(output)))


def _offences(output: bytes) -> Iterator[str]:
    try:
        text = output.decode("utf-8")
    except UnicodeDecodeError as error:
        yield f"not UTF-8: {error}"
        text = output.decode("utf-8", "replace")
    for match in _PIECE.finditer(text):
        kind, words = match.lastgroup, match[match.lastgroup or 0]
        if kind == "csi" and _CSI.match(words) and FOREIGN not in words:
            continue
        if kind == "short" and _SHORT.match(words):
            continue
        if kind == "control" and words in _PLAIN_CONTROLS:
            continue
        if kind == "osc" and _POINTER.match(words):
            continue
        copied = _CLIPBOARD.match(words) if kind == "osc" else None
        if copied and base64.b64decode(copied[1], validate=True) != FOREIGN_COPY:
            continue
        yield f"{kind}: {match[0]!r}"
    for told in ("Traceback (most recent call last)", "MarkupError", "UnicodeEncodeError"):
        if told in text:
            yield told
