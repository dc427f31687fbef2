"""What looks alike in a text and its translation: numbers, dates and Latin names."""

import re

# A number in digits or Chinese numerals, with the word that multiplies it.
_NUMBER = re.compile(
    r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<scale>\s?(?:[百千]?[万萬]|亿|億|"
    r"(?:hundred|thousand|million|billion|trillion)\b))?"
    r"|(?P<numerals>[〇零一二三四五六七八九十百千万萬亿億两兩]+)",
    re.IGNORECASE,
)
_SCALES = {
    "万": 10**4, "萬": 10**4, "百万": 10**6, "百萬": 10**6, "千万": 10**7, "千萬": 10**7,
    "亿": 10**8, "億": 10**8,
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")}
_NUMERALS |= {"〇": 0, "两": 2, "兩": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_WORD = re.compile(r"[A-Za-z][A-Za-z]+")
_NUMBER_WORDS = {
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip


def landmarks(sentence: str) -> frozenset[str]:
    """The numbers, by value, and the Latin words, in lower case, of one sentence.

    ``2.4 million``, ``240万`` and ``二百四十万`` are one landmark, as are ``May`` and ``5月``. One
    and two are left out: both languages use them for much else.
    """
    found = set()
    for match in _NUMBER.finditer(sentence):
        if match["numerals"]:
            value = _numeral_value(match["numerals"])
        else:
            scale = (match["scale"] or "").strip().lower()
            value = float(match["digits"].replace(",", "")) * _SCALES.get(scale, 1)
        if value > 2:
            found.add(f"{value:.6g}")
    for word in _WORD.findall(sentence):
        number = _NUMBER_WORDS.get(word.lower())
        if number is None:
            found.add(word.lower())
        elif number > 2:
            found.add(str(number))
    return frozenset(found)


def _numeral_value(numerals: str) -> float:
    """The value of Chinese numerals, read by place (二〇二五) or with powers (三十八万)."""
    if all(numeral in _NUMERALS for numeral in numerals):
        return float("".join(str(_NUMERALS[numeral]) for numeral in numerals))
    total = group = digit = 0
    for numeral in numerals:
        if numeral in _NUMERALS:
            digit = _NUMERALS[numeral]
        elif numeral in _POWERS:
            group += (digit or 1) * _POWERS[numeral]
            digit = 0
        else:
            total += (group + digit or 1) * _SCALES[numeral]
            group = digit = 0
    return float(total + group + digit)
