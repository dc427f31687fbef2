"""Lines of a page that state something about its article: ``Date : … Source : …``, ``作者：…``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cityreader.ingest.dates import is_date_line, read_date
from cityreader.ingest.page_words import phrases

StatedField = Literal["date", "updated", "source", "author", "url", "nothing"]

_FIELDS: tuple[StatedField, ...] = ("date", "updated", "source", "author", "url", "nothing")
_BULLET = re.compile(r"^[•·*●■◆▪◦\-–—【\[]\s*")
_BYLINE = re.compile(r"[Bb]y\s+([A-Z][\w.'’-]*(?:,?\s+(?:and\s+)?[A-Z][\w.'’-]*){1,6})")
_EDGES = " \t|｜,，;；/【】[]()（）"
# A statement is short; a longer line is a sentence with a colon in it (code points).
_LONGEST_LINE = 240
_LONGEST_VALUE = 120


@cache
def _any_label() -> re.Pattern[str]:
    """Match a label and its colon, at the start of a line or after a space or a separator."""
    groups = []
    for field in _FIELDS:
        words = sorted(phrases(field), key=len, reverse=True)
        labels = "|".join(re.escape(word).replace("\\ ", "[ -]?") for word in words)
        groups.append(f"(?P<{field}>{labels})")
    before = r"(?:(?<=\s)|(?<=[|｜,，;；/()（）【】])|^)"
    return re.compile(rf"{before}(?:{'|'.join(groups)})\s*[:：]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a line states; ``value`` is empty where the next line holds it."""

    field: StatedField
    value: str


def statements_of(line: str) -> list[Statement]:
    """Return what a line (white space folded) states about its article, nothing for other lines.

    A line of only a date, or with a date before its first label, states that date.
    """
    line = _BULLET.sub("", line).strip()
    if len(line) > _LONGEST_LINE:
        return []
    if byline := _BYLINE.fullmatch(line.strip("()（）")):
        return [Statement("author", byline[1].strip())]
    if is_date_line(line):
        return [Statement("date", line)]
    marks = list(_any_label().finditer(line)) if ":" in line or "：" in line else []
    if not marks:
        return []
    before = line[: marks[0].start()].strip(_EDGES)
    if before and not is_date_line(before):
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
