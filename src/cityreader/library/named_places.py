"""What the name of a place means: a city of the gazetteer, or what the glossary calls so."""

from collections.abc import Iterable
from dataclasses import replace

from cityreader.bilingual.terms import TermMatcher
from cityreader.coding.gazetteer import City, shipped_gazetteer
from cityreader.models import GlossaryEntry, Place


class PlaceNames:
    """The places that names mean, read once: whoever types one asks the library nothing."""

    def __init__(self, entries: Iterable[GlossaryEntry] = ()) -> None:
        self._terms = TermMatcher(entries)
        self._gazetteer = shipped_gazetteer()

    def meant(self, words: str) -> tuple[Place, ...]:
        """The places that words may name, the likeliest first; none where nothing is known of them.

        Each has the name to store it by and, as far as they are known, its country, coordinates and
        glossary entry; a hall has those of its city. Of cities of one name each says its region.
        """
        found = self._terms.named(words)
        if len(found) == 1:
            return (self._of_entry(words, found[0]),)
        cities = self._gazetteer.named(words)
        if cities:
            return tuple(place_of(city) for city in cities)
        return tuple(replace(place_of(city), name=words) for city in self._only_city(words))

    def _of_entry(self, words: str, entry: GlossaryEntry) -> Place:
        name = entry.form("en") or words
        forms = [words, *(form for forms in entry.forms.values() for form in forms)]
        named = [city for form in forms for city in self._gazetteer.named(form)[:1]]
        within = [city for form in forms for city in self._only_city(form)]
        place = next(map(place_of, [*named, *within]), Place())
        return replace(place, name=name, glossary_uuid=entry.uuid)

    def _only_city(self, words: str) -> list[City]:
        """The one city in a longer name: *Hamburg City Hall*."""
        mentions = self._gazetteer.find(words)
        return [mentions[0].city] if len({one.city for one in mentions}) == 1 else []


def place_of(city: City) -> Place:
    """A city as the place of an event, under its title."""
    return Place(city.title, city.country, city.lat, city.lon, precision="city")
