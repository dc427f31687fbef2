"""What news agencies write before and after a story: who reports, from where, and on which day.

``（中央社記者…台北15日電）``, ``新华社北京10月24日电``, ``Taipei, Sept. 4 (CNA)``:
such a line leaves out the year, and sometimes the month. They are taken from what else the article
says of its time: a month or a year that it states, its address, or a whole date in its text that
lies close.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from cityreader.ingest.dates import MONTHS, date_in_address, read_date
from cityreader.ingest.extract import Extract
from cityreader.models import DateRange

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_CHINESE = "中央社|新华社|新華社|中新社|中新网|法新社|路透社|美联社|共同社"
_NAMED = (
    re.compile(rf"[（(]\s*(?P<agency>{_CHINESE})"),
    re.compile(
        r"[A-Z][\w .,'’-]{1,60}\((?P<agency>[A-Z][A-Za-z ]{1,30}|[A-Z]{2,8})\)\s*(?:[-–—]|[A-Z\"“])"
    ),
    re.compile(rf"(?P<agency>{_CHINESE})[^\s，。]{{1,12}}\d{{1,2}}月\d{{1,2}}日电"),
)
_DATED = (
    re.compile(
        r"[（(【\[]?\s*(?:据|據)?(?:(?:中央社|本报|本報|本网|本網|[\u4e00-\u9fff]{1,6}(?:社|网|網|报|報))"
        r"[^，。；;：:\d]{0,24}|)"
        r"(?:(?P<year>20\d\d)年)?(?:(?P<month>1[0-2]|0?[1-9])月)?(?P<day>3[01]|[12]\d|0?[1-9])日"
        r"(?:[专專外综綜]合?)?(?:电|電|讯|訊)"
    ),
    re.compile(
        rf"[A-Z][\w .,/'’-]{{1,50}}?[,，]\s*(?:(?P<name>{_MONTH})\.?\s+(?P<day>\d\d?)"
        rf"|(?P<before>\d\d?)\s+(?P<after>{_MONTH})\.?)(?:,?\s*(?P<year>20\d\d))?\s*"
        r"(?:\([A-Z][\w ./-]{1,30}\)|[-–—]{1,2}\s)",
        re.IGNORECASE,
    ),
)
# A day on which something happened, its year left out as a rule.
_NAMED_DAYS = (
    re.compile(
        rf"\bon\s+(?:\w{{3,6}}day,?\s+)?(?:(?P<name>{_MONTH})\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?"
        rf"|(?P<before>\d\d?)(?:st|nd|rd|th)?\s+(?P<after>{_MONTH})\b)(?!\s?[-–—]|\d)"
        r"(?:,?\s+(?P<year>20\d\d))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\d年月])(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])"
        r"日(?![至到\-–—~、和及與与])"
    ),
)
# The agency that ends a story with its date, as in ``（編輯：王小明）1130815``.
_CLOSING_DATE = re.compile(r"[）)]\s*(?P<date>1[0-4]\d[01]\d[0-3]\d)\s*\Z")
# Both in code points; a dateline is within the first, a closing date within the last.
_BEGINNING = 120
_END = 40
# Code points; a day further on in the first paragraph is another matter.
_OPENING = 300
# Paragraphs that are searched for a whole date.
_SEARCHED = 40
# A date in the text tells the year of a dateline this close to it, and the month of one closer.
_CLOSE_IN_YEAR = timedelta(days=31)
_CLOSE_IN_MONTH = timedelta(days=7)


def state_dateline(extract: Extract) -> None:
    """State the agency of a dateline, and the day of the story unless that is known already.

    The day comes from the numbers at the very end, else from the dateline.
    """
    if not extract.paragraphs:
        return
    first, last = extract.paragraphs[0][:_BEGINNING], extract.paragraphs[-1][-_END:]
    for pattern in _NAMED:
        if match := pattern.match(first):
            extract.state("source", match["agency"].strip(), f"dateline «{match.group()[:60]}»")
            break
    if match := _CLOSING_DATE.search(last):
        written = match["date"]
        stated = read_date(f"{written[:3]}-{written[3:5]}-{written[5:]}", "closing date")
        if stated:
            extract.state_date(replace(stated, text=written), f"end of the article «{written}»")
    if not extract.published or extract.published.precision in ("month", "year"):
        _state_day(extract, first)


def state_opening_day(extract: Extract) -> None:
    """State the one day that the first paragraph names, for a text that says nothing of its own.

    Releases are of the day they tell of. The year must stand beside it or be told by another date.
    """
    if extract.published or not extract.paragraphs:
        return
    opening = extract.paragraphs[0]
    found = [match for pattern in _NAMED_DAYS for match in pattern.finditer(opening)]
    if len(found) != 1 or found[0].start() > _OPENING:
        return
    parts = found[0].groupdict()
    name = parts.get("name") or parts.get("after")
    month = MONTHS[name.lower()] if name else int(parts["month"] or 0)
    number = int(parts.get("day") or parts.get("before") or 0)
    if parts["year"]:
        day, where = _day(int(parts["year"]), month, number), "its own year"
    else:
        day, where = _completed(extract, month, number)
    if day is not None:
        words = found[0].group().strip()
        stated = DateRange(day.isoformat(), day.isoformat(), "day", words, "first paragraph")
        extract.state_date(stated, f"first paragraph «{words}», {where}")


def _state_day(extract: Extract, first: str) -> None:
    match = next((found for pattern in _DATED if (found := pattern.match(first))), None)
    if not match:
        return
    parts = match.groupdict()
    name = parts.get("name") or parts.get("after")
    month = MONTHS[name.lower()] if name else int(parts.get("month") or 0)
    number = int(parts["day"] or parts.get("before") or 0)
    if parts["year"]:
        day, where = _day(int(parts["year"]), month, number), "its own year"
    else:
        day, where = _completed(extract, month, number)
    if day is None or not _within(day, extract.published):
        return
    words = match.group().strip()
    extract.published = DateRange(day.isoformat(), day.isoformat(), "day", words, "dateline")
    extract.reasons["published"] = f"dateline «{words[:60]}», {where}"


def _completed(extract: Extract, month: int, number: int) -> tuple[date | None, str]:
    """Return the day that a month (0 for none) and a day of it mean, and what told the year."""
    stated = extract.published
    if stated and stated.start:
        year, known_month = int(stated.start[:4]), int(stated.start[5:7])
        if stated.precision == "month":
            return _day(year, month or known_month, number), f"in «{stated.text}»"
        return (_day(year, month, number) if month else None), f"in «{stated.text}»"
    for near, where in _whole_dates(extract):
        if day := _closest(near, month, number):
            return day, where
    return None, ""


def _whole_dates(extract: Extract) -> Iterator[tuple[date, str]]:
    if written := date_in_address(extract.url):
        yield date.fromisoformat(written), "the year as in the address"
    for paragraph in extract.paragraphs[:_SEARCHED]:
        stated = read_date(paragraph, "")
        if stated and stated.start and stated.precision in ("day", "interval"):
            yield date.fromisoformat(stated.start), f"the year as in «{paragraph[:40]}…»"


def _closest(near: date, month: int, number: int) -> date | None:
    """Return the day with this number, and month if given, closest to a date if it is close."""
    months = [month] * 3 if month else [(near.month - 2 + step) % 12 + 1 for step in range(3)]
    years = [near.year - 1, near.year, near.year + 1]
    days = [day for year in years for one in months if (day := _day(year, one, number))]
    best = min(days, key=lambda day: abs(day - near), default=None)
    allowed = _CLOSE_IN_YEAR if month else _CLOSE_IN_MONTH
    return best if best and abs(best - near) <= allowed else None


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _within(day: date, stated: DateRange | None) -> bool:
    return stated is None or (stated.start or "") <= day.isoformat() <= (stated.end or "")
