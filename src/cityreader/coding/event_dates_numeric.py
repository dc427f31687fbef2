"""Dates in figures alone: ``2024-05-03``, ``24/10/2023``, ``114.3.12``, ``3/16``, ``2026-2030``.

Figures with the same signs are scores, versions and fractions as well, so that most of them need
what only a date has: a year of this age, a month and a day, a word beside them.
"""

import re
from datetime import date

from cityreader.coding import event_dates_calendar as days
from cityreader.coding.event_dates_calendar import YEAR, Days, Groups, Reading, Setting
from cityreader.coding.event_dates_chinese import looks_ahead
from cityreader.coding.event_dates_chinese_readings import ROC_EPOCH
from cityreader.coding.event_dates_english import COUNTED

__all__ = ["PATTERNS", "looks_ahead"]

_NOT_BEFORE = r"(?<![A-Za-z0-9_./-])"
_NAMED_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_NAMED_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"


def year_first(found: Groups, _: Setting) -> Days | None:
    """``2024-05-03``, and with the years of the Republic ``113/05/03``."""
    year = int(found["year"] or 0) if found.get("year") else ROC_EPOCH + int(found["count"] or 0)
    return days.one_day(date(year, int(found["month"] or 0), int(found["day"] or 0)))


def year_last(found: Groups, _: Setting) -> Days | None:
    """``24/10/2023``; of ``03/04/2023``, which may be two days, the year.

    With dots the day stands first, wherever that is written.
    """
    first, second, year = (int(found[name] or 0) for name in ("first", "second", "year"))
    if first > 12 or (found["sign"] == "." and second <= 12):
        return days.one_day(date(year, second, first))
    if second > 12 or first == second:
        return days.one_day(date(year, first, second))
    return days.whole_year(year)


def no_year(found: Groups, setting: Setting) -> Days | None:
    """``3/16`` between Chinese words: a day where one of them says so, else it may be a
    fraction."""
    number = int(found["day"] or 0)
    told = found.get("cue") is not None or found.get("behind") is not None
    if not (told or setting.alone or (number > 12 and found.get("beside") is not None)):
        return None
    day = days.nearest_day(int(found["month"] or 0), number, setting)
    return days.one_day(day, YEAR)._replace(open="year")


def years(found: Groups, _: Setting) -> Days | None:
    """``2026-2030``; ``Strategy 2026-2030`` is a name."""
    if found.get("name"):
        return None
    return days.interval(
        date(int(found["first"] or 0), 1, 1), date(int(found["last"] or 0), 12, 31)
    )


RULES: tuple[tuple[str, Reading], ...] = (
    (rf"{_NOT_BEFORE}(?P<year>(?:19|20)\d\d)(?P<sign>[-/.]){_NAMED_MONTH}(?P=sign){_NAMED_DAY}"
     r"(?![\d./-]\d|\d)", year_first),
    (rf"{_NOT_BEFORE}(?P<count>1[0-2]\d)(?P<sign>[/.]){_NAMED_MONTH}(?P=sign){_NAMED_DAY}"
     r"(?![\d./])", year_first),
    (rf"{_NOT_BEFORE}(?P<count>1[01]\d)-(?P<month>1[0-2]|0\d)-(?P<day>3[01]|[0-2]\d)(?![\d-])",
     year_first),
    (rf"{_NOT_BEFORE}(?<!ersion\s)(?<!elease\s)(?P<first>0?[1-9]|[12]\d|3[01])(?P<sign>[/.-])"
     r"(?P<second>0?[1-9]|[12]\d|3[01])(?P=sign)(?P<year>(?:19|20)\d\d)(?![\d/.-]*\d)", year_last),
    (rf"(?:(?P<cue>(?<=/\d-)|(?<=/\d\d-)|(?<=[）)][-~～–])|(?<=[於于在自從从至到訂订]))|{_NOT_BEFORE})"
     rf"{_NAMED_MONTH}/{_NAMED_DAY}(?![0-9/%]|\.\d)"
     r"(?P<behind>\s?[（(](?:周|週|星期)?[一二三四五六日][）)]|(?=\s?(?:起|至|到|止|前|~|～|-\d+/|上午|下午|晚)))?"
     r"(?P<beside>(?=[\u4e00-\u9fff，。、；])(?!的))?", no_year),
    (rf"{_NOT_BEFORE}(?<!©\s)(?:(?P<name>(?!The\b)[A-Z]\w+)\s)?(?P<first>(?:18|19|20)\d\d)"
     rf"\s?[-–—]\s?(?P<last>(?:18|19|20)\d\d)(?![\d%]|[,.:/]\d|-\d|\s?年|\s[A-Z]|"
     rf"\s?(?:season|school|academic|[学學赛賽])){COUNTED}", years),
)  # fmt: skip
"""Patterns from the most to the least definite, and what reads their groups."""

PATTERNS = tuple((re.compile(pattern), reading) for pattern, reading in RULES)
