"""Paragraphs and sentences of Chinese and English news (first version)."""

import re

from cityreader.models import Span

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_END = re.compile(r"[。！？!?]+[”’」』）)》\"]*|…+|\.[”’\")]*(?=\s)")


def paragraphs(text: str) -> list[Span]:
    """Return the spans of the blocks of ``text`` that blank lines separate, without white space."""
    return [
        _trimmed(text, *match.span()) for match in _BLOCK.finditer(text) if match.group().strip()
    ]


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences, in order, without the white space around them."""
    spans = []
    start = 0
    for line in text.split("\n"):
        begin = start
        for match in _END.finditer(line):
            spans.append((begin, start + match.end()))
            begin = start + match.end()
        spans.append((begin, start + len(line)))
        start += len(line) + 1
    return [_trimmed(text, *span) for span in spans if text[slice(*span)].strip()]


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    return Span(start + left, start + len(part.rstrip()))
