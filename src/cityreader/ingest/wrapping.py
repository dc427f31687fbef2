"""Lines that are paragraphs, and lines that are pieces of one."""

import re
import unicodedata

_SENTENCE_END = re.compile(r"[.!?。！？…:：;；][\"”’」』）)\]*_]*\Z")
# Text wrapped by hand or by a mailer is at most this many cells wide, and at least half of it.
_WIDEST_WRAP = 110
_NARROWEST_WRAP = 40


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends like a sentence, closing quotes and brackets aside."""
    return bool(_SENTENCE_END.search(text[-8:]))


def joined_paragraphs(lines: list[str]) -> list[str]:
    """Return the paragraphs of one Markdown block: its lines joined.

    A line longer than any wrapping that ends a sentence is a paragraph by itself; two spaces or a
    backslash at the end of a line break it.
    """
    paragraphs: list[str] = []
    gathered: list[str] = []
    for line in lines:
        broken = line.endswith(("  ", "\\"))
        text = line.removesuffix("\\").strip() if broken else line.strip()
        gathered.append(text)
        if broken:
            gathered.append("\n")
        if ends_sentence(text) and cells(text) > _WIDEST_WRAP:
            paragraphs.append(_joined(gathered))
            gathered = []
    paragraphs.append(_joined(gathered))
    return [paragraph for paragraph in paragraphs if paragraph]


def unwrapped(lines: list[str]) -> list[str]:
    """Return the paragraphs of a plain text, given by its lines.

    Blank lines end a paragraph. A text wrapped to a width, where the lines inside a paragraph are
    nearly all full and rarely end a sentence, is joined; in any other each line is a paragraph.
    """
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line.strip())
        elif groups[-1]:
            groups.append([])
    if _is_wrapped(groups):
        return [_joined(group) for group in groups if group]
    return [line for group in groups for line in group]


def cells(text: str) -> int:
    """Return about how wide ``text`` is, a Chinese character counting two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(map(_is_wide, text))


def _is_wrapped(groups: list[list[str]]) -> bool:
    inner = [line for group in groups for line in group[:-1]]
    if len(inner) < 2 or max(map(len, inner)) > _WIDEST_WRAP:
        return False
    widths = [cells(line) for line in inner]
    widest = max(widths)
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return False
    full = sum(width >= 0.75 * widest for width in widths)
    ended = sum(map(ends_sentence, inner))
    return full >= 0.8 * len(inner) and ended <= 0.35 * len(inner)


def _joined(pieces: list[str]) -> str:
    """Join lines with a space, or without one between two Chinese characters."""
    parts: list[str] = []
    last = "\n"
    for piece in pieces:
        if piece and piece != "\n" and last != "\n" and not (_is_wide(last) and _is_wide(piece[0])):
            parts.append(" ")
        parts.append(piece)
        last = piece[-1:] or last
    return "".join(parts).strip("\n")


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
