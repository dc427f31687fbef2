"""States, provinces and countries that a text names beside a city, to say which one it means.

The table is ``gazetteer_regions.tsv``: names and short forms parted by ``|``, Chinese ones in
simplified characters; ``kind`` is ``region`` for what lies in a country.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cityreader.models import Span
from cityreader.text.han import count_han
from cityreader.text.scripts import fold

# How far a region stands from the name of its city (code points).
_FAR = 48
_LONGEST_CHINESE = 12


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a country, or with ``whole`` the country itself, by its ISO 3166 code."""

    name: str
    country: str
    whole: bool


@dataclass(frozen=True, slots=True)
class StatedRegion:
    """What a text says beside a name: the regions that the words may mean, and where they end
    behind the name; None where they stand before it. ``listed`` where a list may go on."""

    regions: tuple[Region, ...]
    end: int | None
    listed: bool


def region_of(text: str, name: Span) -> StatedRegion | None:
    """The region that a text states beside the name of a city, as in *Portland, Maine*."""
    regions = _regions()
    before, behind = text[max(0, name.start - _FAR) : name.start], text[name.end :][:_FAR]
    # Most names have nothing of the kind beside them, which a look at a character or two tells.
    if count_han(text[name.start : name.end]):
        found = None
        if fold(before[-1:]) in regions.last:
            found = regions.chinese_before.search(fold(before[-_LONGEST_CHINESE:]))
        if found is None and behind[:2].endswith(("(", "（")):
            found = regions.chinese_behind.match(fold(behind))
        return StatedRegion(regions.known[found[1]], None, False) if found else None
    if behind.startswith((",", "(", " (", " in ")) and (found := regions.behind.match(behind)):
        listed = re.match(r"\s+(?:and|or)\b", behind[found.end() :]) is not None
        return StatedRegion(regions.known[found[1]], name.end + found.end(1), listed)
    found = regions.before.search(before) if before.endswith((" of ", "s ")) else None
    return StatedRegion(regions.known[found[1] or found[2]], None, False) if found else None


@dataclass(frozen=True)
class _Regions:
    known: dict[str, tuple[Region, ...]]
    last: frozenset[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    chinese_before: re.Pattern[str]
    chinese_behind: re.Pattern[str]


@cache
def _regions() -> _Regions:
    table = files("cityreader.coding").joinpath("gazetteer_regions.tsv")
    known: dict[str, tuple[Region, ...]] = {}
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        name, short, chinese, country, kind = line.split("\t")
        region = Region(name, country, kind == "country")
        for form in (name, *short.split("|"), *map(fold, chinese.split("|"))):
            if form:
                known[form] = (*known.get(form, ()), region)
    forms = sorted(known, key=len, reverse=True)
    english = "|".join(re.escape(form) for form in forms if not count_han(form))
    han = "|".join(form for form in forms if count_han(form))
    return _Regions(
        known,
        frozenset(("的", "州", *(form[-1] for form in forms if count_han(form)))),
        re.compile(
            rf"(?<![A-Za-z])(?:({english})(?:['’]s)?\s+(?:city|town|port)\s+of"
            rf"|({english})['’]s)\s+$"
        ),
        re.compile(
            r"^(?:,\s*|\s*\(|\s+in\s+)(?:the\s+(?:U\.?S\.?\s+)?(?:state|province)\s+of\s+|the\s+)?"
            rf"({english})(?![A-Za-z])"
        ),
        re.compile(rf"({han})的?$"),
        re.compile(rf"^市?[(（](?:美国|英国|加拿大)?({han})"),
    )
