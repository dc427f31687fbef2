"""Where an event took place and which cities took part, by the names in its sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cityreader.bilingual.terms import TermMatcher
from cityreader.coding.gazetteer import City, shipped_gazetteer
from cityreader.models import NO_PLACE, GlossaryEntry, Participant, Place, Span

# Words between which and the name of a city an event takes place there.
_AT = re.compile(r"(?:\b(?:in|at)\s+(?:the\s+city\s+of\s+)?|[在于於]\s?|移师|移師)$", re.IGNORECASE)
_HERE = re.compile(r"^(?:市)?(?:登场|登場|举行|舉行|举办|舉辦|开幕|開幕|召开|召開)")
# What is called after a city and is not the city: papers, universities, treaties, games.
_CALLED_AFTER = re.compile(
    r"^\s(?:Star|Times|Post|Examiner|Standard|Chronicle|Tribune|Herald|Globe|Mail|Daily|University|"
    r"(?:International\s)?Airport|Consensus|Protocol|Accords?|Agreement|Treaty|Olympics|Games)\b"
    r"|^(?:大学|大學|日报|日報|晚报|晚報|时报|時報|新闻网|新聞網|机场|機場|奥运|奧運|共识|共識|条约|條約)"
)
# Where a consulate has its seat.
_SEAT_BEFORE, _SEAT_BEHIND = (
    re.compile(r"[驻駐]$"),
    re.compile(r"^市?(?:总?领事|總?領事|办事处|辦事處|代表处|代表處)"),
)
_KINDS = {
    "city": "city",
    "place": "city",
    "person": "person",
    "government": "government",
    "organisation": "organisation",
    "organization": "organisation",
}
"""Kinds of glossary entries that take part in events, and as what."""


@dataclass(slots=True)
class _Named:
    """A city or glossary entry that sentences name; ``there`` is where the event is."""

    key: str
    city: City | None
    entry: GlossaryEntry | None
    words: str
    there: bool
    mentions: int = 1


def places_and_participants(
    sentences: Sequence[str], lang: str, entries: Sequence[GlossaryEntry]
) -> tuple[Place, tuple[Participant, ...]]:
    """The place and the participants that sentences name, the event's own sentence first.

    A city that is named only as the place takes no part. A counterpart sentence adds what the first
    one does not name.
    """
    matcher = TermMatcher(entry for entry in entries if entry.kind in _KINDS)
    found: dict[str, _Named] = {}
    for text in sentences:
        for one in _names(text, matcher):
            known = found.setdefault(one.key, one)
            if known is not one:
                # Told twice in one sentence it is the place and a participant.
                known.mentions += text is sentences[0]
                known.there = known.there or one.there
    place = next((_place(one) for one in found.values() if one.there), NO_PLACE)
    taking_part = [one for one in found.values() if not one.there or one.mentions > 1]
    return place, tuple(_participant(one, lang) for one in taking_part)


def _names(text: str, matcher: TermMatcher) -> Iterator[_Named]:
    """What a text names, in order; a name of the glossary goes before the gazetteer's."""
    cities = {
        mention.span: mention.city
        for mention in shipped_gazetteer().find(text)
        if not _only_names(text, mention.span)
    }
    terms = {match.span: match.entry for match in matcher.find(text)} if matcher else {}
    spans = [*terms, *(span for span in cities if not any(span.overlaps(own) for own in terms))]
    for span in sorted(spans):
        entry = terms.get(span)
        city = cities.get(span)
        key = f"city {city.name}" if city else f"entry {entry.uuid}" if entry else ""
        yield _Named(key, city, entry, text[span.start : span.end], _is_there(text, span, city))


def _only_names(text: str, span: Span) -> bool:
    """Whether the name of a city is only part of that of a paper, a treaty or a consulate."""
    before, behind = text[: span.start], text[span.end :]
    seat = _SEAT_BEFORE.search(before) and _SEAT_BEHIND.match(behind)
    return bool(seat or _CALLED_AFTER.match(behind))


def _is_there(text: str, span: Span, city: City | None) -> bool:
    if city is None:
        return False
    before, behind = text[max(0, span.start - 20) : span.start], text[span.end :]
    return bool(_AT.search(before) or _HERE.match(behind))


def _place(one: _Named) -> Place:
    city = one.city
    if city is None:
        return NO_PLACE
    name = f"{city.name}, {city.region}" if city.region else city.name
    return Place(
        name=name,
        country=city.country,
        lat=city.lat,
        lon=city.lon,
        precision="city",
        text=one.words,
        glossary_uuid=one.entry.uuid if one.entry else None,
    )


def _participant(one: _Named, lang: str) -> Participant:
    english, chinese, kind = None, None, "city"
    if one.city is not None:
        english = f"{one.city.name}, {one.city.region}" if one.city.region else one.city.name
        chinese = one.city.zh_hant if lang == "zh-Hant" else one.city.zh_hans
    if one.entry is not None:
        forms = one.entry.forms
        ordered = ("zh-Hant", "zh-Hans") if lang == "zh-Hant" else ("zh-Hans", "zh-Hant")
        english = next(iter(forms.get("en", ())), english)
        chinese = next((name for each in ordered for name in forms.get(each, ())), chinese)
        kind = _KINDS[one.entry.kind]
    name = (chinese if lang.startswith("zh") else english) or one.words
    return Participant(
        name=name,
        name_en=english,
        name_zh=chinese,
        kind=kind,
        glossary_uuid=one.entry.uuid if one.entry else None,
    )
