"""Dates as publications print them, read at the precision that is stated.

The day is taken as written: a time of day and a zone do not move it, since they say where the
outlet's clock stands and not which day it printed.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from cityreader.models import DateRange, Precision

# Names and short names of months in English, in lower case.
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = f"(?P<name>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_Range = tuple[date, date, Precision]

# The Republic of China counts from 1912; its three-digit years stand for 2011 to 2060.
_ROC_EPOCH = 1911
_ROC_DIGITS = 7
_ROC_YEAR = r"(?P<roc>1[0-4]\d)"
_ROC_NAME = r"(?:中華)?(?:民國|民国)"
_SEPARATOR = r"\s?[-/.年／．]\s?"
_SECOND = r"\s?[-/.月／．]\s?"

# From the most to the least definite; the first that gives a real day is taken.
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}{_SEPARATOR}(?P<month>\d\d?){_SECOND}(?P<day>\d\d?)(?!\d)",
        rf"{_ROC_NAME}\s?(?P<roc>\d{{1,3}})\s?年\s?(?P<month>\d\d?)\s?月\s?(?P<day>\d\d?)\s?日",
        rf"{_ROC_NAME}\s?(?P<roc>\d{{1,3}})\s?年\s?(?P<month>\d\d?)\s?月",
        rf"(?<!\d){_ROC_YEAR}\s?年\s?(?P<month>\d\d?)\s?月(?!\s?\d)",
        rf"(?<![\d.]){_ROC_YEAR}{_SEPARATOR}(?P<month>\d\d?){_SECOND}(?P<day>\d\d?)(?![\d.])",
        rf"\b{_MONTH}\b\.?[\s-]+(?P<day>\d\d?)(?:st|nd|rd|th)?\s*[,-]?\s*{_YEAR}(?!\d)",
        rf"\b{_MONTH}\s+(?P<day>\d\d?)\s+\d\d:\d\d:\d\d\s+(?:[A-Z]{{3,4}}\s+)?{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH}\b\.?,?[\s-]+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)",
        rf"(?<![\d.])(?P<first>\d\d?)[-/.](?P<second>\d\d?)[-/.]{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}{_SEPARATOR}(?P<month>\d\d?)\s?月?(?![\d-])",
        rf"\b{_MONTH}\b\.?,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}\s?年",
        rf"{_ROC_NAME}\s?(?P<roc>\d{{1,3}})\s?年",
        rf"\A{_YEAR}\Z",
        r"\A(?P<roc>1[0-4]\d)(?P<month>[01]\d)(?P<day>[0-3]\d)\Z",
    )
)
# Several days on end: ``October 24-26, 2023``, ``30 Oct. to 2 Nov. 2023``, ``10月24日至26日``.
_TO = r"\s?(?:[-–—~～]|\bto\b|\buntil\b|\bthrough\b|\band\b|至|到)\s?"
_ORDINAL = "(?:st|nd|rd|th)?"
_END_MONTH = _MONTH.replace("<name>", "<end_name>")
_END_YEAR = _YEAR.replace("<year>", "<end_year>")
_RANGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH}\b\.?\s+(?P<day>\d\d?){_ORDINAL}(?:,?\s+{_YEAR})?{_TO}{_END_MONTH}\b\.?\s+"
        rf"(?P<end_day>\d\d?){_ORDINAL}\s?,?\s+{_END_YEAR}(?!\d)",
        rf"\b{_MONTH}\b\.?\s+(?P<day>\d\d?){_ORDINAL}{_TO}"
        rf"(?P<end_day>\d\d?){_ORDINAL}\s?,?\s+{_END_YEAR}(?!\d)",
        rf"(?<![\d.:/-])(?P<day>\d\d?){_ORDINAL}(?:\s+{_MONTH}\b\.?)?(?:,?\s+{_YEAR})?{_TO}"
        rf"(?P<end_day>\d\d?){_ORDINAL}\s+(?:of\s+)?{_END_MONTH}\b\.?,?\s+{_END_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}{_SEPARATOR}(?P<month>\d\d?){_SECOND}(?P<day>\d\d?)\s?日?(?:{_TO}|/)"
        rf"{_END_YEAR}{_SEPARATOR}(?P<end_month>\d\d?){_SECOND}(?P<end_day>\d\d?)(?!\d)",
        rf"(?<!\d){_YEAR}\s?年\s?(?P<month>\d\d?)\s?月\s?(?P<day>\d\d?)\s?日?{_TO}"
        r"(?:(?P<end_month>\d\d?)\s?月\s?)?(?P<end_day>\d\d?)\s?日",
        rf"(?<!\d)(?:{_ROC_NAME}\s?)?{_ROC_YEAR}\s?年\s?(?P<month>\d\d?)\s?月\s?(?P<day>\d\d?)\s?日?"
        rf"{_TO}(?:(?P<end_month>\d\d?)\s?月\s?)?(?P<end_day>\d\d?)\s?日",
        rf"(?<!\d){_YEAR}[./](?P<month>\d\d?)[./](?P<day>\d\d?)[-–~]"
        r"(?:(?P<end_month>\d\d?)[./])?(?P<end_day>\d\d?)(?![\d:./-])",
    )
)
# ``/2019/11/18/``, ``/2019-11/25/``, ``/20191118/``, ``/t20191118_``.
_IN_PATH = re.compile(
    r"/[a-z]?(?P<year>20\d\d)[-/_]?(?P<month>[01]\d)[-/_]?(?P<day>[0-3]\d)(?=[/_.-]|\Z)"
)
# A longer stretch is no event but a term of office or an age.
_LONGEST_INTERVAL = timedelta(days=92)
# A date stands at the beginning of what states it (code points).
_LONGEST = 200
_DIGITS = {"〇": "0", "○": "0", "零": "0", "Ｏ": "0"} | {
    character: str(number) for number, character in enumerate("一二三四五六七八九", start=1)
}
# Full-width digits and marks, as Chinese input methods send them.
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－／：", "0123456789-/:")
_NUMERAL = "[〇○零Ｏ一二三四五六七八九十廿卅百]"
_NUMERAL_PARTS = re.compile(f"(?P<numeral>{_NUMERAL}+)(?=\\s?[年月日])")

# What may stand beside a date on a line of its own: weekday, time of day, zone.
_COMPANIONS = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|(?:星期|週|周|礼拜|禮拜)[一二三四五六日天]|[（(][一二三四五六日][)）]"
    r"|\d\d?\.\d\d(?=\s*(?:[ap]\.?m|gmt|utc|hrs))|\d\d?\s*[ap]\.?m\b\.?|\bat\b|公元|西元"
    r"|(?<=t)\d{6}(?=z|\b)"
    r"|\d\d?\s*[:：時时]\s*\d\d(?:\s*[:：分]\s*\d\d(?:\.\d+)?)?\s*[分秒]?(?:\s*[ap]\.?m\.?)?"
    r"|\b[ap]\.?m\.?\b|上午|下午|凌晨|早上|晚上"
    r"|(?:utc|gmt|cst|est|edt|pst|pdt|hkt|sgt)\b(?:\s*[+-]\s*\d\d?(?::?\d\d)?)?|[+-]\d\d:?\d\d"
    r"|日(?![报報])|(?<![a-z])[tz](?![a-z])|[\s,，.。\-–—|/()（）]",
    re.IGNORECASE,
)


def read_date(text: str, basis: str) -> DateRange | None:
    """Return the first date that ``text`` states, or days on end, None when it states none.

    ``basis`` says where it stood. ``03/04/2023`` may be either of two days and gives its year.
    """
    found = _find(text[:_LONGEST])
    if not found:
        return None
    start, end, precision = found[0]
    return DateRange(start.isoformat(), end.isoformat(), precision, text.strip(), basis)


def is_date_line(text: str) -> bool:
    """Whether ``text`` is a day or a month, perhaps with weekday, time and zone, and no more."""
    if len(text) > 60:
        return False
    found = _find(text)
    if not found:
        return False
    (_, _, precision), left, right = found
    if text.strip().isdigit() and len(text.strip()) == _ROC_DIGITS:
        # Without a label, seven digits may count anything.
        return False
    names_a_day = precision != "year" or len(re.findall(r"\d+", text)) > 2
    return names_a_day and not _COMPANIONS.sub("", left + " " + right)


def date_in_address(url: str) -> str | None:
    """Return the ISO day in the path of a web address, None where there is none."""
    for match in _IN_PATH.finditer(url):
        written = "-".join(match.group("year", "month", "day"))
        if found := read_date(written, ""):
            return found.start if found.precision == "day" else None
    return None


def without_date(text: str) -> str:
    """Return ``text`` without its first date and the weekday, time and zone beside it."""
    found = _find(text)
    if not found:
        return text
    _, left, right = found
    return " ".join(
        " ".join(_COMPANIONS.sub(" ", part).split()) for part in (left, right) if part
    ).strip()


def is_ambiguous(stated: DateRange) -> bool:
    """Whether only the year was taken from words that name a day."""
    return stated.precision == "year" and len(re.findall(r"\d+", stated.text or "")) > 2


def _find(text: str) -> tuple[_Range, str, str] | None:
    """Return the range of the first date of the most definite form, and what is beside it."""
    if not any(character.isdigit() for character in text) and "年" not in text:
        return None
    if not text.isascii():
        text = text.translate(_FULL_WIDTH).replace("元月", "1月").replace("國元年", "國1年")
    plain = _NUMERAL_PARTS.sub(_arabic, text)
    for match in _matches(plain):
        if found := _range(match.groupdict()):
            if (days := _days_on_end(plain)) and days[1] <= match.start():
                return days[0], plain[: days[1]], plain[days[2] :]
            return found, plain[: match.start()], plain[match.end() :]
    if days := _days_on_end(plain):
        return days[0], plain[: days[1]], plain[days[2] :]
    return None


def _matches(plain: str) -> Iterator[re.Match[str]]:
    return (match for pattern in _PATTERNS if (match := pattern.search(plain)))


def _days_on_end(plain: str) -> tuple[_Range, int, int] | None:
    """Return the first range from one day to a later one, and where its words begin and end."""
    if len(plain) <= len("2024-05-03"):
        return None
    found = []
    for pattern in _RANGES:
        match = pattern.search(plain)
        if match and (stated := _interval(match.groupdict())):
            found.append((stated, match.start(), match.end()))
    return min(found, key=lambda one: one[1], default=None)


def _interval(parts: dict[str, str | None]) -> _Range | None:
    """Return the days from a first to a last one; what the last one leaves out the first says."""
    last = {name: parts.get(f"end_{name}") for name in ("year", "name", "month", "day")}
    first = {name: parts.get(name) or last[name] for name in ("year", "name", "month")}
    if not last["name"] and not last["month"]:
        last |= {"name": parts.get("name"), "month": parts.get("month")}
    last["year"] = last["year"] or parts.get("year")
    years = {"roc": parts.get("roc")}
    start, end = _range({**first, **years, "day": parts["day"]}), _range({**last, **years})
    if start and end and end[0] < start[0] and not parts.get("year") and not parts.get("roc"):
        # ``Dec. 30 - Jan. 2, 2024`` names the year of its end.
        start = _range({**first, "year": str(end[0].year - 1), "day": parts["day"]})
    if not start or not end or not start[0] < end[0] <= start[0] + _LONGEST_INTERVAL:
        return None
    return start[0], end[0], "interval"


def _range(parts: dict[str, str | None]) -> _Range | None:
    year = int(parts.get("year") or 0) or _ROC_EPOCH + int(parts.get("roc") or 0)
    if parts.get("first"):
        return _day_and_month(year, int(parts["first"] or 0), int(parts["second"] or 0))
    name, month = parts.get("name"), parts.get("month")
    number = MONTHS[name.lower()] if name else int(month) if month else None
    if number is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if not 1 <= number <= 12:
        return None
    last = calendar.monthrange(year, number)[1]
    if not parts.get("day"):
        return date(year, number, 1), date(year, number, last), "month"
    day = int(parts["day"] or 0)
    if not 1 <= day <= last:
        return None
    return date(year, number, day), date(year, number, day), "day"


def _day_and_month(year: int, first: int, second: int) -> _Range | None:
    """Read two numbers of which one is the day: the one over twelve, both alike, or neither."""
    if first == second or first > 12 or second > 12:
        month, day = (first, second) if second > 12 else (second, first)
        return _range({"year": str(year), "month": str(month), "day": str(day)})
    return date(year, 1, 1), date(year, 12, 31), "year"


def _arabic(match: re.Match[str]) -> str:
    """Turn ``二〇二三``, ``十``, ``二十四``, ``廿四`` and ``一百零八`` into digits."""
    numeral = match["numeral"].replace("廿", "二十").replace("卅", "三十")
    if not set(numeral) & {"十", "百"}:
        return "".join(_DIGITS[character] for character in numeral)
    hundreds, _, rest = numeral.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * (_digit(hundreds) or 1) if "百" in numeral else 0
    value += 10 * (_digit(tens) or 1) if ten else 0
    return str(value + _digit(ones))


def _digit(numeral: str) -> int:
    digits = "".join(_DIGITS.get(character, "") for character in numeral)
    return int(digits or 0)
