"""Writing systems: one folded form to search in, and conversion between Chinese scripts.

Folding makes ``臺灣`` and ``台湾``, ``Ｍａｌｍö`` and ``malmo`` meet; it is for comparing and never
shown. Conversion is for showing and never stored.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal, Protocol

from cityreader.models import Span

# Letters that carry no separable diacritic, and punctuation that is typed in several ways.
_SPELLINGS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    **dict.fromkeys("‘’‛ʼʻ`´", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
# Combining classes of marks that a search ignores: overlays, Hebrew and Arabic vowel points, and
# the accents. Vowel signs, viramas and the voicing marks of kana are letters, not diacritics.
_POINT_CLASSES = frozenset({1, *range(10, 36), *range(200, 256)})


Region = Literal["Taiwan", "Hong Kong"]
_REGIONS: dict[Region | None, str] = {None: "t", "Taiwan": "tw", "Hong Kong": "hk"}


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


class _FoldTable(dict[int, str]):
    """Code point to folded text, filled as characters are met."""

    def __init__(self) -> None:
        self.representatives = _han_representatives()
        # Characters whose folded form is not one code point long.
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = "".join(map(self._folded, unicodedata.normalize("NFKC", character)))
        if len(folded) != 1:
            self.uneven.add(character)
        self[code] = folded
        return folded

    def _folded(self, character: str) -> str:
        if character in self.representatives:
            return self.representatives[character]
        if _is_ignored(character):
            return ""
        parts = unicodedata.normalize("NFD", character.casefold())
        kept = "".join(part for part in parts if not _is_ignored(part))
        whole = unicodedata.normalize("NFC", kept)
        return "".join(_SPELLINGS.get(part, part) for part in whole)


def fold(text: str) -> str:
    """Return ``text`` as it is searched: case, width, diacritics and Chinese script made equal.

    Invisible characters disappear and some characters become several, so the length can differ;
    ``fold_with_offsets`` tells where each folded code point came from. Folding twice is the same
    as folding once.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    return text.translate(_fold_table())


def fold_with_offsets(text: str) -> tuple[str, list[int] | None]:
    """Return the folded text and, for each of its code points, the index it had in ``text``.

    The second item is ``None`` when every code point kept its place.
    """
    folded = fold(text)
    if text.isascii() or _fold_table().uneven.isdisjoint(text):
        return folded, None
    table = _fold_table()
    return folded, [index for index, c in enumerate(text) for _ in table[ord(c)]]


def unfolded(span: Span, offsets: list[int] | None) -> Span:
    """Return where in the text the folded code points of ``span`` came from.

    ``offsets`` is the second item of ``fold_with_offsets``; the span is not empty. It may end
    inside a grapheme cluster, of which a folded text has left out the marks.
    """
    if offsets is None:
        return span
    return Span(offsets[span.start], offsets[span.end - 1] + 1)


def to_simplified(text: str) -> str:
    """Return Chinese text in simplified characters, for display.

    The result has as many code points as ``text``, so that spans fit both; a text of which that
    would not be true comes back unchanged.
    """
    return _converted(text, "t2s")


def to_traditional(text: str, region: Region | None = None, *, traditional: bool = False) -> str:
    """Return Chinese text in traditional characters, for display, of the same length.

    ``region`` asks for the characters that are usual there (``裡`` in Taiwan, ``裏`` in Hong Kong);
    ``traditional`` says that the text is in traditional characters already, so that of those only
    the ones usual elsewhere change.
    """
    if not traditional:
        return _converted(text, f"s2{_REGIONS[region]}")
    if region is None:
        return text
    # First what is usual in the other place, in the form both know, and then as here.
    common = _converted(text, "hk2t" if region == "Taiwan" else "tw2t")
    return _converted(common, f"t2{_REGIONS[region]}")


def read_table(name: str) -> list[str]:
    """Return the lines of one table of characters shipped with the package."""
    return (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()


def _is_ignored(character: str) -> bool:
    """Whether a search passes over the character: invisible, or a point on the one before it."""
    category = unicodedata.category(character)
    if category == "Mn":
        combining = unicodedata.combining(character)
        return combining in _POINT_CLASSES or _is_variation_selector(character)
    return category == "Cf"


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


@cache
def _fold_table() -> _FoldTable:
    return _FoldTable()


def _han_representatives() -> dict[str, str]:
    """Return each Chinese character that has variants with the one that stands for its class."""
    return {member: line[0] for line in read_table("han_classes.txt") for member in line}


def _converted(text: str, configuration: str) -> str:
    if text.isascii():
        return text
    converted = _converter(configuration).convert(text)
    return converted if len(converted) == len(text) else text


@cache
def _converter(configuration: str) -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC(configuration)
    return converter
