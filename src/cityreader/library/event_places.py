"""Where an event took place and which cities took part, by the names in its sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cityreader.bilingual.terms import TermMatcher
from cityreader.coding.gazetteer import City, shipped_gazetteer
from cityreader.library.named_places import place_of
from cityreader.models import NO_PLACE, GlossaryEntry, Participant, Place, Span
from cityreader.text.han import han_runs
from cityreader.text.language import detect_language

# Words between which and the name of a city an event takes place there.
_AT = re.compile(r"(?:\b(?:in|at)\s+(?:the\s+city\s+of\s+)?|[在于於]\s?|移师|移師)$", re.IGNORECASE)
_HERE = re.compile(r"^(?:市)?(?:登场|登場|举行|舉行|举办|舉辦|开幕|開幕|召开|召開)")
# What is called after a city and is not the city: papers, universities, treaties, games, time.
_CALLED_AFTER = re.compile(
    r"^\s(?:Star|Times?|Post|Examiner|Standard|Chronicle|Tribune|Herald|Globe|Mail|Daily|Review|"
    r"Journal|Gazette|(?:\w+\s)?University|(?:\w+\s)?Institute\sof|School\sof|(?:International\s)?Airport|"
    r"Consensus|Protocol|Accords?|Agreements?|Treaty|Statute|Conventions?|Communiqu[ée]|Declaration|"
    r"Stock\sExchange|Cooperation\sOrgani[sz]ation|Five|Spirit|Olympics|Games)\b"
    r"|^(?:(?:市立|交通|师范|師範|外国语|外國語|科技|理工|医科|醫科|工业|工業|中医药?|中醫藥?|财经|財經)?"
    r"(?:大学|大學)|日报|日報|晚报|晚報|时报|時報|邮报|郵報|新闻网|新聞網|机场|機場|冬?奥运|冬?奧運|"
    r"共识|共識|条约|條約|协定|協定|公约|公約|议定书|議定書|规约|規約|公报|公報|宣言|合作组织|"
    r"合作組織|五国|五國|精神|时间|時間|证券交易所|證券交易所|证交所|證交所|当局|當局)"
)
_CALLED_OF = re.compile(
    r"\b(?:Treaty|University|Peace|Bank|Duke|Duchess|Merchant|Battle|Siege|Congress|Statute|"
    r"Declaration|Convention)\s+of\s+$"
)
# Who does something with another: the last name before the verb is no place.
_BESIDE = re.compile(r"(?:[和与與同及暨跟、]|以及|携手|攜手|联合|聯合|联手|聯手)\s?$")
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

    ``lang`` is its language; Chinese names are in its script, or in that of the counterpart. A city
    that is named only as the place takes no part. A counterpart sentence adds what the first one
    does not name.
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
    if not taking_part:
        return place, ()
    script = lang if lang.startswith("zh") else _script_of(sentences)
    return place, tuple(_participant(one, lang, script) for one in taking_part)


def _script_of(sentences: Sequence[str]) -> str:
    """The script of the first sentence with Chinese in it; simplified where none is."""
    written = ("".join(han_runs(text)) for text in sentences)
    return next((detect_language(text) for text in written if text), "zh-Hans")


def _names(text: str, matcher: TermMatcher) -> Iterator[_Named]:
    """What a text names, in order; a name of the glossary goes before the gazetteer's."""
    cities = {
        mention.span: mention.city
        for mention in shipped_gazetteer().find(text)
        if not _only_names(text, mention.span)
    }
    terms = {match.span: match.entry for match in matcher.find(text)} if matcher else {}
    spans = [*terms, *(span for span in cities if not any(span.overlaps(own) for own in terms))]
    there, last = False, 0
    for span in sorted(spans):
        entry = terms.get(span)
        city = cities.get(span)
        if city is None and entry is not None and _KINDS[entry.kind] == "city":
            # 台北市 of the glossary is the city that other words call 台北.
            city = next((one for at, one in cities.items() if at.start == span.start), None)
        key = f"city {city.title}" if city else f"entry {entry.uuid}" if entry else ""
        between = text[last : span.start].removeprefix("市")
        there, last = _is_there(text, span, city, there, between), span.end
        yield _Named(key, city, entry, text[span.start : span.end], there)


def _only_names(text: str, span: Span) -> bool:
    """Whether the name of a city is only part of that of a paper, a treaty or a consulate."""
    before, behind = text[: span.start], text[span.end :]
    seat = _SEAT_BEFORE.search(before) and _SEAT_BEHIND.match(behind)
    return bool(seat or _CALLED_AFTER.match(behind) or _CALLED_OF.search(before))


def _is_there(text: str, span: Span, city: City | None, there: bool, between: str) -> bool:
    """Whether an event is in the city that a name means; ``there`` tells that of the name before
    it and ``between`` is what stands between the two: 在台北和里昂举行."""
    if city is None:
        return False
    if _BESIDE.fullmatch(between):
        return there
    before, behind = text[max(0, span.start - 20) : span.start], text[span.end :]
    return bool(_AT.search(before) or (_HERE.match(behind) and not _BESIDE.search(before)))


def _place(one: _Named) -> Place:
    if one.city is None:
        return NO_PLACE
    entry = one.entry.uuid if one.entry else None
    return replace(place_of(one.city), text=one.words, glossary_uuid=entry)


def _participant(one: _Named, lang: str, script: str) -> Participant:
    english, chinese, kind = None, None, "city"
    if one.city is not None:
        english = one.city.title
        chinese = one.city.zh_hant if script == "zh-Hant" else one.city.zh_hans
    if one.entry is not None:
        forms = one.entry.forms
        ordered = ("zh-Hant", "zh-Hans") if script == "zh-Hant" else ("zh-Hans", "zh-Hant")
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
