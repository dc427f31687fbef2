"""Dates in running text: where they stand, which days they mean, and from what they are counted.

``last Friday`` is counted from the day an article was published. What needs a closer day than is
known is left alone: an article of which only the year is known tells ``last year`` and
``October 24``, but no ``Friday``. A month and a day without a year take the year that puts them
nearest to that day, and a bare weekday the last one before it, unless its clause looks ahead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from types import ModuleType

from cityreader.coding import event_dates_chinese, event_dates_english, event_dates_numeric
from cityreader.coding.event_dates_calendar import DAY, MONTH, STATED, YEAR, Days, Setting
from cityreader.coding.event_dates_stretches import stretches, with_further
from cityreader.models import DateRange, Span

STATED_BASIS = "sentence"
"""The basis of a date that the words give whole."""

COUNTED_BASIS = "sentence, from "
"""How the basis of a date begins that is counted from that of its article."""

_KNOWN = {"day": DAY, "interval": DAY, "month": MONTH, "quarter": YEAR, "year": YEAR}
_EXACTNESS = ("day", "interval", "month", "quarter", "year", "none")
# A mark, or a word behind which something else is told as done: "and signed".
_CLAUSE_ENDS = re.compile(
    r"[,;:，；：。！？]"
    r"|\b(?:and|but|then|before|after|while|when)\s(?:(?:then|later|also|[a-z]+ly)\s)?"
    r"(?:[a-z]+(?:ed|ing)|held|met|left|went|came|saw|flew|spoke|sent|won|paid|set|told|said|laid|"
    r"took|gave|made|became|began|was|were|is|are|has|have|had|will|would)\b"
)
# Behind what was done, up to the day of something else; what comes before the first is that day's
# too: 周一抵达并签署.
_NEXT_DONE = re.compile(r"[并並]|而(?!且)|[后後](?![天年日期来來续續])")
# Right behind a date: what follows is not done on that day.
_GOES_ON = re.compile(r"\s(?:and|but|while)\s")
# How far another clause is away (code points).
_CLAUSE_AWAY = 40
# Code points on both sides that tell whether a clause looks ahead.
_AROUND = 80
_SOME_DAY = date(2000, 1, 1)
# A full stop behind a month that is not cut short.
_FULL_STOP = re.compile(r"(?i:(?<=[a-z]{5})|(?<=\bMay)|(?<=\bJune)|(?<=\bJuly)|(?<=\d))\.$")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: its span, its days, and the ISO date they were counted from, if any."""

    span: Span
    date: DateRange
    anchor: str | None


_DIGIT = re.compile(r"\d")
_LETTERS = re.compile("[A-Za-z]{2}")
_MONTH_BEGINS = re.compile(
    "Jan|JAN|Feb|FEB|Mar|MAR|Apr|APR|May(?!o)|MAY(?!O)|Ju[nl]|JU[NL]|Aug|AUG|Sep|SEP|Oct|OCT|Nov|NOV"
    "|Dec|DEC"
)
_ENGLISH_STEMS = (
    "day", "night", "morrow", "this", "week", "month", "year", "decade", "quarter",
    "spring", "summer", "autumn", "fall", "winter",
)  # fmt: skip
_CHINESE_STEMS = re.compile(
    "[月日号號天周週星礼禮季今昨明]|[0-9０-９一二两兩三四五六七八九十百零〇○Ｏ元半去前后後本)）]\\s?年"
    "|年[初中底末尾内內]"
)
"""What every date without a digit holds one of: most sentences hold none, which is quick to see."""


def find_dates(text: str, anchor: DateRange | None = None) -> list[DateMention]:
    """The dates in a text, in order, none over another.

    ``anchor`` is the date of the article; without one, or with one that is too coarse, only dates
    that the words give whole are found, or those that need no closer day.
    """
    day, known = _anchor_day(anchor)
    found = sorted(_found(text, day, known), key=lambda one: (one[0].start, -one[0].end, one[2]))
    dates: list[tuple[Span, Days]] = []
    for span, meant, _ in found:
        if not dates or span.start >= dates[-1][0].end:
            dates += with_further(text, span, meant)
    return [_mention(text, span, meant, anchor) for span, meant in stretches(text, dates)]


def nearest_date(text: str, mentions: list[DateMention], trigger: Span) -> DateMention | None:
    """The date that stands nearest to a trigger in the same text, of several the most exact.

    One in another clause is further away.
    """
    return min(
        mentions,
        key=lambda one: (_distance(text, one.span, trigger), _EXACTNESS.index(one.date.precision)),
        default=None,
    )


def _distance(text: str, stated: Span, trigger: Span) -> int:
    first, second = sorted((stated, trigger))
    # A verb that begins the next clause may be the trigger itself.
    borders = _CLAUSE_ENDS.finditer(text, first.end)
    count = sum(1 for _ in takewhile(lambda one: one.start() < second.start, borders))
    if first is trigger:
        count += len(_NEXT_DONE.findall(text, first.end, second.start))
    elif not count and _GOES_ON.match(text, first.end):
        count = 1
    return max(0, second.start - first.end) + _CLAUSE_AWAY * count


def _anchor_day(anchor: DateRange | None) -> tuple[date, int]:
    if anchor is None or anchor.start is None:
        return _SOME_DAY, STATED
    known = _KNOWN.get(anchor.precision, STATED)
    start = date.fromisoformat(anchor.start)
    end = date.fromisoformat(anchor.end or anchor.start)
    # The middle of a month or a year is nearest to all of its days.
    return (end if known == DAY else start + (end - start) / 2), known


def _found(text: str, anchor: date, known: int) -> Iterator[tuple[Span, Days, int]]:
    """Every reading of every pattern, over one another too, with the rank of its pattern."""
    whole = text.strip()
    for language in _languages(text):
        for rank, (pattern, read) in enumerate(language.PATTERNS):
            for match in pattern.finditer(text):
                before = text[max(0, match.start() - _AROUND) : match.start()]
                behind = text[match.end() : match.end() + _AROUND]
                ahead = language.looks_ahead(before, behind)
                alone = match.group().strip() == whole
                try:
                    meant = read(match.groupdict(), Setting(anchor, ahead, alone))
                except (ValueError, OverflowError):
                    # 30 February, a month 13, a year beyond the calendar: no date.
                    continue
                if meant is not None and meant.leans_on <= known:
                    yield Span(*match.span()), meant, rank


def _languages(text: str) -> list[ModuleType]:
    """The languages in which a text may state a date, figures among them."""
    digit = _DIGIT.search(text) is not None
    small = text.lower()
    found = [event_dates_numeric] if digit else []
    if (
        (digit and _LETTERS.search(text))
        or _MONTH_BEGINS.search(text)
        or any(stem in small for stem in _ENGLISH_STEMS)
    ):
        found.append(event_dates_english)
    if _CHINESE_STEMS.search(text):
        found.append(event_dates_chinese)
    return found


def _mention(text: str, span: Span, meant: Days, anchor: DateRange | None) -> DateMention:
    # The words as they stand, without spaces and the end of the sentence that a pattern took along.
    words = _FULL_STOP.sub("", text[span.start : span.end].rstrip())
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words)
    basis, counted_from = STATED_BASIS, None
    if meant.leans_on != STATED and anchor is not None:
        counted_from = anchor.iso
        where = f" ({anchor.basis})" if anchor.basis else ""
        basis = f"{COUNTED_BASIS}{counted_from}{where}"
    stated = DateRange(
        meant.start.isoformat(), meant.end.isoformat(), meant.precision, words.strip(), basis
    )
    return DateMention(Span(start, end), stated, counted_from)
