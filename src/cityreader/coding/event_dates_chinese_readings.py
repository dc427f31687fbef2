"""What the words of Chinese dates mean: from the groups of a pattern to days."""

from datetime import date, timedelta

from cityreader.coding import event_dates_calendar as days
from cityreader.coding.event_dates_calendar import DAY, MONTH, STATED, YEAR, Days, Groups, Setting
from cityreader.coding.event_dates_chinese_numerals import number_of

ROC_EPOCH = 1911
"""The Republic of China counts from 1912."""

_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
_YEAR_STEPS = {"大前": -3, "今": 0, "本": 0, "去": -1, "前": -2, "明": 1, "后": 2, "後": 2}
_MONTH_STEPS = {"上": -1, "下": 1, "上上": -2, "下下": 2}
_WEEK_STEPS = {"上上": -2, "上": -1, "下": 1, "下下": 2}
_DAY_STEPS = {"昨": -1, "今": 0, "明": 1, "前": -2, "后": 2, "後": 2}
_DAY_STEPS |= {"大前": -3, "大后": 3, "大後": 3}
_PARTS = {"上": "early", "初": "early", "中": "mid", "下": "late", "底": "late", "末": "late"}
_UNITS = {"天": "day", "月": "month", "年": "year"}
# Days on both sides of the anchor among which a day in brackets, as in 周三（26日）, is looked for.
_BRACKET_DAYS = 20


def _year_of(found: Groups, setting: Setting) -> tuple[int, int] | None:
    """The year that is named and what it leans on; None where none is, and of the year after
    (次年) any, which the date before decides."""
    if found.get("following"):
        return setting.anchor.year, YEAR
    if found.get("bracket"):
        return ROC_EPOCH + int(found["bracket"] or 0), STATED
    if (step := found.get("step")) is not None:
        return setting.anchor.year + _YEAR_STEPS.get(step, 0), YEAR
    if count := (found.get("count") or found.get("bare")):
        return ROC_EPOCH + number_of(count), STATED
    if year := found.get("year"):
        return number_of(year), STATED
    return None


def day(found: Groups, setting: Setting) -> Days | None:
    """``12月1日``, ``民國114年12月28日``."""
    month, number = number_of(found["month"] or ""), number_of(found["day"] or "")
    named = _year_of(found, setting)
    start = date(named[0], month, number) if named else None
    start = start or days.nearest_day(month, number, setting)
    if (weekday := found.get("weekday")) and start.weekday() != _weekday_number(weekday):
        # 6月8日，周三: the weekday is that of another day.
        return None
    return days.one_day(start, named[1] if named else YEAR)._replace(open=_open(found, named))


def _open(found: Groups, named: tuple[int, int] | None) -> str:
    """What the words of a month leave to what stands beside it."""
    if named is None:
        return "year"
    return "year after" if found.get("following") else ""


def _weekday_number(words: str | None) -> int:
    return "一二三四五六日".index((words or "").replace("天", "日"))


def day_range(found: Groups, setting: Setting) -> Days | None:
    """``9月24日至26日``."""
    first = day(found, setting)
    if first is None:
        return None
    end = first.start.replace(day=number_of(found["last"] or ""))
    return days.interval(first.start, end, first.leans_on)


def listed_days(found: Groups, setting: Setting) -> Days | None:
    """``11月4、5、6日``: days on end make one stretch; else the first day stands for the list."""
    first = day(found, setting)
    if first is None:
        return None
    named = [first.start.day, *map(number_of, (found["more"] or "").split("、")[1:])]
    named.append(number_of(found["last"] or ""))
    if named != list(range(named[0], named[-1] + 1)):
        return first
    return days.interval(first.start, first.start.replace(day=named[-1]), first.leans_on)


def week_of_month(found: Groups, setting: Setting) -> Days | None:
    """``4月第二周``: its days 8 to 14; ``6月第一个星期一``."""
    whole = month(found, setting)
    if whole is None:
        return None
    order = number_of(found["order"] or "") if found["order"] else -1
    if weekday := found.get("weekday"):
        day = days.numbered_weekday(_weekday_number(weekday), order, whole)
        return days.one_day(day, whole.leans_on)
    if order < 0:
        return days.interval(whole.end - timedelta(6), whole.end, whole.leans_on)
    start = whole.start + timedelta(7 * order - 7)
    return days.interval(start, start + timedelta(6), whole.leans_on)


def month(found: Groups, setting: Setting) -> Days | None:
    """``前年8月``, ``6月中旬``."""
    month = number_of(found["month"] or "")
    named = _year_of(found, setting)
    near = days.last_month if found.get("since") else days.nearest_month
    year, leaning = named or (near(month, setting), YEAR)
    left_open = _open(found, named)
    part = found.get("part") or ""
    whole: Days | None
    if part.endswith("半月"):
        whole = days.half_month(year, month, part[0] == "下", leaning)
    elif part:
        first = days.part_of_month(year, month, _PARTS[part[0]], leaning)
        last = days.part_of_month(year, month, _PARTS[part[1:2].replace("旬", "") or part[0]])
        whole = days.interval(first.start, last.end, leaning) if first and last else None
    else:
        whole = days.whole_month(year, month, leaning)
    return whole and whole._replace(open=left_open)


def month_range(found: Groups, setting: Setting) -> Days | None:
    """``3月至5月``."""
    first, last = number_of(found["month"] or ""), number_of(found["last_month"] or "")
    named = _year_of(found, setting)
    over = last < first
    year, leaning = named or (days.nearest_month(last, setting) - over, YEAR)
    return days.interval(date(year, first, 1), days.last_day(year + over, last), leaning)


def near_month(found: Groups, setting: Setting) -> Days | None:
    """``下月``, ``本月15日``, ``上個月底``."""
    year, month = days.months_on(setting.anchor, _MONTH_STEPS.get(found["near"] or "", 0))
    if found.get("last"):
        start = date(year, month, number_of(found["day"] or ""))
        return days.interval(start, date(year, month, number_of(found["last"] or "")), MONTH)
    if found.get("day"):
        return days.one_day(date(year, month, number_of(found["day"] or "")), MONTH)
    if part := found.get("part"):
        return days.part_of_month(year, month, _PARTS[part[0]], MONTH)
    return days.whole_month(year, month, MONTH)


def quarter(found: Groups, setting: Setting) -> Days | None:
    """``2023年第一季度``."""
    year, leaning = _year_of(found, setting) or (setting.anchor.year, YEAR)
    if near := found.get("near"):
        year, month = days.months_on(setting.anchor, 3 * _MONTH_STEPS.get(near, 0))
        return days.quarter(year, (month + 2) // 3, MONTH)
    words = (found["quarter"] or "").replace("首", "一").replace("末", "四")
    return days.quarter(year, number_of(words), leaning)


def first_part(found: Groups, setting: Setting) -> Days | None:
    """``今年前三季度``, ``2024年前5个月``: from January on."""
    year, leaning = _year_of(found, setting) or (setting.anchor.year, YEAR)
    last = number_of(found["count_on"] or "") * (3 if found["unit"] == "季" else 1)
    return days.interval(date(year, 1, 1), days.last_day(year, last), leaning)


def decade(found: Groups, _: Setting) -> Days | None:
    """``1980年代``, ``上世纪八十年代``, ``1950至1970年代``."""
    tens = found.get("tens")
    last = 1900 + number_of(tens) if tens else int(found["decade"] or 0)
    if count := found.get("count"):
        last = ROC_EPOCH + number_of(count)
    first = int(found.get("first") or last)
    return days.interval(date(first, 1, 1), date(last + 9, 12, 31))


def half(found: Groups, setting: Setting) -> Days | None:
    """``今年上半年``."""
    year, leaning = _year_of(found, setting) or (setting.anchor.year, YEAR)
    return days.half_year(year, found["half"] in ("下", "后", "後"), leaning)


def season(found: Groups, setting: Setting) -> Days | None:
    """``2023年夏天``."""
    named = _year_of(found, setting)
    whole = days.season(named[0], _SEASONS[found["season"] or ""], named[1]) if named else None
    return whole and whole._replace(open=_open(found, named))


def year(found: Groups, setting: Setting) -> Days | None:
    """``去年``, ``2010年以来``, and the ``年底`` of a year that is not named."""
    named = _year_of(found, setting)
    if named is None:
        return None
    left_open = "year" if found.get("step") == "" else _open(found, named)
    return days.whole_year(*named)._replace(open=left_open)


def years(found: Groups, _: Setting) -> Days | None:
    """``2010年至2020年``."""
    first, last = int(found["from"] or 0), int(found["until"] or 0)
    if found.get("both") and last - first != 1:
        return None
    return days.interval(date(first, 1, 1), date(last, 12, 31))


def weekday(found: Groups, setting: Setting) -> Days | None:
    """``周五``, ``下周三``, ``周三（26日）``."""
    number = _weekday_number(found["weekday"])
    if found.get("day"):
        month = number_of(found["month"] or "") if found.get("month") else None
        return _bracketed(number_of(found["day"] or ""), setting, month, number)
    near, anchor = found.get("near"), setting.anchor
    if not near:
        return days.one_day(days.weekday(number, setting), DAY)._replace(open="week")
    weeks = _WEEK_STEPS.get(near, 0)
    return days.one_day(anchor + timedelta(7 * weeks + number - anchor.weekday()), DAY)


def _bracketed(
    number: int, setting: Setting, month: int | None = None, weekday: int | None = None
) -> Days | None:
    """The day with this number near the anchor; one that falls on the weekday goes first."""
    near = [setting.anchor + timedelta(step) for step in range(-_BRACKET_DAYS, _BRACKET_DAYS + 1)]
    fitting = [day for day in near if day.day == number and month in (None, day.month)]
    if not fitting and month is not None:
        return days.one_day(days.nearest_day(month, number, setting), YEAR)
    if not fitting:
        return None
    return days.one_day(
        min(
            fitting,
            key=lambda day: (weekday not in (None, day.weekday()), abs(day - setting.anchor), day),
        ),
        MONTH,
    )


def week(found: Groups, setting: Setting) -> Days | None:
    """``上周``, ``本周末``."""
    weeks = _WEEK_STEPS.get(found["near"] or "", 0)
    monday = setting.anchor + timedelta(7 * weeks - setting.anchor.weekday())
    if found.get("weekend"):
        return days.interval(monday + timedelta(5), monday + timedelta(6), DAY)
    return days.week_of(monday)


def near_day(found: Groups, setting: Setting) -> Days | None:
    """``昨日``, ``今(11)日``."""
    if found.get("number"):
        return _bracketed(number_of(found["number"] or ""), setting)
    near = (found["near"] or "").rstrip("天日")
    return days.one_day(setting.anchor + timedelta(_DAY_STEPS[near]), DAY)


def counted(found: Groups, setting: Setting) -> Days | None:
    """``三天前``, and ``三天后`` where the clause looks ahead."""
    half = found["number"] == "半"
    number = 1 if half else number_of(found["number"] or "")
    if found["side"] == "前":
        number = -number
    elif not (setting.ahead or setting.alone):
        # What follows after two years follows on something told before, not on the article.
        return None
    unit = _UNITS.get(found["unit"] or "", "week")
    return days.counted_from(setting.anchor, number, f"half {unit}" if half else unit)


def bare_day(found: Groups, setting: Setting) -> Days | None:
    """``15日``, ``20日至22日``."""
    day = days.numbered_day(number_of(found["day"] or ""), setting)
    if not found.get("last"):
        return days.one_day(day, DAY)._replace(open="month")
    return days.interval(day, day.replace(day=number_of(found["last"] or "")), DAY)


def two_bare_days(found: Groups, setting: Setting) -> Days | None:
    """``27、28日``: only days on end make one stretch."""
    whole = bare_day(found, setting)
    return whole if whole and whole.end - whole.start == timedelta(1) else None
