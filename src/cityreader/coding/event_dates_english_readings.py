"""What the words of English dates mean: from the groups of a pattern to days."""

import re
from datetime import date, timedelta

from cityreader.coding import event_dates_calendar as days
from cityreader.coding.event_dates_calendar import DAY, MONTH, STATED, YEAR, Days, Groups, Setting

_NAMES = (
    "January Jan, February Feb, March Mar, April Apr, May, June Jun, July Jul, August Aug,"
    " September Sept Sep, October Oct, November Nov, December Dec"
)
MONTHS = {
    name.lower(): number
    for number, names in enumerate(_NAMES.split(","), start=1)
    for name in names.split()
}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_UNITS += " sixteen seventeen eighteen nineteen"
NUMBERS = {"a": 1, "an": 1} | {word: value for value, word in enumerate(_UNITS.split(), start=1)}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_WORTH = NUMBERS | TENS
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_STEPS = {"this": 0, "next": 1, "last": -1, "after next": 2, "before last": -2}


def _month_number(name: str | None) -> int:
    return MONTHS[(name or "").lower()]


def _part_name(words: str | None) -> str | None:
    if not words:
        return None
    lowered = words.lower()
    if "mid" in lowered:
        return "mid"
    return "early" if re.search("early|beginning|start", lowered) else "late"


def _stated_year(found: Groups, setting: Setting) -> int:
    """The year that stands beside a month, 0 for none."""
    if step := found.get("of_step"):
        return setting.anchor.year + _STEPS[step]
    return int(found.get("year") or 0)


def _dated(found: Groups, setting: Setting, day: str = "day", month: str = "month") -> date:
    number, name = int(found[day] or 0), _month_number(found[month] or found["month"])
    if year := _stated_year(found, setting):
        return date(year, name, number)
    return days.nearest_day(name, number, setting)


def _leaning(found: Groups) -> int:
    return STATED if found.get("year") else YEAR


def _open(found: Groups) -> str:
    """What the words of a month leave to what stands beside it."""
    named = found.get("year") or found.get("of_step") or found.get("step")
    return "" if named else "year"


def single(found: Groups, setting: Setting) -> Days | None:
    """``March 31``, ``5 October 2023``."""
    return days.one_day(_dated(found, setting), _leaning(found))._replace(open=_open(found))


def days_of_month(found: Groups, setting: Setting) -> Days | None:
    """``March 28-31``."""
    start = _dated(found, setting)
    return _stretch(found, start, start.replace(day=int(found["last"] or 0)))


def listed_days(found: Groups, setting: Setting) -> Days | None:
    """``June 3, 4 and 5``: only days on end make one stretch."""
    start = _dated(found, setting)
    named = [start.day, *map(int, re.findall(r"\d+", found["more"] or "")), int(found["last"] or 0)]
    if named != list(range(named[0], named[-1] + 1)):
        return None
    return days.interval(start, start.replace(day=named[-1]), _leaning(found))


def _stretch(found: Groups, start: date, end: date) -> Days | None:
    """Days on end; two days that ``and`` joins are one stretch only where they follow each other,
    or after ``between``."""
    if found.get("both") and not found.get("between") and end - start != timedelta(1):
        return None
    return days.interval(start, end, _leaning(found))


def whole_month(found: Groups, setting: Setting) -> Days | None:
    """``in May``, ``mid-June 2023``, ``next May``."""
    month = _month_number(found["month"])
    year = _stated_year(found, setting)
    leaning = _leaning(found)
    step = (found.get("step") or "").lower()
    anchor = setting.anchor
    if not year:
        shifted = {"next": month <= anchor.month, "last": -(month >= anchor.month), "this": 0}
        near = days.last_month if found.get("since") else days.nearest_month
        year = anchor.year + shifted[step] if step else near(month, setting)
    leaning = max(leaning, MONTH if step else leaning)
    part = _part_name(found.get("part"))
    whole = (
        days.part_of_month(year, month, part, leaning)
        if part
        else days.whole_month(year, month, leaning)
    )
    return whole and whole._replace(open=_open(found))


def months_on_end(found: Groups, setting: Setting) -> Days | None:
    """``from March to May``."""
    first, last = _month_number(found["month"]), _month_number(found["last_month"])
    year = _stated_year(found, setting) or days.nearest_month(last, setting)
    if found.get("both") and not found.get("between") and last - first != 1:
        return None
    start = date(year - (first > last), first, 1)
    return days.interval(start, days.last_day(year, last), _leaning(found))


def _named_year(found: Groups, setting: Setting) -> int:
    if found.get("year"):
        return int(found["year"] or 0)
    return setting.anchor.year + _STEPS[(found.get("step") or "this").lower()]


def quarter(found: Groups, setting: Setting) -> Days | None:
    """``Q1 2024``, ``the first quarter of this year``."""
    order = (found.get("order") or "").lower()
    number = _ORDER.get(order, 4) if order else int(found["q"] or 0)
    return days.quarter(_named_year(found, setting), number, _leaning(found))


def half(found: Groups, setting: Setting) -> Days | None:
    """``the second half of 2024``, ``the second half of June``."""
    second = (found["half"] or "").lower() in ("second", "latter")
    if found.get("month"):
        month = whole_month(found, setting)
        whole = month and days.half_month(month.start.year, month.start.month, second)
        return whole and month and whole._replace(leans_on=month.leans_on, open=month.open)
    return days.half_year(_named_year(found, setting), second, _leaning(found))


def season(found: Groups, setting: Setting) -> Days | None:
    """``spring 2024``, ``last summer``."""
    first = _SEASONS[(found["season"] or "").lower()]
    return days.season(_named_year(found, setting), first, _leaning(found))


def whole_year(found: Groups, setting: Setting) -> Days | None:
    """``since 2010``."""
    return days.whole_year(_named_year(found, setting), _leaning(found))


def decade(found: Groups, _: Setting) -> Days | None:
    """``in the 1990s``."""
    return days.decade(int(found["decade"] or 0))


def years(found: Groups, _: Setting) -> Days | None:
    """``from 2010 to 2020``."""
    first, last = int(found["from"] or 0), int(found["year"] or 0)
    if found.get("both") and not found.get("between") and last - first != 1:
        return None
    return days.interval(date(first, 1, 1), date(last, 12, 31))


def first_part(found: Groups, setting: Setting) -> Days | None:
    """``the first five months of 2025``, ``the first three quarters of the year``."""
    last = _number(found) * (3 if found["unit"] == "quarter" else 1)
    year = _named_year(found, setting)
    return days.interval(date(year, 1, 1), days.last_day(year, last), _leaning(found))


def period(found: Groups, setting: Setting) -> Days | None:
    """``next week``, ``earlier this month``, ``last year``."""
    step = _STEPS[" ".join((found["step"] or "").lower().split())]
    part = _part_name(found.get("part"))
    anchor = setting.anchor
    match (found["unit"] or "").lower():
        case "year":
            return days.whole_year(anchor.year + step, YEAR)
        case "month" if part:
            return days.part_of_month(*days.months_on(anchor, step), part, MONTH)
        case "month":
            return days.whole_month(*days.months_on(anchor, step), MONTH)
        case "quarter":
            year, month = days.months_on(anchor, 3 * step)
            return days.quarter(year, (month + 2) // 3, MONTH)
        case "week":
            return days.week_of(anchor + timedelta(7 * step))
    # The weekend of this week, of the last or of the next.
    saturday = anchor - timedelta(anchor.weekday()) + timedelta(5 + 7 * step)
    return days.interval(saturday, saturday + timedelta(1), DAY)


def period_around(found: Groups, setting: Setting) -> Days | None:
    """``over the weekend``, the last one unless the clause looks ahead; ``by the end of the year``
    only where it does, since the year of a story told is not that of the article."""
    weekend = found["unit"] == "weekend"
    if not weekend and not (setting.ahead or setting.alone):
        return None
    step = "last" if weekend and not setting.ahead and setting.anchor.weekday() < 5 else "this"
    return period({**found, "step": step}, setting)


def near_day(found: Groups, setting: Setting) -> Days | None:
    """``yesterday``, ``tonight``."""
    words = " ".join((found["near"] or "").lower().split())
    away = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(words, 0)
    if words.startswith("the day"):
        away = -2 if "before" in words else 2
    return days.one_day(setting.anchor + timedelta(away), DAY)


def _number(found: Groups) -> int:
    words = (found["number"] or "").lower()
    return (
        int(words) if words.isdigit() else sum(_WORTH[word] for word in re.split(r"[\s-]", words))
    )


def counted(found: Groups, setting: Setting) -> Days | None:
    """``two weeks ago``, and ``in two weeks`` where the clause looks ahead."""
    number = _number(found)
    if found.get("soon") and not (setting.ahead or setting.alone or found.get("time")):
        return None
    if not (found.get("soon") or found.get("on")):
        number = -number
    unit = (found["unit"] or "").lower()
    return days.counted_from(setting.anchor, number, "half " + unit if found.get("half") else unit)


def weekday(found: Groups, setting: Setting) -> Days | None:
    """``Friday``, ``last Friday``, ``this coming Friday``, ``Friday next week``."""
    number = WEEKDAYS.index((found["weekday"] or "").lower())
    if found.get("named"):
        return days.one_day(setting.anchor, DAY)._replace(open="name")
    step = " ".join((found["step"] or "").lower().split())
    anchor = setting.anchor
    if week := found.get("week"):
        monday = anchor + timedelta(7 * _STEPS[week] - anchor.weekday())
        return days.one_day(monday + timedelta(number), DAY)
    if found.get("week_on"):
        return days.one_day(days.weekday(number, Setting(anchor, True)) + timedelta(7), DAY)
    if step in ("next", "this coming", "coming"):
        return days.one_day(days.weekday(number, Setting(anchor, True)), DAY)
    if step in ("last", "this past", "past"):
        return days.one_day(days.weekday(number, Setting(anchor - timedelta(1), False)), DAY)
    if step == "this":
        return days.one_day(anchor + timedelta(number - anchor.weekday()), DAY)
    return days.one_day(days.weekday(number, setting), DAY)._replace(open="week")


def edge_of_month(found: Groups, setting: Setting) -> Days | None:
    """``the first day of March``."""
    month = whole_month(found, setting)
    if month is None:
        return None
    edge = month.start if found["order"] == "first" else month.end
    return days.one_day(edge, month.leans_on)


def weekday_of_month(found: Groups, setting: Setting) -> Days | None:
    """``the first Monday of July``, ``the last Friday of this month``."""
    month = period(found, setting) if found.get("unit") else whole_month(found, setting)
    if month is None:
        return None
    number = WEEKDAYS.index((found["weekday"] or "").lower())
    order = _ORDER.get(found["order"] or "", -1)
    return days.one_day(days.numbered_weekday(number, order, month), month.leans_on)


def week_of_month(found: Groups, setting: Setting) -> Days | None:
    """``the first week of May``: its days 1 to 7; the last one is its last seven days."""
    month = whole_month(found, setting)
    if month is None:
        return None
    if found["order"] == "last":
        return days.interval(month.end - timedelta(6), month.end, month.leans_on)
    start = month.start + timedelta(7 * (_ORDER[found["order"] or ""] - 1))
    return days.interval(start, start + timedelta(6), month.leans_on)


def week_of(found: Groups, setting: Setting) -> Days | None:
    """``the week of October 3``."""
    return days.week_of(_dated(found, setting), _leaning(found))


def bare_day(found: Groups, setting: Setting) -> Days | None:
    """``on the 15th``, ``the 15th of this month``."""
    number = int(found["day"] or 0)
    if found.get("step"):
        year, month = days.months_on(setting.anchor, _STEPS[(found["step"] or "").lower()])
        return days.one_day(date(year, month, number), MONTH)
    return days.one_day(days.numbered_day(number, setting), DAY)._replace(open="month")
