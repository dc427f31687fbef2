"""Lines of a page that state something about its article: ``Date : … Source : …``, ``作者：…``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cityreader.ingest.dates import is_date_line, read_date
from cityreader.ingest.page_words import bare, phrases

StatedField = Literal["date", "updated", "source", "author", "url", "nothing"]

_FIELDS: tuple[StatedField, ...] = ("date", "updated", "source", "author", "url", "nothing")
_BULLET = re.compile(r"^[•·*●■◆▪◦\-–—【\[]\s*")
_BYLINES = (
    re.compile(r"[Bb]y\s+([A-Z][\w.'’-]*(?:,?\s+(?:and\s+)?[A-Z][\w.'’-]*){1,6})"),
    re.compile(r"(?:記者|记者)\s*([\u4e00-\u9fff·、]{2,20})\s*[/／].{1,12}(?:報導|报道|電|电)"),
    re.compile(r"(?:文|撰文|記者|记者)\s*[/／|｜]\s*([\u4e00-\u9fff·、]{2,20})"),
)
_POSTED = re.compile(
    r"(?:posted|published|updated)?\s*(?:on\s+)?(?P<date>.{6,40}?)\s*(?:[|·•,–-]\s*)?\b[Bb]y\s+"
    r"(?P<author>[A-Z][\w.'’-]*(?:,?\s+(?:and\s+)?[A-Z][\w.'’-]*){1,5})",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s*[|｜]\s*|\s+[·•]\s+")
# Lines of labels that were joined without a space, as ``來源：…日期：…``.
_GLUED = re.compile(
    r"(?<=[^\s\u3000:：])(?=(?:发布|發布|發佈)?(?:日期|时间|時間|单位|單位)\s*[:：]|(?:文章)?(?:来源|來源|作者)\s*[:：])"
)
_EDGES = " \t|｜,，;；/【】〔〕[]()（）"
# A statement is short; a longer line is a sentence with a colon in it (code points).
_LONGEST_LINE = 240
_LONGEST_VALUE = 120
_LONGEST_PART = 60


@cache
def _any_label() -> re.Pattern[str]:
    """Match a label and its colon, at the start of a line or after a space or a separator."""
    groups = "|".join(f"(?P<{field}>{_words(field)})" for field in _FIELDS)
    before = r"(?:(?<=\s)|(?<=[|｜,，;；/()（）【】])|^)"
    return re.compile(rf"{before}(?:{groups})\s*[:：]", re.IGNORECASE)


@cache
def _bare_label() -> re.Pattern[str]:
    """Match the label of a date at the start of a line, without a colon."""
    return re.compile(rf"(?:{_words('date')}|{_words('updated')})\s", re.IGNORECASE)


def _words(field: StatedField) -> str:
    longest_first = sorted(phrases(field), key=len, reverse=True)
    return "|".join(re.escape(word).replace("\\ ", "[ -]?") for word in longest_first)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a line states; ``value`` is empty where the next line holds it."""

    field: StatedField
    value: str


def statements_of(line: str) -> list[Statement]:
    """Return what a line (white space folded) states about its article, nothing for other lines.

    Labels with a colon, a date by itself or before its first label, a byline, and parts between
    bars of which one is such a thing (``Harbour Daily | 2024-03-05``).
    """
    line = _BULLET.sub("", line).strip()
    if len(line) > _LONGEST_LINE:
        return []
    if (spaced := _GLUED.sub(" ", line)) != line and (found := _labelled(spaced)):
        return found
    if found := _alone(line):
        return found
    parts = _BAR.split(line)
    if 1 < len(parts) <= 5 and all(0 < len(part) <= _LONGEST_PART for part in parts):
        stated = [_alone(part) for part in parts]
        if any(one.field in ("date", "updated") for found in stated for one in found):
            return [
                statement
                for part, found in zip(parts, stated, strict=True)
                for statement in (found or [_unlabelled(part)])
            ]
    return _labelled(line)


def waits_for_date(line: str) -> bool:
    """Whether a line is the label of a date without a colon, as in the cells of a table."""
    return bare(line) in phrases("date")


def _unlabelled(part: str) -> Statement:
    """Read what stands beside a date between bars: an outlet, unless it counts something."""
    counts = any(map(str.isdigit, part))
    return Statement("nothing" if counts else "source", part)


def _alone(text: str) -> list[Statement]:
    """Read a byline, a date, or labels, without looking for bars."""
    for pattern in _BYLINES:
        if byline := pattern.fullmatch(text.strip(_EDGES)):
            return [Statement("author", byline[1].strip())]
    posted = _POSTED.fullmatch(text.strip(_EDGES))
    if posted and posted["author"][0].isupper() and is_date_line(posted["date"]):
        return [Statement("date", posted["date"]), Statement("author", posted["author"])]
    if is_date_line(text):
        return [Statement("date", text)]
    return [] if "|" in text or "｜" in text else _labelled(text)


def _labelled(line: str) -> list[Statement]:
    """Read labels with their values; before the first one may stand a date."""
    if ":" not in line and "：" not in line:
        label = _bare_label().match(line)
        value = line[label.end() :].strip() if label else ""
        return [Statement("date", value)] if is_date_line(value) else []
    marks = list(_any_label().finditer(line))
    before = line[: marks[0].start()].strip(_EDGES) if marks else ""
    if not marks or (before and not is_date_line(before)):
        return []
    found = [Statement("date", before)] if before else []
    found += _between(line, marks)
    return found if all(map(_is_sound, found)) else []


def _is_sound(statement: Statement) -> bool:
    """Whether a value can be what its label says; ``Time: 2 pm`` announces something else."""
    if statement.field in ("date", "updated") and statement.value:
        return read_date(statement.value, "") is not None
    return len(statement.value) <= _LONGEST_VALUE


def _between(line: str, marks: list[re.Match[str]]) -> Iterator[Statement]:
    """Yield each label with what stands up to the next one."""
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    for mark, end in zip(marks, ends, strict=True):
        for field in _FIELDS:
            if field == mark.lastgroup:
                yield Statement(field, line[mark.end() : end].strip(_EDGES))
