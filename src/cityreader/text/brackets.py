"""Brackets and quotation marks that belong together."""

from cityreader.models import Span

_OPENING = "（(《〈【〔［「『“‘["
_CLOSING = "）)》〉】〕］」』”’]"
_PARTNERS = dict(zip(_CLOSING, _OPENING, strict=True))


def with_partners(text: str, span: Span) -> Span:
    """``span`` with the partners of its brackets that stand right beside it, and nothing else.

    Words picked from ``签署`` to ``LoI`` of ``签署意向书（LoI）`` take the last bracket in.
    """
    start, end = span
    opened, closed = _unpaired(text[start:end])
    while opened and end < len(text) and _PARTNERS.get(text[end]) == opened[-1]:
        opened.pop()
        end += 1
    while closed and start and text[start - 1] == _PARTNERS[closed[0]]:
        closed.pop(0)
        start -= 1
    if text[start:end].count('"') % 2:
        if text[end : end + 1] == '"':
            end += 1
        elif text[max(start - 1, 0) : start] == '"':
            start -= 1
    return Span(start, end)


def _unpaired(text: str) -> tuple[list[str], list[str]]:
    """The opening brackets of a text that nothing in it closes, and the closing ones left over."""
    opened: list[str] = []
    closed: list[str] = []
    for character in text:
        if character in _OPENING:
            opened.append(character)
        elif character in _CLOSING:
            if opened and opened[-1] == _PARTNERS[character]:
                opened.pop()
            elif character != "’":
                closed.append(character)
    return opened, closed
