"""Check the table of cities: columns, coordinates, countries, scripts, and names borne twice.

Run it after editing ``src/cityreader/coding/gazetteer.tsv``; it prints what is wrong and exits 1.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from cityreader.coding.gazetteer import City, read_cities
from cityreader.text.han import count_han
from cityreader.text.scripts import fold

TABLE = Path(__file__).parents[1] / "src" / "cityreader" / "coding" / "gazetteer.tsv"


def problems(cities: Sequence[City]) -> list[str]:
    """What is wrong with a table of cities, one line each."""
    found = []
    holders: dict[str, City] = {}
    for city in cities:
        lat, lon = city.lat or 0.0, city.lon or 0.0
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            found.append(f"{city.name}: no place on earth")
        if not (len(city.country) == 2 and city.country.isupper() and city.country.isascii()):
            found.append(f"{city.name}: “{city.country}” is no country code")
        for name in city.names:
            if name != name.strip() or not name[0].isupper():
                found.append(f"{city.name}: “{name}” needs a capital and no space around it")
        for name in city.chinese_names:
            if count_han(name.replace("-", "").replace("·", "")) != len(name.replace("-", "")):
                found.append(f"{city.name}: “{name}” is not Chinese")
            if len(name) < 2:
                found.append(f"{city.name}: “{name}” is too short to be found safely")
        if fold(city.zh_hans) != fold(city.zh_hant):
            found.append(f"{city.name}: {city.zh_hans} and {city.zh_hant} are two names")
        for form in {fold(name) for name in (*city.names, *city.chinese_names)}:
            other = holders.setdefault(form, city)
            both = (other.region, city.region)
            if other is not city and (None in both or both[0] == both[1]):
                found.append(f"“{form}” names {other.name} and {city.name}")
    return found


if __name__ == "__main__":
    wrong = problems(read_cities(TABLE.read_text(encoding="utf-8")))
    print("\n".join(wrong) or "The gazetteer is in order.")
    sys.exit(bool(wrong))
