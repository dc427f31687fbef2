"""Dates in English sentences.

A month needs its capital (``may`` is a verb) and a day or a word like ``in`` beside it, a year a
word like ``since``: numbers in names, counts, scores and versions are not dates.
"""

import re

from cityreader.coding import event_dates_english_readings as readings
from cityreader.coding.event_dates_calendar import Reading

_LONG = [name for name in readings.MONTHS if len(name) > 4 or name in ("may", "june", "july")]
_LONG_MONTH = "|".join(f"{name.capitalize()}|{name.upper()}" for name in _LONG)
_ANY_MONTH = "|".join(
    f"{name.capitalize()}|{name.upper()}" for name in sorted(readings.MONTHS, key=len, reverse=True)
)
_WEEKDAY = "|".join(f"{name.capitalize()}|{name.upper()}" for name in readings.WEEKDAYS)
_SHORT_WEEKDAY = r"Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun"
# Chinese may stand right beside; a word or a number may not, but before the dash of a stretch.
_NOT_BEFORE = r"(?<![A-Za-z0-9_/.])(?<![A-Z]-)(?<![0-9]-(?![A-Z]))(?<!-(?![A-Z0-9]))"
# What counts things, so that ``May 20 delegates`` and ``in 2000 schools`` are no dates.
COUNTED = (
    r"(?!\s?(?:%|percent|per\s?cent|people|persons|delegates|guests|visitors|students|schools|"
    r"cities|countries|voters|households|years?\b|miles|metres|meters|km\b|kilomet|hours|hrs|dollars|"
    r"euros|yuan|votes|points|tons|tonnes|companies|participants|cases|members|jobs|units|square)"
    r"\b)"
)
# Days that gave their name to something else.
_NAMED_AFTER = (
    r"(?!\s+(?:[A-Z]\w+\s+){0,2}(?:[Aa]ttacks?|Movement|Incident|Massacre|Uprising|Revolution|Square|Street|Avenue|Road|Bridge|"
    r"Stadium|City|Park|School|Institute|Museum|Memorial|Hall|Foundation|Alliance|Prize|Group|Club)\b)"
)


def _month(name: str = "month") -> str:
    return rf"(?P<{name}>{_ANY_MONTH})\b\.?"


def _day(name: str = "day") -> str:
    return rf"(?P<{name}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"


def _year(name: str = "year") -> str:
    return rf"(?P<{name}>(?:18|19|20)\d\d)(?![\d%]|[,.:/]\d|-\d)"


# ``Sept.3`` stands in many a press release.
_GAP = r"(?:\s+|(?<=\.))"
_OF_STEP = r"\s+(?:of\s+)?(?P<of_step>this|last|next)\s+year\b"
_OF_YEAR = rf"(?:,?\s+(?:of\s+|in\s+)?{_year()}|{_OF_STEP})"
# A day of a year that only the text before tells, or of every year.
_NO_YEAR = (
    r"(?!,?\s+(?:of\s+)?(?:the\s+same|that|each|every|the\s+following|the\s+previous)\s+year)"
)
_DAY_END = (
    r"(?!,?\s['’]\d\d\b)(?![A-Za-z0-9_%]|[,.:]\d|[-–—/]\d(?!\d?\s+[A-Z])|-[a-z])"
    rf"{COUNTED}{_NAMED_AFTER}{_NO_YEAR}"
)
_TO = r"(?:\s?[-–—]\s?|\s+(?:to|through|until|till|(?P<both>and))\s+)"
_FROM = r"(?:(?:[Ff]rom|(?P<between>[Bb]etween))\s+)?"
_WITH_WEEKDAY = rf"(?:(?:{_WEEKDAY}|(?:{_SHORT_WEEKDAY})\.?)\s?,?\s*)?"
_WEEKDAY_BEHIND = rf"(?:\s?\((?:{_WEEKDAY})\))?"
_PART = (
    r"(?:(?P<part>[Ee]arly|[Mm]id(?:dle)?|[Ll]ate|[Tt]he\s+(?:beginning|start|middle|end)\s+of)"
    r"[\s-]+)"
)
_BEFORE_PERIOD = (
    r"(?:[Ii]n|[Ff]or|(?P<since>[Ss]ince)|[Bb]y|[Uu]ntil|[Dd]uring|[Bb]efore|[Aa]fter|[Ff]rom|"
    r"[Tt]hrough(?:out)?|[Aa]round|[Aa]s\s+(?:of|(?:early|far\s+back|late|recently)\s+as)|[Bb]ack\s+to|"
    r"[Tt]raced\s+to|than(?:\s+in)?|[Cc]ompared\s+(?:to|with)|"
    r"(?:%|percent|per\s+cent)(?:\s+\w+)?\s+(?:on|over|from))(?:\s+(?:at\s+least|about|around))?"
)
_NUMBER = (
    rf"(?P<number>\d{{1,2}}|(?i:(?:(?:{'|'.join(readings.TENS)})[\s-])?"
    rf"(?:{'|'.join(sorted({**readings.NUMBERS, **readings.TENS}, key=len, reverse=True))})))"
)


_STEP = r"(?P<step>[Tt]his|[Nn]ext|[Ll]ast)"
# Before a weekday, what makes a name of it, or every week's.
_NAMED_WEEKDAY = (
    r"Good|Black|Super|Bloody|Ash|Easter|Palm|Cyber|Holy|Happy|Giving|Shrove|Cllr|Sir|Miss|Mr\.|Ms\.|Mrs\.|Man|Ruby|"
    r"[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ollowing|[Ee]very|[Ee]ach|[Aa]ny|[Aa]|[Bb]ut|[Ee]xcept"
)
_NOT_A_SPAN = r"(?<![\w/-])(?<!\bthe\s)(?<!\bThe\s)(?<!past\s)(?<!every\s)(?<!each\s)"

# May Chen, April Lin; no one is called November.
_NOT_PERSON = r"(?!(?:(?<=May)|(?<=pril)|(?<=une)|(?<=gust)|(?<=arch))\s+(?:of\s+)?[A-Z][a-z])"

RULES: tuple[tuple[str, Reading], ...] = (
    (rf"{_FROM}{_month()}{_GAP}{_day()}{_TO}{_day('last')}{_OF_YEAR}?{_DAY_END}",
     readings.days_of_month),
    (rf"{_month()}{_GAP}{_day()}(?P<more>(?:,\s\d{{1,2}})+),?\s+and\s+{_day('last')}"
     rf"{_OF_YEAR}?{_DAY_END}", readings.listed_days),
    (rf"{_day()}(?P<more>(?:,\s\d{{1,2}})+),?\s+and\s+{_day('last')}\s+(?:of\s+)?{_month()}"
     rf"{_OF_YEAR}?{_DAY_END}", readings.listed_days),
    (rf"{_FROM}(?:the\s+)?{_day()}{_TO}(?:the\s+)?{_day('last')}\s+(?:of\s+)?{_month()}"
     rf"{_OF_YEAR}?{_DAY_END}",
     readings.days_of_month),
    (rf"(?:{_WEEKDAY})\s?\({_month()}{_GAP}{_day()}{_OF_YEAR}?\)", readings.single),
    (rf"{_WITH_WEEKDAY}{_month()}{_GAP}(?:the\s+)?{_day()}{_OF_YEAR}?{_DAY_END}"
     rf"{_WEEKDAY_BEHIND}", readings.single),
    (rf"{_WITH_WEEKDAY}(?:the\s+)?{_day()}(?:\s+|-)(?:of\s+)?{_month()}{_OF_YEAR}?{_DAY_END}"
     rf"{_WEEKDAY_BEHIND}",
     readings.single),
    (rf"{_day()}-{_month()}-{_year()}", readings.single),
    (rf"(?:[Tt]he\s+)?(?P<order>first|second|third|last)\s+week\s+(?:of|in)\s+{_month()}"
     rf"{_OF_YEAR}?{_DAY_END}", readings.week_of_month),
    (rf"(?:[Oo]n\s+)?[Tt]he\s+(?P<order>first|last)\s+day\s+of\s+{_month()}{_OF_YEAR}?"
     rf"{_DAY_END}", readings.edge_of_month),
    (rf"(?:[Oo]n\s+)?[Tt]he\s+(?P<order>first|second|third|fourth|last)\s+(?P<weekday>{_WEEKDAY})"
     rf"\s+(?:of|in)\s+(?:{_month()}{_OF_YEAR}?{_DAY_END}|{_STEP}\s+(?P<unit>month)\b)",
     readings.weekday_of_month),
    (rf"(?:[Ii]n\s+)?[Tt]he\s+first\s+{_NUMBER}\s+(?P<unit>month|quarter)s\s+of\s+"
     rf"(?:{_year()}|{_STEP}\s+year\b|the\s+year\b)", readings.first_part),
    (rf"(?:[Tt]he\s+)?[Ww]eek\s+(?:of|beginning)\s+{_month()}{_GAP}{_day()}"
     rf"{_OF_YEAR}?{_DAY_END}", readings.week_of),
    (rf"{_PART}{_month()}{_OF_YEAR}?{_DAY_END}", readings.whole_month),
    (rf"(?:(?:[Ee]arlier|[Ll]ater)\s+in\s+)?{_month()}{_OF_YEAR}{_DAY_END}", readings.whole_month),
    (rf"{_BEFORE_PERIOD}\s+(?P<month>{_LONG_MONTH}|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)(?=\.))\b"
     rf"(?!\.?\s+(?:of\s+)?\d|,\s+(?:19|20)\d\d\b|-)(?!\s+and\s+(?:{_LONG_MONTH})\s+(?:19|20)\d\d)"
     rf"{_NOT_PERSON}\.?(?:{_OF_STEP})?{_NO_YEAR}", readings.whole_month),
    (rf"{_STEP}(?:\s+(?:coming|past))?\s+(?P<month>{_LONG_MONTH})(?![\w-]|\s+\d)",
     readings.whole_month),
    (rf"(?:[Ff]rom|(?P<between>[Bb]etween))\s+{_month()}{_TO}{_month('last_month')}{_OF_YEAR}?{_DAY_END}",
     readings.months_on_end),
    (rf"{_month()}{_TO}{_month('last_month')}{_OF_YEAR}{_DAY_END}", readings.months_on_end),
    (rf"(?P<month>{_LONG_MONTH})\s+(?:to|through)\s+(?P<last_month>{_LONG_MONTH})\b"
     rf"(?!\s+\d){_NOT_PERSON}", readings.months_on_end),
    (rf"(?:[Tt]he\s+)?(?P<order>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal|1st|2nd|3rd|4th)"
     rf"\s+quarter\s+of\s+"
     rf"(?:{_year()}|{_STEP}\s+year\b|the\s+year\b)", readings.quarter),
    (r"(?:[Ii]n|[Dd]uring|[Bb]y)\s+the\s+(?P<order>first|second|third|fourth|final)\s+quarter\b"
     r"(?!\s+(?:of|century|final)\b|-)", readings.quarter),
    (rf"Q(?P<q>[1-4])(?:\s+of)?\s+{_year()}", readings.quarter),
    (r"(?:[Ii]n|[Dd]uring|[Bb]y|[Ff]or)\s+Q(?P<q>[1-4])\b(?!\s+(?:of\s+)?\d)", readings.quarter),
    (r"(?P<year>(?:19|20)\d\d)\s?Q(?P<q>[1-4])\b", readings.quarter),
    (rf"(?:[Tt]he\s+)?(?P<half>[Ff]irst|[Ss]econd|[Ll]atter)\s+half\s+of\s+"
     rf"(?:{_year()}|{_STEP}\s+year\b|the\s+year\b)", readings.half),
    (rf"(?:[Tt]he\s+)?(?P<half>[Ff]irst|[Ss]econd|[Ll]atter)\s+half\s+of\s+{_month()}"
     rf"{_OF_YEAR}?{_DAY_END}", readings.half),
    (rf"(?:[Tt]he\s+)?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s+(?:of\s+|"
     rf"in\s+)?(?:{_year()}|{_STEP}\s+year\b)",
     readings.season),
    (rf"{_STEP}\s+(?P<season>spring|summer|autumn|fall|winter)\b(?!\s+(?:[A-Z]|of\b))",
     readings.season),
    (rf"(?:[Ff]rom\s+|(?P<between>[Bb]etween\s+)|[Ii]n\s+|[Dd]uring\s+)(?P<from>(?:18|19|20)\d\d){_TO}"
     rf"{_year()}{COUNTED}", readings.years),
    (rf"{_BEFORE_PERIOD}\s+(?:(?:early|late|mid|the\s+(?:beginning|start|end|middle)\s+of)[\s-]+|"
     rf"the\s+year\s+)?"
     rf"{_year()}(?!-|[A-Za-z]|\s?(?:Q[1-4]|年)){COUNTED}{_NAMED_AFTER}", readings.whole_year),
    (rf"\((?:founded|established|est\.|opened|signed|twinned)\s+{_year()}(?=\))",
     readings.whole_year),
    (rf"(?:[Ee]arly|[Ll]ate|[Mm]id|[Tt]he\s+(?:beginning|start|end|middle)\s+of|[Ee]nd\s+of|[Ee]"
     rf"arlier\s+in|[Ll]ater\s+in|[Tt]he\s+year)"
     rf"[\s-]+{_year()}(?!-|[A-Za-z]){COUNTED}", readings.whole_year),
    (r"(?<!-)(?:[Tt]he\s+)?(?:[Ee]arly\s+|[Ll]ate\s+|[Mm]id-)?(?P<decade>(?:18|19|20)\d0)s\b(?!-)",
     readings.decade),
    (rf"{_NOT_A_SPAN}(?!(?<=[A-Za-z0-9]\s)[A-Z])(?P<near>[Tt]"
     rf"he\s+day\s+before\s+yesterday|[Tt]he\s+day\s+after\s+tomorrow|[Yy]esterday|"
     r"[Tt]onight|(?<!ies\sof\s)(?<!ers\sof\s)(?<!y\sof\s)[Tt]omorrow|[Ll]ast\s+night|[Tt]his\s+(?:morning|afternoon|evening)|(?<!facing\s)(?<!world\s)[Tt]oday)\b"
     r"(?!['’]s\s+(?:world|youth|society|econom|leaders|children|generation|market|cit))"
     r"(?!-)", readings.near_day),
    (rf"{_NOT_A_SPAN}(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id)[\s-]+|[Ee]arlier\s+|[Ll]"
     rf"ater\s+)?{_STEP}\s+"
     r"(?P<unit>weekend|week|month|quarter|year)\b(?!\s+end\b|\s+(?:of|century)\b|-)",
     readings.period),
    (r"[Tt]he\s+(?P<unit>weekend|week|month|year)\s+(?P<step>after\s+next|before\s+last)\b",
     readings.period),
    (r"(?:(?P<over>[Oo]ver|[Aa]t|[Oo]n|[Dd]uring)\s+the|[Tt]his\s+past)\s+(?P<unit>weekend)\b(?!\s+of\b|-)",
     readings.period_around),
    (r"(?:[Bb]y|[Bb]efore|[Aa]t|[Tt]owards?)\s+(?P<part>the\s+end\s+of)\s+the\s+"
     r"(?P<unit>week|month|year)\b", readings.period_around),
    (r"(?P<part>[Tt]he\s+(?:beginning|start|middle|end)\s+of|[Ee]nd\s+of)\s+(?P<step>this|next|"
     r"last)\s+"
     r"(?P<unit>month|year)\b", readings.period),
    (rf"(?<![\d.,-])(?P<half>[Hh]alf\s+)?{_NUMBER}\s+(?P<unit>day|week|fortnight|month|year|decade)s?\s+(?:ago(?:\s+today)?|(?P<on>from\s+now))"
     rf"\b", readings.counted),
    (rf"(?P<soon>[Ii]n)\s+{_NUMBER}\s+(?P<unit>day|week|fortnight|month|year|decade)"
     rf"s?(?P<time>['’]?s?\s+time)?\b(?!-)(?!['’])",
     readings.counted),
    # The Friday Group, Black Friday and Thursday's Child are names.
    (rf"(?<!to-)(?:(?P<named>{_NAMED_WEEKDAY})\s)?"
     rf"(?!(?<=the\s)(?:{_WEEKDAY})\s[A-Z])(?!(?<=The\s)(?:{_WEEKDAY})\s[A-Z])"
     rf"(?!(?:{_WEEKDAY})['’]s\s[A-Z])"
     rf"(?:(?P<step>[Tt]his\s+past|[Tt]his\s+coming|[Tt]his|[Nn]ext|[Ll]ast|past|coming)"
     rf"\s+)?(?P<weekday>{_WEEKDAY})(?:\s+(?:morning|afternoon|evening|night))?"
     r"(?:,?\s+(?:of\s+)?(?P<week>this|next|last)\s+week\b(?!-)|\s+(?P<week_on>week)\b)?"
     r"(?!\w|\.\w|\s+(?:Times|Telegraph|Mail|Mirror|"
     r"Express|Post|Night|Mosque|Group|Club|Addams|Circle|Market)\b|\s+(?:school|schools|roast|best)\b"
     rf"|-(?!(?:{_WEEKDAY})\b))", readings.weekday),
    (rf"(?:[Oo]n\s+)?[Tt]he\s+{_day()}\s+of\s+{_STEP}\s+month\b", readings.bare_day),
    (r"[Oo]n\s+the\s+(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)(?P<step>)(?=[.,;:]|"
     r"\s*$|\s+(?:the|they|he|she|it|we|at|in)\b)", readings.bare_day),
)  # fmt: skip
"""Patterns from the most to the least definite, and what reads their groups."""

FURTHER = re.compile(
    rf"(?:,\s+|,?\s+and\s+)(?P<date>(?P<year>(?:18|19|20)\d\d)(?![\w%-]|[,.:/]\d){COUNTED}"
    rf"|(?P<month>{_LONG_MONTH})(?!\w|,?\s+(?:\d|[A-Z])))"
)
"""A year or a month that follows another in a list."""

PATTERNS = tuple((re.compile(_NOT_BEFORE + pattern), reading) for pattern, reading in RULES)

# Who said on Friday that they will come did not say it ahead.
_TOLD = r"\b(?:said|says|told|(?<!be\s)announced|confirmed|added|wrote|reported|according)\b"
_AHEAD_BEFORE = re.compile(
    r"\b(?:will|shall|to be|is to|are to|was to|were to|upcoming|"
    r"(?<!had been )(?:scheduled|planned)|slated|due|expected|plans? to|set to|set for|"
    r"hopes? to|intends? to|would|must|going to|aims? to|returns|leaves|departs|arrives|"
    r"opens|closes|begins|starts|ends|resumes|flies|travels|sails|kicks off|"
    rf"takes (?:place|effect))\b(?:(?!{_TOLD})[^.;!?])*$|\b(?:until|till)\s+$",
    re.IGNORECASE,
)
_AHEAD_AFTER = re.compile(
    r"^[\s,]+(?:(?!said\b|told\b|says\b|that\b|and\b|but\b|\w+ed\b)\w+\s+){0,5}?"
    r"(?:will|is\s+(?:set|due|scheduled)|are\s+(?:set|due|scheduled))\b"
)
_TOLD_THEN = re.compile(rf"{_TOLD}(?:\s+\w+){{0,2}}\s+$")


def looks_ahead(before: str, behind: str) -> bool:
    """Whether what stands before and behind a date in its sentence says that it is to come."""
    if _AHEAD_BEFORE.search(before):
        return True
    return _AHEAD_AFTER.search(behind) is not None and not _TOLD_THEN.search(before)
