"""The numbers and months of a sentence, by value, in English and Chinese."""

import re
from collections.abc import Iterator

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_DIGITS = re.compile(
    r"(?P<digits>\d[\d,，]*(?:\.\d+)?)\s*"
    r"(?P<scale>[十百千]?[万亿]|[千百]|(?:hundred|thousand|million|billion|trillion|bn|m|k)\b)?",
    re.IGNORECASE,
)
# Chinese numerals say a number before one of these; elsewhere they are parts of words.
_NUMERALS = re.compile(
    "[零〇一二三四五六七八九十百千万亿两]+"
    "(?=[年月日号个名人条项种次位岁天家件元美分小周多余届第国省市区所座架辆吨公千米%成倍点时世级])"
)
_SCALES = {
    "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8,
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "bn": 1e9, "m": 1e6, "k": 1e3,
}  # fmt: skip
_TENFOLD = {"十": 10.0, "百": 1e2, "千": 1e3}
_VALUES = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")}
_VALUES |= {"〇": 0, "两": 2}
_WORD = re.compile("[A-Za-z]+")
_MONTHS = {
    word: f"m{number}"
    for number, words in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_NUMBER_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
    "eighty": "80", "ninety": "90",
    "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
    "eighth": "8", "ninth": "9", "tenth": "10",
}  # fmt: skip


def numbers(sentence: str) -> frozenset[str]:
    """The numbers of a sentence in simplified characters, as text that is equal for equal values.

    ``2.4 million``, ``240万`` and ``二百四十万元`` are one number; ``May`` and ``五月`` are ``m5``.
    """
    return frozenset(_found(sentence.translate(_FULL_WIDTH)))


def _found(sentence: str) -> Iterator[str]:
    for match in _DIGITS.finditer(sentence):
        value = float(re.sub("[,，]", "", match["digits"])) * _scale(match["scale"] or "")
        yield _named(value, sentence, match.end())
    for match in _NUMERALS.finditer(sentence):
        yield _named(_numeral_value(match.group()), sentence, match.end())
    for match in _WORD.finditer(sentence):
        word = match.group()
        lower = word.lower()
        if lower in _MONTHS and (word[0].isupper() or lower not in ("may", "march", "mar")):
            yield _MONTHS[lower]
        elif lower in _NUMBER_WORDS:
            yield _NUMBER_WORDS[lower]


def _named(value: float, sentence: str, end: int) -> str:
    return f"m{value:g}" if sentence[end : end + 1] == "月" else f"{value:.4g}"


def _scale(scale: str) -> float:
    """What a word of scale multiplies by: 万, 百万, million."""
    if len(scale) == 2 and scale[0] in _TENFOLD:
        return _TENFOLD[scale[0]] * _SCALES[scale[1]]
    return _SCALES.get(scale.lower(), 1.0)


def _numeral_value(numerals: str) -> float:
    """The value of Chinese numerals, read by place (二〇二五) or with powers (三十八万)."""
    if all(numeral in _VALUES for numeral in numerals):
        return float("".join(str(_VALUES[numeral]) for numeral in numerals))
    total = group = digit = 0.0
    for numeral in numerals:
        if numeral in _VALUES:
            digit = _VALUES[numeral]
        elif numeral in _TENFOLD:
            group += (digit or 1) * _TENFOLD[numeral]
            digit = 0
        else:
            below = group + digit
            # 三万亿 multiplies what came before; 一亿二千万 adds to it.
            total = total + below * _SCALES[numeral] if below else (total or 1) * _SCALES[numeral]
            group = digit = 0
    return total + group + digit
