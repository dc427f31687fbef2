"""Dates as a person types them into one field, and back into the words of that field."""

import calendar
import re
import unicodedata
from dataclasses import replace
from datetime import date, timedelta

from cityreader.models import NO_DATE, DateRange, Precision

EXAMPLES = "2025, 2025-12, 2025-12-28, 2025-Q4 or 2025-12-28..30"
"""What the field takes, for people."""

BY_HAND = "by hand"
"""The basis of a date that a person typed."""

_RANGE = re.compile(r"\s*(?:\.\.+|…+|[–—~〜至到]|\bto\b)\s*")
_PARTS = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_QUARTER = re.compile(r"(\d{4})-?q([1-4])", re.IGNORECASE)
_SHORT_END = re.compile(r"(?:(\d{1,2})-)?(\d{1,2})")
_Days = tuple[date, date, Precision]


class WrongValueError(ValueError):
    """What stands in a field cannot be read; the message says why, in one line."""


def parse_date(text: str, published: DateRange = NO_DATE) -> DateRange:
    """The date that ``text`` states: a year, month, day, quarter or range, or none at all.

    ``/``, ``.``, 年月日 and full-width characters do as well as hyphens. A range takes any two of
    these, and its end may leave out what it shares with the start (``2025-12-28..30``). Whatever
    else the program reads as a date in texts does too (民國107年9月), counted from the day when the
    article was ``published``. The basis is ``by hand``. Raises WrongValueError.
    """
    try:
        return _written(text)
    except WrongValueError:
        # Loaded only where somebody types a date in words.
        from cityreader.library.date_readings import date_typed

        read = date_typed(unicodedata.normalize("NFKC", text).strip(), published)
        if read is None:
            raise
        return replace(read, text=None, basis=BY_HAND)


def _written(text: str) -> DateRange:
    """The date that figures state. Raises WrongValueError."""
    plain = _plain(text)
    if not plain:
        return NO_DATE
    ends = _RANGE.split(plain)
    if len(ends) > 2:
        raise WrongValueError(f"A range has one start and one end: {EXAMPLES}")
    start, end, precision = _days(ends[0])
    if len(ends) == 2:
        end = _range_end(ends[0], ends[1])
        precision = "interval"
    if end < start:
        raise WrongValueError(f"It ends before it begins: {start} to {end}")
    return DateRange(start.isoformat(), end.isoformat(), precision, basis=BY_HAND)


def format_date(value: DateRange) -> str:
    """How the field shows a date; ``parse_date`` reads it back wherever the range is a regular one.

    A date without a start shows nothing.
    """
    if value.start is None:
        return ""
    if value.precision == "quarter":
        return f"{value.start[:4]}-Q{(int(value.start[5:7]) + 2) // 3}"
    if value.precision == "interval":
        return f"{value.start}..{value.end or value.start}"
    return value.iso or ""


def precision_words(text: str, published: DateRange = NO_DATE) -> str:
    """What a date in this field would mean, in a word or two; empty for an empty field.

    One in words shows which date that is. Raises WrongValueError.
    """
    value = parse_date(text, published)
    if value.start is None or value.end is None:
        return ""
    if value.precision == "interval":
        length = (date.fromisoformat(value.end) - date.fromisoformat(value.start)).days + 1
        return f"{length} {'day' if length == 1 else 'days'}"
    try:
        _written(text)
    except WrongValueError:
        return format_date(value)
    return value.precision


def _plain(text: str) -> str:
    """The text with full-width characters, separators and 年月日 turned into digits and hyphens."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    plain = re.sub(r"(?<=\d)\s*[年月]\s*(?=\d)", "-", plain)
    plain = re.sub(r"(?<=\d)\s*[年月日号號]", "", plain)
    return re.sub(r"(?<=\d)[/.](?=\d)", "-", plain)


def _days(text: str) -> _Days:
    """First day, last day and precision of one date. Raises WrongValueError."""
    if quarter := _QUARTER.fullmatch(text):
        first = 3 * int(quarter[2]) - 2
        start, _, _ = _month(int(quarter[1]), first)
        _, end, _ = _month(int(quarter[1]), first + 2)
        return start, end, "quarter"
    parts = _PARTS.fullmatch(text)
    if parts is None:
        raise WrongValueError(f"Not a date; write {EXAMPLES}")
    year, month, day = (int(part) if part else None for part in parts.groups())
    if not year:
        raise WrongValueError("There is no year 0")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    start, end, _ = _month(year, month)
    if day is None:
        return start, end, "month"
    if not 1 <= day <= end.day:
        raise WrongValueError(f"{start:%B} {year:04} has no day {day}")
    return start.replace(day=day), start.replace(day=day), "day"


def _month(year: int, month: int) -> _Days:
    if not 1 <= month <= 12:
        raise WrongValueError(f"There is no month {month}")
    if not year:
        raise WrongValueError("There is no year 0")
    start = date(year, month, 1)
    return start, start + timedelta(calendar.monthrange(year, month)[1] - 1), "month"


def _range_end(start: str, end: str) -> date:
    """The last day of a range, whose end may be only the day, or the month and day."""
    short, parts = _SHORT_END.fullmatch(end), _PARTS.fullmatch(start)
    if short and parts and parts[3]:
        end = f"{parts[1]}-{short[1] or parts[2]}-{short[2]}"
    return _days(end)[1]
