"""The header block at the top of a text file: where it ends and what it says."""

import re
from dataclasses import dataclass, field

from cityreader.ingest.header_values import (
    MAX_HEADER,
    DamagedHeaderError,
    Value,
    normal_key,
    read_json,
    read_lines,
    read_toml,
    read_yaml,
)

_FENCES = {"---": ("---", "..."), "+++": ("+++",), ";;;": (";;;",)}
_READERS = {"---": read_yaml, "+++": read_toml, ";;;": read_json}
_KEY_LINE = re.compile(r"\s{0,8}[^\W\d][\w .-]{0,40}\s*[:=：]")
_CONTINUATION = re.compile(r"\s+\S|-\s")
# What lines of keys must name to be a header without a fence: the title, and something else.
_TITLES = frozenset(("title", "headline", "标题", "標題"))
_BESIDE = (
    "date published author authors category categories tags slug source url link lang language"
    " summary modified status"
    " 日期 发布日期 發布日期 时间 時間 作者 来源 來源 链接 連結 网址 網址 语言 語言"
)
_BESIDE_TITLES = frozenset(_BESIDE.split())


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a header says and the text below it; ``found`` is False for a file without one.

    ``name`` is what reasons call the header, such as the record of a table.
    """

    body: str
    found: bool = False
    values: dict[str, Value] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    name: str = "front matter"


def split_front_matter(text: str) -> FrontMatter:
    """Take the header off ``text`` (lines ending in LF).

    YAML between ``---``, TOML between ``+++``, JSON between ``;;;`` or as an object of its own. A
    damaged one is read line by line, an unclosed one ends at its first blank line, and a rule
    ``---`` without keys below it is no header.
    """
    text = text.lstrip("\ufeff\n ")
    if text.startswith("{"):
        return _json_object(text)
    first, _, rest = text.partition("\n")
    fence = first.rstrip()
    if fence not in _FENCES:
        return _without_fence(text)
    header, body = _at_fence(rest, _FENCES[fence])
    if header is None:
        return _unclosed(text, rest, fence)
    if not header.strip():
        # Nothing between two fences is an empty header; a blank line or a text is two rules.
        return FrontMatter(body, found=not header, values={})
    if fence != ";;;" and not any(_KEY_LINE.match(line) for line in header.split("\n")):
        return FrontMatter(rest)
    return _read(header, body, fence, [])


def _without_fence(text: str) -> FrontMatter:
    """Read lines of keys and values that a text begins with, if they name its title and more."""
    header, _, body = text[:MAX_HEADER].partition("\n\n")
    lines = header.split("\n")
    if not body or not all(_KEY_LINE.match(line) or _CONTINUATION.match(line) for line in lines):
        return FrontMatter(text)
    values = read_lines(header)
    keys = {normal_key(key) for key in values}
    if keys.isdisjoint(_TITLES) or keys.isdisjoint(_BESIDE_TITLES):
        return FrontMatter(text)
    return FrontMatter(text[len(header) :], True, values, name="header")


def _at_fence(rest: str, closing: tuple[str, ...]) -> tuple[str | None, str]:
    """Return header and body on both sides of the closing fence, None without one."""
    position = 0
    while position <= min(len(rest), MAX_HEADER):
        end = rest.find("\n", position)
        line = rest[position : end if end >= 0 else len(rest)]
        if line.rstrip() in closing:
            return rest[:position], rest[end + 1 :] if end >= 0 else ""
        if end < 0:
            break
        position = end + 1
    return None, rest


def _unclosed(text: str, rest: str, fence: str) -> FrontMatter:
    """Read a header that nothing closes up to its first blank or foreign line."""
    lines = rest[:MAX_HEADER].split("\n")
    if not _KEY_LINE.match(lines[0]):
        return FrontMatter(rest if fence == "---" else text)
    count = next(
        (
            number
            for number, line in enumerate(lines)
            if not (_KEY_LINE.match(line) or _CONTINUATION.match(line))
        ),
        len(lines),
    )
    header = "\n".join(lines[:count])
    return _read(header, rest[len(header) :], fence, ["front matter: it is not closed"])


def _read(header: str, body: str, fence: str, warnings: list[str]) -> FrontMatter:
    try:
        values = _READERS[fence](header, warnings)
    except DamagedHeaderError as error:
        warnings.append(f"front matter: damaged, read line by line ({error})")
        values = read_lines(header)
    return FrontMatter(body, True, values, tuple(warnings))


def _json_object(text: str) -> FrontMatter:
    """Read a JSON object at the top of a text that goes on below it."""
    match = re.match(r"\{.*?\n\}[ ]*\n", text[:MAX_HEADER], re.DOTALL)
    if not match:
        return FrontMatter(text)
    try:
        values = read_json(match.group(), [])
    except DamagedHeaderError:
        return FrontMatter(text)
    return FrontMatter(text[match.end() :], True, values)
