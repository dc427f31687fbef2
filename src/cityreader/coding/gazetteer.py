"""Cities of city diplomacy with their names in English and Chinese, and where a text names them.

The table is ``gazetteer.tsv``: names parted by ``|``, the first being the usual one; degrees to two
places; for a name that several cities bear, the region that says which is meant; ``weak`` for names
that are words as well and count only where a word before them says that a place follows.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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

    ``region`` is set where other cities have the same name, and says which one is meant.
    """

    name: str
    names: tuple[str, ...]
    zh_hans: str
    zh_hant: str
    chinese_names: tuple[str, ...]
    country: str
    lat: float
    lon: float
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
        self._forms: dict[str, list[tuple[str, City]]] = {}
        for city in self.cities:
            for form in dict.fromkeys(map(fold, (*city.names, *city.chinese_names))):
                self._forms.setdefault(form[:_STEM], []).append((form, city))
        for forms in self._forms.values():
            forms.sort(key=lambda one: -len(one[0]))

    def find(self, text: str) -> list[CityMention]:
        """The cities in a text, in order: at each place the longest name, none over another."""
        folded, offsets = fold_with_offsets(text)
        found: list[CityMention] = []
        free = 0
        # No name begins with a small letter; of most English texts few places are left.
        places = range(len(folded))
        for at in (one.start() for one in _MAY_BEGIN.finditer(text)) if offsets is None else places:
            if at < free:
                continue
            for form, city in self._forms.get(folded[at : at + _STEM], ()):
                end = at + len(form)
                if not folded.startswith(form, at):
                    continue
                span = Span(at, end)
                if offsets is not None:
                    span = Span(offsets[at], offsets[end - 1] + 1)
                if _is_name(text, span, city):
                    found.append(CityMention(span, city))
                    free = end
                    break
        return found


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
