"""One file that holds a text in Chinese and in another language becomes two articles.

Paragraphs in turn, one text after the other, or a table with a column for each; told from an
article that quotes another language by how much there is of both.
"""

import re
from dataclasses import replace
from itertools import groupby
from typing import Literal

from cityreader.ingest.extract import Extract

_Side = Literal["Chinese", "other", ""]

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LETTER = re.compile(r"[^\W\d_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SAMPLE = 400
# One Chinese character stands for about three letters; translations measured lie at 2.2 to 4.5.
_LETTERS_A_CHARACTER = 3
_FEWEST, _MOST = 1.2, 9.0
# The larger side may have this many times the paragraphs of the smaller one.
_UNEVEN = 2.5
_GOOD_SHARE = 0.75
_LONGEST_TITLE = 300
_CELL = " | "
_BOTH_TITLES = re.compile(r"\s*[|/｜／]\s*")
_COLUMN_NAMES = "english en 英文 英语 英語 chinese zh 中文 汉语 漢語 简体中文 繁體中文 原文 译文"
_LANGUAGE_NAMES = frozenset(_COLUMN_NAMES.split())


def split_languages(extract: Extract) -> list[Extract]:
    """Return the article, or the two articles that are in it, each the counterpart of the other."""
    if all(paragraph.isascii() for paragraph in extract.paragraphs):
        return [extract]
    rows = [line for paragraph in extract.paragraphs for line in paragraph.split("\n")]
    if cells := _table(rows):
        return _two(extract, *_columns(cells), "a table of two columns")
    sides = [_side(paragraph) for paragraph in extract.paragraphs]
    if len(set(filter(None, sides))) < 2 or not _is_translated(extract, sides):
        return [extract]
    alone = "" if _both_titles(extract.title) else _side(extract.title)
    first = alone or next(filter(None, sides))
    own: list[str] = []
    other: list[str] = []
    target = own
    for paragraph, side in zip(extract.paragraphs, sides, strict=True):
        if side:
            target = own if side == first else other
        target.append(paragraph)
    # A text opens with its title; runs of one paragraph are paragraphs in turn.
    turns = sum(1 for _ in groupby(filter(None, sides))) > 2
    order = "paragraphs in turn" if turns else "one text after the other"
    return _two(extract, own, other, order)


def _two(extract: Extract, own: list[str], other: list[str], order: str) -> list[Extract]:
    reason = f"the file holds it in two languages, {order}"
    if titles := _both_titles(extract.title):
        if _side(titles[0]) != _side(own[0]):
            titles.reverse()
        own_title, other_title = titles
    else:
        own_title, own = (extract.title, own) if extract.title else _headed(own, "", other[0])
        other_title, other = _headed(other, own_title, "")
    found = []
    for title, paragraphs, step in ((own_title, own, 1), (other_title, other, -1)):
        part = replace(
            extract,
            title=title,
            paragraphs=paragraphs,
            lang="",
            translation_of=step,
            reasons={**extract.reasons, "translation_of": reason},
            warnings=list(extract.warnings),
        )
        part.reasons.pop("lang", None)
        if not title:
            part.reasons.pop("title", None)
        elif title != extract.title:
            part.reasons["title"] = "first paragraph in its language"
        found.append(part)
    return found


def _both_titles(title: str) -> list[str]:
    """Return the two titles in one, nothing where it is in one language."""
    parts = _BOTH_TITLES.split(title)
    both = len(parts) == 2 and {_side(parts[0]), _side(parts[1])} == {"Chinese", "other"}
    return parts if both else []


def _headed(paragraphs: list[str], counterpart: str, beside: str) -> tuple[str, list[str]]:
    """Take the title off a text: a first paragraph that says as much as the counterpart's title.

    One that ends as a sentence is none, unless that title does so too. Where the counterpart has
    no title, the first row of a table is it when it is short and more follows.
    """
    first, rest = paragraphs[0], paragraphs[1:]
    if not rest or len(first) > _LONGEST_TITLE:
        return "", paragraphs
    if counterpart:
        if _ends_as_sentence(first) and not _ends_as_sentence(counterpart):
            return "", paragraphs
        return (first, rest) if _says_as_much(counterpart, first) else ("", paragraphs)
    short = len(first) < 0.8 * max(map(len, rest)) and len(beside) <= _LONGEST_TITLE
    return (first, rest) if short else ("", paragraphs)


def _ends_as_sentence(text: str) -> bool:
    return text.rstrip("”’」』）)\"'").endswith((".", "。"))


def _table(rows: list[str]) -> list[tuple[str, str]]:
    """Return the two cells of each row when nearly every row has one in each language."""
    cells = [_cells(row) for row in rows if _CELL in row]
    if len(cells) < 2 or len(cells) < _GOOD_SHARE * len(rows):
        return []
    pairs = [(row[0], _CELL.join(row[1:])) for row in cells]
    if all(cell.casefold() in _LANGUAGE_NAMES for cell in pairs[0]):
        del pairs[0]
    sides = [(_side(left), _side(right)) for left, right in pairs]
    wanted = next((pair for pair in sides if all(pair) and pair[0] != pair[1]), None)
    fitting = sum(pair == wanted for pair in sides)
    return pairs if wanted and len(pairs) > 1 and fitting >= _GOOD_SHARE * len(pairs) else []


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split(_CELL)]


def _columns(cells: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    return [left for left, _ in cells if left], [right for _, right in cells if right]


def _is_translated(extract: Extract, sides: list[_Side]) -> bool:
    """Whether what stands in one language is, run by run, about as much as in the other."""
    units = [
        (side, paragraph) for side, paragraph in zip(sides, extract.paragraphs, strict=True) if side
    ]
    counts = [sum(side == one for side, _ in units) for one in ("Chinese", "other")]
    if title := _side(extract.title):
        units.insert(0, (title, extract.title))
    if min(counts) < 1 or len(units) < 4 or max(counts) > _UNEVEN * min(counts):
        return False
    runs = [
        " ".join(text for _, text in run) for _, run in groupby(units, key=lambda unit: unit[0])
    ]
    if len(runs) < 2 or not _says_as_much(" ".join(runs[::2]), " ".join(runs[1::2])):
        return False
    matched = list(zip(runs[::2], runs[1::2], strict=False))
    good = sum(_says_as_much(one, other) for one, other in matched)
    return good >= _GOOD_SHARE * len(matched) and len(runs) <= 2 * len(matched) + 1


def _says_as_much(one: str, other: str) -> bool:
    """Whether two texts, of which one is Chinese, can be translations by their length."""
    if _side(one) == "Chinese":
        one, other = other, one
    letters, characters = len(_LETTER.findall(one)), len(_HAN.findall(other))
    return characters > 0 and _FEWEST <= letters / characters <= _MOST


def _side(text: str) -> _Side:
    """Return in which language a paragraph is, nothing for numbers and signs."""
    sample = text[:_SAMPLE]
    characters = 0 if sample.isascii() else len(_HAN.findall(sample))
    letters = len(_LETTER.findall(sample))
    if characters * _LETTERS_A_CHARACTER + letters < 4:
        return ""
    return "Chinese" if characters * _LETTERS_A_CHARACTER >= letters else "other"
