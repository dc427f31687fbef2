"""Cities of city diplomacy with their names in English and Chinese, and where a text names them.

The table is ``gazetteer.tsv``: names parted by ``|``, the first being the usual one; degrees to two
places; for a name that several cities bear, the region that says which is meant; ``weak`` for names
that are words as well and count only where a word before them says that a place follows. Of cities
of one name the first is meant where a text does not say which.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from cityreader.coding.gazetteer_regions import StatedRegion, region_of
from cityreader.models import Span
from cityreader.text.han import count_han
from cityreader.text.scripts import fold, fold_with_offsets

COLUMNS = ("name", "zh_hans", "zh_hant", "country", "lat", "lon", "region", "weak")
_STEM = 2
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|of|from|to|at|near|visit(?:ed|s|ing)?|mayor)\s+|[在于於赴访訪抵至到与與和、自从從]\s?)$",
    re.IGNORECASE,
)
_MAY_BEGIN = re.compile(r"[^a-z\s]")
# What follows a name that is the beginning of another word: 罗马尼亚, 阿克拉荷马.
_GOES_ON = ("尼亚", "尼亞", "荷马", "斯特")


@dataclass(frozen=True, slots=True)
class City:
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


@dataclass(frozen=True, slots=True)
class CityMention:
    """A city that a text names, and where."""

    span: Span
    city: City


class Gazetteer:
    """Finds cities in texts, blind to Chinese script; English names need their capital."""

    def __init__(self, cities: Iterable[City]) -> None:
        self.cities = tuple(cities)
        self._forms: dict[str, list[tuple[str, list[City]]]] = {}
        holders: dict[str, list[City]] = {}
        for city in self.cities:
            for form in dict.fromkeys(map(fold, (*city.names, *city.chinese_names))):
                holders.setdefault(form, []).append(city)
        for form, bearing in holders.items():
            self._forms.setdefault(form[:_STEM], []).append((form, bearing))
        for forms in self._forms.values():
            forms.sort(key=lambda one: -len(one[0]))

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
            for form, bearing in self._forms.get(folded[at : at + _STEM], ()):
                end = at + len(form)
                if not folded.startswith(form, at):
                    continue
                span = Span(at, end)
                if offsets is not None:
                    span = Span(offsets[at], offsets[end - 1] + 1)
                if span.start >= region_end and _is_name(text, span, bearing[0]):
                    city, region_end = self._meant(text, span, bearing)
                    found.append(CityMention(span, city))
                    free = end
                    break
        return found

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
        told = replace(usual, region=region.name, country=region.country, lat=None, lon=None)
        return told, end

    def _sure(self, usual: City, stated: StatedRegion) -> bool:
        """Whether the words behind a name are its region and no further name of a list."""
        if stated.end is None or usual.region:
            return True
        form = fold(stated.regions[0].name)
        a_city_too = any(form == known for known, _ in self._forms.get(form[:_STEM], ()))
        return not (stated.listed or a_city_too)


@cache
def shipped_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the program."""
    table = files("cityreader.coding").joinpath("gazetteer.tsv").read_text(encoding="utf-8")
    return Gazetteer(read_cities(table))


def read_cities(table: str) -> list[City]:
    """The cities of a table of tab-separated values. Raises ValueError for a line that is none."""
    lines = table.splitlines()
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise ValueError(f"the columns must be {', '.join(COLUMNS)}")
    cities = []
    for line in lines[1:]:
        fields = line.split("\t")
        if len(fields) != len(COLUMNS):
            raise ValueError(f"not {len(COLUMNS)} columns: {line}")
        names, hans, hant, country, lat, lon, region, weak = fields
        english, simple, traditional = (part.split("|") for part in (names, hans, hant))
        cities.append(
            City(
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
        )
    return cities


def _is_name(text: str, span: Span, city: City) -> bool:
    words = text[span.start : span.end]
    before, behind = text[: span.start], text[span.end :]
    if count_han(words):
        if behind.startswith(_GOES_ON):
            return False
        return not city.weak or behind.startswith("市") or bool(_PLACE_BEFORE.search(before[-12:]))
    if not words[0].isupper() or _joined(before[-1:], words[0]) or _joined(words[-1], behind[:1]):
        return False
    return not city.weak or bool(_PLACE_BEFORE.search(before[-12:]))


def _joined(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and not count_han(left) and not count_han(right)
