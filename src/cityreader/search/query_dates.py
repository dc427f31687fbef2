"""Dates as queries write them: ``2024``, ``2024-05-07``, ``7d``, ``today``, ``a..b``."""

import calendar
import re
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})(?:[-－/.](\d{1,2})(?:[-－/.](\d{1,2}))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,4})([dwmy天日周週月年])", re.ASCII)
_UNITS = {"天": "d", "日": "d", "周": "w", "週": "w", "月": "m", "年": "y"}
_NAMED = {"today": 0, "今天": 0, "yesterday": 1, "昨天": 1}
_BEGUN = re.compile(r"\d{1,3}|\d{4}[-/.]0?|\d{4}[-/.]\d{1,2}[-/.]0?", re.ASCII)
_DOTS = re.compile(r"\.\.+|…+|～|~")


def stored_dates(field: str, value: str, today: date) -> tuple[str, str]:
    """A date of ``before:``, ``after:`` or ``date:`` in ISO form, or else what is wrong with it.

    ``7d`` is the last seven days, today among them; with ``after:`` and ``before:`` the day before
    those. ``w``, ``m`` and ``y`` are weeks, months and years.
    """
    dots = _DOTS.search(value)
    first, last = (value[: dots.start()], value[dots.end() :]) if dots else (value, "")
    is_range = field == "date"
    if dots and (not is_range or not (first or last)):
        return "", _no_date(field, value)
    if not dots:
        span = _last_days(value, today)
        if span is not None:
            return (f"{span[1]}..{today}" if is_range else span[0]), ""
    ends = [_day(end, today) if end else "" for end in (first, last)]
    if None in ends:
        return "", _no_date(field, value)
    start, end = str(ends[0]), str(ends[1])
    if start and end and start > end and not start.startswith(end):
        return "", f"“{value}” ends before it begins."
    return (f"{start}..{end}" if dots else start), ""


def is_begun(text: str) -> bool:
    """Whether the end of a value may still become a date."""
    last = _DOTS.split(text)[-1]
    named = bool(last) and any(name.startswith(last) for name in _NAMED)
    return named or _BEGUN.fullmatch(last) is not None


def _no_date(field: str, value: str) -> str:
    examples = "2024, 2024-05, 2024-05-07, 7d or today"
    ranges = ", or two of them as in 2024-05..2024-07" if field == "date" else ""
    return f"“{value}” is no date; write {examples}{ranges}."


def _last_days(text: str, today: date) -> tuple[str, str] | None:
    """The day before a stretch that ends today, and its first day."""
    match = _AGO.fullmatch(text)
    if match is None:
        return None
    count, unit = int(match[1]), _UNITS.get(match[2], match[2])
    try:
        if unit in "dw":
            before = today - timedelta(days=count * (7 if unit == "w" else 1))
        else:
            months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
            year, month = divmod(months, 12)
            day = min(today.day, calendar.monthrange(year, month + 1)[1])
            before = date(year, month + 1, day)
        first = min(before + timedelta(days=1), today)
    except (ValueError, OverflowError, IndexError):
        return None
    return before.isoformat(), first.isoformat()


def _day(text: str, today: date) -> str | None:
    """A year, month or day as ISO writes it, or None where ``text`` is none of them."""
    if text in _NAMED:
        return (today - timedelta(days=_NAMED[text])).isoformat()
    stretch = _last_days(text, today)
    if stretch is not None:
        return stretch[1]
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        iso = date(year or 0, *(1 if part is None else part for part in (month, day))).isoformat()
    except ValueError:
        return None
    return iso[: 10 if day else 7 if month else 4]
