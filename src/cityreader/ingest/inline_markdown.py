"""Markdown inside a paragraph: marks and links off, words kept."""

import html
import re

# Every pattern starts at a fixed character and takes a class that cannot contain it again, so that
# the work is linear in the length of the text.
_IMAGE = re.compile(
    r"!\[[^\[\]]{0,1000}\](?:\([^()\s]{0,2000}(?:\s[^()]{0,500})?\)|\[[^\[\]]{0,200}\])"
)
_LINK = re.compile(
    r"\[(?!\^)([^\[\]]{0,1000})\]"
    r"\((?:<[^<>]{0,2000}>|[^()\s<]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,2000})?)"
    r"(?:\s+[\"'(][^()]{0,500})?\s*\)"
)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>")
_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|big|center|cite|code|del|dfn|em|font|i|iframe|img|ins|kbd|mark|nobr|q|s|samp"
    r"|script|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\b[^<>]{0,200}>[ \t]*\n?", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b[^<>]{0,500}>[^<]{0,5000}</\1\s*>", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[ ]?\[\^[^\[\]\s]{1,60}\]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]{1,500}\|)?([^\[\]|]{1,500})\]\]")
_CODE = re.compile(r"(?<!`)(`{1,8})(?!`)([^`\n]{1,2000})\1(?!`)")
_EMPHASIS = (
    re.compile(r"\*\*\*(?![\s*])([^*\n]{1,5000})(?<!\s)\*\*\*"),
    re.compile(r"(?<![\\*])\*(?![\s*])([^*\n]{1,5000})(?<![\s\\*])\*(?!\*)"),
    re.compile(r"\*\*(?![\s*])([^*\n]{1,5000})(?<![\s*])\*\*"),
    re.compile(r"(?<![\w_])__(?![\s_])([^_\n]{1,5000})(?<![\s_])__(?![\w_])"),
    re.compile(r"(?<![\w_])_(?![\s_])([^_\n]{1,5000})(?<![\s_])_(?![\w_])"),
    re.compile(r"~~(?![\s~])([^~\n]{1,5000})(?<![\s~])~~"),
    re.compile(r"==(?![\s=])([^=\n]{1,5000})(?<![\s=])=="),
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# A longer paragraph was not written with marks (code points).
_LONGEST = 500_000
# Code is set aside while marks are taken off, in characters that no cleaned text holds.
_HELD = re.compile("\ue000([0-9]+)\ue001")


def plain_text(text: str) -> str:
    """Return a Markdown paragraph without its marks: links are their words, images are gone."""
    if len(text) > _LONGEST:
        return text
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[match.lastindex or 0])
        return f"\ue000{len(held) - 1}\ue001"

    text = text.replace("\ue000", "").replace("\ue001", "")
    if "`" in text:
        text = _CODE.sub(hold, text)
    if "\\" in text:
        text = _ESCAPE.sub(hold, text)
    if "[" in text:
        text = _WIKI_LINK.sub(r"\1", _IMAGE.sub("", text))
        text = _LINK.sub(r"\1", _FOOTNOTE.sub("", _LINK.sub(r"\1", text)))
    if "<" in text:
        text = _AUTOLINK.sub(hold, text)
        text = _BREAK.sub("\n", _SCRIPT.sub("", text))
        text = _TAG.sub("", text)
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    if "&" in text:
        text = html.unescape(text)
    return _HELD.sub(lambda match: held[int(match[1])], text) if held else text


def first_link(text: str) -> str:
    """Return where the first link of a Markdown paragraph leads, or nothing."""
    match = re.search(r"\]\(<?([^()\s<>]{1,2000}(?:\([^()\s]*\)[^()\s]*)?)", text)
    return match[1] if match else ""


def is_only_links(text: str) -> bool:
    """Whether a Markdown paragraph has no words outside its links and images."""
    rest = _LINK.sub("", _IMAGE.sub("", text))
    return rest != text and not any(map(str.isalnum, rest))
