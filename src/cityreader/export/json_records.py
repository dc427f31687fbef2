"""The records of an export as plain JSON values, member by member in fixed order."""

from collections.abc import Mapping
from typing import TypeVar

from cityreader.models import (
    Annotation,
    Article,
    ArticleRecord,
    Bead,
    Codebook,
    Coder,
    DateRange,
    Event,
    GlossaryEntry,
    Pair,
    Participant,
    Place,
    Span,
    Tag,
)

Value = TypeVar("Value")
Record = dict[str, object]


def coder(entry: Coder, label: str = "") -> Record:
    """Who made a record."""
    return {"id": entry.uuid, "name": entry.name, "label": label}


def codebook(book: Codebook) -> Record:
    """The codebook; ``roles``, ``themes`` and ``rules`` are those of its file."""
    return {
        "id": book.id,
        "version": book.version,
        "sha256": book.sha256,
        "tags": [_tag(tag) for tag in book.tags],
        "roles": list(book.roles),
        "themes": list(book.themes),
        "rules": _sorted(book.rules),
    }


def _tag(tag: Tag) -> Record:
    return {
        "code": tag.code,
        "kind": tag.kind,
        "label": _sorted(tag.labels),
        "key": tag.key,
        "color": tag.color,
        "parent": tag.parent,
        "retired": tag.retired,
        "definition": tag.definition,
        "yes": list(tag.yes),
        "no": list(tag.no),
    }


def article(record: ArticleRecord, with_text: bool = True) -> Record:
    """An article; ``body`` is the one member that may be absent."""
    entry = record.article
    made: Record = {
        "id": entry.uuid,
        **details(entry),
        "revision": entry.revision,
        "text_sha256": entry.text_sha256,
        "length": entry.length,
    }
    if with_text and record.body is not None:
        made["body"] = record.body
    made["tags"] = list(entry.tags)
    made["readings"] = [
        {
            "coder": reading.coder_uuid,
            "state": reading.state,
            "flagged": reading.flagged,
            "updated_at": reading.updated_at,
        }
        for reading in record.readings
    ]
    made["topics"] = [{"tag": tag, "coder": coder} for tag, coder in record.topics]
    made["aliases"] = list(record.aliases)
    made["message_id"] = record.message_id
    return made


def details(entry: Article) -> Record:
    """What an article says of itself, with its kind."""
    return {
        "title": entry.title,
        "lang": entry.lang,
        "source": entry.source,
        "author": entry.author,
        "url": entry.url,
        "published": date_range(entry.published),
        "kind": entry.kind,
    }


def date_range(date: DateRange) -> Record:
    """A date as exact as its source states it."""
    return {
        "start": date.start,
        "end": date.end,
        "precision": date.precision,
        "text": date.text,
        "basis": date.basis,
    }


def pair(entry: Pair) -> Record:
    """A pair with its rows; the revisions say which bodies the spans count in."""
    return {
        "id": entry.uuid,
        "left_id": entry.left_uuid,
        "right_id": entry.right_uuid,
        "left_revision": entry.left_revision,
        "right_revision": entry.right_revision,
        "origin": entry.origin,
        "status": entry.status,
        "beads": [_bead(bead) for bead in entry.beads],
    }


def _bead(bead: Bead) -> Record:
    return {
        "left": _span(bead.left),
        "right": _span(bead.right),
        "score": bead.score,
        "checked": bead.checked,
        "origin": bead.origin,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def annotation(entry: Annotation) -> Record:
    """An annotation; ``coder`` is the coder's id."""
    return {
        "id": entry.uuid,
        "article_id": entry.article_uuid,
        "lang": entry.lang,
        "revision": entry.revision,
        "start": entry.start,
        "end": entry.end,
        "exact": entry.exact,
        "prefix": entry.prefix,
        "suffix": entry.suffix,
        "tag": entry.tag,
        "note": entry.note,
        "event_id": entry.event_uuid,
        "role": entry.role,
        "coder": entry.coder_uuid,
        "origin": entry.origin,
        "status": entry.status,
        "created_at": entry.created_at,
        "updated_at": entry.updated_at,
    }


def event(entry: Event) -> Record:
    """An event with its mentions; ``coder`` is the coder's id."""
    return {
        "id": entry.uuid,
        "type": entry.type,
        "status": entry.status,
        "title": entry.title,
        "date": date_range(entry.date),
        "place": _place(entry.place),
        "participants": [_participant(participant) for participant in entry.participants],
        "counts": [
            {"unit": count.unit, "value": _number(count.value), "qualifier": count.qualifier}
            for count in entry.counts
        ],
        "themes": list(entry.themes),
        "series": {"id": entry.series_id, "edition": entry.series_edition},
        "part_of": entry.part_of,
        "mode": entry.mode,
        "certainty": entry.certainty,
        "aggregate": entry.aggregate,
        "historical": entry.historical,
        "note": entry.note,
        "origin": entry.origin,
        "article_ids": list(entry.article_uuids),
        "annotation_ids": list(entry.annotation_uuids),
        "coder": entry.coder_uuid,
        "created_at": entry.created_at,
        "updated_at": entry.updated_at,
    }


def _place(place: Place) -> Record:
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "text": place.text,
        "glossary_id": place.glossary_uuid,
    }


def _participant(participant: Participant) -> Record:
    return {
        "name": participant.name,
        "name_en": participant.name_en,
        "name_zh": participant.name_zh,
        "kind": participant.kind,
        "role": participant.role,
        "side": participant.side,
        "office": participant.office,
        "of": participant.of,
        "glossary_id": participant.glossary_uuid,
        "annotation_ids": list(participant.annotation_uuids),
    }


def glossary_entry(entry: GlossaryEntry) -> Record:
    """A name or term with its forms in each language."""
    return {
        "id": entry.uuid,
        "kind": entry.kind,
        "forms": {lang: list(forms) for lang, forms in _sorted(entry.forms).items()},
        "note": entry.note,
    }


def _number(value: float) -> float:
    return int(value) if float(value).is_integer() else value


def _sorted(mapping: Mapping[str, Value]) -> dict[str, Value]:
    return dict(sorted(mapping.items()))
