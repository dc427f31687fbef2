"""Cities of city diplomacy with their names in English and Chinese, and where a text names them.

The table is ``gazetteer.tsv``: names parted by ``|``, the first being the usual one; degrees to two
places; for a name that several cities bear, the region that says which is meant; ``weak`` for names
that are words as well and count only where the words around them say that they are places. Of
cities of one name the first is meant where a text does not say which.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cityreader.coding.gazetteer_regions import StatedRegion, region_of
from cityreader.models import Span
from cityreader.text.han import count_han
from cityreader.text.scripts import fold, fold_with_offsets, unfolded

COLUMNS = ("name", "zh_hans", "zh_hant", "country", "lat", "lon", "region", "weak")
_STEM = 2
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|of|from|to|at|near|visit(?:ed|s|ing)?|mayor)\s+|[在于於赴访訪抵至到与與和、自从從]\s?)$",
    re.IGNORECASE,
)
# How far the words stand that tell of a name (code points).
_AROUND = 12
_MAY_BEGIN = re.compile(r"[^a-z\s]")
# What follows a name that is the beginning of another word, 罗马尼亚, 埃森哲, or of the name of a
# street, 延安东路.
_GOES_ON = re.compile(
    r"尼[亚亞]|荷马|斯特|哲|[纳納]赫|老[岛島]"
    r"|(?:[东東西南北中]|[一二三]段?)?路(?![过過线線透演桥橋况況径徑途])|(?:[东東西南北中])?大(?:道|街(?!小巷))"
)
# Words that begin with a name and are no other city: Tuolumne, McGarry.
_OTHER_WORDS = ("奥卢米", "奧盧米", "麦加利", "麥加利")
# Between the names of a list; behind a comma it must go on.
_LISTED = re.compile(r"市?(?:\s(?:and|or|&)\s|[、和与與及]|以及)")
_NEXT, _LIST_GOES_ON = re.compile(r",\s"), re.compile(r",\s[A-Z]|,?\s(?:and|&)\s[A-Z]")


class City(NamedTuple):
    """A city; ``lat`` and ``lon`` are degrees, ``country`` its ISO 3166 code.

    The degrees are None for one of which only a text tells. ``region`` is set where other cities
    have the same name, and says which one is meant.
    """

    name: str
    names: tuple[str, ...]
    zh_hans: str
    zh_hant: str
    chinese_names: tuple[str, ...]
    country: str
    lat: float | None
    lon: float | None
    region: str | None
    weak: bool

    @property
    def title(self) -> str:
        """The name, with the region where other cities have the same name."""
        return f"{self.name}, {self.region}" if self.region else self.name


@dataclass(frozen=True, slots=True)
class CityMention:
    """A city that a text names, and where."""

    span: Span
    city: City


class Gazetteer:
    """Finds cities in texts, blind to Chinese script; English names need their capital."""

    def __init__(self, table: str) -> None:
        """From a table as ``read_cities`` reads it; of most cities no line is ever read."""
        self._lines = table.splitlines()[1:]
        self._cities: dict[int, City] = {}
        # Forms by what they begin with, and the lines of the cities that bear each; folding the
        # whole at once is far quicker than name by name.
        self._forms: dict[str, list[str]] = {}
        self._bearing: dict[str, list[int]] = {}
        for number, line in enumerate(fold("\n".join(self._lines)).split("\n")):
            names, simple, traditional, _ = line.split("\t", 3)
            for form in {*names.split("|"), *simple.split("|"), *traditional.split("|")}:
                if form in self._bearing:
                    self._bearing[form].append(number)
                else:
                    self._bearing[form] = [number]
                    self._forms.setdefault(form[:_STEM], []).append(form)

    def find(self, text: str) -> list[CityMention]:
        """The cities in a text, in order: at each place the longest name, none over another."""
        folded, offsets = fold_with_offsets(text)
        found: list[CityMention] = []
        free, region_end = 0, 0
        # No name begins with a small letter; of most English texts few places are left.
        places = range(len(folded))
        for at in (one.start() for one in _MAY_BEGIN.finditer(text)) if offsets is None else places:
            if at < free:
                continue
            forms = self._forms.get(folded[at : at + _STEM], ())
            fitting = [form for form in forms if folded.startswith(form, at)]
            for form in sorted(fitting, key=len, reverse=True):
                end, bearing = at + len(form), self._bearers(form)
                span = unfolded(Span(at, end), offsets)
                last = found[-1].span if found else None
                if span.start >= region_end and _is_name(text, span, bearing[0], last):
                    city, region_end = self._meant(text, span, bearing)
                    found.append(CityMention(span, city))
                    free = end
                    break
        return found

    def named(self, words: str) -> list[City]:
        """The cities of a name that stands alone, in small letters too, the usual one first.

        Where a state or country follows behind a comma it is only the one that is meant.
        """
        name, comma, region = (part.strip() for part in words.partition(","))
        form = fold(name)
        if form not in self._bearing:
            form = form.removesuffix("市")
        if form not in self._bearing:
            return []
        bearing = self._bearers(form)
        if not comma:
            return list(bearing)
        span = Span(0, len(bearing[0].name))
        for stated in (region, region.title()):
            text = f"{bearing[0].name}, {stated}"
            if region_of(text, span) is not None:
                return [self._meant(text, span, bearing)[0]]
        return []

    def _bearers(self, form: str) -> list[City]:
        """The cities of a name, in the order of the table."""
        for number in self._bearing[form]:
            if number not in self._cities:
                self._cities[number] = _city(self._lines[number])
        return [self._cities[number] for number in self._bearing[form]]

    def _meant(self, text: str, span: Span, bearing: Sequence[City]) -> tuple[City, int]:
        """Which city of a name a text means, and where its words for that end.

        What follows a comma may be the next of a list: a region that is a city as well, or a
        country, says something only of names that several cities bear.
        """
        usual, stated = bearing[0], region_of(text, span)
        if stated is None:
            return usual, span.end
        end = stated.end or span.end
        for region in stated.regions:
            for city in bearing:
                within = city.country == region.country
                if city.region == region.name or (within and (region.whole or not city.region)):
                    return city, end if within and self._sure(usual, stated) else span.end
        region = stated.regions[0]
        if not self._sure(usual, stated) or (region.whole and not usual.region):
            return usual, span.end
        told = usual._replace(region=region.name, country=region.country, lat=None, lon=None)
        return told, end

    def _sure(self, usual: City, stated: StatedRegion) -> bool:
        """Whether the words behind a name are its region and no further name of a list."""
        if stated.end is None or usual.region:
            return True
        return not (stated.listed or fold(stated.regions[0].name) in self._bearing)


@cache
def shipped_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the program."""
    table = files("cityreader.coding").joinpath("gazetteer.tsv").read_text(encoding="utf-8")
    return Gazetteer(table)


def read_cities(table: str) -> list[City]:
    """The cities of a table of tab-separated values. Raises ValueError for a line that is none."""
    lines = table.splitlines()
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise ValueError(f"the columns must be {', '.join(COLUMNS)}")
    return [_city(line) for line in lines[1:]]


def _city(line: str) -> City:
    fields = line.split("\t")
    if len(fields) != len(COLUMNS):
        raise ValueError(f"not {len(COLUMNS)} columns: {line}")
    names, hans, hant, country, lat, lon, region, weak = fields
    english, simple, traditional = (part.split("|") for part in (names, hans, hant))
    return City(
        name=english[0],
        names=tuple(english),
        zh_hans=simple[0],
        zh_hant=traditional[0],
        chinese_names=tuple(dict.fromkeys((*simple, *traditional))),
        country=country,
        lat=float(lat),
        lon=float(lon),
        region=region or None,
        weak=bool(weak),
    )


def _is_name(text: str, span: Span, city: City, last: Span | None) -> bool:
    """Whether the words at ``span`` name a city; ``last`` is where the one before is named."""
    words = text[span.start : span.end]
    before, behind = text[max(0, span.start - 1) : span.start], text[span.end : span.end + _AROUND]
    if count_han(words):
        if _GOES_ON.match(behind) or text.startswith(_OTHER_WORDS, span.start):
            return False
        if words[-1] == "市" and behind[:1] in ("场", "場"):
            return False
        return not city.weak or behind.startswith("市") or _is_told(text, span, last)
    if not words[0].isupper() or _joined(before[-1:], words[0]) or _joined(words[-1], behind[:1]):
        return False
    return not city.weak or _is_told(text, span, last)


def _is_told(text: str, span: Span, last: Span | None) -> bool:
    """Whether the words around a name that is a word as well say that it is a place: *in*, a city
    that is listed with it, its state or country."""
    if _PLACE_BEFORE.search(text[max(0, span.start - _AROUND) : span.start]):
        return True
    between = text[last.end : span.start] if last and span.start - last.end < _AROUND else ""
    if _LISTED.fullmatch(between):
        return True
    if _NEXT.fullmatch(between) and _LIST_GOES_ON.match(text, span.end):
        return True
    stated = region_of(text, span)
    return stated is not None and (stated.end is None or text[span.end : span.end + 2] != " i")


def _joined(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and not count_han(left) and not count_han(right)
