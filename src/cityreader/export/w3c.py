"""The ``w3c`` format: a collection of Web Annotations (W3C Recommendation) in JSON-LD.

One annotation a mark, all in the first page of one ``AnnotationCollection``. Positions count the
code points of the article's text as cityreader stores it, so the source is that text under its
UUID, and the address of the page it came from is the ``scope``.
"""

from collections.abc import Iterator
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

from cityreader.export.formats import Contents, Format, Stamped
from cityreader.export.json_document import encoded
from cityreader.export.mentions import Mentions, stands, web_address
from cityreader.models import Annotation, Event

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
ORIGIN = "urn:cityreader:origin"
"""How a mark was made; an absolute IRI, which JSON-LD takes as a property without a context."""

Value = dict[str, object]


def write(stamped: Stamped, stream: BinaryIO) -> None:
    """Write the collection, one annotation a line.

    A tag is a body with the purpose ``tagging``, a role one of ``classifying``, a note one of
    ``commenting``. The event is a body of ``describing`` in words and one of ``linking``
    with its UUID. A mark that does not stand in the present text has its quote and no position.
    """
    marks = stamped.dossier.annotations
    collection = uuid5(NAMESPACE_URL, f"{stamped.dossier.project} {stamped.generated_at}").urn
    head: Value = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": stamped.dossier.project,
        "generator": {
            "id": "urn:cityreader:program",
            "type": "Software",
            "name": stamped.generator,
        },
        "generated": stamped.generated_at,
        "total": len(marks),
    }
    page: Value = {
        "id": f"{collection}#page-1",
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
    }
    stream.write(encoded(head)[:-1] + b',\n"first": ' + encoded(page)[:-1] + b', "items": [')
    separator = b"\n"
    for made in _annotations(stamped):
        stream.write(separator + encoded(made))
        separator = b",\n"
    stream.write(b"\n]}}\n")


def contents(stamped: Stamped) -> Contents:
    """The marks; an event is told in a few words beside each."""
    return Contents({"mark": len(stamped.dossier.annotations)})


def _annotations(stamped: Stamped) -> Iterator[Value]:
    mentions = Mentions(stamped.dossier)
    events = {event.uuid: event for event in stamped.dossier.events}
    for mark in stamped.dossier.annotations:
        made: Value = {
            "@context": CONTEXT,
            "id": f"urn:uuid:{mark.uuid}",
            "type": "Annotation",
            "motivation": _motivation(mark),
            "created": mark.created_at,
            "modified": mark.updated_at,
            "creator": {
                "id": f"urn:uuid:{mark.coder_uuid}",
                "type": "Person",
                "name": mentions.coder(mark.coder_uuid),
            },
            ORIGIN: mark.origin,
        }
        bodies = _bodies(mark, events.get(mark.event_uuid or ""), mentions)
        if bodies:
            made["body"] = bodies
        yield made | {"target": _target(mark, mentions)}


def _motivation(mark: Annotation) -> str:
    if mark.tag is not None:
        return "tagging"
    if mark.role is not None:
        return "classifying"
    return "highlighting" if mark.note is None else "commenting"


def _bodies(mark: Annotation, event: Event | None, mentions: Mentions) -> list[Value]:
    found = []
    if mark.tag is not None:
        found.append(_text("tagging", mark.tag))
    if mark.role is not None:
        found.append(_text("classifying", mark.role))
    if mark.note is not None:
        found.append(_text("commenting", mark.note))
    if event is not None:
        found.append(_text("describing", _described(event, mentions)))
        source = f"urn:uuid:{event.uuid}"
        found.append({"type": "SpecificResource", "purpose": "linking", "source": source})
    return found


def _text(purpose: str, value: str) -> Value:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": value,
        "format": "text/plain",
    }


def _described(event: Event, mentions: Mentions) -> str:
    place = event.place.name or event.place.text
    parts = (mentions.name(event), event.type, event.status, event.date.iso, place)
    return " · ".join(part for part in parts if part)


def _target(mark: Annotation, mentions: Mentions) -> Value:
    record = mentions.records.get(mark.article_uuid)
    target: Value = {"type": "SpecificResource", "source": f"urn:uuid:{mark.article_uuid}"}
    page = web_address(record.article.url) if record is not None else None
    if page is not None:
        target["scope"] = page
    quote = {
        "type": "TextQuoteSelector",
        "exact": mark.exact,
        "prefix": mark.prefix,
        "suffix": mark.suffix,
    }
    position = {"type": "TextPositionSelector", "start": mark.start, "end": mark.end}
    target["selector"] = [position, quote] if stands(mark, record) else [quote]
    return target


FORMAT = Format(
    name="w3c",
    description="marks as Web Annotations (W3C) in JSON-LD",
    extensions=(".jsonld",),
    to_file=write,
    contents=contents,
)
