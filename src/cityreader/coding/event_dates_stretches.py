"""Dates that stand beside each other: from one to another, and lists of days or of years."""

import re
from datetime import date, timedelta

from cityreader.coding import (
    event_dates_chinese,
    event_dates_english,
    event_dates_english_readings,
)
from cityreader.coding.event_dates_calendar import (
    YEAR,
    Days,
    Setting,
    interval,
    last_day,
    numbered_day,
    whole_month,
    whole_year,
)
from cityreader.coding.event_dates_chinese_numerals import number_of
from cityreader.models import Span

Dated = tuple[Span, Days]

# Hours may stand before it: 25日8时至26日8时.
_TO = re.compile(
    r"(?:[上下]午|晚)?(?:\d{1,2}[时時点點])?\s?起?(?:至|到|[-–—－~～〜])\s?"
    r"|,?\s+(?:to|through|thru|until|till)\s+(?:the\s+)?"
)
_AND = re.compile(r"\s+and\s+")
_LIST = re.compile(r"[、和及與与]|,?\s+and\s+")
_FROM = re.compile(r"\b[Ff]rom\s+$")
_BETWEEN = re.compile(r"\b[Bb]etween\s+$")
_SENTENCE_ENDS = re.compile(r"[。！？\n]|\.\s")
# Code points before a date in which ``between`` may stand.
_BEFORE = 12
# Days from ``Monday to Friday``: so long a stretch of weekdays is how a house is open every week.
_EVERY_WEEK = 4
_DAY = timedelta(1)


def stretches(text: str, dates: list[Dated]) -> list[Dated]:
    """The dates in order, two that ``to`` or 至 joins as one stretch of days."""
    joined: list[Dated] = []
    for span, meant in dates:
        if joined:
            dated = span, _after(text, joined[-1], (span, meant))
            joined[-1:] = _joined(text, joined[-1], dated)
        else:
            joined.append((span, meant))
    # A year after (次年) that follows no date is that of another sentence.
    return [(span, meant) for span, meant in joined if meant.open not in ("year after", "name")]


def _joined(text: str, first: Dated, last: Dated) -> list[Dated]:
    """Two dates that follow each other: as one stretch, as none where they tell when a house is
    open, or as they are."""
    (start, before), (end, meant) = first, last
    listed = _LIST.fullmatch(text, start.end, end.start)
    if listed and before.open == meant.open == "week" and meant.start - before.end == _DAY:
        return [(Span(start.start, end.end), before._replace(end=meant.end, precision="interval"))]
    opening = text[max(0, start.start - _BEFORE) : start.start]
    from_there, between = _FROM.search(opening), _BETWEEN.search(opening)
    if not (_AND if between else _TO).fullmatch(text, start.end, end.start):
        return [first, last]
    if before.open == "name":
        return [first]
    if not from_there and _is_every_week(before, meant):
        return []
    opened = from_there or between
    whole = _from_to(before, meant)
    where = Span(start.start - len(opened[0]) if opened else start.start, end.end)
    return [(where, whole)] if whole else [first, last]


def _after(text: str, first: Dated, dated: Dated) -> Days:
    """A date as the one before it in its sentence places it.

    A day without a month is the nearest to a day of the article's year; a Chinese month without a
    year is of the year told before it, which Chinese does not say twice.
    """
    (place, before), (span, meant) = first, dated
    if _SENTENCE_ENDS.search(text, place.end, span.start):
        return meant
    try:
        if meant.open == before.open == "week" and _LIST.fullmatch(text, place.end, span.start):
            return _days_on(meant, (meant.start - before.start).days // 7 * -7)
        if meant.open == "month" and before.precision == "day" and before.open:
            day = numbered_day(meant.start.day, Setting(before.start, ahead=False))
            return meant._replace(start=day, end=day)
        month = meant.open == "year" and "月" in text[span.start : span.end]
        if month and _tells_year(text[place.start : place.end], before):
            return _in_told_year(meant, before)
    except (ValueError, OverflowError):
        # No 29 February in that year.
        return meant
    return meant


def _tells_year(words: str, meant: Days) -> bool:
    """Whether a Chinese date tells the year of the months behind it, as 2016年5月 and 明年 do; what
    goes on behind 2016年 and 去年 is often of this year."""
    if meant.open or meant.leans_on > YEAR:
        return False
    return words.startswith("明年") or ("月" in words and meant.precision in ("day", "month"))


def _in_told_year(days: Days, before: Days) -> Days:
    """The same days in the year of others, or in the next if that brings them nearer."""
    same = _years_on(days, before.start.year - days.start.year)
    later = _in_year_of(days, before)
    nearer = before.start - same.start < later.start - before.start
    return later._replace(start=same.start, end=same.end) if nearer else later


def _in_year_of(days: Days, before: Days) -> Days:
    """The same days in the year of others, or in the next if they came before them in it."""
    count = before.start.year - days.start.year
    near = _years_on(days, count)
    near = _years_on(days, count + 1) if near.end < before.start else near
    return near._replace(open="", leans_on=before.leans_on)


def _is_every_week(first: Days, last: Days) -> bool:
    """Whether two weekdays tell when a house is open, as ``Tuesday to Sunday`` does."""
    apart = (last.start - first.start).days % 7
    return first.open == last.open == "week" and apart >= _EVERY_WEEK


def _from_to(first: Days, last: Days) -> Days | None:
    """From the first day of one date to the last of another: what the words of one leave open,
    the other decides. None where they cannot follow each other."""
    try:
        if last.open == "year after":
            last = _years_on(last, first.start.year + 1 - last.start.year)
        elif last.open == "year":
            last = _in_year_of(last, first)
        elif last.open == "month":
            last = _days_on(last, (_next_numbered(last, first) - last.start).days)
        elif last.open == "week":
            last = _days_on(last, (last.start - first.start).days // 7 * -7)
        elif first.open == "year":
            first = _years_on(first, last.start.year - first.start.year)
            first = _years_on(first, -1) if first.start > last.start else first
        elif first.open == "week":
            first = _days_on(first, (last.start - first.start).days // 7 * 7)
    except (ValueError, OverflowError):
        return None
    return interval(first.start, last.end, max(first.leans_on, last.leans_on))


def _next_numbered(bare: Days, first: Days) -> date:
    """The day of that number from another day on: ``3日`` in ``6月28日至3日``."""
    return numbered_day(bare.start.day, Setting(first.start, ahead=True))


def _years_on(days: Days, count: int) -> Days:
    """The same days some years later; a month that was whole stays whole.

    Raises ValueError where that year lacks one of them.
    """
    start = days.start.replace(year=days.start.year + count)
    if (days.end + _DAY).day == 1 and days.start != days.end:
        return days._replace(start=start, end=last_day(days.end.year + count, days.end.month))
    return days._replace(start=start, end=days.end.replace(year=days.end.year + count))


def _days_on(days: Days, count: int) -> Days:
    step = timedelta(count)
    return days._replace(start=days.start + step, end=days.end + step)


def with_further(text: str, span: Span, meant: Days) -> list[Dated]:
    """A date with those that follow it in a list: ``6日`` and ``8日`` in ``5月4日、6日、8日``,
    ``2003`` in ``in 1998 and 2003``.

    Days or years on end that a list names are one stretch.
    """
    found = [(span, meant)]
    while further := _further(text, *found[-1]):
        where, days, listed = further
        first, before = found[-1]
        if listed and days.start - before.end == _DAY:
            whole = before._replace(end=days.end, precision="interval")
            found[-1] = (Span(first.start, where.end), whole)
        else:
            found.append((where, days))
    return found


def _further(text: str, span: Span, before: Days) -> tuple[Span, Days, bool] | None:
    """The next date of a list, and whether it may belong to one stretch with the one before."""
    match = event_dates_chinese.FURTHER.match(text, span.end)
    listed = match is None or match["sign"] not in ",，"
    read = _day_named_next if match else _named_next
    match = match or event_dates_english.FURTHER.match(text, span.end)
    if match is None:
        return None
    try:
        days = read(match, before)
    except (ValueError, OverflowError):
        return None
    if days is None or days.start <= before.end or days.end < days.start:
        return None
    return Span(match.start("date"), match.end()), days, listed


def _day_named_next(match: re.Match[str], before: Days) -> Days:
    """The day, or the days on end, of the same month."""
    start = before.end.replace(day=number_of(match["day"]))
    end = start.replace(day=number_of(match["last"])) if match["last"] else start
    precision = before.precision if start == end else "interval"
    return before._replace(start=start, end=end, precision=precision)


def _named_next(match: re.Match[str], before: Days) -> Days | None:
    """The year after a year, the month of the same year after a month; else None."""
    year = before.end.year
    if match["year"] and before.end == date(year, 12, 31):
        return whole_year(int(match["year"]))
    if match["month"] and (before.end + _DAY).day == 1 and before.start.day == 1:
        month = event_dates_english_readings.MONTHS[match["month"].lower()]
        return whole_month(year, month, before.leans_on)._replace(open=before.open)
    return None
