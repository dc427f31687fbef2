"""The ``geojson`` format: events with a place on the map (GeoJSON, RFC 7946)."""

import math
from typing import BinaryIO

from cityreader.export.formats import Contents, Format, Stamped
from cityreader.export.json_document import encoded
from cityreader.export.mentions import Mentions
from cityreader.models import Event
from cityreader.text.phrases import counted


def write(stamped: Stamped, stream: BinaryIO) -> None:
    """Write one point an event, one a line; positions are ``[longitude, latitude]`` in degrees.

    Properties are flat, with names joined by ``|``, since map programs show them as columns.
    """
    mentions = Mentions(stamped.dossier)
    stream.write(b'{"type": "FeatureCollection", "features": [')
    separator = b"\n"
    for event in stamped.dossier.events:
        position = point(event)
        if position is None:
            continue
        feature = {
            "type": "Feature",
            "id": event.uuid,
            "geometry": {"type": "Point", "coordinates": position},
            "properties": _properties(event, mentions),
        }
        stream.write(separator + encoded(feature))
        separator = b",\n"
    stream.write(b"\n]}\n")


def contents(stamped: Stamped) -> Contents:
    """The events that are on the map."""
    events = stamped.dossier.events
    missing = sum(point(event) is None for event in events)
    reason = f"{counted(missing, 'event')} without coordinates"
    return Contents({"event": len(events) - missing}, {"event": reason})


def point(event: Event) -> tuple[float, float] | None:
    """Longitude and latitude in degrees; None where either is unknown or on no globe."""
    lon, lat = event.place.lon, event.place.lat
    if lon is None or lat is None or not (math.isfinite(lon) and math.isfinite(lat)):
        return None
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None


def _properties(event: Event, mentions: Mentions) -> dict[str, object]:
    place = event.place
    articles = mentions.articles(event)
    return {
        "type": event.type,
        "type_label": mentions.label(event.type),
        "status": event.status,
        "title": event.title,
        "name": mentions.name(event),
        "date": event.date.iso,
        "date_start": event.date.start,
        "date_end": event.date.end,
        "date_precision": event.date.precision,
        "place": place.name,
        "country": place.country,
        "place_precision": place.precision,
        "participants": "|".join(somebody.name for somebody in event.participants),
        "themes": "|".join(event.themes),
        "series": event.series_id,
        "part_of": event.part_of,
        "mentions": len(event.annotation_uuids),
        "sources": "|".join(article.title for article in articles),
        "url": next((article.url for article in articles if article.url), None),
        "coder": mentions.coder(event.coder_uuid),
        "origin": event.origin,
    }


FORMAT = Format(
    name="geojson",
    description="events with coordinates, for a map",
    extensions=(".geojson",),
    to_file=write,
    contents=contents,
)
