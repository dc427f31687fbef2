"""Days, months, quarters and years around an anchor day, for the words that name them."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from cityreader.models import Precision

STATED, YEAR, MONTH, DAY = range(4)
"""How much of the anchor an expression leans on: nothing, its year, its month, or its day."""


class Days(NamedTuple):
    """The first and the last day that an expression means, and what it leans on for them.

    ``open`` is what its words leave to what stands beside it: the ``year`` of ``June 7``, the
    ``month`` of ``the 7th``, the ``week`` of ``Friday``, and
    ``year after`` for the 次年3月 that ends a stretch; a ``name`` is no date but may begin one,
    as in ``every Monday to Friday``.
    """

    start: date
    end: date
    precision: Precision
    leans_on: int
    open: str = ""


class Setting(NamedTuple):
    """Where an expression stands: the day to count from, whether its clause looks ahead, and
    whether it is all of the text."""

    anchor: date
    ahead: bool
    alone: bool = False


_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14, "half month": 15}

Groups = dict[str, str | None]
Reading = Callable[[Groups, Setting], Days | None]


def one_day(day: date, leans_on: int = STATED) -> Days:
    """A single day."""
    return Days(day, day, "day", leans_on)


def interval(start: date, end: date, leans_on: int = STATED) -> Days | None:
    """Days on end; None where the end comes first."""
    return Days(start, end, "interval", leans_on) if start <= end else None


def whole_month(year: int, month: int, leans_on: int = STATED) -> Days:
    """A month of a year."""
    return Days(date(year, month, 1), last_day(year, month), "month", leans_on)


def whole_year(year: int, leans_on: int = STATED) -> Days:
    """A year."""
    return Days(date(year, 1, 1), date(year, 12, 31), "year", leans_on)


def decade(year: int) -> Days | None:
    """Ten years from the first of them on."""
    return interval(date(year, 1, 1), date(year + 9, 12, 31))


def quarter(year: int, number: int, leans_on: int = STATED) -> Days:
    """A quarter of a year, counted from 1."""
    first = 3 * number - 2
    return Days(date(year, first, 1), last_day(year, first + 2), "quarter", leans_on)


def half_year(year: int, second: bool, leans_on: int = STATED) -> Days | None:
    """The first or the second half of a year."""
    first = 7 if second else 1
    return interval(date(year, first, 1), last_day(year, first + 5), leans_on)


def season(year: int, first_month: int, leans_on: int = STATED) -> Days | None:
    """Three months from ``first_month`` on, as the north counts its seasons."""
    end_year, end_month = months_on(date(year, first_month, 1), 2)
    return interval(date(year, first_month, 1), last_day(end_year, end_month), leans_on)


def part_of_month(year: int, month: int, part: str, leans_on: int = STATED) -> Days | None:
    """The ``early``, ``mid`` or ``late`` third of a month: days 1 to 10, 11 to 20, 21 to its end.

    Chinese names these thirds (上旬, 中旬, 下旬); English words for them are as vague.
    """
    first = {"early": 1, "mid": 11, "late": 21}[part]
    end = last_day(year, month) if part == "late" else date(year, month, first + 9)
    return interval(date(year, month, first), end, leans_on)


def half_month(year: int, month: int, second: bool, leans_on: int = STATED) -> Days | None:
    """Days 1 to 15 of a month, or the others."""
    if second:
        return interval(date(year, month, 16), last_day(year, month), leans_on)
    return interval(date(year, month, 1), date(year, month, 15), leans_on)


def week_of(day: date, leans_on: int = DAY) -> Days | None:
    """Monday to Sunday around a day."""
    monday = day - timedelta(day.weekday())
    return interval(monday, monday + timedelta(6), leans_on)


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_on(day: date, count: int) -> tuple[int, int]:
    """Year and month ``count`` months after the month of a day; before it if negative."""
    months = day.year * 12 + day.month - 1 + count
    return months // 12, months % 12 + 1


def counted_from(anchor: date, number: int, unit: str) -> Days:
    """What lies so many units on from a day, or back if negative: a day, week or fortnight away
    is a day, a month away a month, a year or decade away a year."""
    if unit in _DAYS_OF:
        return one_day(anchor + timedelta(number * _DAYS_OF[unit]), DAY)
    if unit in ("month", "half year"):
        months = number * (6 if unit == "half year" else 1)
        return whole_month(*months_on(anchor, months), MONTH)
    return whole_year(anchor.year + number * (10 if unit == "decade" else 1), YEAR)


def nearest_day(month: int, number: int, setting: Setting) -> date:
    """The day with this month and number that is nearest to the anchor, the earlier of two.

    Where the clause looks ahead, a day gone by counts as twice as far. Raises ValueError where no
    year has it.
    """
    anchor = setting.anchor
    found = []
    # Eight years hold a 29 February, whatever the century.
    for year in range(anchor.year - 8, anchor.year + 9):
        try:
            found.append(date(year, month, number))
        except ValueError:
            continue
    if not found:
        raise ValueError("no such day")
    gone = 2 if setting.ahead else 1
    return min(found, key=lambda day: (max(day - anchor, gone * (anchor - day)), day))


def nearest_month(month: int, setting: Setting) -> int:
    """The year in which a month is nearest to the anchor."""
    return nearest_day(month, 15, setting).year


def last_month(month: int, setting: Setting) -> int:
    """The year in which a month was last: ``since December`` looks back."""
    return setting.anchor.year - (month > setting.anchor.month)


def numbered_day(number: int, setting: Setting) -> date:
    """The day with this number nearest to the anchor, or the next from it on if looking ahead.

    Raises ValueError for a number that no month has.
    """
    if not 1 <= number <= 31:
        raise ValueError("no such day")
    behind = ahead = setting.anchor
    while ahead.day != number:
        ahead += timedelta(1)
    while behind.day != number:
        behind -= timedelta(1)
    nearer_ahead = ahead - setting.anchor < setting.anchor - behind
    return ahead if setting.ahead or nearer_ahead else behind


def numbered_weekday(number: int, order: int, month: Days) -> date:
    """The first, second and so on such weekday (0 is Monday) of a month, -1 for the last."""
    if order < 0:
        return month.end - timedelta((month.end.weekday() - number) % 7)
    first = month.start + timedelta((number - month.start.weekday()) % 7)
    return first + timedelta(7 * (order - 1))


def weekday(number: int, setting: Setting) -> date:
    """The last such weekday (0 is Monday) up to the anchor, or the next one if looking ahead."""
    if setting.ahead:
        return setting.anchor + timedelta((number - setting.anchor.weekday() - 1) % 7 + 1)
    return setting.anchor - timedelta((setting.anchor.weekday() - number) % 7)
