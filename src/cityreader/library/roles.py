"""Roles: words that say who took part in an event, where and when, and what they fill in."""

import re
from dataclasses import replace

from cityreader.bilingual.terms import TermMatcher
from cityreader.coding.gazetteer import City, shipped_gazetteer
from cityreader.errors import UsageError
from cityreader.library.context import Context
from cityreader.library.date_readings import date_in_words
from cityreader.library.lookup import event_in, event_key_in
from cityreader.library.mentions import quoted, tagged
from cityreader.library.named_places import PlaceNames
from cityreader.models import (
    PARTICIPANT_KINDS,
    SPAN_ROLES,
    Annotation,
    Article,
    DateRange,
    Event,
    GlossaryEntry,
    Participant,
    Place,
    Span,
    Tagged,
)
from cityreader.store import annotations, articles, events, glossary, readings
from cityreader.store.session import Unit, View
from cityreader.text.phrases import on_one_line
from cityreader.text.scripts import fold

_ARTICLE = re.compile(r"^the (?=[A-Z])", re.IGNORECASE)
_SOME_DAY = DateRange("2000-01-01", "2000-01-01", "day")
_CITY_WORDS = re.compile(r"^(?:the )?city of |^the |(?: city|市)$", re.IGNORECASE)


class RoleService:
    """Sets roles one by one; each is one step with everything it filled in."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def assign(
        self, article_id: int, span: Span, role: str, event_uuid: str, *, fills: bool = True
    ) -> Tagged:
        """Mark a span as the actor, recipient, place or date of an event, and fill that in there,
        unless the fields of the event are given otherwise and it ``fills`` nothing.

        Participants and places are linked to the one glossary entry that has this form. Words in
        which no date is read fill nothing in and are told as ``unread``; a date that only says less
        than the one known leaves that.
        Raises NotFoundError if the event is gone, UsageError for another role or a bad span.
        """
        if role not in SPAN_ROLES:
            raise UsageError("Unknown role", f"“{role}” is none of {', '.join(SPAN_ROLES)}.")
        with self._context.unit(f"role {role}", article_id=article_id) as unit:
            event, key = event_in(unit, event_uuid), event_key_in(unit, event_uuid)
            article, quote = quoted(unit, article_id, span)
            for known in annotations.of_events(unit, [event_uuid]):
                if (known.article_uuid, known.span, known.role) == (article.uuid, span, role):
                    return Tagged(known, event, repeated=True)
            uuid = annotations.add(
                unit, article_id, article.revision, span, quote, role=role, event_id=key
            )
            if fills:
                mark = tagged(unit, uuid, joined=True)
                event = _with_role(unit, mark.event or event, mark.annotation, article)
                events.save(unit, event)
            readings.mark_opened(unit, article_id)
            unit.describe(f"{role} “{on_one_line(quote.exact)}”")
            done = tagged(unit, uuid, joined=True)
            return replace(done, unread=role == "date" and not _is_date(unit, article, span))


def _is_date(view: View, article: Article, span: Span) -> bool:
    """Whether words state a date, or would if the date of their article were known."""
    body = articles.body(view, article.id) or ""
    published = article.published if article.published.start else _SOME_DAY
    return date_in_words(body, span, published) is not None


def _with_role(unit: Unit, event: Event, mark: Annotation, article: Article) -> Event:
    """The event with what a mark in a role says."""
    if mark.role == "date":
        body = articles.body(unit, articles.key_of(unit, article.uuid) or 0) or ""
        return replace(event, date=_date(body, mark.span, article.published, event.date))
    words = on_one_line(mark.exact)
    entries = glossary.entries(unit)
    found = TermMatcher(entries).named(words)
    entry = found[0] if len(found) == 1 else None
    if mark.role == "place":
        known = entry is not None and event.place.glossary_uuid == entry.uuid
        meant = PlaceNames(entries).meant(words)
        place = event.place if known else meant[0] if meant else Place(words)
        return replace(event, place=replace(place, text=words))
    return replace(event, participants=_participants(event, mark, words, entry))


def _date(body: str, span: Span, published: DateRange, known: DateRange) -> DateRange:
    """The date that the words give, else the one known."""
    date = date_in_words(body, span, published)
    return known if date is None or _says_less(date, known) else date


def _says_less(date: DateRange, known: DateRange) -> bool:
    if None in (date.start, date.end, known.start, known.end):
        return False
    around = str(date.start) <= str(known.start) and str(known.end) <= str(date.end)
    return around and (date.start, date.end) != (known.start, known.end)


def _participants(
    event: Event, mark: Annotation, words: str, entry: GlossaryEntry | None
) -> tuple[Participant, ...]:
    """The participants with the one that a mark names; one that is there takes the mark over."""
    city = _city_of(words)
    if city is not None:
        # "the Taipei" of "the Taipei mayor" is Taipei.
        words = _ARTICLE.sub("", words)
    for number, one in enumerate(event.participants):
        linked = entry is not None and one.glossary_uuid == entry.uuid
        if linked or _is_named(one, words, entry, city):
            side = one.side if one.side in (None, mark.role, "both") else "both"
            taken = replace(
                one,
                side=side or mark.role,
                annotation_uuids=(*one.annotation_uuids, mark.uuid),
            )
            rest = event.participants[number + 1 :]
            return (*event.participants[:number], _named(taken, words, mark.lang), *rest)
    kind = entry.kind if entry is not None and entry.kind in PARTICIPANT_KINDS else "other"
    new = Participant(words, kind=kind, side=mark.role, annotation_uuids=(mark.uuid,))
    if entry is not None:
        scripts = sorted(("zh-Hant", "zh-Hans"), key=lambda script: script != mark.lang)
        chinese = next(filter(None, map(entry.form, scripts)), None)
        new = replace(new, name_en=entry.form("en"), name_zh=chinese, glossary_uuid=entry.uuid)
    elif city is not None:
        chinese = city.zh_hant if mark.lang == "zh-Hant" else city.zh_hans
        new = replace(new, name_en=city.name, name_zh=chinese, kind="city")
    return (*event.participants, _named(new, words, mark.lang))


def _is_named(one: Participant, words: str, entry: GlossaryEntry | None, city: City | None) -> bool:
    """Whether words name a participant: by a name it has, or as the same city or entry."""
    names = [name for name in (one.name, one.name_en, one.name_zh) if name]
    known = {fold(name) for name in names}
    if entry is not None and any(fold(form) in known for forms in entry.forms.values()
                                 for form in forms):  # fmt: skip
        return True
    return fold(words) in known or (city is not None and city in map(_city_of, names))


def _city_of(words: str) -> City | None:
    """The one city that words name and say nothing else of: ``Shanghai``, ``the city of Shanghai``,
    ``上海市``, and ``Portland, Oregon`` where there are several."""
    bare = _CITY_WORDS.sub("", words).strip()
    found = shipped_gazetteer().find(bare)
    if not found or found[0].span.start:
        return None
    city, rest = found[0].city, bare[found[0].span.end :].strip(" ,")
    return city if not rest or rest == city.region else None


def _named(one: Participant, words: str, lang: str) -> Participant:
    """The participant with its name in the language of the words, if it has none there."""
    if lang.startswith("zh"):
        return replace(one, name_zh=one.name_zh or words)
    return replace(one, name_en=one.name_en or words) if lang == "en" else one
