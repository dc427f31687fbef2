"""Tables whose rows are those of a pair: one column for each language."""

import re
from collections.abc import Iterable, Iterator, Sequence

from cityreader.ingest.aligned_rows import GivenRow, GivenSide, articles_of_rows, given_score
from cityreader.ingest.extract import Extract
from cityreader.ingest.languages import normal_tag
from cityreader.ingest.records import names_text
from cityreader.text.formulas import restored
from cityreader.text.language import detect_language

_OWN = frozenset({"left", "right", "left_lang", "right_lang"})
_FACTS = ("title", "source", "author", "url", "published")
# Languages a column may be named by; not every short word is one ("id", "no").
_LANGUAGES = frozenset({"en", "zh", "zh-Hans", "zh-Hant", "ja", "ko", "de", "fr", "es", "pt", "ru"})
_TAG = re.compile(r"[a-z]{2}(?:[-_](?:[a-z]{2}|han[st]))?|english|chinese|\W*[^\W\da-z_]+\W*", re.I)
# A column of Chinese holds more Chinese characters than Latin letters; names of files do not.
_HAN, _LATIN = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]")
_SAMPLED = 200
_ESCAPED = re.compile(r"\\([\\ntr])")
_ESCAPES = {"\\": "\\", "n": "\n", "t": "\t", "r": "\r"}

Rows = Iterable[tuple[int, list[str], bool]]
"""Line, cells, and whether the quotation marks in them are closed."""


def is_paired_table(columns: Sequence[str], first_rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table with this first line holds a pair: by its names, or by its languages."""
    if _is_own(columns):
        return True
    if names_text(list(columns)):
        return False
    return bool(_named(columns, first_rows) or _unnamed(columns, first_rows))


def articles_of_table(
    columns: Sequence[str], rows: Sequence[tuple[int, list[str], bool]]
) -> list[Extract]:
    """Return the articles of a table for which ``is_paired_table`` holds."""
    if _is_own(columns):
        return articles_of_rows(_own_rows([name.strip() for name in columns], rows), "table")
    first_rows = [cells for _, cells, _ in rows[:_SAMPLED]]
    named = _named(columns, first_rows)
    languages = named or _unnamed(columns, first_rows)
    lines = [cells for _, cells, _ in rows]
    if not named:
        lines.insert(0, list(columns))
    return articles_of_rows(_plain_rows(languages, lines), "table")


def _is_own(columns: Sequence[str]) -> bool:
    return {column.strip() for column in columns} >= _OWN


def _named(columns: Sequence[str], first_rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """The columns named by their languages, of which one is Chinese."""
    tags = {
        number: normal_tag(column.strip())
        for number, column in enumerate(columns)
        if _TAG.fullmatch(column.strip())
    }
    found = {number: tag for number, tag in tags.items() if tag in _LANGUAGES}
    chinese = [number for number, tag in found.items() if tag.startswith("zh")]
    several = len(set(found.values())) == len(found) > 1
    written = all(_is_chinese(_column(first_rows, number)) for number in chinese)
    return found if several and chinese and written else {}


def _unnamed(columns: Sequence[str], first_rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """The first two columns of a table without a header, where they are in two languages."""
    lines = [cells for cells in (columns, *first_rows[:_SAMPLED]) if any(cells)]
    if sum(len(cells) >= 2 for cells in lines) < max(2, 0.9 * len(lines)):
        return {}
    texts = [_column(lines, number) for number in (0, 1)]
    found = {number: detect_language(text) for number, text in enumerate(texts)}
    chinese = [text for text, lang in zip(texts, found.values(), strict=True) if "zh" in lang[:2]]
    is_pair = len(chinese) == 1 and _is_chinese(chinese[0]) and "und" not in found.values()
    return found if is_pair else {}


def _column(lines: Sequence[Sequence[str]], number: int) -> str:
    return "\n".join(cells[number] for cells in lines if len(cells) > number)


def _is_chinese(text: str) -> bool:
    return len(_HAN.findall(text)) > len(_LATIN.findall(text))


def _plain_rows(languages: dict[int, str], lines: Iterable[Sequence[str]]) -> Iterator[GivenRow]:
    for cells in lines:
        sides = (
            GivenSide(lang, lang, cells[number])
            for number, lang in languages.items()
            if number < len(cells) and cells[number].strip()
        )
        yield GivenRow(tuple(sides))


def _own_rows(columns: Sequence[str], rows: Rows) -> Iterator[GivenRow]:
    for _, cells, _ in rows:
        values = dict(zip(columns, map(_unescaped, cells), strict=False))
        sides = (_own_side(values, name) for name in ("left", "right"))
        yield GivenRow(
            tuple(side for side in sides if side is not None),
            score=given_score(values.get("score", "")),
            checked=values.get("checked", "").strip().lower() in ("true", "1", "yes"),
            document=values.get("pair", ""),
        )


def _own_side(values: dict[str, str], name: str) -> GivenSide | None:
    words = values.get(name, "")
    if not words.strip():
        return None
    lang = values.get(f"{name}_lang", "")
    facts = {fact: values[f"{name}_{fact}"] for fact in _FACTS if values.get(f"{name}_{fact}")}
    key = values.get(f"{name}_article") or f"{name} {lang}"
    joint = values.get(f"{name}_joint") or None
    return GivenSide(key, lang, words, joint, facts, is_right=name == "right")


def _unescaped(cell: str) -> str:
    plain = restored(cell)
    return _ESCAPED.sub(lambda found: _ESCAPES[found[1]], plain) if "\\" in plain else plain
